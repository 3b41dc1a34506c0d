"""The scorecard: means weighted by cases, judged in the better direction."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pilotage.actions import baseline, production
from pilotage.errors import Refused
from pilotage.measure.figures import ceiling
from pilotage.measure.scorecard import rounded, scorecard
from pilotage.model.review import MetricVerdict, Score
from tests.way import BUILDER, SECOND_OWNER, Way, integrated, measured


def time_of(way: Way) -> int:
    return way.project.metrics[0].id


def recorded(which: int, *values: str, cases: int = 12) -> Way:
    way = integrated()
    metric = way.project.metrics[which].id
    for value in values:
        way.do(production.record_measurement, metric=metric, value=value, sample_size=cases)
    return way


def score_of(way: Way, which: int) -> Score:
    metric = way.project.metrics[which].id
    return next(s for s in scorecard(way.project) if s.metric == metric)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([("5", 1)], "5"),
        ([("5", 1), ("10", 1)], "7.5"),
        ([("5", 9), ("10", 1)], "5.5"),
        ([("0.1", 1), ("0.2", 1)], "0.15"),
        ([("1", 1), ("1", 1), ("2", 1)], "1.3333"),
        ([("100", 3)], "100"),
        ([("0", 3)], "0"),
        ([("1000000000000", 10_000_000)] * 3, "1000000000000"),
    ],
)
def test_the_mean_is_weighted_by_cases(values: list[tuple[str, int]], expected: str) -> None:
    way = integrated()
    for value, cases in values:
        fields = {"metric": time_of(way), "value": value, "sample_size": cases}
        way.do(production.record_measurement, **fields)
    actual = score_of(way, 0).actual
    assert actual == Decimal(expected)
    assert f"{actual:f}" == expected


@pytest.mark.parametrize(
    ("which", "values", "verdict"),
    [
        (0, ("5.9", "6", "5.8"), MetricVerdict.NOT_ENOUGH),
        (0, ("5", "5.1", "5"), MetricVerdict.ON_TARGET),
        (0, ("7", "7.1", "7"), MetricVerdict.OFF_TARGET),
        (0, ("0", "0", "0"), MetricVerdict.ON_TARGET),
        (0, ("5",), MetricVerdict.NOT_ENOUGH),
        (3, ("95", "96", "95"), MetricVerdict.ON_TARGET),
        (3, ("80", "81", "80"), MetricVerdict.OFF_TARGET),
        (3, ("91", "88", "95"), MetricVerdict.NOT_ENOUGH),
    ],
)
def test_a_metric_is_judged_by_its_interval_in_its_better_direction(
    which: int, values: tuple[str, ...], verdict: MetricVerdict
) -> None:
    score = score_of(recorded(which, *values), which)
    assert score.verdict is verdict
    assert (score.measurements, score.cases) == (len(values), 12 * len(values))
    if len(values) > 1:
        assert score.low is not None
        assert score.actual is not None
        assert score.high is not None
        assert score.low <= score.actual <= score.high


def test_an_error_rate_has_wilsons_interval_over_all_its_cases() -> None:
    """Newcombe (1998), table I: 15 of 148 is 10.14 %, from 6.24 to 16.05 %."""
    score = score_of(recorded(2, "10.135135", cases=148), 2)
    assert score.actual == Decimal("10.1351")
    assert (round(score.low or 0, 2), round(score.high or 0, 2)) == (
        Decimal("6.24"),
        Decimal("16.05"),
    )
    assert score.method == "Wilson score interval"


def test_only_an_error_rate_in_per_cent_ends_at_100() -> None:
    way = Way()
    way.project = recorded(3, "150", "160", "155").project
    metric = way.project.metrics[3]
    way.project = way.project.having(
        metrics=(*way.project.metrics[:3], metric.with_(unit="% of last year"))
    )
    same = score_of(way, 3)
    way.project = way.project.having(metrics=(*way.project.metrics[:3], metric.with_(unit="%")))
    score = score_of(way, 3)
    assert score.high is not None
    assert score.high > 160
    assert (score.low, score.high, score.verdict) == (same.low, same.high, same.verdict)
    assert [ceiling(each) for each in way.project.metrics] == [None, None, 100, None]


def test_how_much_more_would_tell_is_said() -> None:
    one = score_of(recorded(0, "5"), 0)
    assert one.more is None
    assert "a second is needed first" in one.said
    few = score_of(recorded(0, "5.9", "6", "5.8"), 0)
    assert few.more
    assert f"about {few.more} more measurement" in few.said
    assert not few.is_missed


def test_a_figure_off_target_is_missed_however_sure_that_is() -> None:
    score = score_of(recorded(0, "6.1", "6.5", "5.9"), 0)
    assert score.verdict is MetricVerdict.NOT_ENOUGH
    assert score.is_missed


def test_what_can_be_counted_is_counted() -> None:
    way = integrated()
    errors = way.project.metrics[2].id
    way.do(baseline.edit_metric, metric=errors, source="failed_checks")
    assert score_of(way, 2).verdict is MetricVerdict.NO_DATA
    for number in range(20):
        way.as_(BUILDER).do(production.record_output, reference=str(number))
        verdict = "fail" if number < 3 else "pass"
        way.as_(SECOND_OWNER)
        way.do(production.check_output, output=way.last("outputs"), verdict=verdict)
    score = score_of(way, 2)
    assert (score.actual, score.cases) == (15, 20)
    assert score.method == "Wilson score interval"
    assert score.verdict is MetricVerdict.OFF_TARGET
    way.as_(BUILDER)
    with pytest.raises(Refused, match="nobody types it"):
        way.do(production.record_measurement, metric=errors, value="3")


def test_the_same_project_is_scored_once() -> None:
    project = measured().project
    assert scorecard(project) is scorecard(project.having(title="Another"))


def test_no_worse_than_is_judged_against_the_value_without_ai() -> None:
    way = integrated()
    way.do(
        baseline.set_target, metric=time_of(way), value="14", no_worse=True, reason="Speed is fine."
    )
    for value in ("13.9", "13.9", "13.9"):
        way.do(production.record_measurement, metric=time_of(way), value=value)
    score = scorecard(way.project)[0]
    assert (score.verdict, score.no_worse) == (MetricVerdict.ON_TARGET, True)


def test_waived_metrics_are_not_judged_and_unmeasured_ones_have_no_data() -> None:
    way = integrated()
    scores = scorecard(way.project)
    assert [s.name for s in scores] == [
        "Working time per output",
        "Outputs with an error",
        "Outputs per week",
    ]
    assert {s.verdict for s in scores} == {MetricVerdict.NO_DATA}
    assert {s.actual for s in scores} == {None}


def test_a_metric_without_a_target_is_not_judged() -> None:
    way = measured()
    bare = way.project.metrics[0].with_(target=None)
    project = way.project.having(metrics=(bare, *way.project.metrics[1:]))
    assert scorecard(project)[0].verdict is MetricVerdict.NO_DATA


@pytest.mark.parametrize(
    ("value", "target", "shown"),
    [
        ("10.0539", "12", "10.05"),
        ("5.0039", "5", "5.0039"),
        ("5", "5", "5"),
        ("6.6772", None, "6.68"),
    ],
)
def test_rounding_never_makes_a_miss_look_like_its_target(
    value: str, target: str | None, shown: str
) -> None:
    assert rounded(Decimal(value), Decimal(target) if target else None) == Decimal(shown)


def test_nothing_is_rounded_where_nothing_was_measured() -> None:
    assert rounded(None, Decimal(5)) is None
