"""What a sitting at the plain mode keeps, takes back, refuses and says."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilotage.actions import page, production
from pilotage.plain.dialogue import Dialogue
from tests.actions.stages import missed
from tests.disk import Disk, disk  # noqa: F401
from tests.plain.sitting import Sit, Sitting
from tests.way import (
    Way,
    documented,
    handed_over,
    integrated,
    reviewed,
    written,
)

PHRASE = "correct horse battery"


def test_each_section_is_saved_when_it_is_ended(sit: Sit) -> None:
    here = sit(Way())
    project = here.type("1", "Route each lead.", "Within the hour.", ".", "A form arrives.")
    assert project.page.purpose == "Route each lead.\nWithin the hour."
    assert project.page.trigger == ""
    assert here.heard("Section 1 of 11. Purpose.", "Saved: edited the section Purpose.")


def test_lines_that_were_not_ended_are_there_the_next_time(sit: Sit) -> None:
    here = sit(Way())
    here.type("1", "Route each lead.")
    project = here.type("1", "Within the hour.", ".")
    assert here.heard("You had begun to write:", "Route each lead.", "Line 2: Within the hour.")
    assert project.page.purpose == "Route each lead.\nWithin the hour."


def test_a_text_that_is_there_is_kept_added_to_or_replaced(sit: Sit) -> None:
    here = sit(written())
    choose = ("phase 1", "choose a section", "trigger")
    assert here.type(*choose, "").page.trigger == "A form arrives in the inbox “leads”."
    added = here.type(*choose, "add", "Look at nine.", ".").page.trigger
    assert added == "A form arrives in the inbox “leads”.\nLook at nine."
    assert here.type(*choose, "write it anew", "Anew.", ".").page.trigger == "Anew."
    assert here.type(*choose, "empty it").page.trigger == ""


def test_half_a_form_is_there_the_next_time_and_goes_on(sit: Sit) -> None:
    here = sit(Way())
    metric = ("phase 1", "baseline", "working time", "1")
    assert here.type(*metric, "14", "6").metrics[0].baseline is None
    project = here.type(*metric, "", "40", "February", "By hand.", ".")
    assert here.heard(
        "You began this before: 2 of 6 answers.",
        "Without AI (minutes): 14.",
        "Target at day 90 (minutes): 6.",
        "No worse is good enough",
    )
    base, target = project.metrics[0].baseline, project.metrics[0].target
    assert base is not None
    assert target is not None
    assert (base.value, target.value, base.how) == (14, 6, "By hand.")


def test_a_form_that_is_answered_whole_is_not_saved_unasked(sit: Sit) -> None:
    here = sit(integrated())
    output = ("phase 4", "record an output")
    here.type(*output, "lead-1", "2026-01-01", "", "", "back")
    assert not here.type(*output, "no", "", "today", "", "quit").outputs
    assert here.heard("You began this before: 4 of 4 answers.", "Save it so?", "Enter keeps lead-1")
    assert not here.type(*output, "back").outputs
    assert here.type(*output, "yes").outputs


def test_answers_of_before_are_gone_back_to(sit: Sit) -> None:
    here = sit(Way())
    metric = ("phase 1", "baseline", "working time", "1")
    here.type(*metric, "14", "6")
    here.type(*metric, "back", "7", "back", "back", "15", "", "", "40", "", "By hand.", ".")
    base, target = here.project.metrics[0].baseline, here.project.metrics[0].target
    assert base is not None
    assert target is not None
    assert (base.value, target.value) == (15, 7)


def test_back_and_undo_in_a_form_ask_the_answer_before_again(sit: Sit) -> None:
    here = sit(Way())
    metric = ("phase 1", "baseline", "working time", "1")
    rest = ("", "40", "February", "By hand.", ".")
    project = here.type(*metric, "14", "back", "15", "7", "undo", "6", *rest)
    assert here.heard("Enter keeps 14", "Taken back: Target at day 90 (minutes).")
    base, target = project.metrics[0].baseline, project.metrics[0].target
    assert base is not None
    assert target is not None
    assert (base.value, target.value) == (15, 6)


def test_what_is_wrong_is_said_and_asked_again(sit: Sit) -> None:
    here = sit(integrated())
    output = ("phase 4", "record an output", "lead-1")
    project = here.type(*output, "3/4/2026", "31.2.2026", "2026-01-01", "", "", "today")
    assert here.heard("can be", "has 28 days", "is before the production run", "Saved: recorded")
    assert project.outputs[0].on == here.clock.day


def test_a_required_answer_is_not_skipped(sit: Sit) -> None:
    here = sit(integrated())
    here.type("phase 4", "record an output", "", "skip", "lead-1", "skip", "skip", "skip")
    assert here.said.count("“Reference” needs an answer; back leaves it.") == 2
    assert here.project.outputs[0].reference == "lead-1"


def test_undo_redo_and_where_work_at_any_question(sit: Sit) -> None:
    here = sit(written())
    section = ("phase 1", "choose a section", "reviewer", "Noor Haddad")
    project = here.type(*section, "undo", "where", "redo", "undo")
    assert here.heard(
        "Saved: edited the section Reviewer.",
        "Undone: edited the section Reviewer.",
        "You are at: Main menu, Phase 1: Document & baseline.",
        "Done again: edited the section Reviewer.",
        "Undone:",
    )
    assert project.page.reviewer == "Dana Osei"


def test_undoing_a_passed_gate_asks_first(sit: Sit) -> None:
    here = sit(written())
    project = here.type("phase 1", "gate 1", "yes", "undo", "no", "undo", "yes")
    assert here.said.count("The journal keeps both, the act and its undoing.") == 2
    assert not project.passages


def test_a_gate_says_what_is_missing_and_goes_there(sit: Sit) -> None:
    here = sit(Way())
    project = here.type("phase 1", "gate 1", "a reviewer is named", "Dana Osei", "back")
    assert here.heard(
        "What gate 1 misses.", "Every section of the page is written. Missing: 11 sections"
    )
    assert project.page.reviewer == "Dana Osei"


def test_a_locked_phase_says_why(sit: Sit) -> None:
    here = sit(Way())
    here.type("another phase", "phase 3")
    assert here.heard("Phase 3: Integrations is locked: gate 1 (Document & baseline) is not")


def test_a_suggested_diagnosis_is_taken_into_the_form(sit: Sit) -> None:
    here = sit(missed())
    project = here.type(
        *("phase 5", "diagnose", "1", "1", "", "", "The copying takes minutes.", "."),
        *("", "Dana Osei", "+30"),
    )
    assert project.diagnoses[0].evidence.startswith("1 manual step kept")


def test_hold_and_fix_asks_for_the_phases(sit: Sit) -> None:
    here = sit(missed())
    here.type(
        *("phase 5", "diagnose", "1", "1", "", "", "The copying takes minutes.", "."),
        *("", "Dana Osei", "+30"),
    )
    decide = ("phase 5", "record the decision", "yes", "hold", "Fix the form first.", ".", "")
    project = here.type(*decide, "no", "no", "yes", "", "yes")
    assert project.cycle is not None
    assert project.cycle.phases == (3, 4, 5)


def test_the_page_is_exported_and_a_file_is_not_replaced_unasked(sit: Sit) -> None:
    here = sit(documented())
    export = ("export", "the one-page", "markdown")
    here.type(*export, "page.md", *export, "page.md", "no")
    assert here.heard("Written: ", "page.md exists. Replace it?", "already exists")
    assert "Route each inbound lead" in (here.path.parent / "page.md").read_text("utf-8")


def test_only_the_sections_that_say_nothing_are_asked_for_in_a_row(
    sit: Sit, tmp_path: Path
) -> None:
    way = written()
    for section in ("trigger", "reviewer"):
        way.do(page.edit_section, section=section, text="")
    here = sit(way)
    project = here.type("phase 1", "1", "A form arrives.", ".", "Noor Haddad")
    assert here.heard("Section 2 of 11. Trigger.", "Section 6 of 11. Reviewer.", "Every section is")
    assert "Input format." not in here.said
    assert (project.page.trigger, project.page.reviewer) == ("A form arrives.", "Noor Haddad")
    here.type("phase 1", "1", "back")
    assert here.heard("Section 1 of 11. Purpose.")
    here = Sitting(tmp_path / "other.pilotage.json", way)
    project = here.type("phase 1", "1", "A form.", ".", "undo", "Noor", "A mail.", ".")
    assert here.heard("Reviewer.", "Undone", "Reviewer.", "2 of 11. Trigger.", "Every section is")
    assert (project.page.trigger, project.page.reviewer) == ("A mail.", "Noor")


def test_the_journal_is_heard_and_searched(sit: Sit) -> None:
    here = sit(written())
    section = ("phase 1", "choose a section", "reviewer", "Noor Haddad")
    here.type(*section, "back", "journal", "REVIEWER")
    assert here.heard("2 entries. The newest:", "edited the section Reviewer", "1 with “REVIEWER”.")


def test_a_section_is_opened_in_the_editor(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    here = sit(written())
    editor = here.path.parent / "editor"
    editor.write_text("#!/bin/sh\necho 'Look at nine.' >> \"$1\"\n")
    editor.chmod(0o700)
    edit = ("phase 1", "choose a section", "trigger", "open it in")
    here.type(*edit)
    assert here.heard("There is no terminal here for an editor.")
    monkeypatch.setattr(Dialogue, "has_terminal", True)
    here.type(*edit)
    assert here.heard("No editor is set.")
    monkeypatch.setenv("EDITOR", str(editor))
    assert here.type(*edit).page.trigger.endswith("“leads”.\nLook at nine.")


def test_advice_is_heard_and_dismissed_with_a_reason(sit: Sit) -> None:
    here = sit(written())
    project = here.type("phase 1", "see what", "1", "dismiss", "The rota names whom.")
    assert here.heard("Advice never blocks a gate.")
    assert project.dismissals[0].reason == "The rota names whom."


def test_home_lists_what_there_is_and_opens_it(sit: Sit) -> None:
    here = sit(handed_over())
    here.type("lead routing", "close", "five", "yes", "yes", "yes", "no", "yes", start=here.path)
    here.type("close", "lead routing", "the five traps")
    assert here.heard("1. Lead routing, phase 3, Integrations, on the way.", "Day 31 of 90")
    assert here.heard("Single owner: closed.", "Integration gaps: ")


def test_a_review_is_left_and_gone_on_with(sit: Sit) -> None:
    way = reviewed()
    way.on_day(120)
    here = sit(way)
    hold = "1"
    here.type(hold, *["yes"] * 5)
    here.type(hold, *["yes"] * 18, "yes, it holds", "", "back", "back")
    assert here.heard("18 left", "Step 2 of 5", "Step 1 of 5")
    assert not here.project.reviews


def test_measurements_are_corrected_and_deleted(sit: Sit) -> None:
    way = integrated()
    metric = way.project.metrics[0].id
    way.do(production.record_measurement, metric=metric, value="5")
    here = sit(way)
    one = ("phase 4", "measurements", "working time", "2")
    assert here.type(*one, "correct", "5.5", "", "", "").measurements[0].value == 5.5
    assert here.type(*one, "delete", "yes").measurements == ()


def test_what_is_wrong_in_a_new_project_is_asked_again_at_once(sit: Sit, tmp_path: Path) -> None:
    here = sit()
    here.path = tmp_path / "sub" / "a.pilotage.json"
    project = here.type("start a new", "A", "Ada", "Ada", "Dana", "", "", "", "")
    assert here.heard("This can't be the builder: name another.", "Your workflow has begun.")
    assert project.name_of(project.second_owner) == "Dana"
