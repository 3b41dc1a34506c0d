"""The journal: who did what when, each entry chained to the one before."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from pilotage.model.record import Id, Moment, Record

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in hexadecimal."""

Key = Annotated[str, Field(pattern=r"^[a-z_]{1,40}/[0-9]{1,20}$")]
"""A document's table and id."""

FIRST = "0" * 64
"""What the first entry is chained to."""


SIGNATURES = frozenset(
    {
        "confirm_revision",
        "end_run",
        "pass_gate",
        "publish_revision",
        "verify_step",
        "sign_keeping",
        "sign_extra",
        "record_decision",
        "record_review",
    }
)
"""Actions by which somebody answers for something with their name."""


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
    changed: tuple[Key, ...] = ()
    """`table/id` of each document that was put."""
    deleted: tuple[Key, ...] = ()
    """`table/id` of each document that was deleted."""
    actor: Id | None = None
    """The number of the person at the keyboard; None in entries of older files."""
    args: dict[str, Any] = Field(default_factory=dict)
    """What the action was given, as JSON has it."""
    session: Annotated[str, Field(max_length=20)] = ""
    """Tells the sessions apart in which things were done; empty in entries of older files."""
    serious: bool = False
    """Whether taking it back asks first."""
    proven: bool = False
    """Whether who acted had given their signing phrase."""
    previous: Digest
    """The hash of the entry before."""
    hash: Digest
    """SHA-256 of all else that the file holds of this entry, the documents that it changed
    included, in canonical JSON."""

    @property
    def signature(self) -> str:
        """“signed” or “unsigned” for what somebody answers for with their name; else empty.

        What was merged is signed where it was done: in the bundle.
        """
        action, proven = self.action, self.proven
        if action == "merge" and self.args.get("result") == "merged":
            action, proven = str(self.args.get("action")), self.args.get("proven") is True
        if action not in SIGNATURES:
            return ""
        return "signed" if proven else "unsigned"
