"""Gate 5: each requirement met and unmet."""

from __future__ import annotations

from datetime import timedelta

from pilotage.actions import people, review
from tests.method.asking import ask, unmet
from tests.way import (
    BUILDER,
    DECISION_MAKER,
    DIAGNOSED,
    SECOND_OWNER,
    START,
    Way,
    decided,
    measured,
)


def test_on_target_needs_a_decision_and_a_cadence() -> None:
    way = measured()
    assert unmet(way, 5) == ["5.decided", "5.cadence"]
    assert ask(way, "5.decided").missing == (
        "Noor Haddad has not decided yet (possible from day 76, 16 May 2026)"
    )
    assert unmet(decided(way), 5) == []


def test_a_metric_without_measurements_is_not_judged() -> None:
    way = measured()
    bare = Way(way.project.having(measurements=way.project.measurements[:1]))
    assert ask(bare, "5.judged").missing == (
        "not yet judged: Outputs with an error, Outputs per week"
    )
    nothing = Way(way.project.having(metrics=()))
    assert ask(nothing, "5.judged").missing == "no metric has a baseline"


def test_a_missed_metric_needs_a_diagnosis() -> None:
    way = measured(missed=True)
    time = way.project.metrics[0].id
    assert unmet(way, 5) == ["5.diagnosed", "5.decided", "5.cadence"]
    diagnosed = ask(way, "5.diagnosed")
    assert diagnosed.missing == "no diagnosis yet for Working time per output"
    assert diagnosed.place.row == time
    way.do(
        review.diagnose,
        metric=time,
        trap="integration_gaps",
        finding="Two fields are still copied by hand.",
        action="Map them in the CRM",
        **DIAGNOSED,
    )
    assert ask(way, "5.diagnosed").met


def test_somebody_must_be_there_to_decide() -> None:
    way = measured()
    way.do(people.assign_role, role="decision_maker", name="")
    missing = ask(way, "5.decided")
    assert missing.missing == "nobody is named as decision-maker"
    assert (missing.place.screen, missing.place.field) == ("people", "decision_maker")


def test_the_builder_cannot_decide_nor_a_decision_come_too_early() -> None:
    way = decided(measured())
    decision = way.project.decisions[-1]
    by_builder = decision.with_(by=BUILDER)
    assert "builder" in ask(Way(way.project.having(decisions=(by_builder,))), "5.decided").missing
    early = decision.with_(on=START + timedelta(days=74))
    assert ask(Way(way.project.having(decisions=(early,))), "5.decided").missing == (
        "it was signed before day 76"
    )


def test_the_latest_decision_counts() -> None:
    way = decided(measured())
    way.as_(DECISION_MAKER).do(review.record_decision, choice="stop", reason="Budget is cut.")
    assert unmet(way, 5) == []
    assert way.project.decision.choice == "stop"  # type: ignore[union-attr]


def test_a_cadence_is_set() -> None:
    way = decided(measured())
    way.do(review.clear_cadence)
    assert unmet(way, 5) == ["5.cadence"]
    assert "monthly or quarterly" in ask(way, "5.cadence").missing
    way.do(
        review.set_cadence,
        interval="quarterly",
        owner=SECOND_OWNER,
        first=START + timedelta(days=170),
    )
    assert unmet(way, 5) == []
