"""Every action has its sentence, which names what it is about and quotes little."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

import pilotage.actions
from pilotage.actions import (
    advice,
    attachments,
    baseline,
    driving,
    gate,
    integrations,
    page,
    people,
    playbook,
    production,
    recurring,
    review,
    runs,
)
from pilotage.actions.act import quoted
from pilotage.actions.action import Stamp, is_serious
from pilotage.actions.wording import WORDINGS, describe, gates_moved
from pilotage.model.phrase import Phrase
from pilotage.model.project import Project
from pilotage.model.record import make
from pilotage.model.review import ReviewAction
from tests.actions.stages import answered
from tests.arguments import A_PLAYBOOK
from tests.way import (
    DECISION_MAKER,
    DIAGNOSED,
    SECOND_OWNER,
    START,
    Way,
    decided,
    documented,
    handed_over,
    integrated,
    mapped,
    measured,
    produced,
    reviewed,
    written,
)


def actions() -> dict[str, Callable[..., Project]]:
    """Everything in `pilotage.actions` that was made an action."""
    names = [m.name for m in pkgutil.iter_modules(pilotage.actions.__path__, "pilotage.actions.")]
    return {
        name: value
        for module in names
        for name, value in vars(importlib.import_module(module)).items()
        if callable(value) and hasattr(value, "serious")
    }


def test_the_list_of_actions_is_found() -> None:
    assert {"pass_gate", "edit_section", "record_review"} <= set(actions())
    assert {name for name, each in actions().items() if is_serious(each)} == {
        "pass_gate",
        "record_decision",
    }


def test_every_action_has_its_wording_and_nothing_else_has() -> None:
    assert set(WORDINGS) == set(actions())


class Teller:
    """Does actions on a way and says them."""

    def __init__(self, way: Way) -> None:
        self.way = way

    def do(self, action: Callable[..., Project], /, **args: Any) -> str:
        way, before = self.way, self.way.project
        stamp = Stamp(way.actor, way.clock.now(), way.clock.today())
        way.project = action(before, stamp, **args)
        return describe(action.__name__, args, before, way.project)


def test_the_page_and_the_people() -> None:
    t = Teller(written())
    assert t.do(page.edit_section, section="steps", text="a\nb") == "edited the section AI task"
    assert t.do(page.publish_revision, note="First") == "published revision 1: “First”"
    t.do(page.edit_section, section="trigger", text="c")
    assert t.do(page.discard_draft) == "went back to the last published page"
    t.do(page.edit_section, section="trigger", text="c")
    assert t.do(page.publish_revision) == "published revision 2"
    assert t.do(people.rename_workflow, title="Leads") == "renamed the workflow to “Leads”"
    phrase = Phrase.of("correct horse battery", bytes(16))
    assert t.do(people.set_phrase, phrase=phrase) == "set a signing phrase"
    assert t.do(people.set_phrase, phrase=None) == "took the signing phrase away"
    assert t.do(people.set_note, note="x") == "edited the project's note"
    assert t.do(people.set_start, start=START + timedelta(days=1)) == "moved day 1 to 3 March 2026"
    assert t.do(people.add_person, name="Kim [b]") == "added “Kim [b]” to the people"
    kim = t.way.last("people")
    said = t.do(people.edit_person, person=kim, name="Kim Lee", contact="kim@x")
    assert said == "changed “Kim [b]”: name, contact"
    said = t.do(people.assign_role, role="second_owner", name="kim lee")
    assert said == "named Kim Lee as second owner"
    said = t.do(people.assign_role, role="second_owner", name="")
    assert said == "left the role of second owner open"
    assert t.do(people.remove_person, person=kim) == "removed “Kim Lee”"
    said = t.do(people.change_policy, reason="Few leads", production_days=12)
    assert said == "changed the policy (production days: 10 → 12), because “Few leads”"


def test_advice() -> None:
    t = Teller(written())
    finding = {"rule": "builder_name", "section": "when_wrong", "words": "tell the builder"}
    said = t.do(advice.dismiss_advice, **finding, reason="Anybody may")
    assert said == "dismissed the advice on “tell the builder”, because “Anybody may”"
    said = t.do(advice.restore_advice, dismissal=t.way.last("dismissals"))
    assert said == "brought the advice on “tell the builder” back"


def test_the_baseline() -> None:
    t = Teller(written())
    time = t.way.project.metrics[0].id
    figures = {"sample_size": 4, "period": "May", "how": "by hand"}
    said = t.do(baseline.set_baseline, metric=time, value="14.50", **figures)
    assert said == "set the baseline of Working time per output to 14.5 minutes"
    said = t.do(baseline.set_target, metric=time, value="6000")
    assert said == "set the target of Working time per output to 6,000 minutes"
    said = t.do(baseline.set_target, metric=time, value="14", no_worse=True, reason="Too hard")
    assert said == (
        "set the target of Working time per output to no worse than 14 minutes, because “Too hard”"
    )
    said = t.do(baseline.clear_baseline, metric=time)
    assert said == "deleted the baseline of Working time per output"
    said = t.do(baseline.waive_metric, metric=time, reason="No clock")
    assert said == "waived Working time per output, because “No clock”"
    said = t.do(baseline.lift_waiver, metric=time)
    assert said == "lifted the waiver of Working time per output"
    fields = {"name": "Joy", "kind": "custom", "unit": "", "better": "higher"}
    assert t.do(baseline.add_metric, **fields) == "added the metric “Joy”"
    joy = t.way.last("metrics")
    said = t.do(baseline.edit_metric, metric=joy, name="Fun", unit="points")
    assert said == "changed the metric “Joy”: name, unit"
    assert t.do(baseline.remove_metric, metric=joy) == "removed the metric “Fun”"


def test_an_answer_is_confirmed() -> None:
    t = Teller(answered().as_(SECOND_OWNER))
    said = t.do(runs.confirm_answer, gap=t.way.project.gaps[0].id)
    assert said == "confirmed that the gap “Which one?” is answered"


def test_evidence_and_playbook() -> None:
    t = Teller(documented())
    file = {"path": "proofs/hours.pdf", "about": "The hours", "sha256": "0" * 64, "size": 12}
    said = t.do(attachments.attach_file, **file, phase=1)
    assert said == "attached “hours.pdf” to phase 1, about “The hours”"
    said = t.do(attachments.attach_file, **file, copied=True)
    assert said == "attached a copy of “hours.pdf”, about “The hours”"
    id_ = t.way.last("attachments")
    said = t.do(attachments.edit_attachment, attachment=id_, about="Hours")
    assert said == "changed what is said of the file “hours.pdf”"
    new = {"sha256": "1" * 64, "size": 13, "reason": "Corrected"}
    said = t.do(attachments.renew_attachment, attachment=id_, **new)
    assert said == "took the file “hours.pdf” as it is now, because “Corrected”"
    assert t.do(attachments.detach_file, attachment=id_) == "detached the file “hours.pdf”"
    said = t.do(playbook.adopt_playbook, playbook=A_PLAYBOOK, reason="So we do it")
    assert said == (
        "adopted the playbook “House rules”, version 1, because “So we do it”; gate 1 is open again"
    )
    assert t.do(playbook.sign_extra, extra="agreed") == "signed “The builder agrees”"
    said = t.do(playbook.adopt_playbook, playbook=None, reason="Too much")
    assert said == "left the playbook “House rules”, because “Too much”"


def test_runs_and_gaps() -> None:
    t = Teller(documented().as_(SECOND_OWNER))
    assert t.do(runs.start_run) == "started run #1 on revision 1"
    run = t.way.last("runs")
    said = t.do(driving.complete_step, run=run, section="purpose")
    assert said == "was done with Purpose in run #1"
    assert t.do(driving.step_back, run=run) == "went a step back in run #1"
    assert t.do(driving.pause_run, run=run) == "paused run #1"
    assert t.do(driving.resume_run, run=run) == "went on with run #1"
    at_a_step = {"kind": "question", "section": "steps", "item": 2, "text": "Where?"}
    assert t.do(runs.raise_gap, run=run, **at_a_step) == "raised a gap in AI task, 2: “Where?”"
    gap = {"kind": "question", "section": "trigger"}
    said = t.do(runs.raise_gap, run=run, text="Which inbox?", **gap)
    assert said == "raised a gap in Trigger: “Which inbox?”"
    id_ = t.way.last("gaps")
    said = t.do(runs.edit_gap, gap=id_, text="Which of the two inboxes?", **gap)
    assert said.startswith("changed the gap “Which inbox?”: ")
    said = t.do(runs.withdraw_gap, gap=id_, reason="I saw it")
    assert said == "withdrew the gap “Which of the two inboxes?”, because “I saw it”"
    assert t.do(runs.reopen_gap, gap=id_) == "reopened the gap “Which of the two inboxes?”"
    said = t.do(runs.end_run, run=run, to_the_end=False, minutes="41.0")
    assert said == "ended run #1 not to the end, 41 minutes"
    assert t.do(runs.edit_run, run=run, minutes="40") == "corrected run #1"
    t.way.as_(1).do(page.edit_section, section="trigger", text="The inbox “leads”.")
    said = t.do(page.publish_revision, answers=[id_])
    assert said == "published revision 2, which answers 1 gap"
    t.way.as_(SECOND_OWNER)
    assert t.do(page.confirm_revision) == "confirmed revisions 1, 2"
    assert t.do(runs.delete_run, run=run) == "deleted run #1 with 2 gaps"


def test_what_the_page_tells_of() -> None:
    t = Teller(handed_over())
    said = t.do(integrations.add_suggested, systems=["CRM", "Assistant X 2.1"])
    assert said == "put 2 systems on the map, as the page tells of them"
    said = t.do(integrations.not_a_system, name="inbox “leads”", reason="An old name.")
    assert said == "said why “inbox “leads”” is no system, because “An old name.”"


def test_integrations() -> None:
    t = Teller(mapped(handed_over()))
    first, second = (step.id for step in t.way.project.steps)
    inbox, assistant, crm = (system.id for system in t.way.project.systems)
    assert t.do(integrations.add_system, name="Sheet") == "put the system “Sheet” on the map"
    sheet = t.way.last("systems")
    said = t.do(integrations.edit_system, system=sheet, name="Table", kind="spreadsheet")
    assert said == "changed the system “Sheet”: name, kind"
    assert t.do(integrations.remove_system, system=sheet) == "took the system “Table” off the map"
    said = t.do(integrations.set_ends, source=None, destination=crm)
    assert said == "marked where the work comes from, nowhere yet, and where it goes, “CRM”"
    fields = {"title": "Mail it", "kind": "route", "source": inbox, "destination": assistant}
    assert t.do(integrations.add_step, **fields) == "put the step “Mail it” on the map"
    step = t.way.last("steps")
    said = t.do(integrations.edit_step, step=step, title="Send it", minutes="3")
    assert said == "changed the step “Mail it”: title, minutes"
    assert t.do(integrations.remove_step, step=step) == "took the step “Send it” off the map"
    title = "“Assign the lead by hand”"
    said = t.do(integrations.decide_keep, step=second, reason="One click")
    assert said == f"decided to keep the step {title}, because “One click”"
    t.way.as_(SECOND_OWNER)
    said = t.do(integrations.sign_keeping, step=second)
    assert said == f"signed the reason for keeping the step {title}"
    said = t.do(integrations.decide_integrate, step=second, tool="API")
    assert said == f"decided to integrate the step {title} with “API”"
    said = t.do(integrations.set_live, step=second, live=True)
    assert said == f"marked the step {title} as live"
    said = t.do(integrations.verify_step, step=second, by="Dana Osei")
    assert said == f"noted that Dana Osei saw the step {title} work"
    said = t.do(integrations.set_live, step=first, live=False)
    assert said == "marked the step “Copy the form into the prompt” as not live"


def test_production() -> None:
    t = Teller(integrated())
    assert t.do(production.record_output, reference="lead-1") == "recorded the output “lead-1”"
    checked = {"verdict": "fail", "failed": "Region"}
    said = t.do(production.record_output, reference="lead-2", **checked)
    assert said == "recorded the output “lead-2”, checked: fail (“Region”)"
    one = t.way.project.outputs[0].id
    said = t.do(production.edit_output, output=one, reference="lead-01")
    assert said == "changed the output “lead-1”: reference"
    said = t.do(production.check_output, output=one, verdict="fail", failed="Region")
    assert said == "checked the output “lead-01”: fail (“Region”)"
    said = t.do(production.check_outputs, outputs=[one], verdict="pass")
    assert said == "checked 1 output: pass"
    said = t.do(production.remove_check, output=one)
    assert said == "took the check of the output “lead-01” back"
    assert t.do(production.delete_output, output=one) == "deleted the output “lead-01”"
    time = t.way.project.metrics[0].id
    said = t.do(production.record_measurement, metric=time, value="5.50")
    of = "a measurement of Working time per output"
    assert said == f"recorded {of}: 5.5 minutes on 1 May 2026"
    id_ = t.way.last("measurements")
    said = t.do(production.edit_measurement, measurement=id_, value="6")
    assert said == f"corrected {of}: 6 minutes on 1 May 2026"
    said = t.do(production.delete_measurement, measurement=id_)
    assert said == f"deleted {of}: 6 minutes on 1 May 2026"


def test_review() -> None:
    t = Teller(measured(missed=True))
    time = t.way.project.metrics[0].id
    said = t.do(
        review.diagnose,
        metric=time,
        trap="integration_gaps",
        finding="Two tools",
        action="Join",
        **DIAGNOSED,
    )
    assert said == ("diagnosed Working time per output (trap: integration gaps): “Two tools”")
    said = t.do(review.delete_diagnosis, diagnosis=t.way.last("diagnoses"))
    assert said == "deleted the diagnosis of Working time per output: “Two tools”"
    t = Teller(decided(measured()).as_(DECISION_MAKER))
    first = START + timedelta(days=100)
    said = t.do(review.set_cadence, interval="quarterly", owner=1, first=first)
    assert said == "set the review cadence: quarterly, by Ada Builder, first on 10 June 2026"
    assert t.do(review.clear_cadence) == "took the review cadence back"
    said = t.do(review.record_decision, choice="hold_and_fix", reason="Not yet", phases=(3, 4))
    assert said == (
        "decided: hold and fix, because “Not yet”; cycle 2 of phases 3, 4, 5 is open; "
        "gate 3 is open again; gate 4 is open again"
    )


def test_a_review_that_goes_back_says_which_cycle_it_opens() -> None:
    way = reviewed().on_day(120)
    assert way.project.cadence is not None
    said = Teller(way).do(
        recurring.record_review,
        due=way.project.cadence.first,
        quality_holds=False,
        integrations_hold=True,
        outcome="back_to_phase",
        back_to=4,
        actions="Measure again",
    )
    assert said.endswith(
        ": back to phase; cycle 2 of phases 4, 5 is open; "
        "gate 4 is open again; gate 5 is open again"
    )


def test_recurring_reviews() -> None:
    way = reviewed()
    assert way.project.cadence is not None
    due = way.project.cadence.first
    way.clock.day = due
    t = Teller(way)
    on = f"the review due on {due.day} {due:%B %Y}: fine"
    said = t.do(
        recurring.record_review, due=due, quality_holds=True, integrations_hold=True, outcome="fine"
    )
    assert said == f"recorded {on}"
    id_ = way.last("reviews")
    said = t.do(recurring.edit_review, review=id_, quality_note="x")
    assert said == f"corrected the notes of {on}"
    review_ = t.way.project.reviews[0]
    to_do = (make(ReviewAction, what="Sharpen the list"),)
    t.way.project = t.way.project.having(reviews=(review_.with_(to_do=to_do),))
    said = t.do(recurring.finish_action, review=id_, number=1)
    marked = f"marked “Sharpen the list” of the review due on {due.day} {due:%B %Y} as"
    assert said == f"{marked} done"
    assert t.do(recurring.finish_action, review=id_, number=1, done=False) == f"{marked} open again"
    assert t.do(recurring.delete_review, review=id_) == f"deleted {on}"


def test_gates_passed_and_opened_again() -> None:
    t = Teller(written())
    said = t.do(gate.pass_gate, phase=1)
    assert said == "passed gate 1: Document & baseline and published revision 1"
    t = Teller(produced(integrated()))
    assert t.do(gate.pass_gate, phase=4) == "passed gate 4: Production run"
    before = t.way.project
    t.do(page.edit_section, section="trigger", text="Another inbox")
    said = t.do(page.publish_revision, note="Moved")
    assert said == "published revision 2: “Moved”; gate 2 is open again"
    assert gates_moved(before, t.way.project) == "gate 2 is open again"
    assert gates_moved(t.way.project, before) == "gate 2 is passed again"
    assert gates_moved(before, before) == ""


@pytest.mark.parametrize("length", [79, 80, 81, 1000])
def test_a_quote_is_at_most_80_characters(length: int) -> None:
    said = quoted("x" * length)
    assert len(said) <= 82
    assert said.endswith("…”") == (length > 80)


def test_a_quote_is_one_plain_line() -> None:
    assert quoted("a\x1b[2J\n\nb\u202e") == "“a[2J b”"


def test_an_unknown_action_is_said_by_its_name() -> None:
    project = Way().project
    assert describe("some_thing", {}, project, project) == "some thing"
