"""Whether a metric is on target: yes, no, or not enough data to tell and how much is missing.

An interval that lies wholly on the better side of the target, or touches it from there, is on
target; one wholly on the worse side is off target; one that holds the target between its ends
leaves both open. For a target that says “no worse than”, the target is the margin, and the rule
is the same: what lies wholly on its better side is shown to be no worse.
Source of the rule: two-sided intervals as tests, as in non-inferiority trials (CPMP (2001),
Points to consider on switching between superiority and non-inferiority, Br. J. Clin. Pharmacol.
52, 223–228).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import ceil, sqrt
from typing import Final

from pilotage.measure.average import Mean
from pilotage.measure.interval import Interval, checked, tidy
from pilotage.measure.proportion import Proportion, score_ends
from pilotage.measure.quantiles import normal, student
from pilotage.model.baseline import Better
from pilotage.model.review import MetricVerdict

BOUND: Final = 10_000_000
"""A number of further cases above this is not given: nobody waits for it."""


class NoNumber(StrEnum):
    """Why it can't be said how many more would settle it."""

    NOT_NEEDED = ""
    """There is a verdict, or there is a number."""
    AT_TARGET = "the figure equals the target, so no number of cases would tell"
    TOO_MANY = "more than 10,000,000 would be needed"
    SPREAD_UNKNOWN = "one measurement says nothing of the spread: a second is needed first"
    NO_FORMULA = "how many more cases would tell can't be computed for this interval"


@dataclass(frozen=True)
class Judgement:
    """A figure with its interval, and what it says of the target."""

    value: Decimal
    low: Decimal | None
    high: Decimal | None
    level: Decimal
    cases: int
    target: Decimal
    better: Better
    verdict: MetricVerdict
    more_needed: int | None
    """How many more `counted` would settle it, if the figure stayed as it is; None where there is
    a verdict, or no number."""
    counted: str
    """What `more_needed` counts: “cases” or “measurements”."""
    no_number: NoNumber
    method: str
    """How the interval was made, in words."""


def judge(interval: Interval, target: Decimal, better: Better) -> Judgement:
    """Judge an estimate by its interval; see the module for the rule.

    For a `Proportion` the further cases are exact for the score interval: it clears the target t
    where (value - t)² ≥ z²·t(1-t)/cases. For a `Mean` they are further measurements like those so
    far, from the present standard error and degrees of freedom. Other intervals get a verdict
    and no number.
    """
    verdict = _verdict(interval, target, better)
    more, counted, why = None, "cases", NoNumber.NOT_NEEDED
    if isinstance(interval, Mean):
        counted = "measurements"
    if verdict is MetricVerdict.NOT_ENOUGH:
        more, why = _more(interval, target, better)
    return Judgement(
        value=interval.value,
        low=interval.low,
        high=interval.high,
        level=interval.level,
        cases=interval.cases,
        target=target,
        better=better,
        verdict=verdict,
        more_needed=more,
        counted=counted,
        no_number=why,
        method=interval.method,
    )


def _verdict(interval: Interval, target: Decimal, better: Better) -> MetricVerdict:
    if interval.low is None or interval.high is None:
        return MetricVerdict.NOT_ENOUGH
    return _stands(interval.low, interval.high, target, better)


def _stands(low: Decimal, high: Decimal, target: Decimal, better: Better) -> MetricVerdict:
    if better is Better.HIGHER:
        low, high, target = -high, -low, -target
    if high <= target:
        return MetricVerdict.ON_TARGET
    return MetricVerdict.OFF_TARGET if low > target else MetricVerdict.NOT_ENOUGH


def _more(interval: Interval, target: Decimal, better: Better) -> tuple[int | None, NoNumber]:
    if isinstance(interval, Mean) and interval.measurements < 2:
        return None, NoNumber.SPREAD_UNKNOWN
    if interval.value == target:
        return None, NoNumber.AT_TARGET
    if isinstance(interval, Proportion):
        needed = _cases_for(interval, target, better)
    elif isinstance(interval, Mean):
        needed = _measurements_for(interval, target)
    else:
        return None, NoNumber.NO_FORMULA
    return (needed, NoNumber.NOT_NEEDED) if needed is not None else (None, NoNumber.TOO_MANY)


def _cases_for(found: Proportion, target: Decimal, better: Better) -> int | None:
    """The smallest number of further cases at which the score interval clears the target."""
    z = normal(checked(found.level))
    share, aim = float(found.count) / found.cases, float(target / found.per)
    estimate = z * z * aim * (1 - aim) / (share - aim) ** 2
    if estimate > found.cases + BOUND + 1:
        return None

    def clears(more: int) -> bool:
        cases = found.cases + more
        low, high = score_ends(share * cases, cases, z)
        ends = tidy(low * found.per), tidy(high * found.per)
        return _stands(*ends, target, better) is not MetricVerdict.NOT_ENOUGH

    # The formula is exact and the ends are rounded, so the answer can be a few cases beside it.
    return _first(clears, max(1, ceil(estimate) - found.cases - 10))


def _measurements_for(found: Mean, target: Decimal) -> int | None:
    """The smallest number of further measurements at which the t interval clears the target."""
    level, gap = checked(found.level), abs(float(found.value - target))
    per_measurement = (found.freedom + 1) / found.measurements

    def clears(more: int) -> bool:
        measurements = found.measurements + more
        freedom = per_measurement * measurements - 1
        error = found.error * sqrt(found.measurements / measurements)
        return student(freedom, level) * error < gap

    return _first(clears, 1)


def _first(clears: Callable[[int], bool], start: int) -> int | None:
    """The smallest number from `start` to the bound that clears; clearing is for good."""
    step, below = 1, start - 1
    while not clears(below + step):
        below += step
        step *= 2
        if below > BOUND:
            return None
    above = below + step
    while above - below > 1:
        middle = (below + above) // 2
        below, above = (below, middle) if clears(middle) else (middle, above)
    return above if above <= BOUND else None


def in_words(judgement: Judgement, one: str = "case", many: str = "cases") -> str:
    """A sentence, such as “Can't tell yet: about 240 more outputs would settle it.”

    `one` and `many` are what a case is called; measurements keep their name.
    """
    if judgement.verdict is not MetricVerdict.NOT_ENOUGH:
        return f"{judgement.verdict.label.capitalize()}."
    start = f"{judgement.verdict.label.capitalize()}: "
    if judgement.more_needed is None:
        return f"{start}{judgement.no_number}."
    if judgement.counted == "measurements":
        one, many = "measurement", "measurements"
    number = f"{judgement.more_needed:,} more {one if judgement.more_needed == 1 else many}"
    return f"{start}about {number} would settle it, if the figure stays as it is."
