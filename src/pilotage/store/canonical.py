"""One way to write a document as bytes, so that equal documents have equal hashes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
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
        text = "".join(_record(document))
    else:
        text = _ENCODER.encode(document)
    return text.encode("utf-8", "surrogatepass")


def _is_long(table: object) -> bool:
    return isinstance(table, dict) and len(table) > SLICE


def _record(document: Mapping[str, Any]) -> Iterator[str]:
    """The pieces of a record that puts many documents."""
    for mark, key in _marked("{", document):
        yield f"{mark}{_ENCODER.encode(key)}:"
        if key == "put":
            for inner, name in _marked("{", document[key]):
                yield f"{inner}{_ENCODER.encode(name)}:"
                yield from _table(document[key][name])
            yield "}"
        else:
            yield _ENCODER.encode(document[key])
    yield "}"


def _marked(first: str, members: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The keys in their order, each with what stands before it."""
    for number, key in enumerate(sorted(members)):
        yield "," if number else first, key


def _table(table: Mapping[str, Any]) -> Iterator[str]:
    """The pieces of a table: some documents at a time."""
    if not _is_long(table):
        yield _ENCODER.encode(table)
        return
    keys, mark = iter(sorted(table)), "{"
    while part := {key: table[key] for key in islice(keys, SLICE)}:
        yield mark
        yield _ENCODER.encode(part)[1:-1]
        mark = ","
    yield "}"


def digest(document: Any) -> str:
    """The SHA-256 of a document's canonical JSON, in hexadecimal."""
    return sha256(canonical(document)).hexdigest()
