"""Advice on the page that was answered: this one does not apply, and why."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pilotage.model.record import Id, Moment, Record
from pilotage.model.text import Line, Reason


class Dismissal(Record):
    """A finding about the page that somebody answered with a reason. It does not come back."""

    id: Id
    rule: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
    """The rule that found it."""
    section: Annotated[str, Field(pattern=r"^[a-z_]{0,40}$")]
    """The section it is about; empty for the page as a whole."""
    words: Line
    """The words it names; a finding about other words is another finding."""
    reason: Reason
    by: Id
    at: Moment
