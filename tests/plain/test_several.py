"""Several people, instances and scripts at one project, in the plain mode."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from pilotage.actions import people
from pilotage.commands.record_ import command as record
from pilotage.handover import hand_over_file
from pilotage.model.phrase import Phrase
from pilotage.model.playbook import CheckKind, Extra, Playbook
from pilotage.plain.dialogue import Dialogue
from pilotage.plain.watch import Watch
from pilotage.session import Session
from tests.actions.stages import answered
from tests.disk import Disk, disk  # noqa: F401
from tests.handing import Hands
from tests.plain.sitting import Sit
from tests.way import (
    BUILDER,
    SECOND_OWNER,
    Way,
    documented,
    integrated,
    written,
)

PHRASE = "correct horse battery"


def test_a_second_instance_reads_only_and_is_told_so(sit: Sit) -> None:
    here = sit(written())
    holder = Session.open(here.path, here.clock)
    try:
        here.type("phase 1", "read the page", "choose a section", "trigger", "phase 1")
    finally:
        holder.close()
    assert here.heard("Read-only: ", "Route each inbound lead", "This project is open read-only")
    assert here.project.page.trigger == "A form arrives in the inbox “leads”."


def test_a_project_is_taken_over_once_nobody_else_has_it(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = sit(written())
    holder = Session.open(here.path, here.clock)
    watches: list[Watch] = []

    def start(self: Watch) -> None:  # it looks when it is told to
        watches.append(self)

    monkeypatch.setattr(Watch, "start", start)
    said = Dialogue.ask

    def ask(self: Dialogue, prompt: str, explain: object = ()) -> str:
        if not holder.closed:
            holder.do(people.set_note, note="Changed there.")
            holder.close()
            watches[0]._look_once()
        return said(self, prompt, explain)  # type: ignore[arg-type]

    monkeypatch.setattr(Dialogue, "ask", ask)
    project = here.type("", "take over", "phase 1", "choose a section", "reviewer", "Noor Haddad")
    assert here.heard("Read-only: ", "Nobody else has the project open any more.", "Saved: edited")
    assert "The project was changed where it is open." in here.said
    assert (project.note, project.page.reviewer) == ("Changed there.", "Noor Haddad")


def test_a_bundle_is_worked_on_by_its_second_owner_only(sit: Sit, tmp_path: Path) -> None:
    hands = Hands(tmp_path)
    bundle = hand_over_file(hands.path, tmp_path / "dana.handoff.zip", hands.clock).path
    here = sit()
    here.clock, here.path = hands.clock, bundle
    here.type("phase 2", "start a run", *[""] * 13, "end", "yes", "Clean.", ".", "40")
    assert here.heard("At the keyboard: Dana Osei", "Step 1 of", "Saved: ended run")
    here.type("another phase", "phase 3", "phase 2", "gate 2")
    assert here.heard("a bundle is about phase 2", "give the bundle back")


def test_only_the_second_owner_runs_it_and_gives_the_keyboard_back(sit: Sit) -> None:
    here = sit(documented())
    start = ("phase 2", "start a run")
    assert not here.type(*start, "no").runs
    project = here.type(*start, "yes", "i had to ask", "Which?", "leave it", "yes")
    assert project.runs[0].is_paused
    assert project.runs[0].driver == SECOND_OWNER
    assert here.heard("At the keyboard now: Dana Osei", "The run is kept", "Hand the keyboard back")


def test_a_run_that_is_going_stands_still_when_the_input_ends(sit: Sit) -> None:
    here = sit(documented())
    project = here.type("phase 2", "start a run", "yes", "")
    assert project.runs[0].is_paused
    assert len(project.runs[0].steps) == 1


def test_back_in_a_run_goes_to_the_step_before(sit: Sit) -> None:
    here = sit(documented())
    project = here.type("phase 2", "start a run", "yes", "", "", "back")
    assert len(project.runs[0].steps) == 1
    assert here.heard("Step 3 of 13", "Step 2 of 13")


def test_the_second_owner_reads_what_changed_and_signs(sit: Sit) -> None:
    here = sit(answered())
    project = here.type("phase 2", "confirm", "yes", "yes", "yes")
    assert here.heard("Trigger has changed. Before:", "inbox “leads”", "Now:", "“leads-eu”")
    assert [each.revision for each in project.confirmations] == [1, 2]


def test_a_signing_phrase_is_asked_for_before_anything_is_changed(sit: Sit) -> None:
    way = documented()
    way.do(people.set_phrase, phrase=Phrase.of(PHRASE, bytes(16)))
    here = sit(way)
    section = ("another phase", "phase 1", "choose a section", "reviewer")
    assert here.type(*section, "").page.reviewer == "Dana Osei"
    project = here.type(*section, "wrong", PHRASE, "Noor Haddad")
    assert here.heard("That is not Ada Builder's signing phrase.")
    assert PHRASE not in here.said
    assert project.page.reviewer == "Noor Haddad"


def test_people_roles_and_numbers(sit: Sit) -> None:
    here = sit(Way())
    project = here.type(
        *("people", "second owner", "somebody new", "Kim Lee", ""),
        *("the gates", "2", "", "", "", "", "Two runs are safer.", "."),
        *("kim", "correct", "Kim Li", "kim@example.org"),
        *("the workflow", "Leads", "", "Figures from the CRM.", "."),
    )
    assert project.name_of(project.second_owner) == "Kim Li"
    assert project.policy.second_owner_runs == 2
    assert (project.title, project.note) == ("Leads", "Figures from the CRM.")


def test_what_a_playbook_wants_is_signed_and_attached(sit: Sit) -> None:
    way = documented()
    extras = (
        Extra(id="rota", phase=2, sentence="A rota is there", kind=CheckKind.FILE, of="rota"),
        Extra(
            id="fair",
            phase=2,
            sentence="The rota is fair",
            kind=CheckKind.SIGNED,
            of="second owner",
        ),
    )
    way.project = way.project.having(playbook=Playbook(name="House", version="1", extras=extras))
    here = sit(way)
    (here.path.parent / "rota.txt").write_text("Dana, Kim")
    project = here.type(
        *("phase 2", "gate 2", "a rota is there", "rota.txt", "", "The rota", "phase", "2", ""),
        *("back", "gate 2", "the rota is fair", "yes", "yes", "yes"),
    )
    assert [file.path for file in project.attachments] == ["rota.txt"], here.said
    assert [each.extra for each in project.signatures] == ["fair"]


def test_what_scripts_record_meanwhile_is_taken_in_and_told(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = sit(integrated())
    said = Dialogue.ask
    arguments = [str(here.path), "output", "T-1", "--on", here.clock.day.isoformat()]

    def ask(self: Dialogue, prompt: str, explain: object = ()) -> str:
        if prompt.startswith("Reference"):  # while somebody thinks about it
            assert record.main(arguments, standalone_mode=False) in (
                0,
                None,
            )
        return said(self, prompt, explain)  # type: ignore[arg-type]

    monkeypatch.setattr(Dialogue, "ask", ask)
    project = here.type("phase 4", "record an output", "T-2", "", "", "")
    assert [output.reference for output in project.outputs] == ["T-1", "T-2"]
    assert here.heard("Recorded meanwhile: ", "T-1")


def test_a_full_disk_is_said_and_leaving_asks(sit: Sit, disk: Disk) -> None:  # noqa: F811
    here = sit(written())
    disk.write_error = errno.ENOSPC
    here.type("phase 1", "choose a section", "reviewer", "Noor Haddad", "quit", "no", "quit", "yes")
    assert here.heard("NOT SAVED: ", "Leave and lose what is not saved? Yes or no: no", "Main menu")


def test_the_builder_is_the_one_at_the_keyboard_unless_somebody_else_is_named(sit: Sit) -> None:
    here = sit(documented())
    here.type("where", by="Dana Osei")
    assert here.heard("At the keyboard: Dana Osei (second owner).")
    here.type("where")
    assert here.heard("At the keyboard: Ada Builder (builder).")
    assert here.project.builder == BUILDER
