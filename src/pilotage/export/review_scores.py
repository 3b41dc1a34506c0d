"""The scorecard of a review pack: figures, changes, charts, and the answer in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pilotage.export.document import number
from pilotage.export.review_content import Change, Chart, Row
from pilotage.export.status import short
from pilotage.measure.behaviour_chart import behaviour_chart
from pilotage.measure.figures import Figure, all_figures, ceiling
from pilotage.measure.proportion import count_of, newcombe, wilson
from pilotage.measure.scorecard import rounded
from pilotage.method.gate_review import judged
from pilotage.method.requirement import counted
from pilotage.method.verdict import by_verdict
from pilotage.model.baseline import Better, Metric, MetricKind
from pilotage.model.project import Project
from pilotage.model.review import MetricVerdict, Score

MOST_DOTS: Final = 92
"""So many of the newest days are drawn: a quarter."""
HUNDRED: Final = Decimal(100)
NEWCOMBE: Final = "Newcombe hybrid score interval"
STAYS: Final = ", if the figure stays as it is."
EXACT: Final = "the figure's interval less the baseline, which is taken as exact"


def rows(project: Project) -> tuple[Row, ...]:
    """The measured metrics: as they were decided on, or as they stand."""
    by_id = {metric.id: metric for metric in project.metrics}
    days = all_figures(project)
    return tuple(
        _row(score, by_id.get(score.metric), days.get(score.metric, ()))
        for score in judged(project)
    )


def _row(score: Score, metric: Metric | None, days: Sequence[Figure]) -> Row:
    sign = "≤" if score.better is Better.LOWER else "≥"
    low, high = rounded(score.low, score.target), rounded(score.high, score.target)
    now = rounded(score.actual, score.target)
    return Row(
        score=score,
        baseline=number(score.baseline),
        target="–" if score.target is None else f"{sign} {number(score.target)}",
        now="–" if now is None else number(now),
        ends=() if low is None or high is None else (number(low), number(high)),
        rests_on=counted(score.cases, "case") if score.actual is not None else "",
        change=change(score, metric),
        chart=chart(score, metric, days),
    )


# -- the change ----------------------------------------------------------------------------


def change(score: Score, metric: Metric | None) -> Change | None:
    """The present figure against the baseline; None without a figure.

    An error rate in per cent whose baseline says how many cases it rests on is compared by
    Newcombe's interval. Any other baseline was recorded without its spread and is taken as exact.
    """
    if score.actual is None:
        return None
    value = score.actual - score.baseline
    low, high, method = _ends(score, metric)
    points = score.unit.strip() == "%"
    low, high = (None if end is None else round(end, 4) for end in (low, high))
    return Change(
        value, low, high, _in_words(score, value, low, high, points=points), points, method
    )


def _ends(score: Score, metric: Metric | None) -> tuple[Decimal | None, Decimal | None, str]:
    known = metric.baseline if metric is not None else None
    is_share = metric is not None and metric.kind is MetricKind.ERROR_RATE
    if (
        is_share
        and known is not None
        and known.sample_size > 1
        and known.value == score.baseline
        and score.actual is not None
        and max(score.actual, score.baseline) <= HUNDRED
        and score.unit.strip() == "%"
        and score.cases
    ):
        now = wilson(count_of(score.actual, score.cases, per=100), score.cases, per=100)
        size = known.sample_size
        found = newcombe(now, wilson(count_of(score.baseline, size, per=100), size, per=100))
        return found.low, found.high, NEWCOMBE
    if score.low is None or score.high is None:
        return None, None, ""
    return score.low - score.baseline, score.high - score.baseline, EXACT


def _in_words(
    score: Score, value: Decimal, low: Decimal | None, high: Decimal | None, *, points: bool
) -> str:
    if not value:
        return "unchanged"
    lower = value < 0
    side = "lower" if lower else "higher"
    if score.baseline:
        said = f"{_share(abs(value) / score.baseline * 100)} {side}"
    else:
        said = f"{number(round(abs(value), 2))}{' points' if points else ''} {side}"
    if low is None or high is None:
        return said
    if low <= 0 <= high:
        return f"{said}, may be chance"
    return f"{said}, {'better' if lower == (score.better is Better.LOWER) else 'worse'}"


def _share(share: Decimal) -> str:
    if share >= 10:
        return f"{share:,.0f}%"
    return f"{share:.1f}%" if share >= Decimal("0.05") else "under 0.1%"


# -- the chart -----------------------------------------------------------------------------


def chart(score: Score, metric: Metric | None, days: Sequence[Figure]) -> Chart | None:
    """A metric's newest days from zero, with baseline, target and natural process limits."""
    if not days:
        return None
    most = ceiling(metric) if metric is not None else None
    limits = behaviour_chart([day.value for day in days], ceiling=most)
    shown = days[-MOST_DOTS:]
    heights = [day.value for day in shown] + [score.baseline]
    heights += [] if score.target is None else [score.target]
    heights += [] if limits is None else [limits.upper]
    top = max(heights) * Decimal("1.08") or Decimal(1)
    first, last = shown[0].on, shown[-1].on
    width = max(1, (last - first).days)

    def height(value: Decimal) -> float:
        return round(float(value / top), 4)

    return Chart(
        dots=tuple((round((d.on - first).days / width, 4), height(d.value)) for d in shown),
        baseline=height(score.baseline),
        target=None if score.target is None else height(score.target),
        band=None if limits is None else (height(limits.lower), height(limits.upper)),
        words=_described(score, shown, None if limits is None else (limits.lower, limits.upper)),
    )


