"""The scorecard: every measured metric against its target, and how sure that is.

- An **error rate** in per cent is failed cases ÷ all cases, with the Wilson score interval.
- Any other figure is the mean of its measurements, each weighted by the number of cases that it
  rests on: Σ(value × cases) ÷ Σ(cases), with Student's t interval over the measurements; over the
  days' means where there are more than 1,000 of them.

Figures are rounded to four decimals. `measure/judgement.py` has the rule for the verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pilotage.measure.figures import Figure, all_figures, ceiling, measured
from pilotage.measure.ledger import second_owners
from pilotage.model.baseline import Measurement, Metric, Source
from pilotage.model.project import Project
from pilotage.model.review import MetricVerdict, Score

if TYPE_CHECKING:
    from pilotage.measure.interval import Interval
    from pilotage.measure.judgement import Judgement

# What reckons intervals is loaded with the first figure: before the production run there is none.

BY_DAY_ABOVE: Final = 1_000
"""With more measurements than this the interval is made over the days' means."""
KEPT: Final = 4
"""So many scorecards are kept: gates and screens ask for the same one again and again."""
MOST: Final = Decimal("1e12")
"""The largest quantity; an interval's end is kept within it."""


def interval(
    metric: Metric, measurements: Sequence[Measurement], by_day: Sequence[Figure]
) -> Interval | None:
    """A metric's actual figure with its interval; None without a figure.

    `by_day` are its figures by day or week, which a counted metric has instead of measurements.
    """
    if not by_day:
        return None
    many = metric.source.is_counted or len(measurements) > BY_DAY_ABOVE
    found = [(f.value, f.cases) for f in by_day]
    if not many:
        found = [(m.value, m.sample_size) for m in measurements]
    values, cases = [value for value, _ in found], [size for _, size in found]
    most = ceiling(metric)
    if most is not None:
        from pilotage.measure.proportion import count_of, wilson

        total = sum(cases)
        rate = sum((v * n for v, n in found), Decimal(0)) / total
        return wilson(count_of(min(rate, most), total, per=100), total, per=100)
    from pilotage.measure.average import mean

    return mean(values, cases)


def score(metric: Metric, measurements: Sequence[Measurement], by_day: Sequence[Figure]) -> Score:
    """Judge one measured metric by its own measurements, or by what was counted."""
    assert metric.baseline is not None  # noqa: S101 - callers pass measured metrics only
    found = interval(metric, measurements, by_day)
    judged = _judged(metric, found) if found else None
    return Score(
        metric=metric.id,
        name=metric.name,
        unit=metric.unit,
        better=metric.better,
        baseline=metric.baseline.value,
        target=metric.target.value if metric.target else None,
        no_worse=bool(metric.target and metric.target.no_worse),
        actual=_short(found.value) if found else None,
        measurements=len(by_day if metric.source.is_counted else measurements),
        cases=found.cases if found else 0,
        low=_short(found.low) if found else None,
        high=_short(found.high) if found else None,
        method=found.method if found else "",
        more=judged.more_needed if judged else None,
        said=_said(metric, judged) if judged else "",
        verdict=judged.verdict if judged else MetricVerdict.NO_DATA,
    )


def _judged(metric: Metric, found: Interval) -> Judgement | None:
    from pilotage.measure.judgement import judge

    return judge(found, metric.target.value, metric.better) if metric.target else None


def _said(metric: Metric, judged: Judgement) -> str:
    from pilotage.measure.judgement import in_words

    what = {
        Source.FAILED_CHECKS: ("checked output", "checked outputs"),
        Source.OUTPUTS_A_DAY: ("day", "days"),
        Source.OUTPUTS_A_WEEK: ("week", "weeks"),
    }
    return in_words(judged, *what.get(metric.source, ("case", "cases")))


def _short(value: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    return min(value, MOST).quantize(Decimal("0.0001")).normalize() + Decimal(0)


@dataclass(frozen=True)
class _Asked:
    """What a scorecard is made from; equal only where each part is the same object."""

    metrics: object
    measurements: object
    outputs: object
    people: tuple[int, frozenset[int]]
    since: int

    @classmethod
    def of(cls, project: Project) -> _Asked:
        counts = any(metric.source.is_counted for metric in project.metrics)
        people = (project.builder, second_owners(project)) if counts else (0, frozenset())
        outputs = project.outputs if counts else ()
        return cls(project.metrics, project.measurements, outputs, people, project.since(4))

    def is_same(self, other: _Asked) -> bool:
        return (
            self.metrics is other.metrics
            and self.measurements is other.measurements
            and self.outputs is other.outputs
            and self.people == other.people
            and self.since == other.since
        )


_KEPT: list[tuple[_Asked, tuple[Score, ...]]] = []


def scorecard(project: Project) -> tuple[Score, ...]:
    """One score for each measured metric, in the baseline's order.

    It rests on the outputs and measurements of the last cycle through phase 4.
    """
    asked = _Asked.of(project)
    for known, scores in tuple(_KEPT):
        if known.is_same(asked):
            return scores
    made = _scorecard(project)
    _KEPT[:] = [(asked, made), *_KEPT[: KEPT - 1]]
    return made


def _scorecard(project: Project) -> tuple[Score, ...]:
    by_metric = measured(project)
    by_day = all_figures(project)
    return tuple(score(m, by_metric[m.id], by_day[m.id]) for m in project.metrics if m.is_measured)


def rounded(value: Decimal | None, target: Decimal | None) -> Decimal | None:
    """A computed figure to two decimals; to four where two would make it look like its target."""
    if value is None:
        return None
    short = round(value, 2)
    return value if short == target != value else short
