"""What the project's data suggests about a miss, each from its own evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.actions import integrations, production, runs
from pilotage.measure.scorecard import scorecard
from pilotage.method.diagnosing import Suggestion, suggestions
from pilotage.method.drift import by_day, drifts
from pilotage.method.headline import headline
from pilotage.method.trap_evidence import trap_evidence, waived
from pilotage.method.verdict import by_verdict
from pilotage.method.verdict import verdict as in_a_word
from pilotage.model.review import MetricVerdict, TrapKind
from tests.actions.stages import at, in_production, missed, with_gap
from tests.way import BUILDER, SECOND_OWNER, Way, integrated, measured, reviewed

TIME, ERRORS = 0, 2


def said(way: Way, metric: int = TIME) -> tuple[Suggestion, ...]:
    return suggestions(way.project, way.project.metrics[metric].id)


def found(way: Way, part: str, metric: int = TIME) -> Suggestion:
    return next(each for each in said(way, metric) if part in each.evidence)


def failing(way: Way, *criteria: str) -> Way:
    """Some more outputs that the second owner fails on these criteria, one a criterion."""
    for number, text in enumerate(criteria):
        way.as_(BUILDER).do(production.record_output, reference=f"bad-{number}")
        output = way.last("outputs")
        way.as_(SECOND_OWNER)
        way.do(production.check_output, output=output, verdict="fail", failed=text)
    return way


def test_kept_steps_come_first_for_a_missed_time_with_their_hours() -> None:
    first = said(at(missed))[0]
    assert first.trap is TrapKind.INTEGRATION_GAPS
    assert first.evidence == "1 manual step kept: 16.8 h a month (“Assign the lead by hand”)"
    assert first.action == "Integrate “Assign the lead by hand”"


def test_failures_on_the_same_criterion_come_first_for_a_missed_error_rate() -> None:
    way = failing(at(missed), *["Region is one of five"] * 12, "Urgency is named", "")
    first = said(way, ERRORS)[0]
    assert first.trap is TrapKind.NO_DOCUMENT
    assert first.evidence == "12 of 14 failures on “Region is one of five”"
    spread = failing(at(missed), *(f"Criterion {n}" for n in range(8)))
    assert not any("failures on" in each.evidence for each in said(spread, ERRORS))


def test_open_and_late_gaps() -> None:
    way = with_gap()
    assert found(way, "still open").trap is TrapKind.NO_DOCUMENT
    for _ in range(2):
        way.as_(SECOND_OWNER).do(runs.start_run)
        run = way.last("runs")
        fields = {"kind": "question", "text": "Which inbox?", "section": "trigger"}
        way.do(runs.raise_gap, run=run, **fields)
        way.do(runs.end_run, run=run, to_the_end=True)
    assert found(way, "over 3 runs").evidence.startswith("3 gaps in “Trigger” over 3 runs")
    assert found(way, "still in run").evidence == "1 gap still in run #3"


def test_disagreement_unchecked_days_and_a_single_checker() -> None:
    way = at(missed)
    assert found(way, "every check is Dana Osei's").trap is TrapKind.SINGLE_OWNER
    way.as_(BUILDER)
    for output in way.project.outputs[:12]:
        way.do(production.check_output, output=output.id, verdict="fail")
    assert "judge 12 of 12 outputs" in found(way, "judge").evidence
    way.do(production.record_output, reference="new")
    unchecked = found(way, "not checked")
    assert unchecked.trap is TrapKind.NO_CADENCE
    assert unchecked.evidence.startswith("1 output of 1 day not checked by the second owner")


def drifted() -> Way:
    """Ten more days, on which half of the outputs fail."""
    way = at(reviewed)
    for _ in range(10):
        for number, verdict in enumerate(("pass", "fail")):
            way.as_(BUILDER).do(production.record_output, reference=f"{way.clock.day}-{number}")
            way.as_(SECOND_OWNER)
            way.do(production.check_output, output=way.last("outputs"), verdict=verdict)
        way.clock.day += timedelta(days=1)
    return way


def test_drift_is_held_against_the_run_that_was_decided_on_and_said_in_words() -> None:
    way = drifted()
    drift = by_day(way.project)
    assert drift.chart is not None
    assert (drift.chart.made_from, len(drift.points)) == (10, 20)
    assert "10 days in a row above the centre line since 20 May" in drift.sentence
    assert drift.going_on == "10 days in a row above the upper limit since 20 May"
    assert [each.one for each in drifts(way.project)] == ["day"]  # no review was sampled yet
    assert "10 days in a row" in found(way, "failed checks", ERRORS).evidence
    assert by_day(at(reviewed).project).sentence == "Nothing stands out from day to day."


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (Way, "Nothing to judge yet: no metric has a baseline."),
        (integrated, "Not known yet: none of the 3 metrics was measured again."),
        (in_production, "It worked: all 3 metrics are on target. "),
        (
            missed,
            "It worked in part: 2 of 3 metrics on target; missed: Working time per output. ",
        ),
    ],
)
def test_the_headline_says_whether_it_worked(make: Callable[[], Way], sentence: str) -> None:
    assert headline(scorecard(at(make).project)).startswith(sentence)


def test_the_headline_says_how_sure_it_is() -> None:
    scores = scorecard(at(measured).project)
    sure = headline(scores)
    assert sure.endswith("We are sure: each interval is clear of its target (95 %).")
    doubt = tuple(s.with_(verdict="not_enough") for s in scores)
    assert headline(doubt).endswith(
        "None of it is sure yet: every interval (95 %) holds its target."
    )
    one = (doubt[0], *scores[1:])
    assert headline(one).endswith(
        "Sure of 2 of 3; for Working time per output more data would tell."
    )


ON, OFF, OPEN, NONE = (
    MetricVerdict.ON_TARGET,
    MetricVerdict.OFF_TARGET,
    MetricVerdict.NOT_ENOUGH,
    MetricVerdict.NO_DATA,
)


@pytest.mark.parametrize(
    ("verdicts", "said", "word"),
    [
        (
            (ON, ON, OPEN, OPEN, OPEN),
            "Too early to tell: 2 of 5 metrics on target. "
            "Sure of 2 of 5; for 3 metrics more data would tell.",
            "too early to tell",
        ),
        (
            (ON, OFF, OPEN),
            "It worked in part: 1 of 3 metrics on target; missed: M1; can't tell yet: M2. "
            "Sure of 2 of 3; for M2 more data would tell.",
            "1 of 3 missed",
        ),
        (
            (OFF, OPEN),
            "It did not work so far: none of 2 metrics on target; missed: M0; can't tell yet: M1. "
            "Sure of 1 of 2; for M1 more data would tell.",
            "1 of 2 missed",
        ),
        (
            (OFF,),
            "It did not work: none of 1 metric on target; missed: M0. "
            "We are sure: the interval is clear of its target (95 %).",
            "1 of 1 missed",
        ),
        (
            (ON, NONE),
            "Too early to tell: 1 of 2 metrics on target; not measured: M1. "
            "We are sure: the interval is clear of its target (95 %).",
            "too early to tell",
        ),
    ],
)
def test_the_headline_counts_by_verdict(
    verdicts: tuple[MetricVerdict, ...], said: str, word: str
) -> None:
    one = scorecard(at(measured).project)[0]
    scores = [one.with_(name=f"M{n}", verdict=each) for n, each in enumerate(verdicts)]
    assert headline(scores) == said
    assert in_a_word(scores) == word


@given(st.lists(st.sampled_from(MetricVerdict), max_size=9))
def test_every_score_is_counted_once(verdicts: list[MetricVerdict]) -> None:
    one = scorecard(at(measured).project)[0]
    scores = [one.with_(verdict=each) for each in verdicts]
    found = by_verdict(scores)
    assert {each: len(found[each]) for each in MetricVerdict} == {
        each: verdicts.count(each) for each in MetricVerdict
    }


def test_each_trap_has_the_evidence_that_closed_it() -> None:
    project = at(reviewed).project
    said = trap_evidence(project)
    assert said[TrapKind.SINGLE_OWNER] == (
        "Dana Osei drove 1 run from the page alone; run #1 was clean in 41 minutes, on revision 1"
    )
    assert "2 criteria to check against" in said[TrapKind.NO_DOCUMENT]
    assert said[TrapKind.NO_CRITERIA] == (
        "3 metrics measured without AI, 3 with a target; 1 waived with a reason"
    )
    assert said[TrapKind.INTEGRATION_GAPS] == (
        "1 of 2 manual steps integrated and seen to work by Dana Osei: 16.8 h a month less; "
        "1 kept with a reason (16.8 h a month)"
    )
    assert "reviewed monthly by Dana Osei" in said[TrapKind.NO_CADENCE]
    assert [metric.waiver.reason for metric in waived(project) if metric.waiver] == [
        "Salaries are not ours to publish."
    ]
    assert set(trap_evidence(Way().project).values()) == {""}


def test_nothing_is_suggested_where_the_data_says_nothing() -> None:
    way = at(in_production)
    for step in way.project.steps:
        if not step.is_integrated:
            way.do(integrations.decide_integrate, step=step.id)
    assert [each.trap for each in said(way)] == [TrapKind.SINGLE_OWNER]  # one person checks
    assert suggestions(way.project, 9_999) == ()
