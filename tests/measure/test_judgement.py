"""Verdicts: what an interval says of a target, and how much more would settle it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.measure.average import Mean, mean, median
from pilotage.measure.interval import Interval
from pilotage.measure.judgement import BOUND, NoNumber, in_words, judge
from pilotage.measure.proportion import wilson
from pilotage.model.baseline import Better
from pilotage.model.review import MetricVerdict

LOWER, HIGHER = Better.LOWER, Better.HIGHER
ON, OFF, UNSURE = MetricVerdict.ON_TARGET, MetricVerdict.OFF_TARGET, MetricVerdict.NOT_ENOUGH


def interval(low: str | None, high: str | None) -> Interval:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    return Interval(Decimal(5), ends[0], ends[1], Decimal("0.95"), 30, "given")


@pytest.mark.parametrize(
    ("low", "high", "target", "lower", "higher"),
    [
        ("4", "6", "7", ON, OFF),
        ("4", "6", "6", ON, UNSURE),
        ("4", "6", "5", UNSURE, UNSURE),
        ("4", "6", "4", UNSURE, ON),
        ("4", "6", "3", OFF, ON),
        ("5", "5", "5", ON, ON),
        (None, None, "9", UNSURE, UNSURE),
    ],
)
def test_where_the_interval_lies(
    low: str | None, high: str | None, target: str, lower: MetricVerdict, higher: MetricVerdict
) -> None:
    found = interval(low, high)
    assert judge(found, Decimal(target), LOWER).verdict is lower
    assert judge(found, Decimal(target), HIGHER).verdict is higher


def test_an_error_rate_that_needs_more_outputs() -> None:
    """3 of 60 failed, at most 6% may: z²·0.06·0.94 ÷ 0.01² = 2166.6, so 2,167 in all."""
    found = judge(wilson(3, 60, per=100), Decimal(6), LOWER)
    assert (found.verdict, found.more_needed, found.counted) == (UNSURE, 2107, "cases")
    assert (found.value, found.cases, found.target) == (5, 60, 6)
    assert in_words(found, "output", "outputs") == (
        "Can't tell yet: about 2,107 more outputs would settle it, if the figure stays as it is."
    )


@given(
    st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.integers(0, 100),
    st.sampled_from(Better),
)
@settings(max_examples=30)
def test_so_many_more_cases_settle_it_and_one_fewer_does_not(
    group: tuple[int, int], target: int, better: Better
) -> None:
    count, cases = group
    found = judge(wilson(count, cases, per=100), Decimal(target), better)
    if found.more_needed is None:
        assert found.verdict is not UNSURE or found.no_number is NoNumber.AT_TARGET
        return
    verdicts = []
    for more in (found.more_needed - 1, found.more_needed):
        all_cases = cases + more
        same_rate = min(Decimal(count) * all_cases / cases, Decimal(all_cases))
        verdicts.append(
            judge(wilson(same_rate, all_cases, per=100), Decimal(target), better).verdict
        )
    assert verdicts[0] is UNSURE
    assert verdicts[1] in (ON, OFF)
    is_better = found.value < target if better is LOWER else found.value > target
    assert (verdicts[1] is ON) == is_better


def test_a_mean_that_needs_more_measurements() -> None:
    """Mean 11, s = 2, target 12 (k measurements: t(k-1)·2/√k < 1 from k = 18 on, t = 2.110)."""
    values = [Decimal(9), Decimal(11), Decimal(13)]
    found = judge(mean(values), Decimal(12), LOWER)
    assert (found.verdict, found.more_needed, found.counted) == (UNSURE, 15, "measurements")
    assert in_words(found, "output", "outputs").startswith(
        "Can't tell yet: about 15 more measurements"
    )
    # Six times the same three have less spread than 18 drawn anew would: s = 1.68.
    assert judge(mean(values * 6), Decimal(12), LOWER).verdict is ON


@given(st.lists(st.integers(0, 100), min_size=2, max_size=8), st.integers(0, 100))
@settings(max_examples=40)
def test_so_many_more_measurements_settle_it(values: list[int], target: int) -> None:
    now = mean([Decimal(value) for value in values])
    found = judge(now, Decimal(target), LOWER)
    if found.more_needed is None:
        assert found.verdict is not UNSURE or found.no_number is NoNumber.AT_TARGET
        return
    wide, narrow = (_stretched(now, found.more_needed + extra) for extra in (-1, 0))
    gap = abs(float(now.value) - target)
    assert narrow < gap <= wide


def _stretched(now: Mean, more: int) -> float:
    """The half width with so many further measurements of the same spread (the
    formula has its own tests; here only that the search stops at the first that clears)."""
    from pilotage.measure.quantiles import student

    measurements = now.measurements + more
    freedom = (now.freedom + 1) * measurements / now.measurements - 1
    return student(freedom, 0.95) * now.error * (now.measurements / measurements) ** 0.5


def test_no_number_of_cases_helps_at_the_target() -> None:
    for found in (
        judge(wilson(3, 50, per=100), Decimal(6), LOWER),
        judge(wilson(0, 1000), Decimal(0), LOWER),
        judge(mean([Decimal(4), Decimal(6)]), Decimal(5), HIGHER),
    ):
        assert (found.verdict, found.more_needed) == (UNSURE, None)
        assert found.no_number is NoNumber.AT_TARGET
    assert in_words(found) == (
        "Can't tell yet: the figure equals the target, so no number of cases would tell."
    )


def test_a_number_nobody_waits_for_is_not_given() -> None:
    found = judge(wilson(50_001, 1_000_000, per=100), Decimal(5), LOWER)
    assert (found.more_needed, found.no_number) == (None, NoNumber.TOO_MANY)
    apart = [Decimal("99.9"), Decimal("100.0999")]
    far = judge(mean(apart), Decimal("100.00001"), LOWER)
    assert (far.more_needed, far.no_number) == (None, NoNumber.TOO_MANY)
    assert BOUND == 10_000_000


def test_reasons_without_a_number() -> None:
    one = judge(mean([Decimal(4)], [300]), Decimal(5), LOWER)
    assert (one.verdict, one.no_number) == (UNSURE, NoNumber.SPREAD_UNKNOWN)
    middle = judge(median([Decimal(n) for n in range(1, 9)]), Decimal(5), LOWER)
    assert (middle.verdict, middle.no_number) == (UNSURE, NoNumber.NO_FORMULA)


def test_one_failure_rules_out_a_target_of_none() -> None:
    assert judge(wilson(1, 30, per=100), Decimal(0), LOWER).verdict is OFF
    assert judge(wilson(29, 30, per=100), Decimal(100), HIGHER).verdict is OFF


def test_targets_no_rate_can_reach_are_told_at_once() -> None:
    assert judge(wilson(1, 30, per=100), Decimal(120), LOWER).verdict is ON
    assert judge(wilson(30, 30, per=100), Decimal(120), HIGHER).verdict is OFF


@given(
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.integers(0, 100),
    st.integers(0, 100),
)
@settings(max_examples=60)
def test_an_easier_target_is_never_judged_worse(
    group: tuple[int, int], one: int, other: int
) -> None:
    order = [OFF, UNSURE, ON]
    found = wilson(*group, per=100)
    hard, easy = min(one, other), max(one, other)
    verdicts = [judge(found, Decimal(target), LOWER).verdict for target in (hard, easy)]
    assert order.index(verdicts[0]) <= order.index(verdicts[1])


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 100))
@settings(max_examples=40)
def test_fewer_failures_are_never_judged_worse(one: int, other: int, target: int) -> None:
    order = [OFF, UNSURE, ON]
    verdicts = [
        judge(wilson(count, 30, per=100), Decimal(target), LOWER).verdict
        for count in (max(one, other), min(one, other))
    ]
    assert order.index(verdicts[0]) <= order.index(verdicts[1])


def test_words_of_a_verdict() -> None:
    assert in_words(judge(interval("1", "2"), Decimal(3), LOWER)) == "On target."
    assert in_words(judge(interval("4", "5"), Decimal(3), LOWER)) == "Missed."
    assert UNSURE.label == "can't tell yet"


def test_ten_million_cases_are_judged() -> None:
    found = judge(wilson(5_000_100, 10_000_000, per=100), Decimal("50.005"), LOWER)
    assert found.verdict is UNSURE
    assert found.no_number is NoNumber.TOO_MANY
    nearer = judge(wilson(4_999_000, 10_000_000, per=100), Decimal("50.02"), LOWER)
    assert nearer.verdict is UNSURE
    assert nearer.more_needed is not None
    assert 670_000 < nearer.more_needed < 680_000
