"""One way to write a document as bytes, so that equal documents have equal hashes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import islice
from json.encoder import encode_basestring
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
    known: dict[int, str] = {}
    keys, mark = iter(sorted(table)), "{"
    while part := list(islice(keys, SLICE)):
        texts = _documents([table[key] for key in part], known)
        yield mark
        yield ",".join(map("%s:%s".__mod__, zip(map(encode_basestring, part), texts, strict=True)))
        mark = ","
    yield "}"


def _documents(documents: list[Any], known: dict[int, str]) -> Iterable[str]:
    """Documents of the same keys, a column at a time, which takes a third of the time.

    `known` has the texts of what several documents share, by identity.
    """
    shape = documents[0].keys() if isinstance(documents[0], dict) else ()
    if not shape or any(not isinstance(d, dict) or d.keys() != shape for d in documents):
        return map(_ENCODER.encode, documents)
    keys = sorted(shape)
    columns = (_texts([document[key] for document in documents], known) for key in keys)
    names = (_ENCODER.encode(key).replace("%", "%%") for key in keys)
    template = "{" + ",".join(f"{name}:%s" for name in names) + "}"
    return map(template.__mod__, zip(*columns, strict=True))


def _texts(values: list[Any], known: dict[int, str]) -> Iterable[str]:
    kinds = set(map(type, values))
    if kinds == {str}:
        return map(encode_basestring, values)
    if kinds == {int}:
        return map(str, values)
    return [_shared(value, known) for value in values]


def _shared(value: Any, known: dict[int, str]) -> str:
    if not isinstance(value, list) or len(value) != 1 or not isinstance(value[0], dict):
        return _ENCODER.encode(value)
    if (text := known.get(id(value[0]))) is None:
        text = known[id(value[0])] = _ENCODER.encode(value)
    return text


def digest(document: Any) -> str:
    """The SHA-256 of a document's canonical JSON, in hexadecimal."""
    return sha256(canonical(document)).hexdigest()
