"""The requirements of a playbook: judged, placed, and gone stale like the method's own."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pilotage.actions import attachments, page, people, playbook, production, review
from pilotage.actions.gate import pass_gate
from pilotage.actions.playbook import reopened_by
from pilotage.errors import GateClosed, Refused
from pilotage.method.extra_figures import FIGURES, metric_figure
from pilotage.method.gates import Standing, gate, standing
from pilotage.method.prompts import question
from pilotage.method.requirement import Place, Requirement, require
from pilotage.model.playbook import CheckKind, Extra, Playbook
from pilotage.model.record import make
from tests.actions.refusals_of_the_evidence import FILE
from tests.way import (
    BUILDER,
    DECISION_MAKER,
    SECOND_OWNER,
    Way,
    documented,
    handed_over,
    measured,
    written,
)


def playbook_of(*extras: Extra, version: str = "1", **fields: Any) -> Playbook:
    return make(Playbook, name="House rules", version=version, extras=extras, **fields)


def extra(phase: int, kind: CheckKind, of: str, **fields: Any) -> Extra:
    sentence = fields.pop("sentence", "It is so")
    return make(Extra, id="own", phase=phase, sentence=sentence, kind=kind, of=of, **fields)


def own(way: Way, phase: int) -> Requirement:
    return next(r for r in gate(way.project, phase).requirements if r.id == f"{phase}.own.own")


def on(way: Way, *extras: Extra) -> Way:
    way.do(playbook.adopt_playbook, playbook=playbook_of(*extras), reason="House rules")
    return way


def test_it_is_appended_to_its_gate_and_closes_it() -> None:
    way = written()
    before = gate(way.project, 1)
    assert before.can_pass
    on(way, extra(1, CheckKind.TEXT, "trigger", text="ticket"))
    after = gate(way.project, 1)
    assert after.requirements[:-1] == before.requirements
    assert not after.can_pass
    assert own(way, 1) == require(
        "1.own.own",
        "It is so",
        Place("phase1", "trigger"),
        "“Trigger” does not say “ticket”: write it there",
    )
    way.do(page.edit_section, section="trigger", text="A TICKET arrives.")
    assert own(way, 1).met


def test_the_published_page_counts_once_gate_1_was_passed() -> None:
    way = on(documented(), extra(2, CheckKind.TEXT, "purpose", text="region"))
    way.do(page.edit_section, section="purpose", text="Each lead to its region.")
    assert own(way, 2).missing.endswith("the draft does: publish it")
    way.do(page.publish_revision)
    assert own(way, 2).met


def test_a_text_may_be_asked_of_the_title() -> None:
    way = on(written(), extra(1, CheckKind.TEXT, "title", text="EU"))
    assert own(way, 1).place == Place("people", "edit_workflow")
    way.do(people.rename_workflow, title="Lead routing (EU)")
    assert own(way, 1).met


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_has_a_value_and_a_range(name: str) -> None:
    way = measured()
    value = FIGURES[name].of(way.project)
    assert value is not None
    phase = max(4, FIGURES[name].phase)
    on(way, extra(phase, CheckKind.NUMBER, name, least=value + 1))
    assert f"{value:,f}, at least {value + 1:,f} wanted" in own(way, phase).missing
    assert own(way, phase).place == FIGURES[name].place
    way.project = way.project.having(
        playbook=playbook_of(extra(phase, CheckKind.NUMBER, name, least=value, most=value))
    )
    assert own(way, phase).met


def test_the_figures_are_those_of_the_way() -> None:
    project = measured().project
    values = {name: figure.of(project) for name, figure in FIGURES.items()}
    assert values["criteria"] == 2
    assert values["runs"] == 1
    assert values["outputs"] == len(project.outputs)
    failed = sum(output.checks[-1].verdict == "fail" for output in project.outputs)
    assert values["failed_percent"] == round(Decimal(100 * failed) / len(project.outputs), 2)
    assert values["hours_saved"] == sum(s.hours_a_month for s in project.steps if s.is_integrated)
    assert values["share_checked_by_both"] == 0


def test_a_metrics_figure_is_found_by_its_name_and_not_moved_by_later_ones() -> None:
    way = measured()
    name = "metric:working TIME per output"
    on(way, extra(4, CheckKind.NUMBER, name, least=100_000))
    assert own(way, 4).place.field == "measurements"
    assert "Working time per output (minutes): " in own(way, 4).missing
    actual = Decimal(own(way, 4).missing.split(": ")[1].split(",")[0])
    way = measured()
    on(way, extra(4, CheckKind.NUMBER, name, least=actual, most=actual))
    assert standing(way.project, 4) is Standing.PASSED
    metric = way.project.metrics[0].id
    way.do(
        production.record_measurement,
        metric=metric,
        value="900",
        on=way.clock.today(),
        sample_size=9,
    )
    assert standing(way.project, 4) is Standing.PASSED
    unknown = on(measured(), extra(4, CheckKind.NUMBER, "metric:Joy", least=1))
    assert own(unknown, 4).missing.startswith("no metric is called “Joy”")


def test_a_metrics_figure_is_of_the_present_cycle() -> None:
    way = measured().as_(DECISION_MAKER)
    metric = way.project.metrics[0]
    assert metric_figure(way.project, metric) == Decimal("5.5")
    way.do(review.record_decision, choice="hold_and_fix", reason="Not yet.", phases=(4,))
    assert metric_figure(way.project, metric) is None
    way.as_(BUILDER)
    way.do(production.record_measurement, metric=metric.id, value="7", sample_size=3)
    assert metric_figure(way.project, metric) == 7


def test_a_signature_is_by_role_and_stale_once_the_page_changes() -> None:
    way = on(written(), extra(1, CheckKind.SIGNED, "decision-maker"))
    assert "Noor Haddad (decision-maker) signs it under Evidence" in own(way, 1).missing
    assert own(way, 1).place == Place("evidence", "sign:own")
    way.as_(DECISION_MAKER).do(playbook.sign_extra, extra="own")
    assert own(way, 1).met
    way.as_(BUILDER).do(page.edit_section, section="purpose", text="Another one.")
    assert "signed by Noor Haddad on 2 March 2026, but the page" in own(way, 1).missing
    way.as_(DECISION_MAKER).do(playbook.sign_extra, extra="own")
    way.as_(BUILDER).do(pass_gate, phase=1)
    assert standing(way.project, 1) is Standing.PASSED  # publishing what was signed changes nothing
    way.do(page.edit_section, section="purpose", text="A third one.")
    assert own(way, 1).met  # a draft is not in force any more
    way.do(page.publish_revision)
    assert standing(way.project, 1) is Standing.REOPENED


def test_a_signature_is_under_the_sentence_that_was_read() -> None:
    way = on(written(), extra(1, CheckKind.SIGNED, "builder"))
    way.do(playbook.sign_extra, extra="own")
    other = playbook_of(extra(1, CheckKind.SIGNED, "builder", sentence="It is not"), version="2")
    way.do(playbook.adopt_playbook, playbook=other, reason="Turned")
    assert not own(way, 1).met


def test_the_reviewer_is_whom_the_page_names() -> None:
    way = on(written(), extra(1, CheckKind.SIGNED, "reviewer"))
    assert "Dana Osei (reviewer) signs it" in own(way, 1).missing
    way.do(page.edit_section, section="reviewer", text="Dana Oseinski")
    assert own(way, 1).place == Place("phase1", "reviewer")
    way.do(page.edit_section, section="reviewer", text="On leave: dana osei; else the rota")
    way.as_(SECOND_OWNER).do(playbook.sign_extra, extra="own")
    assert own(way, 1).met


def test_a_role_that_nobody_has_is_to_be_named_first() -> None:
    way = on(written(), extra(1, CheckKind.SIGNED, "decision-maker"))
    way.project = way.project.having(decision_maker=None)
    assert own(way, 1).place == Place("people", "decision_maker")


def again(way: Way, phase: int) -> Way:
    """Decided to hold and fix a phase."""
    way.as_(DECISION_MAKER)
    way.do(review.record_decision, choice="hold_and_fix", reason="Not yet.", phases=(phase,))
    return way.as_(BUILDER)


def test_a_later_cycle_wants_the_signatures_of_its_phases_again() -> None:
    way = on(measured(), extra(3, CheckKind.SIGNED, "builder"))
    way.do(playbook.sign_extra, extra="own")
    way.do(pass_gate, phase=3)
    assert own(again(way, 4), 3).met  # it is not gone through again
    way = on(measured(), extra(3, CheckKind.SIGNED, "builder"))
    way.do(playbook.sign_extra, extra="own")
    way.do(pass_gate, phase=3)
    again(way, 3)
    assert "on 16 May 2026, before cycle 2: Ada Builder (builder) signs" in own(way, 3).missing
    way.do(playbook.sign_extra, extra="own")
    assert own(way, 3).met


def test_a_later_cycle_wants_the_files_of_its_phases_again() -> None:
    way = on(measured(), extra(3, CheckKind.FILE, "proof"))
    way.do(attachments.attach_file, **FILE | {"about": "Proof"}, phase=3)
    way.do(pass_gate, phase=3)
    again(way, 3)
    assert "is attached to phase 3 in cycle 2: attach it" in own(way, 3).missing
    renewed = {"attachment": way.last("attachments"), "sha256": "f" * 64, "size": 9}
    way.do(attachments.renew_attachment, **renewed, reason="Seen again")
    assert own(way, 3).met


def test_a_file_of_that_phase_with_those_words_is_wanted() -> None:
    way = on(documented(), extra(2, CheckKind.FILE, "impact assessment"))
    assert own(way, 2).place == Place("evidence", "attach:own")
    way.do(attachments.attach_file, **FILE | {"about": "Assessment of the impact"}, phase=1)
    assert "no file about “impact assessment” is attached to phase 2" in own(way, 2).missing
    way.do(
        attachments.attach_file, **FILE | {"path": "x/Impact.pdf", "about": "Assessment"}, phase=2
    )
    assert own(way, 2).met
    way.do(attachments.detach_file, attachment=way.last("attachments"))
    assert not own(way, 2).met


def test_adopting_says_before_which_gates_it_opens_and_stays_on_record() -> None:
    way = handed_over()
    new = playbook_of(extra(2, CheckKind.FILE, "proof"))
    assert reopened_by(way.project, new, {"second_owner_runs": 2})[0][0] == 2
    assert reopened_by(way.project, playbook_of(), {}) == ()
    way.do(
        playbook.adopt_playbook, playbook=new, reason="So we do it", numbers={"production_days": 5}
    )
    assert standing(way.project, 2) is Standing.REOPENED
    assert way.project.policy.production_days == 5
    change = way.project.policy_changes[-1]
    assert change.what == "playbook: none → House rules, version 1; production days: 10 → 5"
    assert change.reason == "So we do it"
    same = way.do(
        playbook.adopt_playbook, playbook=new, reason="Again", numbers={"production_days": 5}
    )
    assert len(same.policy_changes) == 1
    with pytest.raises(GateClosed, match="no file about “proof”"):
        way.do(pass_gate, phase=2)


def test_who_signed_or_attached_something_stays_among_the_people() -> None:
    way = on(written(), extra(1, CheckKind.SIGNED, "decision-maker"))
    way.as_(DECISION_MAKER).do(playbook.sign_extra, extra="own")
    way.as_(BUILDER).do(people.assign_role, role="decision_maker", name="")
    with pytest.raises(Refused, match="stays on record"):
        way.do(people.remove_person, person=DECISION_MAKER)


def test_a_section_asks_in_the_organisations_words() -> None:
    way = written()
    usual = question(way.project, "trigger")
    way.project = way.project.having(playbook=playbook_of(prompts={"trigger": "Which event?"}))
    assert question(way.project, "trigger") == "Which event?"
    assert question(Way().project, "trigger") == usual


def test_a_broken_playbook_says_what_to_mend() -> None:
    way = on(measured(), extra(4, CheckKind.NUMBER, "nothing", least=1))
    assert own(way, 4).missing == "there is no figure “nothing”: mend the playbook"
    way = on(written(), extra(1, CheckKind.TEXT, "nowhere"))
    assert own(way, 1).missing == "the page has no section “nowhere”: mend the playbook"
