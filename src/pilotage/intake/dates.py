"""The dates of a whole column: the one way in which all of them are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from pilotage.model.dates import NoDate, date_shown, read_date
from pilotage.model.text import one_line


class Order(StrEnum):
    """Which of day and month comes first where both are numbers."""

    DMY = "dmy"
    MDY = "mdy"

    @property
    def label(self) -> str:
        """The order in words."""
        return {"dmy": "day, month, year", "mdy": "month, day, year"}[self.value]


_TIME: Final = re.compile(
    r"[T ,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[ap]m)?"
    r"(?: ?(?P<zone>Z|UTC|[+-]\d\d:?\d\d))?",
    re.ASCII | re.IGNORECASE,
)
"""A time of the day behind a date."""
_NUMBERS: Final = re.compile(r"(\d{1,2}) ?([-./]) ?(\d{1,2}) ?\2 ?(\d{4})", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"\d{4}[-./]?\d{1,2}[-./]?\d{1,2}", re.ASCII)
NEVER: Final = date(2000, 1, 1)
"""Relative dates have no place in a file; only full ones are read, so no day is today."""


@dataclass(frozen=True)
class Dates:
    """How the dates of a column are written, and what each means."""

    order: Order | None
    """None where it makes no difference."""
    known: Mapping[str, date]
    bad: Mapping[str, str]
    """Cells that are no date, and why."""
    example: tuple[str, date] | None
    ambiguous: tuple[str, date, date] | None = None
    """A date that can be two, day first and month first, where nothing shows which."""
    ways: tuple[str, ...] = field(default=())
    """The ways in which they are written, in words."""
    zones: tuple[str, ...] = field(default=())
    """The time zones that stand behind the times, as they are written; none changes a day."""

    @property
    def sentence(self) -> str:
        """How they are written, with an example."""
        if self.ambiguous:
            return "which is first, day or month?"
        if self.example is None:
            return "no dates"
        cell, day = self.example
        return f"{' or '.join(self.ways)}: “{one_line(cell)[:30]}” is {date_shown(day)}"

    @property
    def zones_sentence(self) -> str:
        """That a time zone changes no day; empty where none is written."""
        if not self.zones:
            return ""
        some = ", ".join(self.zones[:3]) + (" …" if len(self.zones) > 3 else "")
        return f"each day is the one that stands there, in the time zone beside it ({some})"


def read_dates(cells: Collection[str], order: Order | None = None) -> Dates:
    """Find out how a column's different cells are written; `order` settles what can be two.

    A column of which every date can be two is `ambiguous`, and nothing of it is known.
    """
    plain = {cell: _day_alone(cell) for cell in cells if cell.strip()}
    settled = order or _order(plain.values())
    either = _either(plain.values()) if settled is None else None
    known: dict[str, date] = {}
    bad: dict[str, str] = {}
    ways: dict[str, None] = {}
    for cell, text in plain.items():
        try:
            known[cell] = _read(text, settled)
        except NoDate as problem:
            bad[cell] = str(problem)
        else:
            ways.setdefault(_way(text, settled), None)
    telling = sorted(known.items(), key=lambda each: each[1].day <= 12)  # one that can't be two
    example = telling[0] if telling else None
    zones = dict.fromkeys(filter(None, map(_zone, known)))
    return Dates(settled, known, bad, example, either, tuple(ways)[:3], tuple(zones))


def _day_alone(cell: str) -> str:
    """A cell without the time of the day: the date as it stands there."""
    text = one_line(cell)
    found = _TIME.search(text)
    return text[: found.start()] if found and found.end() == len(text) else text


def _zone(cell: str) -> str:
    """The time zone at the end of a cell; empty where there is none."""
    found = _TIME.search(one_line(cell))
    return (found["zone"] or "").upper() if found else ""


def _order(texts: Collection[str]) -> Order | None:
    """What most of the dates that show anything show; those that show the other are bad."""
    orders: Counter[Order] = Counter()
    for text in texts:
        found = _NUMBERS.fullmatch(text)
        if found is None or found[2] == ".":
            continue
        first, second = int(found[1]), int(found[3])
        if first > 12 >= second:
            orders[Order.DMY] += 1
        elif second > 12 >= first:
            orders[Order.MDY] += 1
    return orders.most_common(1)[0][0] if orders else None


def _either(texts: Collection[str]) -> tuple[str, date, date] | None:
    for text in texts:
        found = _NUMBERS.fullmatch(text)
        if found is None or found[2] == ".":
            continue
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if first != second and 1 <= first <= 12 and 1 <= second <= 12 and year >= 1:
            return text, date(year, second, first), date(year, first, second)
    return None


def _read(text: str, order: Order | None) -> date:
    found = _NUMBERS.fullmatch(text)
    if found is None or order is None or found[2] == ".":
        if text[:1] in "+-" or (text[:1].isalpha() and not any(c.isdigit() for c in text)):
            raise NoDate(f"“{text[:40]}” is not a date; write it like 2026-03-31.")
        return read_date(text, NEVER)
    first, second = int(found[1]), int(found[3])
    day, month = (first, second) if order is Order.DMY else (second, first)
    if month > 12 >= day:
        raise NoDate(f"“{text}” is not in the order {order.label}, as the others are.")
    return read_date(f"{found[4]}-{month}-{day}", NEVER)


def _way(text: str, order: Order | None) -> str:
    if _YEAR_FIRST.fullmatch(text):
        return "year, month, day"
    if found := _NUMBERS.fullmatch(text):
        seen = Order.MDY if int(found[3]) > 12 else Order.DMY
        return (Order.DMY if found[2] == "." else order or seen).label
    return "the month as a word"
