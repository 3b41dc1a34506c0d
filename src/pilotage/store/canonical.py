"""One way to write a document as bytes, so that equal documents have equal hashes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import islice
from typing import Any, Final

SLICE: Final = 500
"""So many documents are written at a time: other threads get their turn in between."""
_ENCODER: Final = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)


def canonical(document: Any) -> bytes:
    """JSON with sorted keys, without blanks, in UTF-8."""
    put = document.get("put") if isinstance(document, dict) else None
    if isinstance(put, dict) and any(_is_long(table) for table in put.values()):
        tables = _object((name, _table(table)) for name, table in sorted(put.items()))
        text = _object(
            (key, tables if key == "put" else _ENCODER.encode(value))
            for key, value in sorted(document.items())
        )
    else:
        text = _ENCODER.encode(document)
    return text.encode("utf-8", "surrogatepass")


def _is_long(table: object) -> bool:
    return isinstance(table, dict) and len(table) > SLICE


def _object(members: Iterable[tuple[str, str]]) -> str:
    """An object of members that are texts already, in their order."""
    return "{" + ",".join(f"{_ENCODER.encode(key)}:{text}" for key, text in members) + "}"


def _table(table: Mapping[str, Any]) -> str:
    """A table's documents, some at a time."""
    if not _is_long(table):
        return _ENCODER.encode(table)
    keys = iter(sorted(table))
    parts = iter(lambda: {key: table[key] for key in islice(keys, SLICE)}, {})
    return "{" + ",".join(_ENCODER.encode(part)[1:-1] for part in parts) + "}"


def digest(document: Any) -> str:
    """The SHA-256 of a document's canonical JSON, in hexadecimal."""
    return sha256(canonical(document)).hexdigest()
