"""Means and medians with intervals that hold for small samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from math import exp, fsum, lgamma, log, sqrt

from pilotage.measure.interval import LEVEL, Interval, checked, percent, plain, tidy
from pilotage.measure.quantiles import student


@dataclass(frozen=True)
class Mean(Interval):
    """A mean with its t interval over measurements."""

    measurements: int
    error: float
    """The standard error of the mean; 0 with a single measurement, whose spread is unknown."""
    freedom: float
    """Degrees of freedom of the standard error; 0 with a single measurement."""


@dataclass(frozen=True)
class Median(Interval):
    """A median between two of the values in order of size."""

    rank: int | None
    """The low end is the value with this rank from the smallest, the high end the one with this
    rank from the largest; None where no two values reach the level."""
    coverage: Decimal | None
    """The level that these ranks really have: at least the one asked for."""


def mean(
    values: Sequence[Decimal],
    cases: Sequence[int] | None = None,
    *,
    floor: Decimal | None = Decimal(0),
    ceiling: Decimal | None = None,
    level: Decimal = LEVEL,
) -> Mean:
    """The mean weighted by cases, Σ(value × cases) ÷ Σ(cases), with a t interval.

    A measurement can itself be a mean of many cases, whose spread inside a day was not
    recorded. Only the spread between measurements is, so the interval rests on their number and
    never on the number of cases: 10 days of 500 cases are 10 figures, not 5,000.

    With p the share of each measurement in all cases, e its distance from the mean:
    error² = Σ p²·e²/(1-p), and freedom = 1 ÷ (Σp² + (Σa)² - Σa²) with a = p²/(1-p). The error is
    unbiased where a measurement's variance is in inverse proportion to its cases, and stays
    consistent where days differ for other reasons, as days do. With equal cases it is
    Student's interval exactly: s ÷ √k and k - 1. Where one measurement holds nearly all cases,
    freedom falls towards 1 and the interval says so by its width.

    Where all values are the same, their spread can't be estimated. It is then taken as what
    rounding hides at least: u ÷ √12, u the last decimal place in which any of them is written.
    The ends are kept within `floor` and `ceiling`, outside which no true value can lie.
    Raises ValueError without values or with a number of cases below 1.

    Sources: Student (1908), The probable error of a mean, Biometrika 6, 1–25. J. G. MacKinnon &
    H. White (1985), Some heteroskedasticity-consistent covariance matrix estimators, J. of
    Econometrics 29, 305–325 (HC2). R. M. Bell & D. F. McCaffrey (2002), Bias reduction in
    standard errors for linear regression with multi-stage samples, Survey Methodology 28,
    169–181 (the degrees of freedom, here for a mean). JCGM 100:2008 (GUM), 4.3.7 (rounding).
    """
    weights = [1] * len(values) if cases is None else list(cases)
    if not values or len(weights) != len(values) or min(weights) < 1:
        raise ValueError("one or more values, each with 1 or more cases")
    total = sum(weights)
    centre = _weighted(values, weights, total)
    low = high = None
    error = freedom = 0.0
    if len(values) > 1:
        shares = [weight / total for weight in weights]
        error, freedom = _error(values, shares, centre)
        half = tidy(student(freedom, checked(level)) * error)
        low = _within(plain(centre - half), floor, ceiling)
        high = _within(plain(centre + half), floor, ceiling)
    return Mean(
        value=plain(centre),
        low=low,
        high=high,
        level=level,
        cases=total,
        method=_told(len(values), len(set(weights)) > 1),
        measurements=len(values),
        error=error,
        freedom=freedom,
    )


def _told(measurements: int, weighted: bool) -> str:
    if measurements == 1:
        return "one measurement: its spread is not known"
    by_cases = ", weighted by cases" if weighted else ""
    return f"Student's t interval over {measurements:,} measurements{by_cases}"


def _weighted(values: Sequence[Decimal], weights: list[int], total: int) -> Decimal:
    """Exactly the mean, however large the values: in decimals throughout."""
    with localcontext(prec=50):
        return sum((v * w for v, w in zip(values, weights, strict=True)), Decimal(0)) / total


def _error(values: Sequence[Decimal], shares: list[float], centre: Decimal) -> tuple[float, float]:
    """The standard error of a weighted mean, and its degrees of freedom."""
    parts = [p * p / (1 - p) for p in shares]
    squares = [float(value - centre) ** 2 for value in values]
    spread = fsum(part * square for part, square in zip(parts, squares, strict=True))
    if min(values) == max(values):
        spread = _rounding(values[0]) ** 2 / 12 * fsum(p * p for p in shares)
    doubled = fsum(p * p for p in shares) + fsum(parts) ** 2 - fsum(part**2 for part in parts)
    return sqrt(spread), max(1.0, 1 / doubled)


def _rounding(value: Decimal) -> float:
    """The last decimal place in which a value is written, at most 1."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101 - quantities are finite
    return 10.0 ** min(0, exponent)


def _within(end: Decimal, floor: Decimal | None, ceiling: Decimal | None) -> Decimal:
    if floor is not None:
        end = max(floor, end)
    return end if ceiling is None else min(ceiling, end)


def median(values: Sequence[Decimal], *, level: Decimal = LEVEL) -> Median:
    """The median with a distribution-free interval between two values in order of size.

    The number of values below the true median is binomial with one half, so the r-th smallest
    and the r-th largest enclose it with the probability 1 - 2·P(B < r), exactly where values
    are not tied and at least where they are. r is the largest that keeps the level; below six
    values none keeps 95%, and there is no interval. Each value counts once: a median over
    measurements that rest on different numbers of cases can't be weighted this way.
    Raises ValueError without values.
    Sources: W. R. Thompson (1936), On confidence ranges for the median, Ann. Math. Statist. 7,
    122–128; K. R. Nair (1940), Table of confidence intervals for the median in samples from any
    continuous population, Sankhyā 4, 551–558; W. J. Conover (1999), Practical Nonparametric
    Statistics, 3rd ed., section 3.2.
    """
    if not values:
        raise ValueError("one or more values")
    ordered = sorted(values)
    count = len(ordered)
    rank, coverage = median_rank(count, checked(level))
    middle = (ordered[(count - 1) // 2] + ordered[count // 2]) / 2
    return Median(
        value=plain(middle),
        low=ordered[rank - 1] if rank else None,
        high=ordered[-rank] if rank else None,
        level=level,
        cases=count,
        method=(
            f"order statistics, ranks {rank:,} and {count + 1 - rank:,} of {count:,}"
            if rank
            else f"{count:,} values are too few for a {percent(level)} interval"
        ),
        rank=rank or None,
        coverage=tidy(coverage) if rank else None,
    )


def median_rank(count: int, level: float) -> tuple[int, float]:
    """The largest rank whose two values enclose the median at this level, with its coverage.

    0 where there is none. The binomial terms are added from the middle outwards, each from the
    one before, until they reach the level: about 2√count steps.
    """
    low = count // 2
    term = exp(lgamma(count + 1) - lgamma(low + 1) - lgamma(count - low + 1) - count * log(2))
    covered = term if count % 2 == 0 else 2 * term
    enough = level - 1e-12  # a level such as 0.5 can be reached exactly
    while covered < enough and low > 0:
        term *= low / (count - low + 1)
        low -= 1
        covered += 2 * term
    return (low, min(1.0, covered)) if low and covered >= enough else (0, 0.0)
