"""What a review pack's scorecard says: the answer, the changes, the traps, the decision."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pilotage.export.review import review
from pilotage.export.review_content import Row, signed
from pilotage.export.review_scores import EXACT, NEWCOMBE, answer, rows, sure
from pilotage.export.review_traps import traps
from pilotage.export.review_typesetting import tone
from pilotage.measure.proportion import newcombe, wilson
from pilotage.method.schedule import window
from pilotage.method.traps import TrapStatus
from pilotage.model.baseline import Better
from pilotage.model.review import MetricVerdict, Score, TrapKind
from tests.export.packs import DAY, pack
from tests.way import Way, handed_over, in_a_later_cycle, measured, reviewed

ON, OFF, OPEN, NONE = (
    MetricVerdict.ON_TARGET,
    MetricVerdict.OFF_TARGET,
    MetricVerdict.NOT_ENOUGH,
    MetricVerdict.NO_DATA,
)


def row(verdict: MetricVerdict) -> Row:
    score = Score(
        metric=1,
        name="Time",
        unit="min",
        better=Better.LOWER,
        baseline=Decimal(10),
        target=Decimal(5),
        actual=None if verdict is NONE else Decimal(6),
        measurements=1,
        cases=1,
        said="Can't tell yet: about 9 more cases would settle it, if the figure stays as it is."
        if verdict is OPEN
        else "",
        verdict=verdict,
    )
    return Row(score, "10", "≤ 5", "6", (), "", None, None)


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ((), "No metric has a baseline: nothing can be judged."),
        ((ON, ON), "All 2 metrics are on target."),
        ((ON,), "The one metric is on target."),
        (
            (ON, ON, ON, OFF, OPEN),
            "3 of 5 metrics are on target, 1 missed, for 1 the data are not enough to tell.",
        ),
        ((ON, OFF, NONE), "1 of 3 metrics is on target, 1 missed, 1 not measured yet."),
        ((OFF, OFF), "None of 2 metrics is on target, 2 missed."),
        ((NONE, NONE), "Nothing to judge yet: 2 metrics with a baseline, none measured since."),
    ],
)
def test_the_answer_counts_the_verdicts(verdicts: tuple[MetricVerdict, ...], said: str) -> None:
    assert answer([row(each) for each in verdicts]) == said


@pytest.mark.parametrize(
    ("verdicts", "looks"),
    [
        ((ON, ON), "good"),
        ((ON, OFF), "open"),
        ((OFF, OPEN), "bad"),
        ((OPEN,), "open"),
        ((NONE,), "unknown"),
        ((), "unknown"),
    ],
)
def test_the_answer_looks_as_it_is(verdicts: tuple[MetricVerdict, ...], looks: str) -> None:
    assert tone(replace(pack(), rows=tuple(map(row, verdicts)))) == looks


def test_what_would_settle_an_open_metric_is_said() -> None:
    found = rows(measured().project)
    assert sure(found)[0].startswith(f"{sum('better' in r.change_words for r in found)} metrics of")
    assert sure([found[0], row(OPEN)])[-1] == (
        "Time: missed so far; about 9 more cases would settle it."
    )


def test_an_error_rate_is_compared_by_newcombes_interval() -> None:
    project = measured().project
    (errors,) = (r for r in rows(project) if r.score.unit == "%")
    metric = next(m for m in project.metrics if m.id == errors.score.metric)
    assert metric.baseline is not None
    assert errors.change is not None
    size = metric.baseline.sample_size
    expected = newcombe(
        wilson(errors.score.actual * errors.score.cases / 100, errors.score.cases, per=100),
        wilson(metric.baseline.value * size / 100, size, per=100),
    )
    assert errors.change.method == NEWCOMBE
    assert errors.change.low == round(expected.low, 4)
    assert errors.change.high == round(expected.high, 4)
    assert " points (" in errors.change_between


def test_any_other_baseline_is_taken_as_exact() -> None:
    time = next(r for r in rows(measured().project) if r.score.unit != "%" and r.score.low)
    assert time.change is not None
    assert time.change.method == EXACT
    assert time.change.low == time.score.low - time.score.baseline
    assert time.change_words.endswith("better")


@pytest.mark.parametrize(
    ("value", "said"),
    [("-27.95", "−27.95"), ("0.3", "+0.3"), ("1204", "+1,204"), ("0.001", "0"), ("-10", "−10")],
)
def test_a_difference_has_its_sign(value: str, said: str) -> None:
    assert signed(Decimal(value)) == said


def test_a_chart_stays_within_its_frame_and_says_what_it_shows() -> None:
    for found in rows(measured().project):
        if found.chart:
            ends = [*(y for _, y in found.chart.dots), *(found.chart.band or ())]
            assert all(0 <= each <= 1 for each in [*ends, found.chart.baseline])
            assert f"without AI {found.baseline}" in found.chart.words


def test_each_trap_is_closed_by_evidence_of_its_own() -> None:
    found = traps(reviewed().project)
    assert [each.status for each in found] == [TrapStatus.CLOSED] * 5
    assert all(each.gate.startswith("gate ") and each.evidence for each in found)
    assert "Dana Osei ran it alone once to the end" in found[0].evidence
    assert len({each.evidence for each in found}) == len(TrapKind)


def test_an_open_trap_says_what_is_missing() -> None:
    found = {each.name: each for each in traps(handed_over().project)}
    cadence = found["No review cadence"]
    assert cadence.status is TrapStatus.OPEN
    assert "Missing: The review cadence" in cadence.evidence
    assert not cadence.gate


def test_a_decision_is_shown_or_asked_for() -> None:
    assert pack().verdict.title == "Decided: expand scope"
    assert ("Reason", "On target for a month.") in pack().verdict.lines
    asked = review(measured().project, DAY).verdict
    assert asked.title == "Decision asked for"
    assert asked.by == "Noor Haddad"


def test_waived_and_missing_metrics_are_named() -> None:
    way = measured()
    waived = [m for m in way.project.metrics if m.waiver]
    found = review(way.project, DAY).unmeasured
    assert [line.split(":")[0] for line in found] == [m.name for m in waived]
    bare = review(Way().project, DAY)
    assert [line.split(":")[0] for line in bare.unmeasured] == [
        "Time",
        "Cost",
        "Error rate",
        "Volume",
    ]


def test_the_days_that_surface_the_edge_cases_are_the_projects() -> None:
    project = measured().project
    (when,) = (text for name, text in review(project, DAY).verdict.lines if name == "When")
    assert when.endswith("on: 90 days surface the edge cases.")
    later = in_a_later_cycle(measured().project, (4, 5))
    (when,) = (text for name, text in review(later, DAY).verdict.lines if name == "When")
    assert when == f"From 1 June 2026 on: {window(later, 5)[1]} days surface the edge cases."
    assert window(later, 5)[1] < 90


def test_the_figures_decided_on_stay_as_they_were() -> None:
    way = reviewed()
    metric = way.project.metrics[0]
    way.project = way.project.having(
        measurements=tuple(m.with_(value=Decimal(99)) for m in way.project.measurements)
    )
    found = next(r for r in rows(way.project) if r.score.metric == metric.id)
    assert found.now == pack().rows[0].now
