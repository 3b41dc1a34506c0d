"""The behaviour chart: published examples, and where its limits come from."""

from __future__ import annotations

import random
from decimal import Decimal
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.measure.behaviour_chart import BehaviourChart, behaviour_chart
from pilotage.measure.run_rules import Rule
from tests.measure.examples import INVENTORY

amounts = st.lists(st.decimals(0, 100, places=2), min_size=5, max_size=40)


def chart(text: str, baseline: int | None = None) -> BehaviourChart:
    found = behaviour_chart([Decimal(number) for number in text.split()], baseline=baseline)
    assert found is not None
    return found


def test_nists_example() -> None:
    """NIST/SEMATECH e-Handbook 6.3.2.2: centre 50.81, average range 1.8778, limits 55.8041 and
    45.8159, no point outside."""
    found = chart("49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1")
    assert found.centre == Decimal("50.81")
    assert f"{found.mean_range:.4f}" == "1.8778"
    assert (f"{found.upper:.4f}", f"{found.lower:.4f}") == ("55.8041", "45.8159")
    assert not found.signals


def test_wheelers_example() -> None:
    """D. J. Wheeler, Understanding Variation: average 20.39, average range 4.7, upper natural
    process limit 32.89. The lower one follows from the same formula."""
    found = behaviour_chart(INVENTORY)
    assert found is not None
    assert f"{found.centre:.2f}" == "20.39"
    assert found.mean_range == Decimal("4.7")
    assert (f"{found.upper:.2f}", f"{found.lower:.2f}") == ("32.89", "7.89")
    assert not found.signals


def test_range_limit() -> None:
    """3.268 average moving ranges: 4.7 × 3.268."""
    found = behaviour_chart(INVENTORY)
    assert found is not None
    assert found.range_limit == Decimal("15.3596")


def test_limits_from_the_first_values_only() -> None:
    alone = chart("10 11 10 12 11 10")
    later = chart("10 11 10 12 11 10 30 30 31", baseline=6)
    assert (later.centre, later.upper, later.lower) == (alone.centre, alone.upper, alone.lower)
    assert (later.made_from, later.values) == (6, 9)
    assert Rule.OUTSIDE in {signal.rule for signal in later.signals}
    assert chart("10 11 10 12 11", baseline=100).made_from == 5


def test_limits_stay_where_a_value_can_be() -> None:
    values = [Decimal(number) for number in (1, 9, 2, 8, 1, 9)]
    found = behaviour_chart(values, ceiling=Decimal(10))
    free = behaviour_chart(values, floor=None)
    assert found is not None
    assert free is not None
    assert (found.lower, found.upper) == (0, 10)
    assert free.lower < 0
    assert free.upper > 10


def test_too_few_values_for_limits() -> None:
    assert behaviour_chart([Decimal(1)] * 4) is None
    assert behaviour_chart([Decimal(1)] * 9, baseline=4) is None


def test_values_that_never_move() -> None:
    found = chart("0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1")
    assert (found.lower, found.centre, found.upper) == (Decimal("0.1"),) * 3
    assert not found.signals


@given(amounts)
@settings(max_examples=60)
def test_lines_lie_in_order(values: list[Decimal]) -> None:
    found = behaviour_chart(values, ceiling=Decimal(100))
    assert found is not None
    assert 0 <= found.lower <= found.centre <= found.upper <= 100
    assert found.range_limit >= found.mean_range
    assert all(0 <= s.first <= s.last < len(values) for s in found.signals)


@given(amounts)
@settings(max_examples=40)
def test_outside_is_beyond_a_limit_and_nothing_else(values: list[Decimal]) -> None:
    found = behaviour_chart(values, floor=None)
    assert found is not None
    told = {
        index
        for signal in found.signals
        if signal.rule is Rule.OUTSIDE
        for index in range(signal.first, signal.last + 1)
    }
    near = Decimal("1e-11")  # limits are rounded to twelve places, the rules are not
    sure = {i for i, v in enumerate(values) if v > found.upper + near or v < found.lower - near}
    assert sure <= told
    assert all(not found.lower + near < values[i] < found.upper - near for i in told)


def test_a_hundred_thousand_values_are_quick() -> None:
    draw = random.Random(1)  # noqa: S311 - a repeatable draw, nothing secret
    values = [Decimal(f"{draw.gauss(50, 5):.2f}") for _ in range(1000)] * 100
    started = process_time()
    found = behaviour_chart(values)
    assert process_time() - started < 0.5  # 0.07 s alone; a slow machine is no failure
    assert found is not None
    assert found.values == 100_000
