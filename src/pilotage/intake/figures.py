"""The numbers of a whole file: whether a point or a comma stands before the decimals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pilotage.model.text import one_line


class Decimals(StrEnum):
    """What stands before the decimals."""

    POINT = "point"
    COMMA = "comma"

    @property
    def mark(self) -> str:
        """The character."""
        return "." if self is Decimals.POINT else ","

    @property
    def other(self) -> Decimals:
        """The other one, which may stand between thousands."""
        return Decimals.COMMA if self is Decimals.POINT else Decimals.POINT


_APART: Final = " '’\u00a0\u2009\u202f"
_EITHER: Final = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}", re.ASCII)
"""Thousands in one convention, three decimals in the other."""
_SHAPE: Final = {
    each: re.compile(
        rf"[+-]?(?:[1-9]\d{{0,2}}(?:([{_APART}{re.escape(each.other.mark)}])\d{{3}})(?:\1\d{{3}})*|\d+)"
        rf"(?:{re.escape(each.mark)}\d*)?|[+-]?{re.escape(each.mark)}\d+",
        re.ASCII,
    )
    for each in Decimals
}


@dataclass(frozen=True)
class Figures:
    """How the numbers of a file are written, and what each means."""

    decimals: Decimals | None
    """None where it makes no difference."""
    known: Mapping[str, str]
    """Each cell as the model reads it."""
    bad: Mapping[str, str]
    """Cells that are no number, and why."""
    example: tuple[str, str] | None
    """The most telling of them, and what it means."""
    ambiguous: tuple[str, str, str] | None = None
    """A number that can be two, with a point and with a comma before the decimals."""

    @property
    def sentence(self) -> str:
        """How they are written, with an example."""
        if self.example is None:
            return "no numbers"
        cell, meaning = self.example
        before = f"decimal {self.decimals.value}: " if self.decimals else ""
        return f"{before}“{one_line(cell)[:30]}” is {meaning}"


def read_figures(cells: Collection[str], decimals: Decimals | None = None) -> Figures:
    """Find out how a file's different numbers are written; `decimals` settles what can be two."""
    plain = {cell: _bare(cell) for cell in cells if cell.strip()}
    settled = decimals or _decimals(plain.values())
    either: tuple[str, str, str] | None = None
    if settled is None and any("." in text or "," in text for text in plain.values()):
        text = next((text for text in plain.values() if _EITHER.fullmatch(text)), "")
        if text:
            either = (
                text,
                _read(text, Decimals.POINT) or "",
                _read(text, Decimals.COMMA) or "",
            )
    known: dict[str, str] = {}
    bad: dict[str, str] = {}
    for cell, text in plain.items():
        found = _read(text, settled or Decimals.POINT)
        if found is None:
            bad[cell] = _why(text, settled)
        else:
            known[cell] = found
    telling = sorted(known.items(), key=lambda each: (each[0] == each[1], len(each[0]) < 3))
    return Figures(settled, known, bad, telling[0] if telling else None, either)


def _bare(cell: str) -> str:
    return one_line(one_line(cell).removesuffix("%"))


def _decimals(texts: Collection[str]) -> Decimals | None:
    """What most of the numbers that show anything show; those that show the other are bad."""
    shown = Counter(found for text in texts if (found := _shows(text)))
    return shown.most_common(1)[0][0] if shown else None


def _shows(text: str) -> Decimals | None:
    """What one number shows: only in one convention can it be a number, or what it seems to be."""
    if not (("." in text) or ("," in text)) or _EITHER.fullmatch(text):
        return None
    can = [each for each in Decimals if _SHAPE[each].fullmatch(text)]
    return can[0] if len(can) == 1 else None


def _read(text: str, decimals: Decimals) -> str | None:
    if not _SHAPE[decimals].fullmatch(text):
        return None
    bare = re.sub(f"[{_APART}{re.escape(decimals.other.mark)}]", "", text)
    return bare.replace(decimals.mark, ".").removesuffix(".")


def _why(text: str, decimals: Decimals | None) -> str:
    if decimals and _SHAPE[decimals.other].fullmatch(text):
        return f"“{text[:40]}” does not fit: the other numbers have a decimal {decimals.value}."
    return f"“{text[:40]}” is not a number; write it like 12 or 12.5."
