"""What actions do when they are not refused."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from pilotage.actions import (
    advice,
    baseline,
    integrations,
    page,
    people,
    production,
    recurring,
    review,
    runs,
)
from pilotage.actions.action import is_serious
from pilotage.errors import Invalid, Refused
from pilotage.method.advice import advice_on
from tests.actions.all_actions import actions
from tests.actions.stages import (
    ADVICE,
    FIGURES,
    answered,
    at,
    in_production,
    missed,
    on_the_map,
    with_gap,
)
from tests.way import (
    BUILDER,
    DECISION_MAKER,
    DIAGNOSED,
    SECOND_OWNER,
    START,
    Way,
    documented,
    measured,
    reviewed,
    written,
)


def test_only_gates_and_decisions_are_serious() -> None:
    assert {n for n, a in actions().items() if is_serious(a)} == {"pass_gate", "record_decision"}


def test_an_unknown_name_in_a_role_joins_the_people() -> None:
    way = at(Way)
    way.do(people.assign_role, role="second_owner", name=" Ravi   Menon ")
    assert way.project.name_of(way.project.second_owner) == "Ravi Menon"
    way.do(people.assign_role, role="second_owner", name="dana osei")
    assert way.project.second_owner == SECOND_OWNER
    way.do(people.assign_role, role="second_owner", name=" ")
    assert way.project.second_owner is None


def test_advice_is_dismissed_by_anybody_and_brought_back() -> None:
    way = at(written, DECISION_MAKER)
    said = advice_on(way.project, way.project.page)
    assert [each.words for each in said.open] == ["tell the builder"]
    way.do(advice.dismiss_advice, **ADVICE)
    said = advice_on(way.project, way.project.page)
    assert said.open == ()
    ((finding, dismissal),) = said.answered
    assert (finding.words, dismissal.by) == ("tell the builder", DECISION_MAKER)
    assert dismissal.reason == ADVICE["reason"]
    way.as_(BUILDER).do(people.assign_role, role="decision_maker", name="")
    with pytest.raises(Refused, match="Noor Haddad has driven, checked"):
        way.do(people.remove_person, person=DECISION_MAKER)
    way.do(page.edit_section, section="when_wrong", text="Stop, tell the builder and the team.")
    assert advice_on(way.project, way.project.page).open == ()  # the same words elsewhere in it
    way.do(page.edit_section, section="when_wrong", text="Stop, call the builder.")
    assert [f.words for f in advice_on(way.project, way.project.page).open] == ["call the builder"]
    way.do(advice.restore_advice, dismissal=dismissal.id)
    assert way.project.dismissals == ()


def test_people_come_and_go() -> None:
    way = at(Way)
    way.do(people.add_person, name="Ravi Menon", contact="ext. 12")
    ravi = way.last("people")
    way.do(people.edit_person, person=ravi, name="Ravi K. Menon", contact="ext. 13")
    person = way.project.person(ravi)
    assert person is not None
    assert (person.name, person.contact) == ("Ravi K. Menon", "ext. 13")
    way.do(people.remove_person, person=ravi)
    assert way.project.person(ravi) is None
    assert way.project.next_id == ravi + 1


def test_a_policy_change_is_on_record() -> None:
    way = at(Way)
    way.do(
        people.change_policy,
        reason="Low season.",
        production_days=5,
        phase_ends=(14, 30, 61, 75, 90),
    )
    (change,) = way.project.policy_changes
    assert change.what == (
        "production days: 10 → 5; phase ends: (14, 30, 60, 75, 90) → (14, 30, 61, 75, 90)"
    )
    assert (change.reason, change.by) == ("Low season.", BUILDER)
    before = way.project
    assert way.do(people.change_policy, reason="The same.", production_days=5) is before


def test_a_list_section_is_one_item_a_line() -> None:
    way = at(Way)
    way.do(page.edit_section, section="steps", text=" One \n\n\tTwo\x00\r\nThree  four ")
    assert way.project.page.steps == ("One", "Two", "Three four")
    before = way.project
    assert way.do(page.edit_section, section="steps", text="One\nTwo\nThree four\n") is before


def test_revisions_count_up_and_never_change() -> None:
    way = at(answered)
    first, second = way.project.revisions
    assert (first.number, second.number) == (1, 2)
    assert first.page.trigger != second.page.trigger
    assert way.project.gaps[0].answered_by == 2
    way.do(page.edit_section, section="trigger", text="Draft.")
    assert way.project.has_draft
    way.do(page.discard_draft)
    assert way.project.page == second.page
    assert way.project.revisions == (first, second)


def test_confirming_signs_every_open_revision_at_once() -> None:
    way = at(answered, SECOND_OWNER)
    way.do(page.confirm_revision)
    assert [c.revision for c in way.project.confirmations] == [1, 2]
    assert len({c.id for c in way.project.confirmations}) == 2


def test_metrics_are_edited_measured_waived_and_removed() -> None:
    way = at(Way)
    way.do(baseline.add_metric, name="Refunds", kind="custom", unit="per week", better="lower")
    refunds = way.last("metrics")
    way.do(baseline.edit_metric, metric=refunds, name="Refunds a week", better="higher")
    way.do(baseline.set_baseline, metric=refunds, value="3.10", **FIGURES)
    way.do(baseline.set_target, metric=refunds, value="4", no_worse=True)
    metric = way.project.metrics[-1]
    assert (metric.name, metric.better, metric.is_measured) == ("Refunds a week", "higher", True)
    assert metric.meets(Decimal(4)) is True
    assert metric.meets(Decimal("3.99")) is False
    way.do(baseline.waive_metric, metric=refunds, reason="Not ours to count.")
    assert not way.project.metrics[-1].is_measured
    way.do(baseline.set_baseline, metric=refunds, value="3", **FIGURES)
    assert way.project.metrics[-1].waiver is None
    way.do(baseline.clear_baseline, metric=refunds)
    assert (way.project.metrics[-1].baseline, way.project.metrics[-1].target) == (None, None)
    way.do(baseline.remove_metric, metric=refunds)
    assert len(way.project.metrics) == 4


def test_with_a_reason_a_baseline_can_be_corrected_after_gate_1() -> None:
    way = at(documented)
    time = way.project.metrics[0].id
    way.do(baseline.set_baseline, metric=time, value="13", **FIGURES, reason="Two were cut short.")
    assert way.project.metrics[0].baseline.value == 13  # type: ignore[union-attr]
    way.do(baseline.set_baseline, metric=time, value="13", **FIGURES)
    way.do(baseline.set_target, metric=time, value="5", reason="Closer to what is possible.")
    assert way.project.metrics[0].target.value == 5  # type: ignore[union-attr]


def test_the_clock_times_a_run_unless_told() -> None:
    way = at(documented, SECOND_OWNER)
    way.do(runs.start_run)
    way.clock.seconds += 119
    way.do(runs.end_run, run=way.last("runs"), to_the_end=True)
    assert way.project.runs[0].minutes == 2
    way.do(runs.edit_run, run=way.last("runs"), minutes="41.5", note="A short day")
    assert (way.project.runs[0].minutes, way.project.runs[0].note) == (
        Decimal("41.5"),
        "A short day",
    )
    way.do(runs.start_run)
    assert way.project.runs[1].number == 2


def test_deleting_a_run_deletes_its_gaps() -> None:
    way = at(with_gap, SECOND_OWNER)
    way.do(runs.start_run)
    run = way.last("runs")
    way.do(runs.raise_gap, run=run, kind="blocked", text="No access", section="input_format")
    way.do(runs.delete_run, run=run)
    assert [gap.text for gap in way.project.gaps] == ["Which one?"]
    assert len(way.project.runs) == 1


def test_a_gap_can_be_said_better() -> None:
    way = at(with_gap, SECOND_OWNER)
    way.do(runs.edit_gap, gap=way.last("gaps"), kind="blocked", text="Which inbox?", section="tool")
    gap = way.project.gaps[0]
    assert (gap.kind, gap.text, gap.section) == ("blocked", "Which inbox?", "tool")


def test_deciding_anew_forgets_what_was_proved_for_the_old_decision() -> None:
    way = at(on_the_map)
    copy = way.project.steps[0]
    assert copy.is_integrated
    way.do(integrations.decide_keep, step=copy.id, reason="The rule broke twice.")
    kept = way.project.steps[0]
    assert (kept.live, kept.verification, kept.tool) == (False, None, "")
    way.as_(SECOND_OWNER).do(integrations.sign_keeping, step=copy.id)
    way.do(integrations.decide_integrate, step=copy.id, tool="Webhook")
    again = way.project.steps[0]
    assert (again.keep_reason, again.keep_signed, again.keep_signed_by) == ("", None, None)
    assert (again.tool, again.is_integrated) == ("Webhook", False)


def test_systems_are_renamed_and_removed_with_their_mark() -> None:
    way = at(on_the_map)
    inbox = way.project.systems[0].id
    way.do(integrations.edit_system, system=inbox, name="Shared inbox", kind="inbox", note="EU")
    assert way.project.systems[0].name == "Shared inbox"
    for step in way.project.steps:
        way.do(integrations.remove_step, step=step.id)
    way.do(integrations.remove_system, system=inbox)
    assert way.project.source_system is None
    assert way.project.destination_system is not None


def test_each_person_has_one_check_an_output_the_latest() -> None:
    way = at(in_production)
    output = way.project.outputs[0].id
    way.do(production.check_output, output=output, verdict="fail", failed="Region", note="APAC")
    way.do(production.check_output, output=output, verdict="pass")
    assert [(c.by, c.verdict) for c in way.project.outputs[0].checks] == [(2, "pass"), (1, "pass")]
    way.do(production.remove_check, output=output)
    assert [c.by for c in way.project.outputs[0].checks] == [SECOND_OWNER]


def test_many_outputs_get_one_verdict_at_once() -> None:
    way = at(in_production)
    ids = [output.id for output in way.project.outputs]
    way.do(production.check_outputs, outputs=ids[:5], verdict="pass")
    assert [o.checked_by(BUILDER) for o in way.project.outputs].count(True) == 5
    assert way.project.outputs[5] is at(in_production).project.outputs[5]


def test_outputs_and_measurements_are_corrected_and_deleted() -> None:
    way = at(in_production)
    output, measurement = way.project.outputs[0].id, way.project.measurements[0].id
    way.do(production.edit_output, output=output, reference="L-1", link="https://example.org/1")
    way.do(production.edit_measurement, measurement=measurement, value="5.25", sample_size="12")
    assert way.project.outputs[0].reference == "L-1"
    assert way.project.measurements[0].value == Decimal("5.25")
    way.do(production.delete_output, output=output)
    way.do(production.delete_measurement, measurement=measurement)
    assert (len(way.project.outputs), len(way.project.measurements)) == (29, 5)


def test_outputs_are_of_today_unless_told() -> None:
    way = at(in_production)
    way.do(production.record_output, reference="today")
    way.do(production.record_output, reference="then", on=START + timedelta(days=60))
    assert [o.on for o in way.project.outputs[-2:]] == [
        way.clock.today(),
        START + timedelta(days=60),
    ]


def test_a_new_diagnosis_replaces_the_old_one() -> None:
    way = at(missed)
    time = way.project.metrics[0].id
    for action in ("Map two fields", "Map three fields"):
        way.do(
            review.diagnose,
            metric=time,
            trap="integration_gaps",
            finding="Fields are still copied by hand.",
            action=action,
            **DIAGNOSED,
        )
    assert [d.action for d in way.project.diagnoses] == ["Map three fields"]
    way.do(review.delete_diagnosis, diagnosis=way.last("diagnoses"))
    assert way.project.diagnoses == ()


def test_a_decision_keeps_the_figures_it_rested_on() -> None:
    way = at(measured, DECISION_MAKER)
    way.do(review.record_decision, choice="increase_volume", reason="On target.", conditions="EU")
    decision = way.project.decision
    assert decision is not None
    assert decision.on == way.clock.today()
    figures = [score.actual for score in decision.scorecard]
    way.do(production.edit_measurement, measurement=way.project.measurements[0].id, value="1")
    assert way.project.decision is not None
    assert [score.actual for score in way.project.decision.scorecard] == figures


def test_a_review_is_recorded_corrected_and_deleted() -> None:
    way = at(reviewed, SECOND_OWNER)
    due = way.project.cadence.first  # type: ignore[union-attr]
    way.clock.day = due + timedelta(days=2)
    way.do(
        recurring.record_review,
        due=due,
        quality_holds=False,
        integrations_hold=True,
        outcome="adjust",
        quality_note="3 of 40 without a region",
        actions="Dana adds the new region to the list",
    )
    record = way.project.reviews[0]
    assert (record.due, record.held, record.by) == (due, way.clock.day, SECOND_OWNER)
    way.do(recurring.edit_review, review=record.id, prompts_note="Model 2.2 since May")
    assert way.project.reviews[0].prompts_note == "Model 2.2 since May"
    way.do(recurring.delete_review, review=record.id)
    assert way.project.reviews == ()


def test_unchanged_parts_are_shared_not_copied() -> None:
    way = at(in_production)
    before = way.project
    way.do(production.record_output, reference="one more")
    assert way.project.outputs[0] is before.outputs[0]
    assert way.project.revisions is before.revisions
    way = at(written)
    before = way.project
    way.do(people.set_note, note="Where figures come from.")
    assert way.project.metrics is before.metrics


def test_figures_are_written_together_or_not_at_all() -> None:
    way = Way()
    time = way.project.metrics[0].id
    way.do(baseline.set_figures, metric=time, value="14", target="6", **FIGURES)
    before = way.project
    with pytest.raises(Invalid) as refused:
        way.do(baseline.set_figures, metric=time, value="77", target="abc", **FIGURES)
    assert refused.value.field == "target"
    assert way.project is before


def test_no_worse_without_a_target_takes_the_baseline() -> None:
    way = Way()
    time = way.project.metrics[0].id
    way.do(baseline.set_figures, metric=time, value="14", no_worse=True, **FIGURES)
    target = way.project.metrics[0].target
    assert target is not None
    assert (target.value, target.no_worse) == (14, True)
    way.do(baseline.set_figures, metric=time, value="14", **FIGURES)
    assert way.project.metrics[0].target is None


def test_figures_may_change_together_after_gate_1_without_closing_it() -> None:
    way = documented()
    time = way.project.metrics[0].id
    figures = {"value": "5", "target": "4", "reason": "Counted again.", **FIGURES}
    way.do(baseline.set_figures, metric=time, **figures)
    assert not any(passage.reopened for passage in way.project.passages)
