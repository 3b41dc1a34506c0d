"""What stands out on a behaviour chart, and the sentence for it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pilotage.measure.run_rules import Lines, Rule, Side, Signal, in_words, signals

LINES = Lines(Decimal(10), Decimal(16), Decimal(4), Decimal(100))
"""Closer to a limit than to the centre line: above 13, below 7."""


def found(text: str, lines: Lines = LINES) -> list[tuple[str, str, int, int, int]]:
    values = [Decimal(number) for number in text.split()]
    ranges = [abs(one - other) for one, other in zip(values[1:], values, strict=False)]
    return [
        (s.rule.value, s.side.value, s.first, s.last, s.points)
        for s in signals(values, ranges, lines)
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("10 17 10", [("outside", "above", 1, 1, 1)]),
        ("10 3 2 10 17", [("outside", "below", 1, 2, 2), ("outside", "above", 4, 4, 1)]),
        ("16 4 16 4", []),
        ("11 11 11 11 11 11 11", []),
        ("9 11 11 11 11 11 11 11 11", [("run", "above", 1, 8, 8)]),
        ("9 9 9 9 9 9 9 9 9 9 11", [("run", "below", 0, 9, 10)]),
        ("11 11 11 11 10 11 11 11 11", []),
        ("14 14 10 10 14 10", []),
        ("14 10 14 14", [("near_limit", "above", 0, 3, 3)]),
        ("14 14 14", [("near_limit", "above", 0, 2, 3)]),
        ("6 6 10 6 6 6 10 10 6", [("near_limit", "below", 0, 5, 5)]),
        ("13 13 13 13", []),
        ("14 14 6 14", [("near_limit", "above", 0, 3, 3)]),
        ("14 6 14 6 14 6", []),
        (
            "14 14 14 9 9 9 9 14 14 14",
            [
                ("near_limit", "above", 0, 2, 3),
                ("near_limit", "above", 7, 9, 3),
            ],
        ),
    ],
)
def test_rules(values: str, expected: list[tuple[str, str, int, int, int]]) -> None:
    assert found(values) == expected


def test_a_move_beyond_the_range_limit() -> None:
    narrow = LINES._replace(range_limit=Decimal(5))
    assert found("8 13 7 12.5", narrow) == [
        ("move", "below", 1, 2, 2),
        ("move", "above", 2, 3, 2),
    ]


def test_one_stretch_can_break_several_rules() -> None:
    rules = {rule for rule, *_ in found("17 " * 8)}
    assert rules == {"outside", "run", "near_limit"}


def days(count: int, first: date = date(2026, 11, 1)) -> list[date]:
    return [first + timedelta(days=number) for number in range(count)]


@pytest.mark.parametrize(
    ("signal", "count", "sentence"),
    [
        (
            Signal(Rule.RUN, Side.BELOW, 3, 10, 8),
            11,
            "8 checks in a row below the centre line since 4 November",
        ),
        (
            Signal(Rule.RUN, Side.ABOVE, 3, 10, 8),
            12,
            "8 checks in a row above the centre line from 4 to 11 November",
        ),
        (
            Signal(Rule.OUTSIDE, Side.ABOVE, 3, 3, 1),
            4,
            "1 check above the upper limit on 4 November",
        ),
        (
            Signal(Rule.OUTSIDE, Side.BELOW, 28, 31, 4),
            40,
            "4 checks in a row below the lower limit from 29 November to 2 December",
        ),
        (
            Signal(Rule.NEAR_LIMIT, Side.ABOVE, 0, 3, 3),
            9,
            "3 of 4 checks closer to the upper limit than to the centre line from 1 to 4 November",
        ),
        (
            Signal(Rule.NEAR_LIMIT, Side.BELOW, 0, 2, 3),
            3,
            "3 checks in a row closer to the lower limit than to the centre line since 1 November",
        ),
        (
            Signal(Rule.MOVE, Side.ABOVE, 3, 4, 2),
            5,
            "a rise from one check to the next beyond the range limit from 4 to 5 November",
        ),
        (
            Signal(Rule.RUN, Side.BELOW, 59, 66, 8),
            67,
            "8 checks in a row below the centre line since 30 December 2026",
        ),
    ],
)
def test_in_words(signal: Signal, count: int, sentence: str) -> None:
    assert in_words(signal, days(count)) == sentence


def test_words_for_what_a_value_is_called() -> None:
    signal = Signal(Rule.OUTSIDE, Side.BELOW, 0, 1, 2)
    assert in_words(signal, [date(2026, 5, 2)] * 2, "day", "days") == (
        "2 days in a row below the lower limit on 2 May"
    )
