"""The project as it stood after an entry of its journal."""

from __future__ import annotations

from collections.abc import Sequence

from pilotage.errors import Refused
from pilotage.model.project import Project
from pilotage.store.changes import Document, Tables
from pilotage.store.codec import PROJECT, decode
from pilotage.store.journal import RECORDED
from pilotage.store.migrations import migrated
from pilotage.store.recovery import replayed


def tables_at(documents: Sequence[Document], seq: int) -> Tables:
    """The tables after the entry of that number; raises `Refused` where there was no such state.

    Entries of files of format 1 say only that something changed, not what it became.
    """
    if not 1 <= seq <= len(documents):
        raise Refused(f"The journal has no entry {seq}.", f"Its entries are 1 to {len(documents)}.")
    tables = replayed(documents[:seq])
    if PROJECT not in tables:
        raise Refused(
            f"What the project was at entry {seq} is not known: the file was of an older format.",
            "Choose a later entry.",
        )
    return tables


def project_at(documents: Sequence[Document], seq: int) -> Project:
    """The project after the entry of that number; raises `Refused` where it is not known."""
    return decode(migrated(tables_at(documents, seq)))


def last_session(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The entries of the session that wrote last, oldest first, and what scripts recorded since
    its first.
    """
    name, first = "", len(documents)
    for at in range(len(documents) - 1, -1, -1):
        session = documents[at].get("session", "")
        if session == RECORDED:
            continue
        name = name or session
        if not name or session != name:
            break
        first = at
    return tuple(documents[first:])
