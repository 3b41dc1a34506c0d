"""The behaviour chart: individual values in order of time, and their moving ranges.

Sources: W. A. Shewhart (1931), Economic Control of Quality of Manufactured Product; D. J. Wheeler
(1993, 2nd ed. 2000), Understanding Variation: limits by 2.66 and 3.27 times the average moving
range; NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, which writes the first as
3 ÷ 1.128.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from operator import sub
from typing import Final

from pilotage.measure.interval import plain
from pilotage.measure.run_rules import Lines, Signal, signals

LIMITS: Final = 3 / Decimal("1.128")
"""Natural process limits, in average moving ranges from the centre line: 2.66. Three standard
deviations, where 1.128 is the average range of two normal values in standard deviations."""
RANGE_LIMIT: Final = Decimal("3.268")
"""Upper limit of the moving range, in average moving ranges (Wheeler; D₄ for two values)."""
FEWEST: Final = 5
"""Values below which no limits are given (Wheeler 1993: useful ones take five or six)."""


@dataclass(frozen=True)
class BehaviourChart:
    """The lines of the chart, and what stands out."""

    centre: Decimal
    """The mean of the values that the limits are made from."""
    upper: Decimal
    """The upper natural process limit, at most the highest possible value."""
    lower: Decimal
    """The lower natural process limit, at least the lowest possible value."""
    mean_range: Decimal
    """The average moving range of those values."""
    range_limit: Decimal
    """What a move from one value to the next stays below."""
    made_from: int
    """How many values, from the first on, the limits are made from."""
    values: int
    signals: tuple[Signal, ...]
    """In order of time."""


def behaviour_chart(
    values: Sequence[Decimal],
    *,
    baseline: int | None = None,
    floor: Decimal | None = Decimal(0),
    ceiling: Decimal | None = None,
) -> BehaviourChart | None:
    """The individuals and moving range chart (XmR) of values in order of time.

    The centre line is the mean, the limits lie 2.66 average moving ranges on either side; both
    are made from the first `baseline` values, or from all. `floor` and `ceiling` are the lowest
    and highest possible values: a limit is never drawn outside them (pass 100 for per cent),
    while the run rules go by where it would have been, so that they keep their meaning.
    None with fewer than five values to make limits from.
    """
    count = len(values) if baseline is None else min(baseline, len(values))
    if count < FEWEST:
        return None
    with localcontext(prec=40):
        ranges = list(map(abs, map(sub, values[1:], values)))
        centre = sum(values[:count], Decimal(0)) / count
        mean_range = sum(ranges[: count - 1], Decimal(0)) / (count - 1)
        reach = LIMITS * mean_range
        range_limit = RANGE_LIMIT * mean_range
        upper, lower = centre + reach, centre - reach
        found = signals(values, ranges, Lines(centre, upper, lower, range_limit))
    return BehaviourChart(
        centre=plain(centre),
        upper=plain(upper if ceiling is None else min(upper, ceiling)),
        lower=plain(lower if floor is None else max(lower, floor)),
        mean_range=plain(mean_range),
        range_limit=plain(range_limit),
        made_from=count,
        values=len(values),
        signals=found,
    )
