"""Files that were cut, flipped, emptied, swapped or taken away: each has its defined end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pilotage.errors import FileProblem
from pilotage.store import base, names
from pilotage.store.changes import Changes
from pilotage.store.project_file import ProjectFile
from pilotage.store.recovery import recover
from pilotage.store.storage import JournaledStorage, Unsafe
from pilotage.store.verify import verify
from tests.faults.writer import changes, states
from tests.store.saving import AT, commit
from tests.way import Way

FOLDED, LAST = 5, 9


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """A file that holds commits 1 to 5, and a log with 6 to 9, as after a crash."""
    path = tmp_path / "data.json"
    storage = JournaledStorage(path)
    for number in range(1, LAST + 1):
        storage.commit(changes(number))
        if number == FOLDED:
            storage.fold()
    for file in path.parent.iterdir():
        shutil.copy(file, path.parent / f"crash-{file.name}")
    storage.close()
    for file in (path, names.backup(path)):
        file.unlink()
    for file in path.parent.glob("crash-*"):
        file.rename(path.parent / file.name.removeprefix("crash-"))
    return path


def log_of(path: Path) -> Path:
    (log,) = names.logs(path)
    return log.path


STRIDE = 5
"""Every fifth byte is tried, and so each bit in turn; all of them take five times as long."""


def ends(log: bytes) -> list[int]:
    return [at + 1 for at, byte in enumerate(log) if byte == ord("\n")]


def test_the_log_cut_anywhere_gives_a_state_that_was(crashed: Path) -> None:
    log, kept = log_of(crashed), states(LAST)
    whole = log.read_bytes()
    beside = {end + near for end in (0, *ends(whole)) for near in (-1, 0, 1)}
    for size in sorted({*range(0, len(whole), STRIDE), *beside} & {*range(len(whole) + 1)}):
        log.write_bytes(whole[:size])
        found = recover(crashed)
        assert not found.damage
        assert found.sequence == FOLDED + sum(end <= size for end in ends(whole))
        assert found.tables == kept[found.sequence]
        assert bool(found.notes) == (size not in (0, *ends(whole)))


def test_a_tail_of_zeros_is_a_torn_tail(crashed: Path) -> None:
    log = log_of(crashed)
    whole = log.read_bytes()
    for size in (*ends(whole), ends(whole)[0] + 7, ends(whole)[1] - 9):
        log.write_bytes(whole[:size] + bytes(600))
        found = recover(crashed)
        assert not found.damage
        assert found.tables == states(LAST)[found.sequence]


def test_a_flipped_bit_of_the_log_is_found_out(crashed: Path) -> None:
    log, kept = log_of(crashed), states(LAST)
    whole = log.read_bytes()
    for at in range(0, len(whole), STRIDE):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << at % 8
        log.write_bytes(bytes(flipped))
        found = recover(crashed)
        assert found.sequence < LAST
        assert found.tables == kept[found.sequence]
        assert found.damage or found.notes
        if at < ends(whole)[-2]:
            assert found.damage


def test_a_flipped_bit_of_the_file_is_found_out(crashed: Path) -> None:
    whole = crashed.read_bytes()
    for at in range(0, len(whole) - 1, STRIDE):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << at % 8
        crashed.write_bytes(bytes(flipped))
        try:
            found = recover(crashed)
        except FileProblem:
            continue  # no longer a file of tables at all: refused, untouched
        assert found.tables == states(LAST)[LAST]
        assert found.replaces is not None


FAULTS: dict[str, Callable[[Path], object]] = {
    "half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "empty": lambda path: os.truncate(path, 0),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "gone": lambda path: path.unlink(),
    "other text": lambda path: path.write_text("Dear diary"),
    "altered": lambda path: path.write_bytes(path.read_bytes().replace(b'"n": 5', b'"n": 6')),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("with_log", [True, False])
def test_the_backup_takes_the_place_of_a_bad_file(
    crashed: Path, fault: str, with_log: bool
) -> None:
    if not with_log:
        JournaledStorage(crashed).close()
    FAULTS[fault](crashed)
    left = crashed.read_bytes() if crashed.exists() else None
    storage = JournaledStorage(crashed)
    assert storage.tables == states(LAST)[LAST]
    assert storage.notes
    storage.close()
    assert recover(crashed).replaces is None
    aside = list(crashed.parent.glob("*.damaged-*"))
    assert [file.read_bytes() for file in aside] == ([] if left is None else [left])


@pytest.mark.parametrize("fault", FAULTS)
def test_without_a_backup_a_bad_file_is_refused_and_left_alone(crashed: Path, fault: str) -> None:
    JournaledStorage(crashed).close()
    names.backup(crashed).unlink()
    FAULTS[fault](crashed)
    before = {file.name: file.read_bytes() for file in crashed.parent.iterdir()}
    if fault == "gone":
        return  # then there is nothing at all: a new file
    with pytest.raises(FileProblem):
        JournaledStorage(crashed)
    assert {file.name: file.read_bytes() for file in crashed.parent.iterdir()} == before


def test_a_bad_backup_harms_nobody(crashed: Path) -> None:
    names.backup(crashed).write_bytes(b"{")
    storage = JournaledStorage(crashed)
    assert storage.tables == states(LAST)[LAST]
    storage.close()
    assert base.read(names.backup(crashed)).tables == states(LAST)[LAST]


def test_a_damaged_log_is_shown_up_to_there_and_never_written_on(crashed: Path) -> None:
    log = log_of(crashed)
    flipped = bytearray(log.read_bytes())
    flipped[ends(bytes(flipped))[1] + 30] ^= 1
    log.write_bytes(bytes(flipped))
    with pytest.raises(Unsafe, match="damaged after change 7"):
        JournaledStorage(crashed)
    assert log.read_bytes() == bytes(flipped)
    assert recover(crashed).tables == states(LAST)[7]


def test_a_missing_log_between_others_is_found_out(crashed: Path) -> None:
    log = log_of(crashed)
    whole = log.read_bytes()
    log.unlink()
    names.log(crashed, 8, 1).write_bytes(whole[ends(whole)[1] :])
    with pytest.raises(Unsafe, match="changes 6 to 7 are missing"):
        JournaledStorage(crashed)


def test_a_later_log_voids_what_an_earlier_one_never_acknowledged(crashed: Path) -> None:
    log = log_of(crashed)
    whole = log.read_bytes()
    middle = ends(whole)[1]
    names.log(crashed, 8, 1).write_bytes(whole[middle:])
    log.write_bytes(whole[: middle + 40])  # torn, and given up
    found = recover(crashed)
    assert (found.sequence, found.damage) == (LAST, "")
    assert found.tables == states(LAST)[LAST]


@pytest.mark.parametrize("torn", [b"", b"0123", bytes(40)])
def test_a_log_that_never_got_a_whole_record_goes_with_the_next_close(
    crashed: Path, torn: bytes
) -> None:
    JournaledStorage(crashed).close()
    names.log(crashed, LAST + 1, 1).write_bytes(torn)
    storage = JournaledStorage(crashed)
    assert storage.tables == states(LAST)[LAST]
    storage.close()
    assert sorted(crashed.parent.iterdir()) == [crashed, names.backup(crashed)]


class TestUnderTheRunningProgram:
    def test_a_log_that_is_taken_away(self, tmp_path: Path) -> None:
        storage = JournaledStorage(tmp_path / "data.json")
        storage.commit(changes(1))
        log_of(storage.path).unlink()
        storage.commit(changes(2))
        assert recover(storage.path).tables == states(2)[2]
        storage.close()

    def test_a_log_that_is_replaced(self, tmp_path: Path) -> None:
        storage = JournaledStorage(tmp_path / "data.json")
        storage.commit(changes(1))
        log = log_of(storage.path)
        other = log.with_name("other")
        other.write_bytes(b"synced")
        other.replace(log)
        storage.commit(changes(2))
        assert recover(storage.path).tables == states(2)[2]
        storage.close()
        assert recover(storage.path).tables == states(2)[2]

    def test_everything_is_taken_away(self, tmp_path: Path) -> None:
        folder = tmp_path / "folder"
        folder.mkdir()
        storage = JournaledStorage(folder / "data.json")
        storage.commit(changes(1))
        storage.fold()
        storage.commit(changes(2))
        for file in folder.iterdir():
            if not file.name.endswith(".lock"):
                file.unlink()
        storage.commit(changes(3))
        assert recover(storage.path).tables == states(3)[3]
        storage.close()

    def test_the_folder_is_taken_away(self, tmp_path: Path) -> None:
        folder = tmp_path / "folder"
        folder.mkdir()
        file = ProjectFile.create(folder / "a.pilotage.json", Way().project, at=AT)
        heard: list[str] = []
        folder.rename(tmp_path / "elsewhere")
        commit(file, "kept", heard)
        file.flush()
        assert "not there any more" in heard[-1]
        (tmp_path / "elsewhere").rename(folder)
        file.retry()
        file.flush()
        assert heard[-1] == ""
        file.close()
        assert verify(folder / "a.pilotage.json").ok

    def test_it_becomes_a_folder_that_can_only_be_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        storage = JournaledStorage(tmp_path / "data.json")
        storage.commit(changes(1))
        tmp_path.chmod(0o500)
        if os.access(tmp_path, os.W_OK):  # root may write everywhere
            tmp_path.chmod(0o700)
            monkeypatch.setattr("pilotage.store.atomic.write", _refuse)
        storage.close()
        tmp_path.chmod(0o700)
        assert recover(storage.path).tables == states(1)[1]


def _refuse(*_: object, **__: object) -> None:
    raise OSError(30, "Read-only file system")


def test_a_large_file_that_is_no_project_is_refused_in_little_time(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200 << 20)
    with pytest.raises(FileProblem, match="empty"):
        ProjectFile.open(path)
    with path.open("wb") as file:
        file.truncate(2 << 30)
    with pytest.raises(FileProblem, match="too large"):
        ProjectFile.open(path)


def test_an_updater_that_fails_midway_changes_nothing(tmp_path: Path) -> None:
    storage = JournaledStorage(tmp_path / "data.json")
    with pytest.raises(ValueError, match="Out of range float"):
        storage.commit(Changes(put={"t": {"1": {"x": float("nan")}}}))
    with pytest.raises(TypeError):
        storage.commit(Changes(put={"t": {"1": {"x": object()}}}))
    assert (storage.tables, storage.sequence) == ({}, 0)
    storage.close()
    assert list(tmp_path.iterdir()) == []
