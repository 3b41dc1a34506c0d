"""A workflow's status in a word and a sentence, for headers, lists and documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pilotage.method.gates import Gate, Standing, current_phase, gate
from pilotage.method.phases import name_of
from pilotage.method.requirement import counted
from pilotage.method.schedule import (
    day_month_year,
    day_of,
    days_late,
    due_reviews,
    missed_reviews,
    next_review,
)
from pilotage.model.project import CADENCE, Project
from pilotage.model.review import Choice, ReviewAction


class Health(StrEnum):
    """A workflow's status."""

    ON_THE_WAY = "on the way"
    LATE = "late"
    IN_PRODUCTION = "in production"
    AT_RISK = "at risk"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Overview:
    """Where a project stands today, and what is next."""

    day: int
    phase: int
    health: Health
    why: str
    """Why it is late or at risk; empty otherwise."""
    next_step: str
    gate: Gate
    """The current gate; without requirements once all five are passed."""
    due: tuple[date, ...]
    """Recurring reviews that are due."""


def overview(project: Project, today: date) -> Overview:
    """Where a project stands on a day."""
    return at_gate(project, gate(project, current_phase(project)), today)


def at_gate(project: Project, here: Gate, today: date) -> Overview:
    """Where a project stands on a day, given its current gate.

    Beside the gate it takes only what the project itself and its reviews say, none of its other
    records.
    """
    phase = here.phase
    health, why = _health(project, phase, today)
    due = due_reviews(project, today)
    return Overview(
        day_of(project, today), phase, health, why, _next(project, here, due, today), here, due
    )


def _health(project: Project, phase: int, today: date) -> tuple[Health, str]:
    if phase == CADENCE:
        if project.decision and project.decision.choice is Choice.STOP:
            return Health.STOPPED, ""
        if missed := missed_reviews(project, today):
            return Health.AT_RISK, f"the review of {day_month_year(missed[0])} was not held"
        if open_ := late_actions(project, today):
            what, due = open_[0]
            more = f" (and {len(open_) - 1} more)" if len(open_) > 1 else ""
            said = f"“{what.what[:60]}” was due on {day_month_year(due)} and is not done{more}"
            return Health.AT_RISK, said
        return Health.IN_PRODUCTION, ""
    late = days_late(project, phase, today)
    if late:
        return Health.LATE, f"phase {phase} is {counted(late, 'day')} past its window"
    return Health.ON_THE_WAY, ""


def late_actions(project: Project, today: date) -> tuple[tuple[ReviewAction, date], ...]:
    """What recurring reviews want done whose date has gone by, the oldest date first."""
    found = [
        (each, each.due)
        for review in project.reviews
        for each in review.to_do
        if each.due is not None and each.done is None and each.due < today
    ]
    return tuple(sorted(found, key=lambda pair: pair[1]))


def _next(project: Project, here: Gate, due: tuple[date, ...], today: date) -> str:
    if here.phase == CADENCE:
        if due:
            return f"Hold the review due on {day_month_year(due[-1])}"
        if late := late_actions(project, today):
            return f"See to “{late[0][0].what[:60]}”"
        coming = next_review(project, today)
        return f"Next review on {day_month_year(coming)}" if coming else "Set the review cadence"
    if here.missing:
        first = here.missing[0]
        end = "" if first.missing[-1] in ".?!" else "."
        return f"{first.missing}{end} Wanted: {first.sentence}"
    if project.handed_over is not None:
        return f"Give it back to {project.name_of(project.handed_over.by)}, who merges it"
    again = "" if here.standing is Standing.CURRENT else " again"
    return f"Pass gate {here.phase}{again}: {name_of(here.phase)}"
