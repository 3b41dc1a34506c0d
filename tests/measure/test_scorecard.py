"""The scorecard: means weighted by cases, judged in the better direction."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.actions import baseline, production
from pilotage.measure.scorecard import actual, rounded, scorecard
from pilotage.model.baseline import Measurement
from pilotage.model.record import make
from pilotage.model.review import MetricVerdict
from tests.way import Way, integrated, measured


def measurement(value: str, cases: int = 1) -> Measurement:
    return make(
        Measurement,
        id=1,
        metric=1,
        on="2026-05-02",
        value=value,
        sample_size=cases,
        by=1,
        at="2026-05-02T09:00:00Z",
    )


def time_of(way: Way) -> int:
    return way.project.metrics[0].id


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
    mean = actual([measurement(*each) for each in values])
    assert mean == Decimal(expected)
    assert f"{mean:f}" == expected


def test_nothing_measured_has_no_mean() -> None:
    assert actual([]) is None


@given(
    st.lists(
        st.tuples(st.decimals(0, 10_000, places=2), st.integers(1, 1_000)), min_size=1, max_size=20
    )
)
def test_the_mean_lies_between_the_values_and_no_order_changes_it(
    values: list[tuple[Decimal, int]],
) -> None:
    measured = [measurement(str(value), cases) for value, cases in values]
    mean = actual(measured)
    assert mean is not None
    assert mean == actual(measured[::-1])
    assert min(v for v, _ in values) <= mean <= max(v for v, _ in values)


@pytest.mark.parametrize(
    ("which", "value", "verdict"),
    [
        (0, "6", MetricVerdict.ON_TARGET),
        (0, "6.01", MetricVerdict.OFF_TARGET),
        (0, "0", MetricVerdict.ON_TARGET),
        (3, "90", MetricVerdict.ON_TARGET),
        (3, "89.99", MetricVerdict.OFF_TARGET),
        (3, "500", MetricVerdict.ON_TARGET),
    ],
)
def test_a_metric_is_judged_in_its_better_direction(
    which: int, value: str, verdict: MetricVerdict
) -> None:
    way = integrated()
    metric = way.project.metrics[which].id
    way.do(production.record_measurement, metric=metric, value=value, sample_size=12)
    score = next(s for s in scorecard(way.project) if s.metric == metric)
    assert score.verdict is verdict
    assert (score.actual, score.measurements, score.cases) == (Decimal(value), 1, 12)


def test_no_worse_than_is_met_by_the_same_value() -> None:
    way = integrated()
    way.do(
        baseline.set_target, metric=time_of(way), value="14", no_worse=True, reason="Speed is fine."
    )
    way.do(production.record_measurement, metric=time_of(way), value="14")
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
