"""Undo and redo: by who did it, asked first where it is serious, kept in the journal."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilotage.actions import gate, page, people, review, runs
from pilotage.errors import NeedsConfirmation, Refused
from pilotage.method.gates import current_phase
from pilotage.session import Session
from pilotage.store.project_file import ProjectFile
from tests.sessions import Start, path, session, start
from tests.way import (
    BUILDER,
    DECISION_MAKER,
    SECOND_OWNER,
    FixedClock,
    clean_run,
    documented,
    integrated,
    measured,
    produced,
    written,
)

__all__ = ["path", "session", "start"]


def on_disk(path: Path) -> ProjectFile:
    return ProjectFile.open(path, read_only=True)


class TestUndo:
    def test_back_and_forth(self, session: Session, path: Path) -> None:
        start = session.project
        session.do(people.rename_workflow, title="One")
        session.do(people.add_person, name="Kim")
        end = session.project
        assert session.can_undo == "added “Kim” to the people"
        assert session.undo() == "added “Kim” to the people"
        assert session.can_redo == "added “Kim” to the people"
        session.undo()
        assert session.project == start.having(next_id=end.next_id)
        assert not session.can_undo
        session.redo()
        session.redo()
        assert session.project == end
        assert not session.can_redo
        session.flush()
        assert on_disk(path).project == end
        assert [e.action for e in session.journal][3:] == ["undo", "undo", "redo", "redo"]
        assert session.journal[3].what == "undo: added “Kim” to the people"

    def test_nothing_to_move(self, session: Session) -> None:
        with pytest.raises(Refused, match="nothing to undo"):
            session.undo()
        with pytest.raises(Refused, match="nothing to redo"):
            session.redo()

    def test_a_new_change_ends_what_can_be_redone(self, session: Session) -> None:
        session.do(people.add_person, name="Kim")
        session.undo()
        session.do(people.add_person, name="Lee")
        assert not session.can_redo

    def test_a_number_is_never_given_twice(self, session: Session) -> None:
        session.do(people.add_person, name="Kim")
        kim = session.project.people[-1].id
        session.undo()
        session.do(people.add_person, name="Lee")
        assert session.project.people[-1].id > kim

    def test_typing_in_one_field_is_one_change(self, session: Session) -> None:
        before = session.project
        for text in ("A", "A form", "A form arrives"):
            session.do(page.edit_section, section="trigger", text=text)
        session.do(page.edit_section, section="purpose", text="To route")
        session.undo()
        assert session.project.page.trigger == "A form arrives"
        session.undo()
        assert session.project == before
        session.redo()
        assert session.project.page.trigger == "A form arrives"

    def test_typing_after_a_pause_is_another_change(self, session: Session) -> None:
        session.do(people.set_note, note="A")
        assert isinstance(session.clock, FixedClock)
        session.clock.seconds += 60
        session.do(people.set_note, note="AB")
        session.undo()
        assert session.project.note == "A"

    def test_typing_after_an_undo_is_another_change(self, session: Session) -> None:
        session.do(people.set_note, note="A")
        session.do(people.add_person, name="Kim")
        session.undo()
        session.do(people.set_note, note="AB")
        session.undo()
        assert session.project.note == "A"

    def test_typing_by_somebody_else_is_another_change(self, session: Session) -> None:
        session.do(people.set_note, note="Ada's")
        session.drive(SECOND_OWNER)
        session.do(people.set_note, note="Dana's")
        session.undo()
        assert session.project.note == "Ada's"

    def test_nobody_undoes_what_somebody_else_did(self, start: Start) -> None:
        session = start(documented())
        session.drive(SECOND_OWNER)
        session.do(runs.start_run)
        run = session.project.runs[-1].id
        session.do(runs.raise_gap, run=run, kind="question", text="Which?", section="trigger")
        session.drive(BUILDER)
        with pytest.raises(Refused, match="Dana Osei did this") as caught:
            session.undo()
        assert "only Dana Osei can undo it" in caught.value.message
        assert "Let Dana Osei take the keyboard" in caught.value.remedy
        assert len(session.project.gaps) == 1
        session.drive(SECOND_OWNER)
        session.undo()
        assert session.project.gaps == ()
        session.drive(BUILDER)
        with pytest.raises(Refused, match="only Dana Osei can redo it"):
            session.redo()
        session.drive(SECOND_OWNER)
        session.redo()
        assert [gap.text for gap in session.project.gaps] == ["Which?"]

    def test_a_passed_gate_asks_first_and_the_journal_keeps_both(self, start: Start) -> None:
        session = start(written())
        session.do(gate.pass_gate, phase=1)
        session.flush()
        entries = len(session.journal)
        with pytest.raises(NeedsConfirmation, match="passed gate 1"):
            session.undo()
        assert current_phase(session.project) == 2
        session.flush()
        assert len(session.journal) == entries
        session.undo(confirmed=True)
        assert current_phase(session.project) == 1
        assert session.project.revisions == ()
        with pytest.raises(NeedsConfirmation):
            session.redo()
        session.redo(confirmed=True)
        assert current_phase(session.project) == 2
        session.flush()
        assert [e.action for e in session.journal][-3:] == ["pass_gate", "undo", "redo"]
        assert session.journal[-2].what.endswith("gate 1 is open again")
        assert session.journal[-1].what.endswith("gate 1 is passed again")

    def test_a_signed_decision_asks_first(self, start: Start) -> None:
        session = start(measured())
        session.drive(DECISION_MAKER)
        session.do(review.record_decision, choice="expand_scope", reason="On target.")
        with pytest.raises(NeedsConfirmation):
            session.undo()
        session.undo(confirmed=True)
        assert session.project.decisions == ()

    def test_undoing_what_reopened_a_gate_passes_it_again_and_says_so(self, start: Start) -> None:
        session = start(produced(integrated()))
        session.do(page.edit_section, section="trigger", text="Another inbox")
        session.do(page.publish_revision, note="Moved")
        assert current_phase(session.project) == 2
        session.flush()
        assert session.journal[-1].what.endswith("; gate 2 is open again")
        session.undo()
        assert current_phase(session.project) == 4
        session.flush()
        assert session.journal[-1].what.endswith("; gate 2 is passed again")
        session.redo()
        assert current_phase(session.project) == 2

    def test_a_gate_can_be_passed_again_after_its_passage_was_undone(self, start: Start) -> None:
        session = start(clean_run(documented()))
        session.do(gate.pass_gate, phase=2)
        session.undo(confirmed=True)
        session.do(gate.pass_gate, phase=2)
        assert [p.phase for p in session.project.passages] == [1, 2]
        assert not session.can_redo
