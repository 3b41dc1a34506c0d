"""Means and medians: published examples, independent computations, and what must hold for all."""

from __future__ import annotations

import random
from decimal import Decimal
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.measure.average import mean, median, median_rank
from pilotage.measure.interval import Interval
from tests.measure.examples import FLOW_METER, MEDIAN_RANKS

amounts = st.decimals(0, 1_000_000, places=2)
measured = st.lists(st.tuples(amounts, st.integers(1, 500)), min_size=2, max_size=12)


def decimals(text: str) -> list[Decimal]:
    return [Decimal(number) for number in text.split()]


def ends(found: Interval) -> tuple[Decimal, Decimal]:
    assert found.low is not None
    assert found.high is not None
    return found.low, found.high


def width(found: Interval) -> Decimal:
    low, high = ends(found)
    return high - low


def test_nists_example_of_a_mean() -> None:
    """NIST/SEMATECH e-Handbook 1.3.5.2: 95% limits 9.258242 and 9.264679; mean 9.261461 as its
    R session for 1.4.2.8 prints it (1.3.5.2 itself cuts it to 9.261460)."""
    found = mean(FLOW_METER)
    low, high = ends(found)
    assert (f"{found.value:.6f}", found.measurements) == ("9.261461", 195)
    assert f"{low:.6f}" == "9.258242"
    assert f"{high:.6f}" == "9.264679"


def test_weighted_mean_against_statsmodels() -> None:
    """statsmodels 0.15.0: WLS on a constant, cov_type HC2, error 0.71717076; 5.58704716
    degrees of freedom by Bell & McCaffrey's matrices in numpy; the ends by scipy 1.17.1's t."""
    values = decimals("12.58 12.9 10.13 8.47 7.82 10.06 7.95 7.17 9.57")
    found = mean(values, [34, 12, 41, 8, 57, 29, 3, 22, 40])
    assert found.error == pytest.approx(0.7171707619396772, rel=1e-9)
    assert found.freedom == pytest.approx(5.587047161426851, rel=1e-9)
    low, high = ends(found)
    assert (f"{low:.8f}", f"{high:.8f}") == ("7.83712303", "11.41068185")


def test_equal_cases_change_nothing_but_their_number() -> None:
    values = decimals("38 41 35.5 40 37")
    plainly, weighted = mean(values), mean(values, [34] * 5)
    assert ends(plainly) == ends(weighted)
    assert (plainly.cases, weighted.cases) == (5, 170)
    assert plainly.freedom == pytest.approx(4)


def test_a_day_with_nearly_all_cases_makes_it_wide() -> None:
    values = decimals("10 11 12 13 14")
    lopsided = mean(values, [1000, 1, 1, 1, 1])
    assert lopsided.freedom < 1.01
    assert mean(values).freedom == pytest.approx(4)


@given(measured)
@settings(max_examples=60)
def test_holds_the_weighted_mean(rows: list[tuple[Decimal, int]]) -> None:
    values, cases = [value for value, _ in rows], [number for _, number in rows]
    found = mean(values, cases)
    low, high = ends(found)
    exact = sum(v * n for v, n in rows) / Decimal(sum(cases))
    assert abs(found.value - exact) < Decimal("1e-11")
    assert 0 <= low <= found.value <= high
    assert low < high
    assert 1 <= found.freedom <= len(rows) - 1 + 1e-6


@given(st.lists(amounts, min_size=2, max_size=8), st.integers(2, 20))
@settings(max_examples=30)
def test_more_of_the_same_narrows_it(values: list[Decimal], times: int) -> None:
    assert width(mean(values * times, floor=None)) < width(mean(values, floor=None))


def test_order_does_not_matter() -> None:
    values, cases = decimals("3 9 4 4.5"), [10, 3, 8, 1]
    assert ends(mean(values, cases)) == ends(mean(values[::-1], cases[::-1]))


