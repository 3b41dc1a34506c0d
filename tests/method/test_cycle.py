"""To hold and fix: another cycle of some phases, which counts only its own evidence."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from pilotage.actions import gate, integrations, production, recurring, review
from pilotage.actions.action import Stamp
from pilotage.actions.handing_over import handed_over
from pilotage.errors import GateClosed, Invalid, Refused
from pilotage.measure.ledger import books
from pilotage.measure.scorecard import scorecard
from pilotage.method.gate_review import decision_before, decision_now, review_opens
from pilotage.method.gates import current_phase, last_passage
from pilotage.method.schedule import (
    day_in_words,
    day_of,
    days_late,
    due_reviews,
    length,
    reviews_not_held,
    window,
)
from pilotage.method.standing import overview
from pilotage.model.project import CADENCE, Reopening
from pilotage.model.record import make
from pilotage.tui.screens.phase3_rows import state_of
from tests.actions.stages import at
from tests.method.asking import ask, unmet
from tests.way import (
    BUILDER,
    DECISION_MAKER,
    DIAGNOSED,
    SECOND_OWNER,
    Way,
    clean_run,
    measured,
    reviewed,
)


def held(*phases: int, way: Way | None = None) -> Way:
    """Decided to hold and fix these phases."""
    way = way or at(measured)
    way.as_(DECISION_MAKER)
    way.do(review.record_decision, choice="hold_and_fix", reason="Not yet.", phases=phases)
    return way.as_(BUILDER)


def produced_again(way: Way, minutes: str = "5") -> Way:
    """Outputs, checks and measurements on ten more days, today's first."""
    for _ in range(10):
        for number in range(3):
            way.as_(BUILDER).do(production.record_output, reference=f"{way.clock.day}-{number}")
            way.as_(SECOND_OWNER)
            way.do(production.check_output, output=way.last("outputs"), verdict="pass")
        way.clock.day += timedelta(days=1)
    of_time, _, errors, volume = (metric.id for metric in way.project.metrics)
    for metric, value in ((of_time, minutes), (errors, "3"), (volume, "95")):
        for _ in range(2):
            fields = {"value": value, "sample_size": 1_500}
            way.do(production.record_measurement, metric=metric, **fields)
    return way.as_(BUILDER)


def passed(way: Way) -> set[int]:
    return {each.phase for each in way.project.passages if each.reopened is None}


def test_the_named_gates_are_open_again_and_the_others_stand() -> None:
    way = held(3, 2)
    cycle = way.project.cycle
    assert cycle is not None
    assert (cycle.number, cycle.phases, cycle.decision) == (2, (2, 3, 5), way.project.decision.id)  # type: ignore[union-attr]
    assert passed(way) == {1, 4}
    assert current_phase(way.project) == 2
    reopened = last_passage(way.project, 3)
    assert reopened is not None
    assert reopened.reopened is not None
    assert reopened.reopened.why == "cycle 2: hold and fix"


def test_phase_2_wants_a_clean_run_of_this_cycle() -> None:
    way = held(2)
    assert unmet(way, 2) == ["2.run", "2.clean", "2.current"]
    clean_run(way)
    way.do(gate.pass_gate, phase=2)
    assert current_phase(way.project) == 5  # what is not named stands as it stood


def test_a_bundle_of_a_later_cycle_wants_its_run_too() -> None:
    way = held(2)
    stamp = Stamp(BUILDER, way.clock.now(), way.clock.today())
    bundle = handed_over(way.project, stamp, bundle="0" * 32, entry=1, head="0" * 64)
    assert unmet(Way(bundle), 2) == ["2.run", "2.clean", "2.current"]


def test_phase_3_wants_each_integration_seen_again() -> None:
    way = held(3)
    assert unmet(way, 3) == ["3.live"]
    assert "verified in cycle 2: Copy the form" in ask(way, "3.live").missing
    step = next(step for step in way.project.steps if step.is_integrated)
    way.do(integrations.verify_step, step=step.id, by="Dana Osei", evidence="Saw 12 again")
    assert unmet(way, 3) == []


def test_phase_1_wants_what_it_always_wants() -> None:
    way = held(1)
    way.do(gate.pass_gate, phase=1)
    assert current_phase(way.project) == 5


