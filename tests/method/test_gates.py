"""The gates together: one after the other, and what happens when evidence goes stale."""

from __future__ import annotations

import pytest

from pilotage.actions import baseline, gate, integrations, page, people, production, runs
from pilotage.errors import GateClosed, Refused
from pilotage.method.gates import Standing, current_phase, gates, stale, standing
from pilotage.model.project import CADENCE, PHASES
from tests.method.asking import unmet
from tests.way import (
    BUILDER,
    SECOND_OWNER,
    Way,
    clean_run,
    documented,
    handed_over,
    integrated,
    measured,
    reviewed,
)

STAGES = (Way, documented, handed_over, integrated, measured, reviewed)


def standings(way: Way) -> str:
    """One letter for each phase and the cadence: passed, current, reopened, locked."""
    return "".join(standing(way.project, phase)[0] for phase in (*PHASES, CADENCE))


def with_new_page(way: Way) -> Way:
    way.as_(BUILDER).do(page.edit_section, section="trigger", text="The CRM calls the model.")
    way.do(page.publish_revision, note="The form no longer comes by mail")
    return way


@pytest.mark.parametrize("stage", range(6))
def test_one_gate_after_the_other(stage: int) -> None:
    way = STAGES[stage]()
    assert standings(way) == "p" * stage + "c" + "l" * (5 - stage)
    assert current_phase(way.project) == stage + 1
    assert [g.standing is Standing.PASSED for g in gates(way.project)].count(True) == stage
    assert stale(way.project) == ()


@pytest.mark.parametrize("stage", range(5))
@pytest.mark.parametrize("phase", PHASES)
def test_only_the_current_gate_can_be_passed_and_only_complete(stage: int, phase: int) -> None:
    way = STAGES[stage]()
    with pytest.raises(GateClosed) as closed:
        way.do(gate.pass_gate, phase=phase)
    said = closed.value.message
    if phase <= stage:
        assert "already passed" in said
    elif phase > stage + 1:
        assert "can't be passed before the gate in front of it" in said
        assert closed.value.remedy == "There is no skip."
    else:
        assert all(r.missing in said for r in gates(way.project)[phase - 1].missing)


@pytest.mark.parametrize("phase", [0, 6, -1, 99])
def test_there_are_five_gates(phase: int) -> None:
    with pytest.raises(GateClosed, match="There is no gate"):
        reviewed().do(gate.pass_gate, phase=phase)


def test_a_gate_knows_its_summary_and_says_how_it_stands() -> None:
    way = documented()
    first, second, third, *_ = gates(way.project)
    assert (first.summary, first.sentence) == ("8 of 8", "Passed.")
    assert (second.summary, second.sentence) == ("2 of 5", "3 requirements missing.")
    assert not second.can_pass
    assert third.sentence == "Locked until the gate before it is passed."
    clean_run(way)
    ready = gates(way.project)[1]
    assert ready.can_pass
    assert ready.sentence == "Everything is there: the gate can be passed."


def test_passing_gate_1_publishes_the_page_once() -> None:
    way = documented()
    assert [r.number for r in way.project.revisions] == [1]
    assert way.project.revisions[0].note == "Published with gate 1"
    assert not way.project.has_draft


def test_passages_keep_who_and_when() -> None:
    way = reviewed()
    assert [p.phase for p in way.project.passages] == [1, 2, 3, 4, 5]
    assert {p.by for p in way.project.passages} == {BUILDER}
    moments = [p.at for p in way.project.passages]
    assert moments == sorted(moments)


def test_a_new_revision_closes_gate_2_and_locks_what_follows() -> None:
    before = integrated()
    way = with_new_page(Way(before.project, before.clock))
    assert standings(way) == "prllll"
    passage = way.project.passages[1]
    assert passage.reopened is not None
    assert "run #1 was on revision 1, the page is now revision 2" in passage.reopened.why
    assert way.project.passages[2].reopened is None
    assert way.project.steps == before.project.steps
    assert way.project.runs == before.project.runs
    with pytest.raises(Refused, match="Phase 4 is locked: gate 2"):
        way.do(production.record_output, reference="x")
    with pytest.raises(Refused, match="Phase 3 is locked"):
        way.do(integrations.add_system, name="Chat")


