"""The second owner's runs and the gaps that they found in the page."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pilotage.model.record import Id, Moment, Record
from pilotage.model.text import Line, Note, Reason, Said


class GapKind(StrEnum):
    """How the second owner got past a place where the page did not help."""

    QUESTION = "question"
    """Had to ask."""
    IMPROVISATION = "improvisation"
    """Did what seemed right."""
    BLOCKED = "blocked"
    """Could not go on."""


Minutes = Annotated[
    Decimal, Field(ge=0, le=100_000, max_digits=9, decimal_places=2, allow_inf_nan=False)
]
"""A duration in minutes: 0 to 100,000 with up to two decimals."""


Place = Annotated[int, Field(ge=1, le=40)]
"""A line of a section that is a list: 1 to 40."""


class Pause(Record):
    """A break in a run; it does not count."""

    began: Moment
    ended: Moment | None = None


class StepDone(Record):
    """A step of the page that the driver of a run was done with."""

    section: Line
    """The key of the page's section."""
    item: Place | None = None
    """The line of a section that is a list, from 1; None for a section as a whole."""
    at: Moment


class Run(Record):
    """One time that the second owner ran the workflow, with the page only."""

    id: Id
    number: Id
    driver: Id
    revision: Id
    """The number of the page's revision that was followed."""
    started: Moment
    ended: Moment | None = None
    minutes: Minutes | None = None
    to_the_end: bool = False
    """Whether the run reached the output's destination."""
    note: Note = ""
    """The driver's own words on it."""
    pauses: Annotated[tuple[Pause, ...], Field(max_length=200)] = ()
    steps: Annotated[tuple[StepDone, ...], Field(max_length=500)] = ()
    """The steps that are done, in the order in which they were."""

    @property
    def is_paused(self) -> bool:
        """Whether it is going, and its clock stands still."""
        return self.ended is None and bool(self.pauses) and self.pauses[-1].ended is None


class Withdrawal(Record):
    """Why a gap turned out to be none, said by the one who raised it."""

    reason: Reason
    at: Moment


class Gap(Record):
    """A place where the second owner had to ask or to improvise."""

    id: Id
    run: Id
    section: Line
    """The key of the page's section that it belongs to."""
    item: Place | None = None
    """The line of a section that is a list, from 1, where it happened at one."""
    kind: GapKind
    text: Said
    by: Id
    at: Moment
    answered_by: Id | None = None
    """The number of the revision that answers it."""
    confirmed: Moment | None = None
    """When who raised it said that the answer holds."""
    withdrawn: Withdrawal | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is neither answered by a revision nor withdrawn."""
        return self.answered_by is None and self.withdrawn is None