def _described(score: Score, days: Sequence[Figure], limits: tuple[Decimal, Decimal] | None) -> str:
    values = [round(day.value, 2) for day in days]
    unit = f" {score.unit}" if score.unit else ""
    span = f"{short(days[0].on)} to {short(days[-1].on)}" if len(days) > 1 else short(days[0].on)
    said = [
        f"{score.name}, {counted(len(days), 'day')} from {span}" if len(days) > 1 else score.name
    ]
    said.append(f"between {number(min(values))} and {number(max(values))}{unit}")
    said.append(f"without AI {number(score.baseline)}")
    if score.target is not None:
        said.append(f"target {number(score.target)}")
    if limits:
        low, high = (number(round(each, 2)) for each in limits)
        said.append(f"natural process limits {low} and {high}")
    return f"{'; '.join(said)}."


# -- the answer ----------------------------------------------------------------------------


def answer(found: Sequence[Row]) -> str:
    """Whether it worked: how many metrics are on target, missed, not told, not measured."""
    if not found:
        return "No metric has a baseline: nothing can be judged."
    judged_so = by_verdict([row.score for row in found])
    counts = {verdict: len(scores) for verdict, scores in judged_so.items()}
    total = counted(len(found), "metric")
    hits = counts[MetricVerdict.ON_TARGET]
    if counts[MetricVerdict.NO_DATA] == len(found):
        return f"Nothing to judge yet: {total} with a baseline, none measured since."
    verb = "is" if hits == 1 else "are"
    said = [f"{hits} of {total} {verb} on target" if hits else f"None of {total} is on target"]
    if hits == len(found):
        said = [f"All {total} are on target" if hits > 1 else "The one metric is on target"]
    if missed := counts[MetricVerdict.OFF_TARGET]:
        said.append(f"{missed} missed")
    if unsure := counts[MetricVerdict.NOT_ENOUGH]:
        said.append(f"for {unsure} the data are not enough to tell")
    if without := counts[MetricVerdict.NO_DATA]:
        said.append(f"{without} not measured yet")
    return f"{', '.join(said)}."


def sure(found: Sequence[Row]) -> tuple[str, ...]:
    """How sure that is: the rule of the verdicts, and what would settle what is open."""
    if all(row.change is None for row in found):
        return ()
    better = sum(row.change is not None and row.change.words.endswith("better") for row in found)
    said = [
        f"{counted(better, 'metric')} of {len(found)} improved on the work without AI by more than "
        "chance explains. “On target” and “missed” are said only where the whole 95% interval of "
        "the figure lies on one side of the target."
    ]
    for row in found:
        if row.score.verdict is MetricVerdict.NOT_ENOUGH:
            side = "missed so far" if row.score.is_missed else "met so far"
            rest = row.score.said.partition(": ")[2].removesuffix(STAYS) or "more data would tell."
            said.append(f"{row.score.name}: {side}; {rest.rstrip('.')}.")
    if len(said) > 1:
        said[1:] = ["What would settle the others, if their figures stay as they are:", *said[1:]]
    return tuple(said)
