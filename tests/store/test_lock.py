"""One writer: a second instance reads, says who holds the file, and a dead holder frees it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import filelock
import pytest
from tests.way import FixedClock

from pilotage.actions import people
from pilotage.errors import FileInUse
from pilotage.session import Session
from pilotage.store import names
from pilotage.store.lock import Holder, Lock, lock_path
from pilotage.store.project_file import ProjectFile

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOLD = """
    import sys
    from pathlib import Path
    from pilotage.store.project_file import ProjectFile
    file = ProjectFile.open(Path(sys.argv[1]))
    print("read-only" if file.read_only else "holds it", flush=True)
    sys.stdin.readline()
    file.close()
"""


@pytest.fixture
def other(worked: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the file."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLD), str(worked)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "holds it\n"
        yield process
        process.kill()


def test_a_second_process_reads_and_says_who_writes(
    worked: Path, other: subprocess.Popen[str]
) -> None:
    before = worked.read_bytes()
    session = Session.open(worked, FixedClock())
    assert session.read_only
    assert session.state.kind == "read_only"
    found = re.fullmatch(
        rf"held by \S+ on \S+ since \d\d:\d\d \(process {other.pid}\)", session.state.why
    )
    assert found, session.state.why
    with pytest.raises(FileInUse, match=f"process {other.pid}"):
        session.do(people.set_note, note="mine")
    with pytest.raises(FileInUse):
        session.undo()
    session.drive(2)  # who looks at it is nobody's business but ours
    assert session.actor == 2
    session.close()
    assert worked.read_bytes() == before
    assert lock_path(worked).exists()  # the holder's, not ours to remove


def test_the_lock_is_free_when_its_holder_leaves(
    worked: Path, other: subprocess.Popen[str]
) -> None:
    other.communicate("leave\n", timeout=20)
    assert not lock_path(worked).exists()
    file = ProjectFile.open(worked)
    assert not file.read_only
    file.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_the_lock_is_free_when_its_holder_is_killed(
    worked: Path, other: subprocess.Popen[str]
) -> None:
    other.send_signal(signal.SIGKILL)
    other.wait(20)
    assert lock_path(worked).exists()  # left behind, and no hindrance
    file = ProjectFile.open(worked)
    assert not file.read_only
    written = json.loads(lock_path(worked).read_bytes()[1:])
    assert written["pid"] == os.getpid()
    file.close()
    assert not lock_path(worked).exists()


def test_the_same_process_can_not_write_twice(worked: Path) -> None:
    first, second = ProjectFile.open(worked), ProjectFile.open(worked)
    assert second.read_only
    assert second.holder is not None
    assert second.holder.pid == os.getpid()
    second.close()
    first.close()
    third = ProjectFile.open(worked)
    assert not third.read_only
    third.close()


@pytest.mark.parametrize("content", [b"", b" \x00", b" {}", b" [1]", b" {" + b"[" * 500])
def test_a_holder_that_can_not_be_read(worked: Path, content: bytes) -> None:
    first = ProjectFile.open(worked)
    lock_path(worked).write_bytes(content)
    second = ProjectFile.open(worked)
    assert second.read_only
    assert second.why_read_only == "held by another program"
    first.close()


def test_a_hostile_holder_is_shown_plainly(worked: Path) -> None:
    first = ProjectFile.open(worked)
    fake = {"user": "\x1b[2J" + "x" * 500, "host": "\u202eh", "pid": 1, "since": AT.isoformat()}
    lock_path(worked).write_bytes(b" " + json.dumps(fake).encode())
    why = ProjectFile.open(worked).why_read_only
    assert why.isprintable()
    assert len(why) < 200
    first.close()


def test_a_holder_in_words() -> None:
    now = datetime.now(UTC)
    today = Holder("Dana", "host-7", 1234, now)
    assert str(today) == f"Dana on host-7 since {now.astimezone():%H:%M} (process 1234)"
    earlier = now - timedelta(days=3)
    assert f"since {earlier.astimezone():%Y-%m-%d %H:%M}" in str(
        Holder("Dana", "host-7", 1234, earlier)
    )


def test_a_lock_can_be_given_back_by_another_thread(tmp_path: Path) -> None:
    import threading

    lock = Lock(tmp_path / "a")
    assert lock.acquire()
    thread = threading.Thread(target=lock.release)
    thread.start()
    thread.join()
    again = Lock(tmp_path / "a")
    assert again.acquire()
    again.release()


def test_a_folder_without_room_for_a_lock_is_open_to_read_only(
    worked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Lock) -> bool:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Lock, "acquire", refuse)
    file = ProjectFile.open(worked)
    assert file.read_only
    assert "can only be read" in file.why_read_only


def test_a_file_system_without_locks_has_one_writer_too(
    worked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filelock, "FileLock", filelock.SoftFileLock)
    first, second = ProjectFile.open(worked), ProjectFile.open(worked)
    assert (first.read_only, second.read_only) == (False, True)
    first.close()
    assert sorted(worked.parent.iterdir()) == [worked, names.backup(worked)]


def test_reading_needs_no_lock_library(worked: Path) -> None:
    code = """
        import sys
        from pathlib import Path
        from pilotage.store.project_file import ProjectFile
        ProjectFile.open(Path(sys.argv[1]), read_only=True).close()
        sys.exit("filelock" in sys.modules)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code), str(worked)], timeout=60)
    assert done.returncode == 0


def test_a_lock_changes_hands_many_times_and_is_never_held_twice(tmp_path: Path) -> None:
    """Four processes take turns; each checks that nobody else is inside."""
    code = """
        import sys, time
        from pathlib import Path
        from pilotage.store.lock import Lock
        folder, done, deadline = Path(sys.argv[1]), 0, time.monotonic() + 40
        while done < 40 and time.monotonic() < deadline:
            lock = Lock(folder / "project")
            if not lock.acquire():
                continue
            (folder / "inside").mkdir()  # fails if somebody else is inside
            (folder / "inside").rmdir()
            lock.release()
            done += 1
        sys.exit(done < 40)
    """
    others = [
        subprocess.Popen([sys.executable, "-c", textwrap.dedent(code), str(tmp_path)])
        for _ in range(4)
    ]
    assert [process.wait(60) for process in others] == [0, 0, 0, 0]
