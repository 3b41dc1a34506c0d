"""`record`: in the project, or by whoever has it open; nothing is lost and nothing comes twice."""

from __future__ import annotations

import errno
import io
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from pilotage import handing_in
from pilotage.model.project import Project
from pilotage.session import Session, SystemClock
from pilotage.store import names
from pilotage.store.inbox import Inbox
from pilotage.store.lock import Lock
from pilotage.store.project_file import ProjectFile
from pilotage.taking_in import Intake
from tests.commands.conftest import Ask, Keep
from tests.disk import Disk, disk
from tests.inboxes import content, drop, references
from tests.way import handed_over, integrated

__all__ = ["disk"]


def in_production() -> Project:
    """A production run that began a week ago."""
    project = integrated().project
    today = date.today()  # noqa: DTZ011
    passages = tuple(each.with_(on=today - timedelta(days=7)) for each in project.passages)
    return project.having(start=today - timedelta(days=64), passages=passages)


@pytest.fixture
def file(keep: Keep, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(handing_in, "PROBE", 0.05)
    return keep(in_production())


def project(path: Path) -> Project:
    return ProjectFile.open(path, read_only=True).project


@contextmanager
def opened(path: Path, *, takes_in: bool = True) -> Iterator[Session]:
    """Somebody else has the file open, and takes in what comes."""
    session = Session.open(path, SystemClock())
    intake = Intake(session)
    thread = threading.Thread(target=lambda: intake.take_in(linger=20))
    if takes_in:
        thread.start()
    yield session
    session.close()
    if takes_in:
        thread.join()


class TestAlone:
    def test_an_output_with_its_check(self, ask: Ask, file: Path) -> None:
        check = ("--check", "fail", "--failed", "No owner", "--note", "n", "--as", "dana osei")
        more = ("--on", "yesterday", "--made-by", "run 7", "--link", "https://x", "--tool", "crm")
        said = ask("record", file, "output", "T-1", *check, *more)
        assert (said.code, said.out, said.err) == (0, "Recorded output T-1.\n", "")
        (made,) = project(file).outputs
        assert (made.reference, made.made_by, made.link) == ("T-1", "run 7", "https://x")
        assert made.on == date.today() - timedelta(days=1)  # noqa: DTZ011
        (found,) = made.checks
        assert (found.by, found.verdict, found.failed, found.note) == (2, "fail", "No owner", "n")
        assert sorted(each.name for each in Path().iterdir()) == [file.name, f"{file.name}.bak"]
        assert ask("verify", file).code == 0

    def test_a_measurement_is_told_by_the_whole_name_of_its_metric(
        self, ask: Ask, file: Path
    ) -> None:
        said = ask("record", file, "measurement", "time", "5.5")
        assert said.out == "Recorded measurement Working time per output: 5.5 minutes.\n"

    def test_a_measurement_as_json(self, ask: Ask, file: Path) -> None:
        said = ask("record", file, "measurement", "time", "5,5", "--cases", 12, "--json")
        assert said.code == 0
        (made,) = project(file).measurements
        assert said.json["state"] == "recorded"
        (record,) = said.json["records"]
        assert record["kind"] == "measurement"
        assert (record["id"], record["value"], record["sample_size"]) == (made.id, "5.5", 12)

    def test_what_waits_is_recorded_before(self, ask: Ask, file: Path) -> None:
        drop(file, "T-1", "T-1")
        assert ask("record", file, "output", "T-2").code == 0
        assert references(project(file)) == ["T-1", "T-2"]
        assert len(Inbox(file).refusals()) == 1

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("output", "T-0"), "There is already an output “T-0”."),
            (("output", "T-1", "--as", "Kim"), "Kim is not in this project. Its people are Ada"),
            (("output", "T-1", "--on", "3/4/2026"), "can be 3 Apr 2026 or 4 Mar 2026"),
            (("output", "T-1", "--on", "tomorrow"), "is in the future"),
            (("output", "T-1", "--note", "n"), "--failed and --note belong to --check"),
            (("output", "T-1", "--check", "good"), "'good' is not one of 'pass', 'fail'"),
            (("measurement", "speed", "5"), "The metrics are Working time per output, Cost per"),
            (("measurement", "time", "fast"), "“fast” is not a number"),
            ((), "Say what to record"),
            (("--from", "no-such-file"), "No such file"),
            (("output", "T-1", "--wait", "soon"), "'soon' is not a valid float"),
        ],
    )
    def test_what_is_refused(
        self, ask: Ask, file: Path, arguments: tuple[str, ...], said: str
    ) -> None:
        assert ask("record", file, "output", "T-0").code == 0
        answer = ask("record", file, *arguments)
        assert (answer.code, answer.out) == (2, "")
        assert said in answer.err
        assert references(project(file)) == ["T-0"]
        assert not Inbox(file).folder.exists()

    def test_files_that_can_t_be_recorded_in(self, ask: Ask, keep: Keep) -> None:
        assert "There is no file" in ask("record", "nowhere", "output", "T").err
        Path("x.handoff.zip").touch()
        assert "is a bundle" in ask("record", "x.handoff.zip", "output", "T").err
        damaged = keep(in_production(), "damaged")
        damaged.write_bytes(b"{}")
        names.backup(damaged).unlink()
        said = ask("record", damaged, "output", "T")
        assert said.code == 2
        assert "Error: damaged.pilotage.json" in said.err
        early = ask("record", keep(handed_over().project, "early"), "output", "T")
        assert (early.code, "Phase 4 is locked" in early.err) == (2, True)
        assert not list(Path().glob("*.inbox"))

    def test_without_waiting_an_answer_is_an_answer(self, ask: Ask, file: Path) -> None:
        assert ask("record", file, "output", "T-1", "--wait", 0).out == "Recorded output T-1.\n"
        said = ask("record", file, "output", "T-1", "--wait", 0)
        assert (said.code, said.out) == (2, "")
        assert "already an output" in said.err

    def test_a_full_disk(self, ask: Ask, file: Path, disk: Disk) -> None:
        disk.write_error = errno.ENOSPC
        said = ask("record", file, "output", "T-1")
        assert (said.code, said.out) == (2, "")
        assert "can't be saved: The disk is full" in said.err
        assert references(project(file)) == []
        assert not Inbox(file).folder.exists()

    def test_saved_at_the_last_try(
        self, ask: Ask, file: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        disk.write_error = errno.ENOSPC
        close = Session.close

        def mended(session: Session) -> None:
            disk.write_error = 0
            close(session)

        monkeypatch.setattr(Session, "close", mended)
        assert ask("record", file, "output", "T-1").out == "Recorded output T-1.\n"
        assert references(project(file)) == ["T-1"]
        assert not Inbox(file).folder.exists()

    def test_nothing_that_moves_the_cursor_is_printed(self, ask: Ask, file: Path) -> None:
        said = ask("record", file, "output", "T\x1b[31m\u202e1")
        assert said.code == 0
        assert "\x1b" not in said.out
        assert "\u202e" not in said.out


class TestLines:
    def test_all_of_them(self, ask: Ask, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        lines = (
            '{"output": "T-1", "check": "pass", "as": "Dana Osei", "on": "yesterday"}\n\n'
            '{"output": "T-2", "note": null}\n{"measurement": "time", "value": 5.50, "cases": 3}\n'
        )
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
        said = ask("record", file, "--from", "-", "--json")
        assert (said.code, said.err) == (0, "")
        kinds = [each["kind"] for each in said.json["records"]]
        assert kinds == ["output", "output", "measurement"]
        assert references(project(file)) == ["T-1", "T-2"]
        assert str(project(file).measurements[0].value) == "5.50"

    def test_none_when_one_is_wrong(self, ask: Ask, file: Path) -> None:
        Path("lines").write_text('{"output": "T-1"}\n\n{"output": "T-1"}\n{"output": "T-2"}\n')
        said = ask("record", file, "--from", "lines")
        assert said.code == 2
        assert "Nothing was recorded.\nline 3: There is already an output “T-1”." in said.err
        assert references(project(file)) == []

    @pytest.mark.parametrize(
        ("lines", "said"),
        [
            ("", "There is no line to record"),
            ("\n\n", "There is no line to record"),
            ('{"output": "T-1"}\nT-2\n', "line 2: It is no JSON object."),
            ('["T-1"]', "line 1: It is no object"),
            ('{"output": "T-1", "on": "soon"}', "line 1: Date: “soon” is not a date"),
            ('{"output": "T-1", "why": "x"}', "line 1: “why” can't be said of an output."),
            ('{"measurement": "time", "value": NaN}', "“NaN” is not a number"),
            ('{"output": "T"}\n' * 1001, "More than 1,000 lines are too many"),
            ("[" * 50_000, "line 1: It is no JSON object."),
        ],
    )
    def test_what_is_refused(self, ask: Ask, file: Path, lines: str, said: str) -> None:
        Path("lines").write_text(lines)
        answer = ask("record", file, "--from", "lines")
        assert (answer.code, answer.out) == (2, "")
        assert said in answer.err
        assert not Inbox(file).folder.exists()


class TestWhileItIsOpen:
    def test_the_one_that_has_it_records(self, ask: Ask, file: Path) -> None:
        with opened(file) as session:
            assert ask("record", file, "output", "T-1").out == "Recorded output T-1.\n"
            said = ask("record", file, "measurement", "time", "5", "--json")
            assert said.json["state"] == "recorded"
            assert [each["value"] for each in said.json["records"]] == ["5"]
            assert references(session.project) == ["T-1"]
            again = ask("record", file, "output", "T-1")
            assert (again.code, again.out) == (2, "")
            assert "There is already an output “T-1”." in again.err
            assert Inbox(file).refusals() == []  # it was told
        assert references(project(file)) == ["T-1"]

    def test_one_that_does_not_take_in_finds_it_later(self, ask: Ask, file: Path) -> None:
        with opened(file, takes_in=False):
            said = ask("record", file, "output", "T-1", "--wait", 0.1)
            assert (said.code, said.err) == (0, "")
            assert said.out.startswith(f"Left output T-1 in the inbox: {file.name} is open elsewh")
            assert "process" in said.out
            said = ask("record", file, "output", "T-2", "--wait", 0, "--json")
            assert (said.json["state"], said.json["records"]) == ("left", [])
            assert references(project(file)) == []
            status = ask("status", file, "--json").json["projects"][0]
            assert status["inbox"] == {"waiting": 2, "refused": 0}
            assert "not taken in yet: 2 entries" in ask("status", file).out
            assert "2 entries not taken in yet" in ask("verify", file).out
        assert ask("record", file, "output", "T-3").code == 0
        assert references(project(file)) == ["T-1", "T-2", "T-3"]

    def test_it_is_recorded_here_once_the_other_is_gone(self, ask: Ask, file: Path) -> None:
        lock = Lock(file)
        assert lock.acquire()
        thread = threading.Thread(target=lambda: (time.sleep(0.15), lock.release()))
        thread.start()
        assert ask("record", file, "output", "T-1").out == "Recorded output T-1.\n"
        thread.join()
        assert references(project(file)) == ["T-1"]

    def test_a_lock_that_was_left_behind_is_no_hindrance(self, ask: Ask, file: Path) -> None:
        names.lock(file).write_bytes(b" {}")
        assert ask("record", file, "output", "T-1").code == 0
        assert references(project(file)) == ["T-1"]

    def test_scripts_at_the_same_time(self, file: Path) -> None:
        def work(name: str) -> None:
            for number in range(4):
                handing_in.hand_in(file, [{"output": f"{name}-{number}"}], tool="t")

        threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found = references(project(file))
        assert sorted(found) == [f"{name}-{n}" for name in "abc" for n in range(4)]
        assert not Inbox(file).folder.exists()


class TestStopped:
    @pytest.fixture(params=[signal.SIGINT, signal.SIGTERM])
    def stop(
        self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[list[Callable[[], object]]]:
        """Stopped while it waits; what is done just before is put into the list."""
        first: list[Callable[[], object]] = []

        def stopped(_: float) -> None:
            while first:
                first.pop()()
            signal.raise_signal(request.param)

        def not_handled(*_: object) -> None:
            raise AssertionError("it was ended by a signal")

        before = signal.signal(signal.SIGTERM, not_handled)
        monkeypatch.setattr(handing_in.time, "sleep", stopped)
        yield first
        assert signal.signal(signal.SIGTERM, before) is not_handled

    def test_what_waits_is_taken_back(
        self, ask: Ask, file: Path, stop: list[Callable[[], object]]
    ) -> None:
        with opened(file, takes_in=False):
            said = ask("record", file, "output", "T-1")
            assert (said.code, said.out) == (130, "")
            assert said.err.strip().startswith(
                "Stopped and taken back. A Pilotage that has the project"
            )
            assert not Inbox(file).folder.exists()
        assert references(project(file)) == []

    def test_nothing_is_recorded_where_the_other_has_gone(
        self, ask: Ask, file: Path, stop: list[Callable[[], object]]
    ) -> None:
        lock = Lock(file)
        assert lock.acquire()
        stop.append(lock.release)
        said = ask("record", file, "output", "T-1")
        assert (said.code, said.err.strip()) == (130, "Stopped. Nothing is recorded.")
        assert not Inbox(file).folder.exists()

    def test_what_was_recorded_meanwhile_is_said_to_be(
        self, ask: Ask, file: Path, stop: list[Callable[[], object]]
    ) -> None:
        with opened(file, takes_in=False) as session:
            stop.append(lambda: Intake(session).take_in())
            said = ask("record", file, "output", "T-1")
            assert (said.code, said.err.strip()) == (130, "Stopped, but it is recorded already.")
        assert references(project(file)) == ["T-1"]

    def test_what_was_refused_meanwhile_is_told(
        self, ask: Ask, file: Path, stop: list[Callable[[], object]]
    ) -> None:
        with opened(file, takes_in=False) as session:
            stop.append(lambda: Intake(session).take_in())
            said = ask("record", file, "output", "T-1", "--as", "Kim")
            assert said.err.strip().startswith(
                "Stopped. It was refused: Kim is not in this project."
            )
            assert not Inbox(file).folder.exists()


class TestRefused:
    def test_it_is_listed_tried_again_and_forgotten(self, ask: Ask, file: Path) -> None:
        assert ask("record", file, "refused").out == "Nothing is refused.\n"
        inbox = Inbox(file)
        for reference, by in (("T-1", "Kim"), ("T-2", "Lee")):
            inbox.refuse(
                inbox.drop(content({"output": reference, "as": by})), f"{by} is not in it."
            )
        said = ask("record", file, "refused")
        assert (said.code, said.err) == (1, "")
        assert said.out == "output T-1: Kim is not in it.\noutput T-2: Lee is not in it.\n"
        status = ask("status", file)
        assert "refused: 2 entries; see `pilotage record FILE refused`" in status.out
        assert "  Kim is not in it." in status.out
        verified = ask("verify", file)
        assert verified.code == 1
        assert "inbox: 2 entries were refused" in verified.out
        kim = in_production().people[0].with_(id=90, name="Kim")
        session = Session.open(file, SystemClock())
        session._commit(
            session.project.having(people=(*session.project.people, kim), next_id=91), "add", "x"
        )
        session.close()
        said = ask("record", file, "refused", "--again", "--json")
        assert said.code == 1
        (left,) = said.json["refused"]
        assert left["reason"].startswith("Lee is not in this project.")
        assert references(project(file)) == ["T-1"]
        assert ask("record", file, "refused", "--forget").code == 0
        assert not inbox.folder.exists()

    def test_either_or(self, ask: Ask, file: Path) -> None:
        assert ask("record", file, "refused", "--again", "--forget").code == 2
