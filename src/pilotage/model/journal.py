"""The journal: who did what when, each entry chained to the one before."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pilotage.model.record import Id, Moment, Record

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in hexadecimal."""

FIRST = "0" * 64
"""What the first entry is chained to."""


class Entry(Record):
    """One action, as it was done. Entries are only ever appended."""

    seq: Id
    """1 for the first entry, then one more each time."""
    at: Moment
    by: str
    """The name of the person at the keyboard, as it was then."""
    role: str
    """Their role then: builder, second owner, decision-maker, or empty."""
    action: str
    """The action's name: a verb of `pilotage.actions`, or `undo`, `redo`, `drive`, `create`."""
    what: str
    """What was done, as a sentence."""
    changed: dict[str, str]
    """`table/id` of each document that changed → SHA-256 of its new content; empty if deleted."""
    previous: Digest
    """The hash of the entry before."""
    hash: Digest
    """SHA-256 of this entry's other fields in canonical JSON."""
