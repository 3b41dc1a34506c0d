"""What stands out on a behaviour chart, and how to say it.

Sources of the rules: a point outside the limits, W. A. Shewhart (1931), Economic Control of
Quality of Manufactured Product; three of four successive values closer to a limit than to the
centre line, and eight in a row on one side of it, D. J. Wheeler (1993, 2nd ed. 2000),
Understanding Variation (the eight also in Western Electric (1956), Statistical Quality Control
Handbook); a moving range above its limit, Wheeler.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import compress, count
from typing import Final, NamedTuple

from pilotage.model.dates import MONTHS

RUN: Final = 8
"""Values in a row on one side of the centre line that chance does not explain."""
NEAR: Final = 3
WINDOW: Final = 4
"""`NEAR` of so many successive values closer to a limit than to the centre line."""


class Rule(StrEnum):
    """Why something stands out."""

    OUTSIDE = "outside"
    NEAR_LIMIT = "near_limit"
    RUN = "run"
    MOVE = "move"


class Side(StrEnum):
    """Where: above or below the centre line; for a move, up or down."""

    ABOVE = "above"
    BELOW = "below"


class Lines(NamedTuple):
    """What the values are held against; the limits as computed, even where no value can be."""

    centre: Decimal
    upper: Decimal
    lower: Decimal
    range_limit: Decimal


@dataclass(frozen=True)
class Signal:
    """Something that the process did not do by chance."""

    rule: Rule
    side: Side
    first: int
    """The index of the first value that belongs to it, from 0."""
    last: int
    points: int
    """How many of the values from first to last belong to it: all, except for `NEAR_LIMIT`."""

    @property
    def span(self) -> int:
        """How many values lie from the first to the last."""
        return self.last - self.first + 1


def signals(
    values: Sequence[Decimal], ranges: Sequence[Decimal], lines: Lines
) -> tuple[Signal, ...]:
    """All signals, in order of time. Stretches that touch are one signal.

    `ranges` holds the distance of each value but the first from the one before. A value exactly
    on the centre line is on neither side and ends a run; one exactly on a limit is not outside.
    """
    found: list[Signal] = []
    above, below = (lines.centre + lines.upper) / 2, (lines.centre + lines.lower) / 2
    for side, outside, near, beyond in (
        (Side.ABOVE, lines.upper.__lt__, above.__lt__, lines.centre.__lt__),
        (Side.BELOW, lines.lower.__gt__, below.__gt__, lines.centre.__gt__),
    ):
        where = list(compress(count(), map(near, values)))
        far = bytearray(len(values))
        for index in where:  # nothing else can be outside: a limit is beyond what is near it
            far[index] = outside(values[index])
        for rule, flags, fewest in (
            (Rule.OUTSIDE, far, 1),
            (Rule.RUN, bytes(map(beyond, values)), RUN),
        ):
            found += [
                Signal(rule, side, first, last, last - first + 1)
                for first, last in _stretches(flags, fewest)
            ]
        found += _near_limit(side, where)
    found += _moves(values, ranges, lines.range_limit)
    return tuple(sorted(found, key=lambda signal: (signal.first, signal.last)))


def _stretches(flags: bytes | bytearray, fewest: int) -> Iterator[tuple[int, int]]:
    """First and last index of each stretch of at least so many true ones."""
    for stretch in re.finditer(rb"\x01{%d,}" % fewest, flags):
        yield stretch.start(), stretch.end() - 1


def _near_limit(side: Side, where: list[int]) -> list[Signal]:
    """Three of up to four successive values, those that overlap joined.

    `where` lists the values that are closer to the limit than to the centre line.
    """
    found: list[Signal] = []
    for first, third in zip(where, where[NEAR - 1 :], strict=False):
        if third - first >= WINDOW:
            continue
        if found and first <= found[-1].last:
            last = found.pop()
            found.append(Signal(Rule.NEAR_LIMIT, side, last.first, third, last.points + 1))
        else:
            found.append(Signal(Rule.NEAR_LIMIT, side, first, third, NEAR))
    return found


def _moves(
    values: Sequence[Decimal], ranges: Sequence[Decimal], limit: Decimal
) -> Iterator[Signal]:
    for index in compress(count(), map(limit.__lt__, ranges)):
        side = Side.ABOVE if values[index + 1] > values[index] else Side.BELOW
        yield Signal(Rule.MOVE, side, index, index + 1, 2)


def in_words(signal: Signal, days: Sequence[date], one: str = "check", many: str = "checks") -> str:
    """What a signal says: “8 checks in a row below the centre line since 4 November”.

    `days` holds the day of each value of the chart; `one` and `many` are what a value is called.
    “Since” is said of what goes on up to the last value. Years are said where there are several.
    """
    when = _when(signal, days)
    if signal.rule is Rule.MOVE:
        move = "rise" if signal.side is Side.ABOVE else "fall"
        return f"a {move} from one {one} to the next beyond the range limit {when}"
    limit = "upper limit" if signal.side is Side.ABOVE else "lower limit"
    number = f"{signal.points:,} {one if signal.points == 1 else many}"
    if signal.points != signal.span:
        number = f"{signal.points:,} of {signal.span:,} {many}"
    elif signal.points > 1:
        number += " in a row"
    place = {
        Rule.OUTSIDE: f"{signal.side} the {limit}",
        Rule.RUN: f"{signal.side} the centre line",
        Rule.NEAR_LIMIT: f"closer to the {limit} than to the centre line",
    }[signal.rule]
    return f"{number} {place} {when}"


def _when(signal: Signal, days: Sequence[date]) -> str:
    first, last = days[signal.first], days[signal.last]
    year = days[0].year != days[-1].year
    if first == last:
        return f"on {_day(first, year)}"
    if signal.last == len(days) - 1 and signal.rule is not Rule.MOVE:
        return f"since {_day(first, year)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"from {first.day} to {_day(last, year)}"
    return f"from {_day(first, year)} to {_day(last, year)}"


def _day(day: date, year: bool) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}{f' {day.year}' if year else ''}"
