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
    kind: GapKind
    text: Said
    by: Id
    at: Moment
    answered_by: Id | None = None
    """The number of the revision that answers it."""
    withdrawn: Withdrawal | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is neither answered by a revision nor withdrawn."""
        return self.answered_by is None and self.withdrawn is None
