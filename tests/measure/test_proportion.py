"""Proportions: Newcombe's published examples, and what must hold for all."""

from __future__ import annotations

from decimal import Decimal
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.measure.interval import plain, tidy
from pilotage.measure.proportion import count_of, newcombe, wilson

groups = st.integers(1, 10_000_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("count", "cases", "low", "high"),
    [
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
    ],
)
def test_newcombes_examples_of_one_proportion(count: int, cases: int, low: str, high: str) -> None:
    """Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3."""
    found = wilson(count, cases)
    assert (f"{found.low:.4f}", f"{found.high:.4f}") == (low, high)


@pytest.mark.parametrize(
    ("now", "before", "low", "high"),
    [
        ((56, 70), (48, 80), "0.0524", "0.3339"),
        ((9, 10), (3, 10), "0.1705", "0.8090"),
        ((6, 7), (2, 7), "0.0582", "0.8062"),
        ((5, 56), (0, 29), "-0.0381", "0.1926"),
        ((0, 10), (0, 20), "-0.1611", "0.2775"),
        ((0, 10), (0, 10), "-0.2775", "0.2775"),
        ((10, 10), (0, 20), "0.6791", "1.0000"),
        ((10, 10), (0, 10), "0.6075", "1.0000"),
    ],
)
def test_newcombes_examples_of_a_difference(
    now: tuple[int, int], before: tuple[int, int], low: str, high: str
) -> None:
    """Newcombe (1998), Statistics in Medicine 17, 873–890, table II, method 10, (a) to (h)."""
    found = newcombe(wilson(*now), wilson(*before))
    assert (f"{found.low:.4f}", f"{found.high:.4f}") == (low, high)


@given(groups, st.sampled_from([1, 100]), st.sampled_from(["0.8", "0.95", "0.99"]))
@settings(max_examples=60)
def test_holds_the_proportion_and_stays_possible(
    group: tuple[int, int], per: int, level: str
) -> None:
    found = wilson(*group, per=per, level=Decimal(level))
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.value <= found.high <= per
    assert found.low < found.high


@given(groups)
@settings(max_examples=40)
def test_failures_mirror_passes(group: tuple[int, int]) -> None:
    count, cases = group
    one, other = wilson(count, cases), wilson(cases - count, cases)
    assert one.low is not None
    assert other.high is not None
    assert abs(one.low + other.high - 1) <= Decimal("1e-9")


@given(st.integers(0, 100), st.integers(1, 100), st.integers(2, 1000))
@settings(max_examples=40)
def test_more_cases_at_the_same_rate_narrow_it(count: int, cases: int, times: int) -> None:
    few = wilson(min(count, cases), cases)
    many = wilson(min(count, cases) * times, cases * times)
    assert few.low is not None
    assert few.high is not None
    assert many.low is not None
    assert many.high is not None
    assert few.low <= many.low
    assert many.high <= few.high


@given(groups, groups)
@settings(max_examples=60)
def test_exchanging_the_groups_turns_the_signs(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    there, back = newcombe(wilson(*one), wilson(*other)), newcombe(wilson(*other), wilson(*one))
    assert (there.value, there.low, there.high) == (
        plain(-back.value),
        plain(-(back.high or Decimal(0))),
        plain(-(back.low or Decimal(0))),
    )
    assert there.low is not None
    assert there.high is not None
    assert -1 <= there.low <= there.value <= there.high <= 1


@pytest.mark.parametrize("cases", [20, 50, 200])
def test_covers_the_true_rate_about_as_often_as_it_says(cases: int) -> None:
    """Computed, not simulated: the mean over true rates from 2% to 98% of the exact coverage."""
    ends = [wilson(count, cases) for count in range(cases + 1)]
    covered = []
    for true in (Decimal(percent) / 100 for percent in range(2, 99)):
        weights = (
            comb(cases, x) * float(true) ** x * float(1 - true) ** (cases - x)
            for x in range(cases + 1)
        )
        covered.append(
            sum(w for w, end in zip(weights, ends, strict=True) if end.low <= true <= end.high)  # type: ignore[operator]
        )
    assert 0.945 < sum(covered) / len(covered) < 0.96
    assert min(covered) > 0.88


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        (3, "0.000010202708", "0.000088211843"),
        (5_000_001, "49.96902025", "50.03099975"),
        (9_999_997, "99.99991179", "99.9999898"),
    ],
)
def test_ten_million_cases_keep_their_digits(count: int, low: str, high: str) -> None:
    """Wilson's formula by mpmath 1.4.1 at 40 digits, rounded as figures are here."""
    found = wilson(count, 10_000_000, per=100)
    assert (f"{found.low:f}", f"{found.high:f}") == (low, high)


def test_a_rate_stands_for_a_count_that_need_not_be_whole() -> None:
    assert count_of(Decimal("11.5"), 620, per=100) == Decimal("71.3")
    found = wilson(count_of(Decimal("11.5"), 620, per=100), 620, per=100)
    assert found.value == Decimal("11.5")
    with pytest.raises(ValueError, match="a rate from 0 to 100"):
        count_of(Decimal(101), 620, per=100)


def test_wrong_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="1 or more cases"):
        wilson(0, 0)
    with pytest.raises(ValueError, match="a count from 0 to 3"):
        wilson(4, 3)
    with pytest.raises(ValueError, match="confidence level"):
        wilson(1, 3, level=Decimal("95"))
    with pytest.raises(ValueError, match="same level"):
        newcombe(wilson(1, 3), wilson(1, 3, per=100))


def test_tells_apart_only_what_chance_does_not_explain() -> None:
    apart, chance = newcombe(wilson(56, 70), wilson(48, 80)), newcombe(wilson(5, 56), wilson(0, 29))
    assert apart.low is not None
    assert apart.low > 0
    assert chance.low is not None
    assert chance.low < 0


def test_no_noise_of_binary_arithmetic() -> None:
    assert tidy(0.1 + 0.2) == Decimal("0.3")
    assert str(tidy(1e12)) == "1000000000000"
    assert str(tidy(-0.0)) == "0"
    assert str(wilson(1, 3, per=100).value) == "33.333333333333"
