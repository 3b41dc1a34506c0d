"""The journal: making and sealing its entries, and checking that none was changed or taken out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from pilotage.model.journal import FIRST
from pilotage.model.text import one_line
from pilotage.store.canonical import canonical, digest
from pilotage.store.changes import Document

RECORDED: Final = "record"
"""The session of what scripts record: it belongs to nobody's undoing."""


def entry_document(
    *,
    at: datetime,
    by: str,
    role: str,
    action: str,
    what: str,
    actor: int | None = None,
    args: Mapping[str, Any] | None = None,
    session: str = "",
    serious: bool = False,
    proven: bool = False,
    checkpoint: bool = False,
) -> Document:
    """What the journal says of a commit; what is empty is left out."""
    optional = {
        "actor": actor,
        "args": dict(args or {}),
        "session": session,
        "serious": serious,
        "proven": proven,
        "checkpoint": checkpoint,
    }
    return {
        "at": at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "by": one_line(by),
        "role": role,
        "action": action,
        "what": one_line(what),
        **{key: value for key, value in optional.items() if value},
    }


def sealed(entry: Mapping[str, Any], previous: str) -> tuple[Document, bytes, str]:
    """The entry chained to the one before: as a document, as the bytes of one, and its hash."""
    document = dict(entry)
    document["previous"] = previous or FIRST
    body = canonical(document)
    hashed = sha256(body).hexdigest()
    document["hash"] = hashed
    return document, b'%s,"hash":"%s"}' % (body[:-1], hashed.encode("ascii")), hashed


def hash_of(entry: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of all that an entry holds but the hash itself."""
    return digest({key: value for key, value in entry.items() if key != "hash"})


def check_chain(entries: Iterable[Mapping[str, Any]]) -> str:
    """Empty for an unbroken chain; otherwise a sentence that names the first bad entry."""
    previous = FIRST
    for seq, entry in enumerate(entries, 1):
        if entry.get("seq") != seq:
            return f"Entry {seq} is missing: entry {entry.get('seq')} stands in its place."
        if entry.get("previous") != previous:
            return f"Entry {seq} does not follow from the entry before it."
        if entry.get("hash") != hash_of(entry):
            return f"Entry {seq} was changed after it was written."
        previous = entry["hash"]
    return ""
