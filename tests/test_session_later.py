"""What a session leaves for later ones: undo, the past, and the file for another instance."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pilotage.actions import gate, page, people, production, runs
from pilotage.errors import FileInUse, FileProblem, NeedsConfirmation, Refused
from pilotage.session import Change, Session
from pilotage.store.verify import verify
from tests.sessions import Start, path, session, start
from tests.way import SECOND_OWNER, FixedClock, Way, documented, integrated, written

__all__ = ["path", "session", "start"]


def reopened(session: Session, by: str = "") -> Session:
    session.close()
    again = Session.open(session.path, FixedClock(), by=by)
    assert not again.read_only
    return again


class TestUndoAfterARestart:
    def test_the_last_sessions_changes_are_undone_and_done_again(self, session: Session) -> None:
        first = session.project
        session.do(people.rename_workflow, title="One")
        session.do(people.add_person, name="Kim")
        last = session.project
        again = reopened(session)
        assert again.can_undo == "added “Kim” to the people"
        assert again.undo() == "added “Kim” to the people"
        again.undo()
        assert again.project == first.having(next_id=last.next_id)
        assert not again.can_undo
        again.redo()
        again.redo()
        assert again.project == last
        again.close()
        assert [e.action for e in again.journal][3:] == ["undo", "undo", "redo", "redo"]
        assert verify(again.path).ok

    def test_what_was_undone_before_can_be_done_again_after(self, session: Session) -> None:
        session.do(people.set_note, note="kept")
        session.do(people.rename_workflow, title="One")
        session.undo()
        again = reopened(session)
        assert "One" in again.can_redo
        again.redo()
        assert again.project.title == "One"
        assert reopened(again).undo()

    def test_typing_is_one_step_there_too(self, session: Session) -> None:
        for text in ("R", "Ro", "Route"):
            session.do(page.edit_section, section="purpose", text=text)
        again = reopened(session)
        again.undo()
        assert again.project.page.purpose == ""
        assert not again.can_undo
        again.close()

    def test_only_the_last_session_that_did_something_counts(self, session: Session) -> None:
        session.do(people.rename_workflow, title="One")
        second = reopened(session)
        second.do(people.set_note, note="later")
        third = reopened(reopened(second))
        third.undo()
        assert (third.project.title, third.project.note) == ("One", "")
        assert not third.can_undo
        third.close()

    def test_it_is_undone_by_who_did_it_only(self, start: Start) -> None:
        session = start(documented())
        session.drive(SECOND_OWNER)
        session.do(runs.start_run)
        again = reopened(session)
        with pytest.raises(Refused, match="Dana Osei did this"):
            again.undo()
        dana = reopened(again, by="Dana Osei")
        dana.undo()
        assert dana.project.runs == ()
        dana.close()

    def test_a_passed_gate_still_asks_first(self, start: Start) -> None:
        session = start(written())
        session.do(gate.pass_gate, phase=1)
        again = reopened(session)
        with pytest.raises(NeedsConfirmation, match="passed gate 1"):
            again.undo()
        again.undo(confirmed=True)
        assert again.project.passages == ()
        again.close()


class TestThePast:
    def test_each_entry_gives_the_project_as_it_stood(self, start: Start) -> None:
        session = start(integrated())
        states = [session.project]
        for reference in "abc":
            session.do(production.record_output, reference=reference)
            states.append(session.project)
        session.do(production.delete_output, output=session.project.outputs[0].id)
        states.append(session.project)
        session.undo()
        states.append(session.project)
        session.flush()
        for seq, state in enumerate(states, 1):
            past = session.at(seq)
            assert past.project == state
            assert len(past.journal) == seq
            assert past.journal == session.journal[:seq]

    def test_it_is_read_only_and_stands_on_its_day(self, session: Session) -> None:
        session.do(people.rename_workflow, title="One")
        session.flush()
        past = session.at(1)
        assert past.read_only
        assert past.today == session.journal[0].at.astimezone().date()
        assert "after entry 1" in past.state.why
        with pytest.raises(FileInUse):
            past.do(people.set_note, note="changed")
        past.close()
        session.do(people.set_note, note="the present goes on")
        assert session.flush().kind == "saved"

    @pytest.mark.parametrize("seq", [0, -1, 2])
    def test_an_entry_that_is_not_there_is_refused(self, session: Session, seq: int) -> None:
        with pytest.raises(Refused, match="no entry"):
            session.at(seq)


class TestFollowing:
    def test_a_second_instance_sees_what_is_saved(self, session: Session, path: Path) -> None:
        second = Session.open(path, FixedClock())
        assert second.is_held
        told: list[Change] = []
        second.subscribe(told.append)
        assert not second.follow()
        for title in ("One", "Two"):
            session.do(people.rename_workflow, title=title)
            session.flush()
            assert second.follow()
            assert second.project == session.project
            assert told[-1].project == session.project
        assert not second.follow()
        assert [e.what for e in second.journal] == [e.what for e in session.journal]
        second.close()

    def test_it_goes_on_over_folds_and_many_changes(self, start: Start, path: Path) -> None:
        session = start(integrated())
        second = Session.open(path, FixedClock())
        for number in range(30):
            session.do(production.record_output, reference=f"lead-{number}")
            if number % 7 == 3:
                session.undo()
            if number % 10 == 5:
                session.flush()
                session._file._writer._storage.fold()  # type: ignore[union-attr]
            if number % 4 == 0:
                session.flush()
                second.follow()
                assert second.project == session.project
        session.flush()
        second.follow()
        assert second.project == session.project
        second.close()

    def test_it_takes_over_once_the_holder_is_gone(self, session: Session, path: Path) -> None:
        second = Session.open(path, FixedClock())
        with pytest.raises(FileInUse, match="held by"):
            second.take_over()
        session.do(people.rename_workflow, title="One")
        session.close()
        assert second.follow()
        assert second.can_take_over
        assert second.project.title == "One"
        second.take_over()
        assert not second.read_only
        assert second.can_undo
        second.do(people.set_note, note="mine now")
        assert second.flush().kind == "saved"
        second.close()
        assert verify(path).ok

    def test_two_do_not_take_over_at_once(self, session: Session, path: Path) -> None:
        second, third = (Session.open(path, FixedClock()) for _ in range(2))
        session.close()
        assert second.follow()
        assert third.follow()
        second.take_over()
        with pytest.raises(FileInUse, match="held by"):
            third.take_over()
        second.close()
        third.take_over()
        third.close()

    @pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
    def test_a_holder_that_is_killed_leaves_the_file_free(self, path: Path) -> None:
        Session.create(path, Way().project, FixedClock()).close()
        code = (
            "import sys, time; from pathlib import Path\n"
            "from pilotage.actions import people\n"
            "from pilotage.session import Session, SystemClock\n"
            "s = Session.open(Path(sys.argv[1]), SystemClock())\n"
            "s.do(people.set_note, note='acknowledged'); s.flush()\n"
            "print('ready', flush=True); time.sleep(60)"
        )
        holder = subprocess.Popen(
            [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert holder.stdout is not None
        assert holder.stdout.readline() == "ready\n"
        second = Session.open(path, FixedClock())
        assert second.read_only
        assert second.project.note == "acknowledged"
        assert f"process {holder.pid}" in second.state.why
        os.kill(holder.pid, signal.SIGKILL)
        holder.communicate()
        end = time.monotonic() + 10
        while not second.can_take_over:
            assert time.monotonic() < end
            second.follow()
        second.take_over()
        assert second.project.note == "acknowledged"
        second.close()
        assert verify(path).ok

    def test_a_damaged_log_is_shown_and_never_written(self, session: Session, path: Path) -> None:
        for number in range(3):
            session.do(people.set_note, note=f"note {number}")
        session.flush()
        (log,) = path.parent.glob("*.log-*")
        content = bytearray(log.read_bytes())
        content[len(content) // 2] ^= 1
        session.close()
        other = path.with_name("other.pilotage.json")
        Session.create(other, Way().project, FixedClock()).close()
        other.with_name(other.name + log.name.removeprefix(path.name)).write_bytes(content)
        shown = Session.open(other, FixedClock())
        assert shown.read_only
        assert "damaged" in shown.state.why
        with pytest.raises(FileProblem):
            shown.do(people.set_note, note="x")
        shown.close()
