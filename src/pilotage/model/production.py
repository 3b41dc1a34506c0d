"""The measured run: outputs and the checks of each."""

from __future__ import annotations

from enum import StrEnum

from pilotage.model.record import Day, Id, Moment, Record
from pilotage.model.text import Line, Note, Said


class Verdict(StrEnum):
    """What a check found."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"


class Check(Record):
    """One person's judgement of an output against the quality standard."""

    by: Id
    at: Moment
    verdict: Verdict
    failed: Line = ""
    """The criterion or disqualifier that it failed."""
    note: Note = ""


class Output(Record):
    """Something that the workflow produced in the production run."""

    id: Id
    reference: Said
    """How to find it again: a ticket number, a file name, an address."""
    on: Day
    made_by: Line = ""
    """The run, person or automation that produced it."""
    link: Line = ""
    checks: tuple[Check, ...] = ()
    """At most one check a person, the latest."""

    def checked_by(self, person: int) -> bool:
        """Whether this person has checked it."""
        return any(check.by == person for check in self.checks)
