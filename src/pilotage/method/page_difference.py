"""What changed between two states of the page: section by section, down to the word.

Nothing here says how it looks. A line of a section is a tuple of bits, each of them in both
states, in the older one only or in the newer one only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import Final

from pilotage.model.document import SECTIONS, Page, section_text

SAME, REMOVED, ADDED = "same", "removed", "added"
ALIKE: Final = 0.5
"""Two lines are one line with changed words when this much of the shorter one is in both."""
EXACT: Final = 250_000
"""Up to this many pairs of words every word counts; beyond, frequent ones are no anchors."""
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_END = r"[.,;:!?]+(?=\s|$)"
_WORDS = re.compile(rf"\s+|[{_CJK}]|{_END}|(?:(?!{_END})[^\s{_CJK}])+")
"""A word, its closing punctuation, a blank, or a character of a script without blanks."""

Bit = tuple[str, str]
"""(`same`, `removed` or `added`, text)."""
Line = tuple[Bit, ...]
"""A line of a section. Of one bit: it is in both states, or in one of them only."""


@dataclass(frozen=True)
class SectionChange:
    """A section that changed, and its lines as bits."""

    key: str
    title: str
    lines: tuple[Line, ...]


def changed_sections(old: Page, new: Page) -> tuple[str, ...]:
    """The keys of the sections whose text is another."""
    return tuple(s.key for s in SECTIONS if section_text(old, s.key) != section_text(new, s.key))


def changes(old: Page, new: Page) -> tuple[SectionChange, ...]:
    """What changed from one state of the page to another, in the page's order."""
    changed = changed_sections(old, new)
    return tuple(
        SectionChange(
            s.key, s.title, tuple(_lines(section_text(old, s.key), section_text(new, s.key)))
        )
        for s in SECTIONS
        if s.key in changed
    )


def sides(lines: Iterable[Line]) -> tuple[tuple[Line | None, Line | None], ...]:
    """The lines as the older state has them and as the newer one has them, side by side.

    None where the other state has no such line. Lines that were removed stand beside those that
    were added in their place.
    """
    rows: list[tuple[Line | None, Line | None]] = []
    waiting: list[Line] = []
    for kind, run in groupby(lines, _only):
        found = list(run)
        if kind == REMOVED:
            waiting = found
        elif kind == ADDED:
            rows += zip_longest(waiting, found)
            waiting = []
        else:
            rows += [(line, None) for line in waiting]
            rows += [(_side(line, REMOVED), _side(line, ADDED)) for line in found]
            waiting = []
    return (*rows, *((line, None) for line in waiting))


def _only(line: Line) -> str:
    """Which state alone has the line; empty when both have it, with changed words or without."""
    kind = line[0][0]
    return kind if len(line) == 1 and kind != SAME else ""


def _side(line: Line, own: str) -> Line:
    return tuple(bit for bit in line if bit[0] in (SAME, own))


def _lines(old: str, new: str) -> Iterator[Line]:
    before, after = old.split("\n") if old else [], new.split("\n") if new else []
    for kind, a1, a2, b1, b2 in _opcodes(before, after):
        if kind == "equal":
            yield from (((SAME, line),) for line in before[a1:a2])
            continue
        removed: list[Line] = []
        added: list[Line] = []
        for one, other in zip_longest(before[a1:a2], after[b1:b2]):
            words = _words(one, other) if one and other else None
            if words is not None:
                yield from (*removed, *added, words)
                removed, added = [], []
                continue
            if one is not None:
                removed.append(((REMOVED, one),))
            if other is not None:
                added.append(((ADDED, other),))
        yield from (*removed, *added)


def _words(one: str, other: str) -> Line | None:
    """Two lines as one with changed words; None where they have too little in common."""
    before, after = _WORDS.findall(one), _WORDS.findall(other)
    bits: list[Bit] = []
    kept = 0
    removed = added = ""
    opcodes = [*_opcodes(before, after), ("end", 0, 0, 0, 0)]
    for number, (kind, a1, a2, b1, b2) in enumerate(opcodes):
        old, new = "".join(before[a1:a2]), "".join(after[b1:b2])
        is_blank = kind == "equal" and not old.strip()
        if kind in ("replace", "delete", "insert") or (
            is_blank and removed and added and opcodes[number + 1][0] == "replace"
        ):  # what changed word for word is one change, with the blanks between
            removed, added = removed + old, added + new
            continue
        bits += [(REMOVED, removed)] * bool(removed) + [(ADDED, added)] * bool(added)
        removed = added = ""
        if kind == "equal":
            kept += len(old.strip())
            bits.append((SAME, old))
    return tuple(bits) if kept and kept >= ALIKE * min(len(one), len(other)) else None


def _opcodes(
    before: Sequence[str], after: Sequence[str]
) -> Sequence[tuple[str, int, int, int, int]]:
    quick = len(before) * len(after) > EXACT
    return SequenceMatcher(None, before, after, autojunk=quick).get_opcodes()
