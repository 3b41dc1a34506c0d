"""Undo beside what scripts recorded: it takes back one's own steps, and theirs stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilotage.actions import people, production
from pilotage.errors import Refused
from pilotage.session import Session
from pilotage.store.inbox import Inbox
from pilotage.store.project_file import ProjectFile
from tests.inboxes import content, drop, references, session, take_in
from tests.sessions import path, start

__all__ = ["path", "session", "start"]


class TestUndo:
    def test_it_takes_back_one_s_own_and_leaves_what_scripts_recorded(
        self, session: Session, path: Path
    ) -> None:
        session.do(production.record_output, reference="mine")
        drop(path, "T-1", check="pass")
        take_in(session)
        session.do(people.set_note, note="mine too")
        Inbox(path).drop(content({"measurement": "time", "value": "5"}))
        take_in(session)
        assert session.can_undo == "edited the project's note"
        session.undo()
        assert (session.project.note, len(session.project.measurements)) == ("", 1)
        session.undo()
        assert references(session.project) == ["T-1"]
        assert len(session.project.measurements) == 1
        assert not session.can_undo
        session.redo()
        session.redo()
        assert references(session.project) == ["mine", "T-1"]
        assert (session.project.note, len(session.project.measurements)) == ("mine too", 1)
        session.flush()
        assert ProjectFile.open(path, read_only=True).project == session.project

    def test_what_a_script_records_does_not_end_what_can_be_redone(
        self, session: Session, path: Path
    ) -> None:
        session.do(people.set_note, note="a")
        session.undo()
        drop(path, "T-1")
        take_in(session)
        session.redo()
        assert (session.project.note, references(session.project)) == ("a", ["T-1"])

    def test_deleting_what_a_script_recorded_is_undone_and_redone_as_any_deletion(
        self, session: Session, path: Path
    ) -> None:
        session.do(people.set_note, note="a")
        drop(path, "T-1", "T-2")
        take_in(session)
        session.do(production.delete_output, output=session.project.outputs[0].id)
        session.undo()
        assert references(session.project) == ["T-1", "T-2"]
        session.undo()
        assert references(session.project) == ["T-1", "T-2"]
        session.redo()
        session.redo()
        assert (session.project.note, references(session.project)) == ("a", ["T-2"])

    def test_a_check_of_it_is_undone_alone(self, session: Session, path: Path) -> None:
        drop(path, "T-1")
        take_in(session)
        number = session.project.outputs[0].id
        session.do(production.check_output, output=number, verdict="pass")
        drop(path, "T-2")
        take_in(session)
        session.undo()
        assert [output.checks for output in session.project.outputs] == [(), ()]
        session.redo()
        assert [len(output.checks) for output in session.project.outputs] == [1, 0]

    def test_the_same_reference_does_not_come_back_beside_the_new_one(
        self, session: Session, path: Path
    ) -> None:
        session.do(production.record_output, reference="T-1")
        session.do(production.delete_output, output=session.project.outputs[0].id)
        drop(path, "T-1")
        take_in(session)
        with pytest.raises(Refused, match="recorded “T-1” meanwhile"):
            session.undo()
        assert references(session.project) == ["T-1"]

    @pytest.mark.parametrize("reopened", [False, True])
    def test_a_step_that_can_not_be_undone_is_not_in_the_way_of_those_before_it(
        self, session: Session, path: Path, reopened: bool
    ) -> None:
        session.do(people.set_note, note="a")
        session.do(production.record_output, reference="T-1")
        session.do(production.delete_output, output=session.project.outputs[0].id)
        drop(path, "T-1")
        take_in(session)
        with pytest.raises(Refused, match="The next undo goes past it"):
            session.undo()
        assert session.undo().startswith("recorded")
        if reopened:
            session.close()
            session = Session.open(path, session.clock)
        assert session.can_undo == "edited the project's note"
        session.undo()
        assert (session.project.note, references(session.project)) == ("", ["T-1"])
        assert not session.can_undo
        session.redo()
        with pytest.raises(Refused, match="stays undone"):
            session.redo()
        assert (session.project.note, references(session.project)) == ("a", ["T-1"])
        assert not session.can_redo
        session.close()

    def test_what_a_record_rests_on_stays(self, session: Session, path: Path) -> None:
        session.do(people.add_person, name="Robot")
        drop(path, "T-1", check="pass", **{"as": "robot"})
        take_in(session)
        with pytest.raises(Refused, match="rests on this"):
            session.undo()
        assert session.project.named("Robot")

    def test_another_session_undoes_its_own_past_what_was_recorded_between(
        self, session: Session, path: Path
    ) -> None:
        session.do(people.set_note, note="a")
        drop(path, "T-1")
        take_in(session)
        session.do(production.record_output, reference="mine")
        session.close()
        between = Session.open(path, session.clock)  # as `pilotage record` does by itself
        drop(path, "T-2")
        take_in(between)
        between.close()
        again = Session.open(path, session.clock)
        drop(path, "T-3")
        take_in(again)
        assert again.can_undo == "recorded the output “mine”"
        again.undo()
        assert references(again.project) == ["T-1", "T-2", "T-3"]
        again.undo()
        assert (again.project.note, references(again.project)) == ("", ["T-1", "T-2", "T-3"])
        again.redo()
        again.redo()
        assert references(again.project) == ["T-1", "mine", "T-2", "T-3"]
        assert again.project.note == "a"
        again.flush()
        assert ProjectFile.open(path, read_only=True).project == again.project
        again.close()

    def test_typing_that_a_record_fell_into(self, session: Session, path: Path) -> None:
        session.do(people.set_note, note="a")
        drop(path, "T-1")
        take_in(session)
        session.do(people.set_note, note="ab")
        session.undo()
        assert (session.project.note, references(session.project)) == ("", ["T-1"])
        session.redo()
        assert (session.project.note, references(session.project)) == ("ab", ["T-1"])
