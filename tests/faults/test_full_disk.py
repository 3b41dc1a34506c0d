"""A disk that is really full: while it saves, folds, closes, and when a project is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilotage.errors import FileProblem
from pilotage.store import names
from pilotage.store.changes import Changes
from pilotage.store.project_file import ProjectFile
from pilotage.store.recovery import recover
from pilotage.store.storage import JournaledStorage
from pilotage.store.verify import verify
from tests.faults.mounts import fill, small_disk
from tests.store.saving import AT, commit
from tests.way import Way

__all__ = ["small_disk"]


def test_it_is_said_and_saved_once_there_is_room(small_disk: Path) -> None:
    path = small_disk / "a.pilotage.json"
    file = ProjectFile.create(path, Way().project, at=AT)
    heard: list[str] = []
    commit(file, "before", heard)
    file.flush()
    assert heard == [""]
    filler = small_disk / "filler"
    fill(filler)
    commit(file, "y" * 4000, heard)
    file.flush()
    assert "disk is full" in heard[-1]
    assert "Free some space" in heard[-1]
    assert ProjectFile.open(path, read_only=True).project.note == "before"
    assert verify(path).ok
    filler.unlink()
    file.retry()
    file.flush()
    assert heard[-1] == ""
    file.close()
    assert sorted(small_disk.iterdir()) == [path, names.backup(path)]
    assert ProjectFile.open(path, read_only=True).project.note == "y" * 4000
    assert verify(path).ok


def test_closing_without_room_to_fold_leaves_all_in_the_log(small_disk: Path) -> None:
    path = small_disk / "a.pilotage.json"
    file = ProjectFile.create(path, Way().project, at=AT)
    fill(small_disk / "filler")
    with (small_disk / "filler").open("r+b") as filler:
        filler.truncate(filler.seek(0, 2) - 8192)  # room for the log, not for the whole
    heard: list[str] = []
    commit(file, "z" * 2000, heard)
    file.close()
    assert heard == [""]
    assert names.logs(path)
    assert verify(path).ok
    (small_disk / "filler").unlink()
    again = ProjectFile.open(path)
    assert (again.project.note, again.read_only) == ("z" * 2000, False)
    again.close()
    assert sorted(small_disk.iterdir()) == [path, names.backup(path)]


def test_memory_and_disk_agree_after_a_refused_commit(small_disk: Path) -> None:
    path = small_disk / "data.json"
    storage = JournaledStorage(path)
    storage.commit(Changes(put={"t": {"1": {"x": "good"}}}))
    fill(small_disk / "filler")
    with pytest.raises(OSError, match="No space"):
        storage.commit(Changes(put={"t": {"2": {"x": "y" * 9000}}}, deleted={"t": ("1",)}))
    assert storage.tables == recover(path).tables == {"t": {"1": {"x": "good"}}}
    (small_disk / "filler").unlink()
    storage.commit(Changes(put={"t": {"3": {"x": "later"}}}))
    assert storage.tables == recover(path).tables
    storage.close()
    assert recover(path).tables == {"t": {"1": {"x": "good"}, "3": {"x": "later"}}}


def test_a_project_can_not_be_made_on_a_full_disk(small_disk: Path) -> None:
    fill(small_disk / "filler")
    with pytest.raises(FileProblem, match="disk is full"):
        ProjectFile.create(small_disk / "a.pilotage.json", Way().project, at=AT)
    assert [p.name for p in small_disk.iterdir()] == ["filler"]
