"""Canonical JSON: a long record is written in pieces, and is the same."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pilotage.store.canonical import SLICE, canonical


def plain(document: Any) -> bytes:
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def table(size: int) -> dict[str, Any]:
    check = {"by": 2, "at": "x", "note": 'é "\n\ud800'}
    return {
        str(i): {"z": i, "a": [check] * (i % 3), "ü": None, "%s": f'"\x00\u2028{i}', "b": i > 3}
        | ({"more": 1.5} if i % 1_000 == 999 else {})
        for i in range(size)
    }


@pytest.mark.parametrize("size", [0, 1, SLICE - 1, SLICE, SLICE + 1, 2 * SLICE, 2 * SLICE + 7])
def test_long_tables_are_written_as_short_ones_are(size: int) -> None:
    for put in ({"outputs": table(size)}, {"b": {}, "a": table(size), "é": table(3)}):
        record = {"seq": 7, "put": put, "args": {"b": 1, "a": [True]}, "what": "x", "é": {}}
        assert canonical(record) == plain(record)


@pytest.mark.parametrize("document", [[], {"put": 3}, {"put": {"a": 3}}, "text", {"put": {}}])
def test_other_documents_are_written_too(document: Any) -> None:
    assert canonical(document) == plain(document)
