"""The scorecard: every measured metric against its target.

A metric's actual figure is the mean of its measurements, each weighted by the number of cases
that it rests on: Σ(value × cases) ÷ Σ(cases), rounded to four decimals.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from pilotage.model.baseline import Measurement, Metric
from pilotage.model.project import Project
from pilotage.model.review import MetricVerdict, Score


def actual(measurements: list[Measurement]) -> Decimal | None:
    """The mean weighted by cases; None without measurements."""
    cases = sum(m.sample_size for m in measurements)
    if not cases:
        return None
    total = sum((m.value * m.sample_size for m in measurements), Decimal(0))
    return (total / cases).quantize(Decimal("0.0001")).normalize() + Decimal(0)


def score(metric: Metric, measurements: list[Measurement]) -> Score:
    """Judge one measured metric by its own measurements."""
    assert metric.baseline is not None  # noqa: S101 - callers pass measured metrics only
    value = actual(measurements)
    met = metric.meets(value) if value is not None else None
    verdict = MetricVerdict.NO_DATA
    if met is not None:
        verdict = MetricVerdict.ON_TARGET if met else MetricVerdict.OFF_TARGET
    return Score(
        metric=metric.id,
        name=metric.name,
        unit=metric.unit,
        better=metric.better,
        baseline=metric.baseline.value,
        target=metric.target.value if metric.target else None,
        no_worse=bool(metric.target and metric.target.no_worse),
        actual=value,
        measurements=len(measurements),
        cases=sum(m.sample_size for m in measurements),
        verdict=verdict,
    )


def scorecard(project: Project) -> tuple[Score, ...]:
    """One score for each measured metric, in the baseline's order."""
    by_metric: dict[int, list[Measurement]] = defaultdict(list)
    for measurement in project.measurements:
        by_metric[measurement.metric].append(measurement)
    return tuple(score(m, by_metric[m.id]) for m in project.metrics if m.is_measured)


def rounded(value: Decimal | None, target: Decimal | None) -> Decimal | None:
    """A computed figure to two decimals; to four where two would make it look like its target."""
    if value is None:
        return None
    short = round(value, 2)
    return value if short == target != value else short
