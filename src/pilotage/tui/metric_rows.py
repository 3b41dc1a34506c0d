"""What the production run's metrics show: a row, a sentence and a chart each. Pure.

The last row is the checks themselves: how many of the checked outputs passed, day by day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from pilotage.measure.agreement import agreement
from pilotage.measure.agreement import in_words as agreement_in_words
from pilotage.measure.behaviour_chart import behaviour_chart
from pilotage.measure.figures import Figure, ceiling, figures
from pilotage.measure.ledger import Pairs, Tally, books
from pilotage.measure.proportion import wilson
from pilotage.measure.run_rules import in_words
from pilotage.measure.scorecard import scorecard
from pilotage.method.requirement import counted
from pilotage.model.baseline import Better, Metric, Source
from pilotage.model.project import Project
from pilotage.model.review import MetricVerdict, Score
from pilotage.model.units import brief
from pilotage.tui.widgets.chart import Marks

CHECKS: Final = 0
"""The record number of the row of checks; metrics have numbers from 1."""
MARKS: Final = {
    MetricVerdict.ON_TARGET: "✓",
    MetricVerdict.OFF_TARGET: "✗",
    MetricVerdict.NOT_ENOUGH: "?",
    MetricVerdict.NO_DATA: "",
}
SIGNALS: Final = 3
"""So many signals of a behaviour chart are said; the others are counted."""


@dataclass(frozen=True)
class MetricRow:
    """One row, with what stands below it."""

    id: int
    name: str
    unit: str
    without: str
    target: str
    actual: str
    """With its verdict's mark."""
    between: str
    """The 95 % interval: “9.3–10.8”."""
    bar: tuple[Decimal | None, Decimal | None, Decimal | None]
    """The actual figure, the one without AI and the target, for the bar from zero."""
    said: str
    """The verdict, what the figure rests on, and what stands out, in sentences."""
    points: tuple[tuple[date, Decimal], ...]
    marks: Marks
    days: int = 1
    """How many days a point stands for."""

    @property
    def title(self) -> str:
        """The name with the unit."""
        return f"{self.name} ({self.unit})" if self.unit else self.name


def metric_rows(project: Project) -> tuple[MetricRow, ...]:
    """The measured metrics in the baseline's order, then the checks once there are any."""
    by_id = {metric.id: metric for metric in project.metrics}
    rows = [
        _of_metric(by_id[score.metric], score, figures(project, by_id[score.metric]))
        for score in scorecard(project)
    ]
    tally = books(project)
    checked = sum(day.checked for _, day in tally.by_day)
    return (*rows, _of_checks(tally, checked)) if checked else tuple(rows)


def _of_metric(metric: Metric, score: Score, found: Sequence[Figure]) -> MetricRow:
    one = {Source.OUTPUTS_A_WEEK: "week"}.get(metric.source, "day")
    behaviour, marks = _behaviour(found, ceiling(metric), one)
    actual = "–" if score.actual is None else f"{brief(score.actual)} {MARKS[score.verdict]}"
    return MetricRow(
        id=metric.id,
        name=metric.name,
        unit=metric.unit,
        without=brief(score.baseline),
        target=goal(score),
        actual=actual.strip(),
        between=_between(score.low, score.high),
        bar=(score.actual, score.baseline, score.target),
        said=" ".join(filter(None, (score.said, _rests_on(metric, score), behaviour))),
        points=tuple((figure.on, figure.value) for figure in found),
        marks=Marks(score.baseline, score.target, marks.lower, marks.upper),
        days=7 if metric.source is Source.OUTPUTS_A_WEEK else 1,
    )


def goal(score: Score) -> str:
    """A target with its direction: “≤ 6”, “≥ 90”."""
    if score.target is None:
        return "–"
    return f"{'≤' if score.better is Better.LOWER else '≥'} {brief(score.target)}"


def _between(low: Decimal | None, high: Decimal | None) -> str:
    return "–" if low is None or high is None else f"{brief(low)}–{brief(high)}"


def _rests_on(metric: Metric, score: Score) -> str:
    if score.actual is None:
        return ""
    if metric.source.is_counted:
        return f"{metric.source.label.capitalize()}; {score.method}."
    return f"{counted(score.cases, 'case')}; {score.method}."


def _behaviour(found: Sequence[Figure], most: Decimal | None, one: str) -> tuple[str, Marks]:
    """What stands out of the figures by day, in words, and the natural process limits."""
    chart = behaviour_chart([figure.value for figure in found], ceiling=most)
    if chart is None:
        return "", Marks()
    days = [figure.on for figure in found]
    said = [in_words(signal, days, one, f"{one}s") for signal in chart.signals[:SIGNALS]]
    if len(chart.signals) > SIGNALS:
        said.append(f"{len(chart.signals) - SIGNALS} more")
    text = f"Stands out: {'; '.join(said)}." if said else "Nothing stands out from day to day."
    return text, Marks(lower=chart.lower, upper=chart.upper)


def _of_checks(tally: Tally, checked: int) -> MetricRow:
    passed = wilson(checked - tally.failed, checked, per=100)
    found = [
        Figure(on, Decimal(100 * (day.checked - day.failed)) / day.checked, day.checked)
        for on, day in tally.by_day
        if day.checked
    ]
    behaviour, marks = _behaviour(found, Decimal(100), "day")
    rests = f"{checked - tally.failed:,} of {counted(checked, 'checked output')} passed."
    return MetricRow(
        id=CHECKS,
        name="Checks passed",
        unit="%",
        without="–",
        target="–",
        actual=brief(passed.value),
        between=_between(passed.low, passed.high),
        bar=(passed.value, None, Decimal(100)),
        said=" ".join(filter(None, (rests, behaviour, agreement_text(tally.pairs)))),
        points=tuple((figure.on, figure.value) for figure in found),
        marks=marks,
    )


def agreement_text(pairs: Pairs) -> str:
    """How far builder and second owner agree on what both have checked; empty without such."""
    found = agreement(
        pairs.both_pass, pairs.only_builder_passes, pairs.only_second_owner_passes, pairs.both_fail
    )
    return agreement_in_words(found)
