"""The word that a double click means."""

from __future__ import annotations

import re
from typing import Final

_RUN: Final = re.compile(r"\S+")
_AROUND: Final = ".,;:!?()[]{}<>\"'“”„‘’«»*_`"
"""What stands around a word and belongs to none; inside, as in 1.7 or don't, it does."""


def word_at(line: str, index: int) -> tuple[int, int]:
    """Where the word at an index of a line, or before it, begins and ends; empty where none is."""
    for found in _RUN.finditer(line):
        if found.start() <= index <= found.end():
            bare = found[0].strip(_AROUND)
            start = found.start() + found[0].find(bare)
            return (start, start + len(bare)) if bare else found.span()
    return index, index
