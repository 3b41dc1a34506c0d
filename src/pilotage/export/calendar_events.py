"""What a project puts into a calendar: phase ends, the formal review, the recurring reviews."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pilotage.method.gate_review import decision_now, opens_in_words, review_opens
from pilotage.method.gates import Standing, current_phase, standing
from pilotage.method.phases import BY_NUMBER
from pilotage.method.schedule import date_of_day, end_of, window
from pilotage.model.project import CADENCE, PHASES, Project
from pilotage.model.review import Cadence, Choice

LAST_OF_SHORTEST = 28
"""Every month has this day."""


class State(StrEnum):
    """How an event stands."""

    AHEAD = "ahead"
    """It is to come, or overdue: it reminds."""
    DONE = "done"
    """It stays in the calendar, and reminds no more."""
    CANCELLED = "cancelled"
    """It will not take place."""


@dataclass(frozen=True)
class CalendarEvent:
    """An event, before it is written."""

    key: str
    """What it is, the same in every export of the project: the first part of its UID."""
    on: date
    """Its day; the first one of a recurring event."""
    summary: str
    what_to_do: tuple[str, ...]
    """Sentences and paragraphs."""
    state: State
    repeats: Cadence | None = None
    """How it recurs; then it has a time of day. The others last all day."""


def calendar_events(project: Project) -> tuple[CalendarEvent, ...]:
    """A project's events, in the order of the phases."""
    ends = [_phase_end(project, phase) for phase in PHASES]
    review = [_review(project, project.cadence)] if project.cadence else []
    return (*ends[:-1], _formal_review(project), ends[-1], *review)


def rule(cadence: Cadence) -> dict[str, int | str | list[int]]:
    """The recurrence rule whose days are those of `method.schedule.review_date`.

    A month without the first review's day has it on its last day: BYMONTHDAY alone would skip
    that month, so the last one of several days is picked with BYSETPOS.
    """
    day = cadence.first.day
    months: dict[str, int | str | list[int]] = {
        "FREQ": "MONTHLY",
        "INTERVAL": cadence.interval.months,
    }
    if day <= LAST_OF_SHORTEST:
        return months | {"BYMONTHDAY": day}
    return months | {"BYMONTHDAY": list(range(LAST_OF_SHORTEST, day + 1)), "BYSETPOS": -1}


def _phase_end(project: Project, phase: int) -> CalendarEvent:
    about = BY_NUMBER[phase]
    passed = standing(project, phase) is Standing.PASSED
    what = f"phase {phase}, {about.name}"
    return CalendarEvent(
        f"phase-{phase}-end",
        end_of(project, phase) if passed else date_of_day(project, window(project, phase)[1]),
        f"{project.title}: {what} {'is done' if passed else 'ends'}",
        (
            about.aim,
            f"It leaves behind: {', '.join(about.artifacts)}.",
            f"Gate {phase} was passed."
            if passed
            else f"Last day of its window. Gate {phase} opens on evidence only.",
        ),
        State.DONE if passed else State.AHEAD,
    )


def _formal_review(project: Project) -> CalendarEvent:
    decided = decision_now(project) is not None
    who = project.name_of(project.decision_maker) if project.decision_maker else "decision-maker"
    return CalendarEvent(
        "formal-review",
        review_opens(project),
        f"{project.title}: formal review {'is held' if decided else 'can be held'}",
        (
            f"From {opens_in_words(project)} on the decision-maker ({who}) can decide on the "
            "measured figures.",
            "Bring the scorecard; a missed metric needs a diagnosis first.",
        ),
        State.DONE if decided else State.AHEAD,
    )


def _review(project: Project, cadence: Cadence) -> CalendarEvent:
    stopped = (
        current_phase(project) == CADENCE
        and project.decision is not None
        and project.decision.choice is Choice.STOP
    )
    return CalendarEvent(
        "recurring-review",
        cadence.first,
        f"{project.title}: {cadence.interval.value} review",
        (
            f"Owner: {project.name_of(cadence.owner)}.",
            "Check a sample of outputs against the criteria; look at what changed in prompts, "
            "model and configuration; see whether each integration still works and the page is "
            "still true.",
            "A missed review puts the workflow at risk.",
        ),
        State.CANCELLED if stopped else State.AHEAD,
        cadence,
    )