@pytest.mark.parametrize("by_day", [0.0, 3.0])
def test_covers_the_true_mean_about_as_often_as_it_says(by_day: float) -> None:
    """10 days of 5 to 60 cases each, 600 times: with days alike, and with days that differ."""
    draw = random.Random(20261104)  # noqa: S311 - a repeatable draw, nothing secret
    hits = 0
    for _ in range(600):
        cases = [draw.choice((5, 8, 12, 20, 40, 60)) for _ in range(10)]
        values = [
            Decimal(f"{50 + draw.gauss(0, by_day) + draw.gauss(0, 8) / n**0.5:.3f}") for n in cases
        ]
        low, high = ends(mean(values, cases))
        hits += low <= 50 <= high
    assert 0.925 < hits / 600 < 0.98


def test_one_measurement_has_no_interval() -> None:
    found = mean(decimals("12.5"), [400])
    assert (found.value, found.low, found.high, found.cases) == (Decimal("12.5"), None, None, 400)
    assert "spread is not known" in found.method


def test_values_all_the_same_are_sure_only_to_their_rounding() -> None:
    """u ÷ √12 ÷ √4 × t(3) with u = 1: 0.4593 on either side (GUM 4.3.7)."""
    low, high = ends(mean(decimals("5 5 5 5")))
    assert (round(low, 4), round(high, 4)) == (Decimal("4.5407"), Decimal("5.4593"))
    finer = mean(decimals("5.0 5.0 5.0 5.0"))
    assert width(finer) * 10 == pytest.approx(high - low)


def test_ends_stay_where_a_true_value_can_be() -> None:
    found = mean(decimals("1 99 100 98"), ceiling=Decimal(100))
    assert ends(found) == (0, 100)
    assert ends(mean(decimals("0 8 1"), floor=None))[0] < 0


def test_large_amounts_keep_their_digits() -> None:
    values = [Decimal("1e12"), Decimal("1e12") - Decimal("0.000003")]
    assert mean(values).value == Decimal("999999999999.9999985")


def test_nairs_table_of_ranks() -> None:
    for count, rank, percent in MEDIAN_RANKS:
        found, coverage = median_rank(count, 0.95)
        assert found == rank, count
        assert abs(Decimal(coverage * 100) - percent) < Decimal("0.0501"), count


@given(st.integers(1, 400), st.sampled_from([0.5, 0.8, 0.95, 0.99]))
@settings(max_examples=60)
def test_coverage_is_the_exact_binomial_one(count: int, level: float) -> None:
    def exact(rank: int) -> float:
        return 1 - 2 * sum(comb(count, x) for x in range(rank)) / 2**count

    rank, coverage = median_rank(count, level)
    if not rank:
        assert exact(1) < level
        return
    assert coverage == pytest.approx(exact(rank), abs=1e-10)
    assert exact(rank) >= level > exact(rank + 1)


def test_bonetts_example_of_a_median() -> None:
    """D. Bonett, R package statpsych, ci.median: median 20.7, limits 10.8 and 30.9."""
    found = median(
        decimals(
            "30.2 20.4 15.1 10.2 10.5 60.8 20.8 25.0 20.7 30.9 "
            "10.8 5.1 50.9 40.0 20.9 10.8 0 20.5 50.8"
        )
    )
    assert (found.value, *ends(found)) == (Decimal("20.7"), Decimal("10.8"), Decimal("30.9"))


def test_five_values_are_too_few_for_a_median() -> None:
    found = median(decimals("1 2 3 4 5"))
    assert (found.value, found.low, found.rank) == (3, None, None)
    assert found.method == "5 values are too few for a 95% interval"
    assert ends(median(decimals("6 1 5 2 4 3"))) == (1, 6)


def test_ten_million_values() -> None:
    """scipy 1.17.1: binom.ppf(0.025, 10,000,000, 0.5) is 4,996,901."""
    assert median_rank(10_000_000, 0.95)[0] == 4_996_901


def test_nothing_to_average_is_refused() -> None:
    for wrong in ([], None), (decimals("1 2"), [1]), (decimals("1 2"), [1, 0]):
        with pytest.raises(ValueError, match="one or more values"):
            mean(*wrong)
    with pytest.raises(ValueError, match="one or more values"):
        median([])
