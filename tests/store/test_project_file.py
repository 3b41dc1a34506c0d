"""Saving: what is acknowledged is on disk, what fails stays in memory and is tried again."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from tests.store.saving import AT, commit, file, on_disk
from tests.way import Way
from tinydb import Query, TinyDB

from pilotage.errors import FileInUse, FileProblem
from pilotage.store import atomic
from pilotage.store.project_file import ProjectFile
from pilotage.store.storage import AtomicStorage

__all__ = ["file"]


def test_a_commit_is_on_disk_when_it_says_so(file: ProjectFile, path: Path) -> None:
    seen: list[str] = []
    after = file.project.having(note="saved")
    file.commit(
        after,
        at=AT,
        by="Ada",
        role="builder",
        action="set_note",
        what="x",
        done=lambda problem: seen.append(problem or on_disk(path).note),
    )
    file.flush()
    assert seen == ["saved"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_stock_tinydb_reads_it(worked: Path) -> None:
    project = on_disk(worked)
    with TinyDB(worked) as db:
        assert {"project", "revisions", "metrics", "runs", "gaps", "journal"} <= db.tables()
        gaps = db.table("gaps")
        found = gaps.get(Query().text == "Which inbox?")
        assert found is not None
        assert found.doc_id == project.gaps[0].id
        assert db.table("project").get(doc_id=1)["note"] == project.note
        assert [d.doc_id for d in db.table("journal")] == list(
            range(1, len(db.table("journal")) + 1)
        )


def test_what_stock_tinydb_adds_is_kept(worked: Path) -> None:
    with TinyDB(worked) as db:
        db.table("mine").insert({"x": [1, 2]})
    file = ProjectFile.open(worked)
    commit(file, "later")
    file.close()
    with TinyDB(worked) as db:
        assert db.table("mine").all() == [{"x": [1, 2]}]


def test_the_storage_serves_tinydb(path: Path) -> None:
    with TinyDB(path, storage=AtomicStorage) as db:
        db.table("project").insert({"schema_version": 1})
    with TinyDB(path) as db:
        assert db.table("project").all() == [{"schema_version": 1}]
    with TinyDB(path, storage=AtomicStorage) as db:
        assert len(db.table("project")) == 1


class Gate:
    """Holds each write until told, and counts them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open, self.started, self.count = threading.Event(), threading.Event(), 0
        write = atomic.write

        def slow(*args: Any, **kwargs: Any) -> Any:
            self.count += 1
            self.started.set()
            assert self.open.wait(10)
            return write(*args, **kwargs)

        monkeypatch.setattr(atomic, "write", slow)


