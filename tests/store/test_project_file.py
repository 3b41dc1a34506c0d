"""Saving: what is acknowledged is on disk, what fails stays in memory and is tried again."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest
from tests.disk import Disk, disk
from tests.store.saving import AT, commit, file, on_disk
from tests.way import Way
from tinydb import Query, TinyDB

from pilotage.errors import FileInUse, FileProblem
from pilotage.store import atomic, names
from pilotage.store.project_file import ProjectFile
from pilotage.store.verify import verify

__all__ = ["disk", "file"]


def test_a_commit_is_on_disk_when_it_says_so(file: ProjectFile, path: Path) -> None:
    seen: list[str] = []
    commit(file, "saved", lambda problem: seen.append(problem or on_disk(path).note))
    file.flush()
    assert seen == ["saved"]
    for each in path.parent.iterdir():
        assert each.stat().st_mode & 0o777 == 0o600, each


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


def test_commits_that_wait_are_one_write(file: ProjectFile, path: Path, disk: Disk) -> None:
    heard: list[str] = []

    def save(note: str) -> None:
        commit(file, note, lambda problem: heard.append(problem or on_disk(path).note))

    disk.wait()
    save("first")
    assert disk.begun.wait(10)
    for number in range(20):
        save(f"note {number}")
    assert heard == []  # nothing is acknowledged before it is on disk
    assert on_disk(path).note == ""
    disk.go.set()
    file.flush()
    assert disk.writes == 2
    assert heard == ["note 19"] * 21
    assert on_disk(path).note == "note 19"
    assert len(ProjectFile.open(path, read_only=True).journal) == 22


SAID = {
    errno.ENOSPC: "disk is full",
    errno.EACCES: "no permission",
    errno.EROFS: "only be read",
    errno.EIO: "disk reported an error",
    errno.ENOENT: "not there any more",
    errno.EBUSY: os.strerror(errno.EBUSY),
}


@pytest.mark.parametrize("kind", ["write_error", "sync_error"])
@pytest.mark.parametrize("code", SAID)
def test_a_failed_save_says_why(
    file: ProjectFile, path: Path, disk: Disk, kind: str, code: int
) -> None:
    heard: list[str] = []
    setattr(disk, kind, code)
    after = commit(file, "unsaved", heard)
    file.flush()
    assert len(heard) == 1
    assert SAID[code] in heard[0]
    assert "tried again" in heard[0]
    assert file.problem == heard[0]
    assert file.project == after
    assert on_disk(path).note == ""


@pytest.mark.parametrize("kind", ["write_error", "sync_error"])
def test_retry_saves_what_could_not_be_saved(
    file: ProjectFile, path: Path, disk: Disk, kind: str
) -> None:
    heard: list[str] = []
    commit(file, "good")
    file.flush()
    setattr(disk, kind, errno.ENOSPC)
    commit(file, "one", heard)
    file.flush()
    commit(file, "two", heard)
    file.flush()
    assert on_disk(path).note == "good"
    setattr(disk, kind, 0)
    file.retry()
    file.flush()
    assert heard[-1] == ""
    assert all(heard[:-1])
    assert on_disk(path) == file.project
    assert [e.what for e in ProjectFile.open(path, read_only=True).journal][1:] == [
        "noted good",
        "noted one",
        "noted two",
    ]
    assert verify(path).ok


def test_the_next_commit_and_the_close_try_again(path: Path, disk: Disk) -> None:
    file = ProjectFile.create(path, Way().project, at=AT)
    disk.write_error = errno.ENOSPC
    commit(file, "one")
    file.flush()
    disk.write_error = 0
    commit(file, "two")
    file.flush()
    assert (file.problem, on_disk(path).note) == ("", "two")
    disk.sync_error = errno.EIO
    commit(file, "three")
    file.flush()
    disk.sync_error = 0
    file.close()
    assert on_disk(path).note == "three"


def test_a_failed_save_is_tried_again_by_itself(
    path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "pilotage.store.writer.Writer.__init__.__kwdefaults__", {"retry_seconds": 0.02}
    )
    file = ProjectFile.create(path, Way().project, at=AT)
    saved = threading.Event()
    disk.write_error = errno.ENOSPC
    commit(file, "later", lambda problem: None if problem else saved.set())
    file.flush()
    assert file.problem
    disk.write_error = 0
    assert saved.wait(10)
    assert on_disk(path).note == "later"
    file.close()


def test_a_handle_that_failed_to_sync_is_never_used_again(
    file: ProjectFile, path: Path, disk: Disk
) -> None:
    commit(file, "good")
    file.flush()
    (first,) = names.logs(path)
    disk.sync_error = errno.EIO
    commit(file, "doubtful")
    file.flush()
    disk.sync_error = 0
    file.retry()
    file.flush()
    assert len(names.logs(path)) == 2
    assert b"doubtful" not in first.path.read_bytes()
    assert on_disk(path).note == "doubtful"


def test_a_listener_that_raises_does_not_stop_the_saving(
    file: ProjectFile, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: str) -> None:
        raise RuntimeError("the listener's own mistake")

    commit(file, "a", fail)
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

    commit(file, "a", leave)
    assert done.wait(10)


def test_closing_saves_unlocks_and_may_be_repeated(path: Path) -> None:
    file = ProjectFile.create(path, Way().project, at=AT)
    commit(file, "last")
    file.close()
    file.close()
    assert on_disk(path).note == "last"
    assert sorted(path.parent.iterdir()) == [path, names.backup(path)]
    with pytest.raises(FileProblem, match="closed"):
        commit(file, "too late")


def test_read_only_takes_no_lock_and_saves_nothing(worked: Path) -> None:
    file = ProjectFile.open(worked, read_only=True)
    assert file.read_only
    assert file.holder is None
    assert sorted(worked.parent.iterdir()) == [worked, names.backup(worked)]
    with pytest.raises(FileInUse):
        commit(file, "x")


def test_leftovers_of_a_killed_writer_go_when_it_is_opened(worked: Path) -> None:
    left = worked.with_name(atomic.temporary_prefix(worked) + "abc")
    left.write_bytes(b"half")
    ProjectFile.open(worked, read_only=True).close()
    assert left.exists()  # it may be a living writer's
    ProjectFile.open(worked).close()
    assert sorted(worked.parent.iterdir()) == [worked, names.backup(worked)]
