"""Proportions, such as an error rate, and the difference of two of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from pilotage.measure.interval import LEVEL, Difference, Interval, checked, plain, tidy
from pilotage.measure.quantiles import normal

MOST_CASES = 10**12
"""More than any project holds, few enough for the formulas to keep their digits."""


@dataclass(frozen=True)
class Proportion(Interval):
    """A share of cases with its Wilson score interval."""

    count: Decimal
    """How many of the cases have what is counted; not whole where only a rounded rate is known."""
    per: int
    """The figures are so many per this many cases: 1 a fraction, 100 per cent."""


def wilson(count: Decimal | int, cases: int, *, per: int = 1, level: Decimal = LEVEL) -> Proportion:
    """The proportion count ÷ cases with its score interval, without continuity correction.

    The ends are the two solutions p of |count/cases - p| = z·√(p(1-p)/cases). It assumes cases
    that are independent and alike. Never leaves 0 to `per`; contains the proportion.
    Raises ValueError without cases or with a count outside 0 to cases.
    Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical
    inference, JASA 22, 209–212; method 3 of R. G. Newcombe (1998), Two-sided confidence
    intervals for the single proportion, Statistics in Medicine 17, 857–872.
    """
    if not 1 <= cases <= MOST_CASES:
        raise ValueError(f"1 or more cases, not {cases}")
    if not 0 <= count <= cases:
        raise ValueError(f"a count from 0 to {cases}, not {count}")
    low, high = score_ends(float(count), cases, normal(checked(level)))
    return Proportion(
        value=plain(count * per / Decimal(cases)),
        low=tidy(low * per),
        high=tidy(high * per),
        level=level,
        cases=cases,
        method="Wilson score interval",
        count=Decimal(count),
        per=per,
    )


def score_ends(count: float, cases: float, z: float) -> tuple[float, float]:
    """Both ends of the score interval as fractions, each found where it loses no digits."""
    return _low_end(count, cases, z), 1 - _low_end(cases - count, cases, z)


def _low_end(count: float, cases: float, z: float) -> float:
    """The product of the two solutions is count²/(cases·(cases + z²)), so none is subtracted."""
    if count <= 0:
        return 0.0
    square = z * z
    rest = cases - count
    larger = 2 * count + square + z * sqrt(square + 4 * count * rest / cases)
    return 2 * count * (count / cases) / larger


def count_of(rate: Decimal, cases: int, *, per: int = 1) -> Decimal:
    """How many of the cases a recorded rate stands for, not rounded to a whole number.

    Rounding would change the rate that was recorded; the formulas need no whole count.
    Raises ValueError where the rate is outside 0 to `per`, and so is no proportion.
    """
    if not 0 <= rate <= per:
        raise ValueError(f"a rate from 0 to {per}, not {rate}")
    return rate * cases / per


def newcombe(now: Proportion, before: Proportion) -> Difference:
    """now - before, for two independent groups of cases, by the hybrid score interval.

    With Wilson's ends l and u of each: the difference less √((p₁-l₁)² + (u₂-p₂)²), and plus
    √((u₁-p₁)² + (p₂-l₂)²). Exchanging the groups turns the signs and nothing else. Raises
    ValueError where the two are not per the same number of cases and at the same level.
    Source: R. G. Newcombe (1998), Interval estimation for the difference between independent
    proportions: comparison of eleven methods, Statistics in Medicine 17, 873–890, method 10.
    """
    if (now.per, now.level) != (before.per, before.level):
        raise ValueError("two proportions per the same number of cases and at the same level")
    z = normal(checked(now.level))
    p1, p2 = float(now.count) / now.cases, float(before.count) / before.cases
    low1, high1 = score_ends(float(now.count), now.cases, z)
    low2, high2 = score_ends(float(before.count), before.cases, z)
    low = p1 - p2 - sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    high = p1 - p2 + sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return Difference(
        value=tidy((p1 - p2) * now.per),
        low=tidy(max(-1.0, low) * now.per),
        high=tidy(min(1.0, high) * now.per),
        level=now.level,
        cases=now.cases,
        method="Newcombe hybrid score interval",
        other_cases=before.cases,
    )
