"""What a recurring review looks at: outputs, revisions and integrations since the last one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from pilotage.errors import Invalid
from pilotage.measure.sampling import sample_size
from pilotage.method.gates import last_passage
from pilotage.method.requirement import counted
from pilotage.method.schedule import day_month_year
from pilotage.model.dates import NoDate, read_date
from pilotage.model.document import Revision
from pilotage.model.integrations import Step
from pilotage.model.project import Project
from pilotage.model.record import make
from pilotage.model.review import ReviewAction, ReviewRecord
from pilotage.model.text import one_line

LARGEST: Final = 1_000
"""The largest sample that a record holds."""


@dataclass(frozen=True)
class Population:
    """The outputs that a review draws its sample from."""

    ids: tuple[int, ...]
    since: int
    """Their numbers are not smaller than this…"""
    before: int
    """…and smaller than this."""
    words: str
    """What they are: “312 outputs since the review of 3 May 2026”."""

    @property
    def proposed(self) -> int:
        """The sample size by the rule of `measure/sampling.py`."""
        return min(LARGEST, sample_size(len(self.ids)))


def last_review(project: Project) -> ReviewRecord | None:
    """The review that was recorded last."""
    return project.reviews[-1] if project.reviews else None


def population(project: Project) -> Population:
    """What was made since the last review; all of the production run where nothing was."""
    last, passage = last_review(project), last_passage(project, 4)
    first = last.id + 1 if last else passage.records_before if passage else 1
    after = f"the review of {day_month_year(last.due)}" if last else "the production run"
    ids = tuple(output.id for output in project.outputs if output.id >= first)
    if ids:
        words = f"{counted(len(ids), 'output')} since {after}"
        return Population(ids, first, project.next_id, words)
    first = max(1, project.since(4))
    ids = tuple(output.id for output in project.outputs if output.id >= first)
    words = f"{counted(len(ids), 'output')} of the production run; none was recorded since {after}"
    return Population(ids, first, project.next_id, words)


def revisions_since(project: Project) -> tuple[Revision | None, tuple[Revision, ...]]:
    """The revision in force at the last review (or at gate 5), and those published since."""
    last, passage = last_review(project), last_passage(project, 5)
    first = last.id if last else passage.records_before if passage else 0
    before = [revision for revision in project.revisions if revision.id < first]
    since = tuple(revision for revision in project.revisions if revision.id >= first)
    return (before[-1] if before else None), since


def integrated_steps(project: Project) -> tuple[Step, ...]:
    """The steps that run by themselves: integrated, or automatic from the start."""
    return tuple(step for step in project.steps if step.is_integrated or not step.is_manual)


def open_actions(project: Project) -> Iterable[tuple[ReviewRecord, int, ReviewAction]]:
    """What reviews want done and is not: the review, the action's number in it, the action."""
    for review in project.reviews:
        for number, each in enumerate(review.to_do, 1):
            if each.done is None:
                yield review, number, each


def read_actions(text: str, today: date) -> tuple[ReviewAction, ...]:
    """Actions written one a line as “what; who; by when”; the last two may be left out.

    Raises `Invalid` naming the line whose date can't be understood.
    """
    found = []
    for number, line in enumerate(filter(None, map(one_line, text.split("\n"))), 1):
        what, owner, due, *more = [part.strip() for part in line.split(";")] + ["", ""]
        try:
            on = read_date(due, today) if due else None
        except NoDate as problem:
            raise Invalid("to_do", due, "a date", f"To do: line {number}: {problem}") from None
        if any(more):
            raise Invalid(
                "to_do", line, "two semicolons at most", f"To do: line {number}: what; who; when"
            )
        found.append(make(ReviewAction, what=what, owner=owner, due=on))
    return tuple(found)
