"""The seal of an exported page: tells whether the file is as Pilotage wrote it.

It is the SHA-256 of the file with the seal itself blank, and stands at the end of the page's
stamp. It shows edits, not forgers: who knows how can seal a file again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

PROPERTIES: Final = "docProps/core.xml"
"""Which part of a Word file has its stamp."""
BLANK: Final = "0" * 64
STAMP: Final = "pilotage-page"
STAMPED: Final = rb"%b:([0-9a-f]{32}):(\d{1,9}):([0-9a-f]{64}):([0-9a-f]{64})\b" % STAMP.encode()
"""A stamp with its project, revision (0 for a draft), the page's hash and the file's seal."""
_STAMP: Final = re.compile(STAMPED)


def sealed(content: bytes) -> bytes:
    """A file's content with its blank seal filled in, everywhere that its stamp stands."""
    return _with_seal(content, sha256(content).hexdigest())


def sealed_text(text: str) -> str:
    """The same for a file of text."""
    return sealed(text.encode("utf-8")).decode("utf-8")


def is_intact(content: bytes) -> bool:
    """Whether a file is as it was sealed."""
    found = _STAMP.search(content)
    if found is None:
        return False
    return sha256(_with_seal(content, BLANK)).hexdigest().encode() == found[4]


def sealed_parts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same for a file of many parts: the seal is that of all of them, in their order."""
    return {name: _with_seal(part, _seal_of(parts)) for name, part in parts.items()}


def are_intact(parts: Mapping[str, bytes]) -> bool:
    """Whether all parts of a file are as they were sealed."""
    found = next((each for part in parts.values() if (each := _STAMP.search(part))), None)
    blank = {name: _with_seal(part, BLANK) for name, part in parts.items()}
    return found is not None and _seal_of(blank).encode() == found[4]


def _seal_of(parts: Mapping[str, bytes]) -> str:
    whole = sha256()
    for name in sorted(parts):
        whole.update(b"%b %d " % (name.encode("utf-8"), len(parts[name])))
        whole.update(parts[name])
    return whole.hexdigest()


def _with_seal(content: bytes, seal: str) -> bytes:
    return _STAMP.sub(lambda found: found[0][:-64] + seal.encode("ascii"), content)