def test_commits_that_wait_are_one_write(
    file: ProjectFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, heard = Gate(monkeypatch), []

    def save(note: str) -> None:
        file.commit(
            file.project.having(note=note),
            at=AT,
            by="Ada",
            role="builder",
            action="set_note",
            what="x",
            done=lambda problem: heard.append(problem or on_disk(path).note),
        )

    save("first")
    assert gate.started.wait(10)
    for number in range(20):
        save(f"note {number}")
    assert heard == []  # nothing is acknowledged before it is on disk
    assert on_disk(path).note == ""
    gate.open.set()
    file.flush()
    assert gate.count == 2
    assert heard == ["note 19"] * 21
    assert on_disk(path).note == "note 19"
    assert len(ProjectFile.open(path, read_only=True).journal) == 22


class Broken:
    """A disk that refuses writes until it is mended."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, code: int = errno.ENOSPC) -> None:
        self.code: int | None = code
        write = atomic.write

        def broken(*args: Any, **kwargs: Any) -> Any:
            if self.code is not None:
                raise OSError(self.code, os.strerror(self.code))
            return write(*args, **kwargs)

        monkeypatch.setattr(atomic, "write", broken)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EACCES, "no permission"),
        (errno.EROFS, "only be read"),
        (errno.EIO, "disk reported an error"),
        (errno.ENOENT, "not there any more"),
        (errno.EBUSY, os.strerror(errno.EBUSY)),
    ],
)
def test_a_failed_save_says_why(
    file: ProjectFile, path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    heard: list[str] = []
    Broken(monkeypatch, code)
    after = commit(file, "unsaved", heard)
    file.flush()
    assert len(heard) == 1
    assert said in heard[0]
    assert "tried again" in heard[0]
    assert file.problem == heard[0]
    assert file.project == after
    assert on_disk(path).note == ""


def test_retry_saves_what_could_not_be_saved(
    file: ProjectFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    disk = Broken(monkeypatch)
    commit(file, "one", heard)
    file.flush()
    commit(file, "two", heard)
    file.flush()
    disk.code = None
    file.retry()
    file.flush()
    assert heard[-1] == ""
    assert all(heard[:-1])
    assert on_disk(path) == file.project
    assert len(file.journal) == len(ProjectFile.open(path, read_only=True).journal) == 3


def test_the_next_commit_and_the_close_try_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = ProjectFile.create(path, Way().project, at=AT)
    disk = Broken(monkeypatch)
    commit(file, "one")
    file.flush()
    disk.code = None
    commit(file, "two")
    file.flush()
    assert (file.problem, on_disk(path).note) == ("", "two")
    disk.code = errno.ENOSPC
    commit(file, "three")
    file.flush()
    disk.code = None
    file.close()
    assert on_disk(path).note == "three"


def test_a_failed_save_is_tried_again_by_itself(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "pilotage.store.writer.Writer.__init__.__kwdefaults__", {"retry_seconds": 0.02}
    )
    file = ProjectFile.create(path, Way().project, at=AT)
    disk, saved = Broken(monkeypatch), threading.Event()
    file.commit(
        file.project.having(note="later"),
        at=AT,
        by="",
        role="",
        action="set_note",
        what="x",
        done=lambda problem: None if problem else saved.set(),
    )
    file.flush()
    assert file.problem
    disk.code = None
    assert saved.wait(10)
    assert on_disk(path).note == "later"
    file.close()


def test_a_listener_that_raises_does_not_stop_the_saving(
    file: ProjectFile, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: str) -> None:
        raise RuntimeError("the listener's own mistake")

    file.commit(
        file.project.having(note="a"), at=AT, by="", role="", action="x", what="x", done=fail
    )
    file.flush()
    commit(file, "b")
    file.flush()
    assert on_disk(path).note == "b"
    assert "the listener's own mistake" in caplog.text


def test_a_listener_may_ask_to_flush_and_to_close(file: ProjectFile) -> None:
    done = threading.Event()

    def leave(_: str) -> None:
        file.flush()
        file.close()
        done.set()

    file.commit(
        file.project.having(note="a"), at=AT, by="", role="", action="x", what="x", done=leave
    )
    assert done.wait(10)


def test_closing_saves_unlocks_and_may_be_repeated(path: Path) -> None:
    file = ProjectFile.create(path, Way().project, at=AT)
    commit(file, "last")
    file.close()
    file.close()
    assert on_disk(path).note == "last"
    assert list(path.parent.iterdir()) == [path]
    with pytest.raises(FileProblem, match="closed"):
        commit(file, "too late")


def test_read_only_takes_no_lock_and_saves_nothing(worked: Path) -> None:
    file = ProjectFile.open(worked, read_only=True)
    assert file.read_only
    assert file.holder is None
    assert list(worked.parent.iterdir()) == [worked]
    with pytest.raises(FileInUse):
        commit(file, "x")


def test_leftovers_of_a_killed_writer_go_when_it_is_opened(worked: Path) -> None:
    left = worked.with_name(atomic.temporary_prefix(worked) + "abc")
    left.write_bytes(b"half")
    ProjectFile.open(worked, read_only=True).close()
    assert left.exists()  # it may be a living writer's
    ProjectFile.open(worked).close()
    assert list(worked.parent.iterdir()) == [worked]
