"""A metric's figures of the production run, by day or week, entered or counted.

What the program can count, nobody types:

- **failed ÷ checked**: a day's failed outputs as a percentage of its checked ones. The verdict of
  the second owner counts; where there is none yet, the latest of anybody.
- **outputs a day**: how many were made on each day on which any was made.
- **outputs a week**: how many were made in each seven days, from the first output's day on. Only
  weeks that are over by the last output's day count: half a week is no week.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from pilotage.measure.ledger import DayCount, books
from pilotage.model.baseline import Measurement, Metric, MetricKind, Source
from pilotage.model.project import Project

WEEK: Final = timedelta(days=7)
HUNDRED: Final = Decimal(100)


@dataclass(frozen=True)
class Figure:
    """What a metric was on a day, or in the seven days from it on."""

    on: date
    value: Decimal
    """In the metric's unit; not rounded."""
    cases: int
    """How many cases the value rests on."""


def ceiling(metric: Metric) -> Decimal | None:
    """The most that a metric can be: 100 for an error rate in per cent; None for any other.

    Any other percentage, such as an output in per cent of last year's, may be more than 100.
    """
    is_share = metric.kind is MetricKind.ERROR_RATE and metric.unit.strip() == "%"
    return HUNDRED if is_share else None


def rates_beside(value: Decimal, cases: int) -> tuple[int, int] | None:
    """How many of `cases` a rate of `value` per cent lies between; None where it is one of them.

    A rate of n cases is k ÷ n for a whole k. A value may be rounded to the decimals that it is
    written with: 8 % of 40 cases is 3 of them, 7.5 %, and 30 % of one case can't be.
    """
    last = Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))
    below = int(value * cases / HUNDRED)
    near = (abs(HUNDRED * k / cases - value) for k in (below, below + 1))
    return None if min(near) <= last / 2 else (below, below + 1)


def figures(project: Project, metric: Metric) -> tuple[Figure, ...]:
    """A metric's figures, oldest first, whatever its source: of the last cycle through phase 4."""
    if not metric.source.is_counted:
        since = project.since(4)
        return entered(m for m in project.measurements if m.metric == metric.id and m.id >= since)
    return counted(metric.source, books(project).by_day)


def all_figures(project: Project) -> Mapping[int, tuple[Figure, ...]]:
    """The figures of all measured metrics by their numbers, in one walk over measurements."""
    by_metric = measured(project)
    days = books(project).by_day
    return {
        m.id: counted(m.source, days) if m.source.is_counted else entered(by_metric[m.id])
        for m in project.metrics
        if m.is_measured
    }


def measured(project: Project) -> Mapping[int, list[Measurement]]:
    """The measurements of the last cycle through phase 4, by their metrics' numbers."""
    since = project.since(4)
    by_metric: dict[int, list[Measurement]] = defaultdict(list)
    for measurement in project.measurements:
        if measurement.id >= since:
            by_metric[measurement.metric].append(measurement)
    return by_metric


def entered(measurements: Iterable[Measurement]) -> tuple[Figure, ...]:
    """One figure a day: the mean of its measurements, each by the cases that it rests on."""
    totals: dict[date, tuple[Decimal, int]] = defaultdict(lambda: (Decimal(0), 0))
    for m in measurements:
        total, cases = totals[m.on]
        totals[m.on] = (total + m.value * m.sample_size, cases + m.sample_size)
    return tuple(Figure(on, total / cases, cases) for on, (total, cases) in sorted(totals.items()))


def counted(source: Source, days: Sequence[tuple[date, DayCount]]) -> tuple[Figure, ...]:
    """The figures that a source counts from the days' outputs and checks."""
    match source:
        case Source.FAILED_CHECKS:
            return tuple(
                Figure(on, Decimal(100 * day.failed) / day.checked, day.checked)
                for on, day in days
                if day.checked
            )
        case Source.OUTPUTS_A_DAY:
            return tuple(Figure(on, Decimal(day.outputs), 1) for on, day in days)
        case Source.OUTPUTS_A_WEEK:
            return _weeks(days)
        case Source.ENTRY:
            return ()


def _weeks(days: Sequence[tuple[date, DayCount]]) -> tuple[Figure, ...]:
    if not days:
        return ()
    first, last = days[0][0], days[-1][0]
    whole = ((last - first).days + 1) // 7
    made = [0] * (whole + 1)
    for on, day in days:
        made[min(whole, (on - first).days // 7)] += day.outputs
    return tuple(Figure(first + week * WEEK, Decimal(made[week]), 1) for week in range(whole))
