"""Taking in what scripts recorded: all of it, each once, whatever is cut off in between."""

from __future__ import annotations

import errno
import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from pilotage import taking_in as module
from pilotage.actions import production
from pilotage.errors import FileProblem
from pilotage.session import Session
from pilotage.store.inbox import Inbox
from pilotage.store.project_file import ProjectFile
from pilotage.taking_in import Intake, TakenIn
from tests.disk import Disk, disk
from tests.inboxes import content, drop, references, session, take_in
from tests.sessions import Start, path, start
from tests.way import SECOND_OWNER, Way, integrated, produced

__all__ = ["disk", "path", "session", "start"]


def on_disk(path: Path) -> list[str]:
    return references(ProjectFile.open(path, read_only=True).project)


class TestTakingIn:
    def test_all_in_their_order_and_saved(self, session: Session, path: Path) -> None:
        ids = drop(path, *(f"T-{n}" for n in range(250)))
        told: list[str] = []
        session.subscribe(lambda change: told.append(change.what))
        assert take_in(session).taken == ids
        wanted = [f"T-{n}" for n in range(250)]
        assert references(session.project) == on_disk(path) == wanted
        assert not Inbox(path).folder.exists()
        entries = session.journal[-250:]
        assert {(each.action, each.session) for each in entries} == {("record_output", "record")}
        assert [each.args["recorded"] for each in entries] == ids
        assert 2 <= len([what for what in told if what]) < 50  # told by the slice, not each

    def test_one_that_is_refused_is_kept_and_the_others_are_taken(
        self, session: Session, path: Path
    ) -> None:
        drop(path, "T-1", "T-1", "T-2")
        found = take_in(session)
        assert len(found.taken) == 2
        (refusal,) = found.refused
        assert "already an output “T-1”" in refusal.reason
        assert references(session.project) == ["T-1", "T-2"]
        (kept,) = Inbox(path).refusals()
        assert kept.entry == content({"output": "T-1"})
        assert take_in(session) == TakenIn()

    def test_several_lines_are_one_thing(self, session: Session, path: Path) -> None:
        Inbox(path).drop(content(*({"output": f"T-{n}"} for n in range(30))))
        Inbox(path).drop(content({"output": "T-30"}, {"output": "T-3"}))
        found = take_in(session)
        assert (len(found.taken), len(found.refused)) == (1, 1)
        assert "line 2" in found.refused[0].reason
        assert len(session.project.outputs) == 30

    def test_what_is_no_entry_is_refused(self, session: Session, path: Path) -> None:
        Inbox(path).drop(["nonsense"])
        folder = Inbox(path).folder
        (folder / "0.entry").write_bytes(b"\x00")
        assert len(take_in(session).refused) == 2
        assert (folder / "0.unreadable").read_bytes() == b"\x00"

    def test_a_session_that_reads_only_or_is_closed_takes_nothing(
        self, session: Session, path: Path
    ) -> None:
        second = Session.open(path, session.clock)
        drop(path, "T-1")
        assert take_in(second) == TakenIn()
        second.close()
        session.close()
        assert take_in(session) == TakenIn()
        assert len(Inbox(path).waiting()) == 1

    def test_whoever_takes_the_file_over_takes_in(self, session: Session, path: Path) -> None:
        second = Session.open(path, session.clock)
        intake = Intake(second)
        drop(path, "T-1")
        take_in(session)
        drop(path, "T-2")
        session.close()
        second.take_over()
        intake.take_in()
        assert references(second.project) == ["T-1", "T-2"]
        second.close()

    def test_looking_costs_a_question_and_only_while_there_is_a_folder(
        self, session: Session, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "FRESH_SECONDS", -1.0)
        intake = Intake(session)
        assert not intake.may_have()
        drop(path, "T-1", "T-1")
        assert intake.may_have()
        intake.take_in()
        intake.take_in()
        assert Inbox(path).folder.exists()  # what was refused lies there
        monkeypatch.setattr(os, "listdir", lambda *_: pytest.fail("it was read"))
        assert not intake.may_have()

    def test_while_a_script_is_at_work_it_waits_for_more(
        self, session: Session, path: Path
    ) -> None:
        done: list[TakenIn] = []
        intake = Intake(session)
        drop(path, "T-1")
        thread = threading.Thread(target=lambda: done.append(intake.take_in(linger=5)))
        thread.start()
        for number in range(2, 5):
            drop(path, f"T-{number}")
            until(lambda n=number: len(session.project.outputs) == n)  # type: ignore[misc]
        intake.stop()
        thread.join(2)
        assert len(done[0].taken) == 4
        assert not thread.is_alive()

    def test_somebody_at_work_is_not_held_up_and_loses_nothing(
        self, session: Session, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        drop(path, *(f"T-{n}" for n in range(20)))
        recorded, typed = module.recorded, iter(range(3))

        def interrupted(*args: Any) -> Any:
            if next(typed, None) is not None:  # whoever is at the keyboard is quicker
                session.do(production.record_output, reference=f"mine {len(session.journal)}")
                session.flush()
            return recorded(*args)

        monkeypatch.setattr(module, "recorded", interrupted)
        take_in(session)
        assert sorted(references(session.project)[3:]) == sorted(f"T-{n}" for n in range(20))
        assert [each[:4] for each in references(session.project)[:3]] == ["mine"] * 3


def until(condition: Any) -> None:
    end = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


class TestOnce:
    def test_killed_between_saving_and_removing(
        self, session: Session, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Inbox(path).drop(content({"output": "T-1"}, {"measurement": "time", "value": "5"}))
        drop(path, "T-2")
        with monkeypatch.context() as killed:
            killed.setattr(Intake, "_remove_saved", lambda *_: None)
            Intake(session).take_in()
        session.close()
        assert len(Inbox(path).waiting()) == 2
        again = Session.open(path, session.clock)
        drop(path, "T-3")
        assert len(take_in(again).taken) == 3
        assert references(again.project) == ["T-1", "T-2", "T-3"]
        assert len(again.project.measurements) == 1
        assert len(again.journal) == 1 + 4
        again.close()

    def test_killed_before_saving(self, session: Session, path: Path, disk: Disk) -> None:
        drop(path, "T-1")
        disk.write_error = errno.ENOSPC
        found = Intake(session).take_in()
        assert "disk is full" in found.problem
        assert found.taken == []
        assert len(Inbox(path).waiting()) == 1
        assert on_disk(path) == []

    def test_a_full_disk_for_a_while(self, session: Session, path: Path, disk: Disk) -> None:
        intake = Intake(session)
        drop(path, "T-1", "T-2")
        disk.write_error = errno.ENOSPC
        assert intake.take_in().problem
        assert intake.may_have()
        assert references(session.project) == ["T-1", "T-2"]
        assert intake.take_in().problem
        disk.write_error = 0
        session.retry()
        assert len(intake.take_in().taken) == 2
        assert references(session.project) == on_disk(path) == ["T-1", "T-2"]
        assert Inbox(path).waiting() == []

    def test_an_entry_that_can_t_be_removed_is_not_recorded_again(
        self, session: Session, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            raise OSError(errno.EACCES, "Permission denied")

        intake = Intake(session)
        drop(path, "T-1")
        with monkeypatch.context() as locked:
            locked.setattr(Inbox, "remove", fail)
            assert "Permission denied" in intake.take_in().problem
            assert "Permission denied" in intake.take_in().problem
        assert intake.take_in().problem == ""
        assert references(session.project) == ["T-1"]
        assert not Inbox(path).folder.exists()

    def test_closed_while_it_takes_in(
        self, session: Session, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        drop(path, "T-1")

        def closed(*_: object) -> bool:
            raise FileProblem("This project is closed.")

        monkeypatch.setattr(session, "take_in", closed)
        assert Intake(session).take_in() == TakenIn()
        assert len(Inbox(path).waiting()) == 1


def test_who_records_need_not_be_at_the_keyboard(start: Start, path: Path) -> None:
    session = start(integrated().on_day(64))
    drop(path, "T-1", check="pass", **{"as": "Dana Osei"})
    take_in(session)
    assert session.actor == 1
    assert session.project.outputs[0].checked_by(SECOND_OWNER)
    assert session.journal[-1].by == "Dana Osei"


def test_many_at_once_in_a_large_project(start: Start, path: Path) -> None:
    way: Way = produced(integrated()).on_day(75)
    session = start(way)
    threads = [
        threading.Thread(target=drop, args=(path, *(f"{name}-{n}" for n in range(25))))
        for name in "abcd"
    ]
    for thread in threads:
        thread.start()
    intake = Intake(session)
    while any(thread.is_alive() for thread in threads):
        intake.take_in()
    intake.take_in()
    found = references(session.project)
    assert len(found) == len(set(found)) == 30 + 100
    for name in "abcd":
        assert [each for each in found if each[0] == name] == [f"{name}-{n}" for n in range(25)]