def test_phase_4_counts_this_cycle_alone_and_the_first_one_stays_to_compare_with() -> None:
    way = held(4)
    first = books(way.project, since=0)
    assert first.outputs == 30
    assert books(way.project).outputs == 0
    assert unmet(way, 4) == ["4.days", "4.outputs", "4.checked", "4.second_owner", "4.measurements"]
    assert ask(way, "4.days").missing == "0 of 10 days so far in cycle 2"
    assert ask(way, "4.checked").missing == "no output is recorded yet in cycle 2"
    assert "no measurement yet in cycle 2 of" in ask(way, "4.measurements").missing
    assert [score.actual for score in scorecard(way.project)] == [None, None, None]
    yesterday = way.clock.day - timedelta(days=1)
    with pytest.raises(Invalid, match="which began on 2026-05-16 with cycle 2"):
        way.do(production.record_output, reference="late", on=yesterday)
    produced_again(way)
    assert unmet(way, 4) == []
    assert books(way.project).outputs == 30
    assert books(way.project, since=0).outputs == 60
    assert str(scorecard(way.project)[0].actual) == "5"
    before = decision_before(way.project)
    assert before is not None
    assert str(before.scorecard[0].actual) == "5.5"


def test_the_review_wants_a_new_decision_and_new_diagnoses() -> None:
    way = at(lambda: measured(missed=True))
    metric = way.project.metrics[0].id
    said = {"trap": "integration_gaps", "finding": "Copied by hand.", "action": "Map", **DIAGNOSED}
    way.do(review.diagnose, metric=metric, **said)
    held(4, way=way)
    produced_again(way, minutes="9")
    way.do(gate.pass_gate, phase=4)
    assert decision_now(way.project) is None
    assert unmet(way, 5) == ["5.diagnosed", "5.decided", "5.cadence"]
    assert ask(way, "5.decided").missing == "Noor Haddad has not decided yet in cycle 2"
    way.do(review.diagnose, metric=metric, **said)
    way.do(review.diagnose, metric=metric, **said | {"action": "Map them all"})
    assert [d.action for d in way.project.diagnoses] == ["Map", "Map them all"]
    way.as_(DECISION_MAKER)
    way.do(review.record_decision, choice="hold_and_fix", reason="Once more.", phases=(1,))
    assert way.project.cycle.number == 3  # type: ignore[union-attr]
    assert way.project.since(4) == way.project.cycles[0].records_before


@pytest.mark.parametrize(
    ("phases", "windows", "days"),
    [
        ((4,), {4: (1, 15), 5: (16, 30)}, 30),
        ((2, 4), {1: (1, 16), 2: (1, 16), 3: (17, 31), 4: (17, 31), 5: (32, 46)}, 46),
        ((1, 2, 3, 4), {1: (1, 14), 2: (15, 30), 3: (31, 60), 4: (61, 75), 5: (76, 90)}, 90),
    ],
)
def test_days_are_counted_from_the_cycles_opening(
    phases: Sequence[int], windows: dict[int, tuple[int, int]], days: int
) -> None:
    way = held(*phases)
    project, today = way.project, way.clock.day
    assert {phase: window(project, phase) for phase in windows} == windows
    assert length(project) == days
    assert day_of(project, today) == 1
    assert day_in_words(project, today) == f"cycle 2, day 1 of {days}"
    assert review_opens(project) == today
    assert days_late(project, 5, today + timedelta(days=days)) == 1


def test_no_review_is_due_while_a_cycle_is_going() -> None:
    way = held(1, way=at(reviewed))
    due = way.project.cadence.first  # type: ignore[union-attr]
    way.clock.day = due + timedelta(days=40)
    assert due_reviews(way.project, way.clock.day) == ()
    way.do(gate.pass_gate, phase=1)
    way.as_(DECISION_MAKER).do(review.record_decision, choice="expand_scope", reason="Now it is.")
    way.as_(BUILDER).do(gate.pass_gate, phase=5)
    assert overview(way.project, way.clock.day).health == "in production"
    assert len(due_reviews(way.project, way.clock.day + timedelta(days=31))) == 1