@pytest.mark.parametrize("how", ["confirm", "run again"])
def test_confirming_or_running_again_restores_all_that_stood(how: str) -> None:
    way = with_new_page(integrated())
    if how == "confirm":
        way.as_(SECOND_OWNER).do(page.confirm_revision)
    else:
        clean_run(way)
    assert standings(way) == "prllll"
    way.as_(BUILDER).do(gate.pass_gate, phase=2)
    assert standings(way) == "pppcll"
    assert [p.phase for p in way.project.passages] == [1, 2, 3, 2]
    way.do(production.record_output, reference="x")


def test_a_late_gap_reopens_gate_2() -> None:
    way = measured().as_(SECOND_OWNER)
    run = way.last("runs")
    way.do(runs.raise_gap, run=run, kind="improvisation", text="Guessed.", section="steps")
    assert standings(way) == "prllll"
    assert unmet(way, 2) == ["2.gaps", "2.clean"]


def test_another_second_owner_starts_gate_2_again() -> None:
    way = integrated()
    way.do(people.assign_role, role="second_owner", name="Ravi Menon")
    assert standings(way) == "prllll"


def test_one_change_can_reopen_several_gates() -> None:
    way = measured()
    way.do(
        people.change_policy, reason="Twice is safer.", second_owner_runs=2, production_outputs=31
    )
    assert [p.phase for p in way.project.passages if p.reopened] == [2, 4]
    way.as_(SECOND_OWNER).do(runs.start_run)
    way.do(runs.end_run, run=way.last("runs"), to_the_end=True, minutes="30")
    way.do(gate.pass_gate, phase=2)
    assert standings(way) == "ppprll"


def test_a_new_second_owner_runs_it_again_but_the_checks_made_before_stay_good() -> None:
    way = measured()
    way.do(people.assign_role, role="second_owner", name="Ravi Menon")
    assert [p.phase for p in way.project.passages if p.reopened] == [2]


def test_an_output_made_after_gate_4_does_not_close_it_again() -> None:
    way = measured()
    way.do(production.record_output, reference="made later")
    assert standings(way) == "ppppcl"
    way.do(production.delete_output, output=way.project.outputs[0].id)
    assert standings(way) == "ppprll"


def test_the_review_rests_on_the_figures_that_were_decided_on() -> None:
    way = reviewed()
    time = way.project.metrics[0].id
    way.do(production.record_measurement, metric=time, value="50", sample_size=9000)
    assert standings(way) == "pppppc"


def test_an_unverified_integration_reopens_gate_3() -> None:
    way = measured()
    step = next(step for step in way.project.steps if step.live)
    way.do(integrations.set_live, step=step.id, live=False)
    assert standings(way) == "pprlll"
    way.do(integrations.set_live, step=step.id, live=True)
    way.do(integrations.verify_step, step=step.id, by="Dana Osei")
    assert standings(way) == "pprlll"
    way.do(gate.pass_gate, phase=3)
    assert standings(way) == "ppppcl"


def test_a_stricter_policy_reopens_a_gate_and_a_laxer_one_does_not_close_it_by_itself() -> None:
    way = measured()
    way.do(people.change_policy, reason="Too few to tell.", production_outputs=31)
    assert standings(way) == "ppprll"
    way.do(people.change_policy, reason="It was enough.", production_outputs=30)
    assert standings(way) == "ppprll"
    way.do(gate.pass_gate, phase=4)
    assert standings(way) == "ppppcl"


def test_a_broken_page_is_never_published_by_passing_gate_1_again() -> None:
    way = documented()
    time = way.project.metrics[0].id
    way.do(baseline.clear_baseline, metric=time, reason="The clock was wrong.")
    way.do(page.edit_section, section="purpose", text="")
    assert standings(way) == "rlllll"
    way.do(baseline.set_baseline, metric=time, value="14", sample_size=9, period="", how="clock")
    way.do(baseline.set_target, metric=time, value="6")
    way.do(gate.pass_gate, phase=1)
    assert standings(way) == "pcllll"
    assert len(way.project.revisions) == 1
    assert way.project.has_draft
