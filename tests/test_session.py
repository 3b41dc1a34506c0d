"""The session: one truth, saved behind one's back."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from pilotage.actions import gate, people, production, runs
from pilotage.errors import FileInUse, FileProblem, GateClosed, Refused
from pilotage.session import Change, SaveState, Session
from pilotage.store import names
from pilotage.store.project_file import ProjectFile
from tests.disk import Disk, disk
from tests.sessions import Start, path, session, start
from tests.way import (
    BUILDER,
    SECOND_OWNER,
    FixedClock,
    documented,
    integrated,
)

__all__ = ["disk", "path", "session", "start"]


def on_disk(path: Path) -> ProjectFile:
    return ProjectFile.open(path, read_only=True)


class TestDoing:
    def test_it_is_shown_at_once_saved_and_told(self, session: Session, path: Path) -> None:
        told: list[Change] = []
        session.subscribe(told.append)
        after = session.do(people.set_note, note="new")
        assert session.project is after
        assert told[0].project is after
        assert told[0].what == "edited the project's note"
        assert session.flush() == SaveState("saved")
        assert told[-1].state == SaveState("saved")
        assert on_disk(path).project == after
        entry = session.journal[-1]
        assert (entry.by, entry.role, entry.action) == ("Ada Builder", "builder", "set_note")
        assert on_disk(path).journal == session.journal

    def test_a_refusal_changes_nothing(self, session: Session) -> None:
        before, entries = session.project, len(session.journal)
        with pytest.raises(GateClosed):
            session.do(gate.pass_gate, phase=1)
        with pytest.raises(Refused):
            session.do(runs.start_run)
        assert session.project is before
        assert len(session.journal) == entries
        assert not session.can_undo

    def test_what_changes_nothing_leaves_no_trace(self, session: Session) -> None:
        session.do(people.set_note, note="a")
        entries, undo = len(session.journal), session.can_undo
        session.do(people.set_note, note="a")
        assert (len(session.journal), session.can_undo) == (entries, undo)

    def test_who_drives_is_in_the_journal(self, session: Session) -> None:
        session.drive(SECOND_OWNER)
        session.drive(SECOND_OWNER)
        session.flush()
        assert [e.what for e in session.journal][1:] == ["Dana Osei (second owner) drives"]
        assert session.journal[-1].by == "Dana Osei"
        with pytest.raises(Refused):
            session.drive(77)
        assert session.actor == SECOND_OWNER

    def test_a_listener_that_stopped_hears_nothing(self, session: Session) -> None:
        told: list[Change] = []
        stop = session.subscribe(told.append)
        stop()
        stop()
        session.do(people.set_note, note="a")
        session.flush()
        assert told == []

    def test_a_listener_that_raises_stops_nothing(
        self, session: Session, path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        told: list[Change] = []

        def fail(_: Change) -> None:
            raise RuntimeError("listener's mistake")

        session.subscribe(fail)
        session.subscribe(told.append)
        session.do(people.set_note, note="a")
        assert session.flush().kind == "saved"
        session.do(people.set_note, note="b")
        assert session.flush().kind == "saved"
        assert on_disk(path).project.note == "b"
        assert told
        assert "listener's mistake" in caplog.text

    def test_it_is_saved_only_when_the_newest_is(
        self, session: Session, path: Path, disk: Disk
    ) -> None:
        disk.wait()
        states: list[tuple[str, str]] = []
        session.subscribe(
            lambda change: states.append((change.state.kind, on_disk(path).project.note))
        )
        for number in range(5):
            session.do(people.set_note, note=str(number))
        assert set(states) == {("saving", "")}
        disk.go.set()
        assert session.flush().kind == "saved"
        assert [note for kind, note in states if kind == "saved"] == ["4"]


class TestFailedSave:
    def test_it_says_why_keeps_all_and_can_be_tried_again(
        self, session: Session, path: Path, disk: Disk
    ) -> None:
        told: list[Change] = []
        session.subscribe(told.append)
        disk.write_error = errno.ENOSPC
        session.do(people.set_note, note="kept")
        state = session.flush()
        assert state.kind == "failed"
        assert "disk is full" in state.why
        assert told[-1].state == state
        assert session.project.note == "kept"
        assert on_disk(path).project.note == ""
        session.do(people.add_person, name="Kim")
        assert session.flush().kind == "failed"
        session.undo()
        assert session.flush().kind == "failed"
        session.retry()
        assert session.flush().kind == "failed"
        disk.write_error = 0
        session.retry()
        assert session.flush() == SaveState("saved")
        assert told[-1].state == SaveState("saved")
        assert on_disk(path).project == session.project

    def test_the_next_change_saves_all(self, session: Session, path: Path, disk: Disk) -> None:
        disk.sync_error = errno.EIO
        session.do(people.set_note, note="one")
        session.flush()
        disk.sync_error = 0
        session.do(people.add_person, name="Kim")
        assert session.flush().kind == "saved"
        assert on_disk(path).project == session.project

    def test_retry_while_saved_does_nothing(self, session: Session) -> None:
        told: list[Change] = []
        session.subscribe(told.append)
        session.retry()
        assert (session.state.kind, told) == ("saved", [])


class TestOpening:
    def test_the_builder_drives_unless_somebody_is_named(self, path: Path) -> None:
        way = documented()
        Session.create(path, way.project, way.clock).close()
        with_nobody = Session.open(path, way.clock)
        assert with_nobody.actor == BUILDER
        with_nobody.close()
        dana = Session.open(path, way.clock, by=" dana OSEI ")
        assert dana.actor == SECOND_OWNER
        assert dana.stamp().actor == SECOND_OWNER
        dana.close()

    def test_an_unknown_name_is_refused_and_the_file_let_go(self, path: Path) -> None:
        way = documented()
        Session.create(path, way.project, way.clock).close()
        with pytest.raises(Refused, match="Nobody Known") as caught:
            Session.open(path, way.clock, by="Nobody Known")
        assert "Dana Osei" in caught.value.remedy
        session = Session.open(path, way.clock)
        assert not session.read_only
        session.close()

    def test_a_damaged_file_is_let_go(self, path: Path) -> None:
        way = documented()
        Session.create(path, way.project, way.clock).close()
        whole = path.read_bytes()
        path.write_bytes(whole[:-30])
        names.backup(path).unlink()
        with pytest.raises(FileProblem):
            Session.open(path, way.clock)
        path.write_bytes(whole)
        session = Session.open(path, way.clock)
        assert not session.read_only
        session.close()

    def test_a_second_session_reads_only(self, session: Session, path: Path) -> None:
        second = Session.open(path, FixedClock())
        assert second.read_only
        assert f"process {os.getpid()}" in second.state.why
        with pytest.raises(FileInUse, match="read-only"):
            second.do(people.set_note, note="x")
        second.close()

    def test_asked_to_read_only(self, path: Path) -> None:
        way = documented()
        Session.create(path, way.project, way.clock).close()
        session = Session.open(path, way.clock, read_only=True)
        assert session.state == SaveState("read_only", "opened to read only")
        assert session.project == way.project
        session.close()

    def test_a_closed_session_refuses(self, path: Path) -> None:
        way = documented()
        session = Session.create(path, way.project, way.clock, what="imported from a file")
        assert session.journal[0].what == "imported from a file"
        session.close()
        session.close()
        before = session.project
        with pytest.raises(FileProblem, match="closed"):
            session.do(people.set_note, note="x")
        assert session.project is before


def test_threads_may_act_at_once(start: Start) -> None:
    session = start(integrated())

    def work(name: str) -> None:
        for number in range(25):
            session.do(production.record_output, reference=f"{name}-{number}")

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert session.flush().kind == "saved"
    assert len({o.reference for o in session.project.outputs}) == 100
    assert len({o.id for o in session.project.outputs}) == 100
    assert on_disk(session.path).project == session.project
