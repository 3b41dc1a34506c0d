"""The journal: making its entries, and checking that none was changed or taken out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from pilotage.model.journal import FIRST, Entry
from pilotage.model.record import make
from pilotage.model.text import one_line
from pilotage.store.canonical import digest


def new_entry(
    last: Entry | None,
    *,
    at: datetime,
    by: str,
    role: str,
    action: str,
    what: str,
    changed: Mapping[str, str],
) -> Entry:
    """The entry that follows `last` (None: the first), chained to it."""
    return sealed(
        make(
            Entry,
            seq=last.seq + 1 if last else 1,
            at=at,
            by=one_line(by),
            role=role,
            action=action,
            what=one_line(what),
            changed=dict(changed),
            previous=last.hash if last else FIRST,
            hash=FIRST,
        )
    )


def sealed(entry: Entry) -> Entry:
    """The entry with the hash that belongs to its other fields."""
    return entry.model_copy(update={"hash": hash_of(entry)})


def hash_of(entry: Entry) -> str:
    """SHA-256 of the canonical JSON of all fields but the hash itself."""
    return digest(entry.model_dump(mode="json", exclude={"hash"}))


def check_chain(entries: Iterable[Entry]) -> str:
    """Empty for an unbroken chain; otherwise a sentence that names the first bad entry."""
    previous = FIRST
    for seq, entry in enumerate(entries, 1):
        if entry.seq != seq:
            return f"Entry {seq} is missing: entry {entry.seq} stands in its place."
        if entry.previous != previous:
            return f"Entry {seq} does not follow from the entry before it."
        if entry.hash != hash_of(entry):
            return f"Entry {seq} was changed after it was written."
        previous = entry.hash
    return ""
