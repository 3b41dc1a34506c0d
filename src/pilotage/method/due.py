"""What is due in a project on a day: late phases, recurring reviews, promised actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pilotage.method.gates import current_phase
from pilotage.method.phases import name_of
from pilotage.method.requirement import counted
from pilotage.method.schedule import (
    GRACE_DAYS,
    date_of_day,
    day_month_year,
    due_reviews,
    next_review,
    window,
)
from pilotage.model.project import CADENCE, Project
from pilotage.model.review import Choice, Diagnosis


class DueKind(StrEnum):
    """What kind of thing is due, the most urgent first."""

    MISSED_REVIEW = "missed_review"
    """A recurring review whose days of grace are over: the workflow is at risk."""
    LATE_PHASE = "late_phase"
    REVIEW = "review"
    """A recurring review that is due."""
    ACTION = "action"
    """What a diagnosis or a recurring review wants done."""


_URGENCY: Final = {kind: number for number, kind in enumerate(DueKind)}


@dataclass(frozen=True)
class Due:
    """One thing that is due."""

    kind: DueKind
    what: str
    """What it is, in words, without its date."""
    on: date
    """The day by which it should have been done."""
    who: str
    """Whose task it is; empty when nobody is named."""

    @property
    def rank(self) -> int:
        """0 for the most urgent kind."""
        return _URGENCY[self.kind]

    def days(self, today: date) -> int:
        """By how many days it is overdue; 0 on its day."""
        return (today - self.on).days

    def sentence(self, today: date) -> str:
        """What is due, since when, and whose task it is."""
        days = self.days(today)
        since = f"{counted(days, 'day')} overdue, since {day_month_year(self.on)}"
        who = f" ({self.who})" if self.who else ""
        return f"{self.what}: {since if days else 'due today'}{who}"


def due_items(project: Project, today: date) -> tuple[Due, ...]:
    """All that is due on a day, the most urgent first; nothing in a stopped workflow.

    A diagnosis has no tick of its own: its action counts until a recurring review was held on
    or after its date, or the metric was diagnosed anew.
    """
    if _is_stopped(project):
        return ()
    # a phase's last day is still in time; an action's is the day to have it done
    found = [
        each
        for each in _dated(project)
        if each.on < today or (each.on == today and each.kind is not DueKind.LATE_PHASE)
    ]
    if reviews := due_reviews(project, today):
        late = (today - reviews[0]).days > GRACE_DAYS
        again = f" ({len(reviews)} fell due)" if len(reviews) > 1 else ""
        kind = DueKind.MISSED_REVIEW if late else DueKind.REVIEW
        what = f"the recurring review{again}"
        found.append(Due(kind, what, reviews[0], _reviewer(project)))
    return tuple(sorted(found, key=lambda each: (each.rank, each.on)))


def next_due(project: Project, today: date) -> date | None:
    """The oldest date of what is due, else the next date to come; None without any."""
    if _is_stopped(project):
        return None
    days = [each.on for each in _dated(project)]
    days += due_reviews(project, today)
    if coming := next_review(project, today):
        days.append(coming)
    return min(days, default=None)


def _is_stopped(project: Project) -> bool:
    stopped = project.decision is not None and project.decision.choice is Choice.STOP
    return stopped and current_phase(project) == CADENCE


def _dated(project: Project) -> Iterator[Due]:
    """The current phase's end and the actions that are not done, whenever they are due."""
    phase = current_phase(project)
    if phase != CADENCE:
        ends = date_of_day(project, window(project, phase)[1])
        what = f"phase {phase}, {name_of(phase)}"
        yield Due(DueKind.LATE_PHASE, what, ends, project.name_of(project.builder))
    yield from _actions(project)


def _actions(project: Project) -> Iterator[Due]:
    held = max((review.held for review in project.reviews), default=None)
    latest = {diagnosis.metric: diagnosis for diagnosis in project.diagnoses}
    for diagnosis in latest.values():
        if diagnosis.due is not None and (held is None or held < diagnosis.due):
            yield Due(DueKind.ACTION, _short(diagnosis), diagnosis.due, diagnosis.owner)
    for review in project.reviews:
        for action in review.to_do:
            if action.due is not None and action.done is None:
                yield Due(DueKind.ACTION, f"“{action.what}”", action.due, action.owner)


def _short(diagnosis: Diagnosis) -> str:
    return f"“{' '.join(diagnosis.action.split())}”"


def _reviewer(project: Project) -> str:
    return project.name_of(project.cadence.owner) if project.cadence else ""