def test_a_review_due_on_the_day_before_a_cycle_stays_on_record() -> None:
    """Cycles begin on a local day, which is another one in UTC."""
    way = at(reviewed)
    due = way.project.cadence.first  # type: ignore[union-attr]
    evening = datetime(due.year, due.month, due.day, 22, tzinfo=UTC)
    after = review.record_decision(
        way.project,
        Stamp(DECISION_MAKER, evening, due + timedelta(days=1)),
        choice="hold_and_fix",
        reason="Not yet.",
        phases=(1,),
    )
    assert due_reviews(after, due + timedelta(days=40)) == ()
    assert reviews_not_held(after, due + timedelta(days=40)) == (due,)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the machine's zone can't be set")
def test_a_review_due_on_the_day_before_evidence_went_stale_stays_on_record() -> None:
    project = at(reviewed).project
    due = project.cadence.first  # type: ignore[union-attr]
    evening = datetime(due.year, due.month, due.day, 22, tzinfo=UTC)
    stale = project.passages[-1].with_(reopened=make(Reopening, at=evening, why="stale"))
    project = project.having(passages=(*project.passages[:-1], stale))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        try:
            assert reviews_not_held(project, due + timedelta(days=40)) == (due,)
        finally:
            patch.undo()
            time.tzset()


def gone_back(phase: int | None) -> Way:
    """The first recurring review went back to a phase."""
    way = at(reviewed, SECOND_OWNER)
    way.clock.day = way.project.cadence.first  # type: ignore[union-attr]
    way.do(
        recurring.record_review,
        due=way.clock.day,
        quality_holds=False,
        integrations_hold=True,
        outcome="back_to_phase",
        back_to=phase,
        actions="The CRM was replaced.",
    )
    return way.as_(BUILDER)


def test_a_recurring_review_goes_back_to_a_phase() -> None:
    with pytest.raises(Refused, match="Back to which phase"):
        gone_back(None)
    way = gone_back(3)
    assert passed(way) == {1, 2}
    passage = last_passage(way.project, 3)
    assert passage is not None
    assert passage.reopened is not None
    assert passage.reopened.why == (
        "cycle 2: the review of 15 June 2026 went back to phase 3: The CRM was replaced."
    )
    with pytest.raises(GateClosed, match="before the gate in front of it"):
        way.do(gate.pass_gate, phase=5)


def test_a_review_that_went_back_wants_new_evidence() -> None:
    way = gone_back(3)
    cycle, before = way.project.cycle, decision_before(way.project)
    assert cycle is not None
    assert before is not None
    assert (cycle.number, cycle.phases, cycle.decision) == (2, (3, 4, 5), before.id)
    assert day_in_words(way.project, way.clock.day) == "cycle 2, day 1 of 60"
    assert unmet(way, 3) == ["3.live"]
    with pytest.raises(GateClosed, match="verified in cycle 2"):
        way.do(gate.pass_gate, phase=3)
    step = next(step for step in way.project.steps if step.is_integrated)
    way.do(integrations.verify_step, step=step.id, by="Dana Osei", evidence="Saw 12 again")
    way.do(gate.pass_gate, phase=3)
    assert unmet(way, 4) == ["4.days", "4.outputs", "4.checked", "4.second_owner", "4.measurements"]
    produced_again(way).do(gate.pass_gate, phase=4)
    assert unmet(way, 5) == ["5.decided"]
    way.as_(DECISION_MAKER).do(review.record_decision, choice="expand_scope", reason="Now it is.")
    way.as_(BUILDER).do(gate.pass_gate, phase=5)
    assert current_phase(way.project) == CADENCE


def test_a_review_that_went_back_to_the_formal_review_wants_a_new_decision() -> None:
    way = gone_back(5)
    assert way.project.cycle.phases == (5,)  # type: ignore[union-attr]
    assert unmet(way, 5) == ["5.decided"]


def test_the_map_says_which_step_is_to_be_seen_again() -> None:
    way = held(3)
    step = next(step for step in way.project.steps if step.is_integrated)
    assert state_of(way.project, step) == "verify again"
    way.do(integrations.verify_step, step=step.id, by="Dana Osei")
    assert state_of(way.project, way.project.steps[0]) == "✓ verified"
