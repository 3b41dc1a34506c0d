"""One way to write a document as bytes, so that equal documents have equal hashes."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, Final

_ENCODER: Final = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)


def canonical(document: Any) -> bytes:
    """JSON with sorted keys, without blanks, in UTF-8."""
    return _ENCODER.encode(document).encode("utf-8", "surrogatepass")


def digest(document: Any) -> str:
    """The SHA-256 of a document's canonical JSON, in hexadecimal."""
    return sha256(canonical(document)).hexdigest()
