"""A file is always the old one or the new one."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR

import pytest

from pilotage.store import atomic


def test_it_writes_and_replaces_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "a"
    atomic.write(file, [b"one, ", b"two"])
    assert file.read_bytes() == b"one, two"
    file.chmod(0o644)
    atomic.write(file, [b"three"])
    assert file.read_bytes() == b"three"
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


def fail_with(code: int) -> Iterator[bytes]:
    yield b"half of it"
    raise OSError(code, os.strerror(code))


def test_an_error_midway_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "a"
    atomic.write(file, [b"old"])
    with pytest.raises(OSError, match="No space"):
        atomic.write(file, fail_with(errno.ENOSPC))
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failing_sync_or_rename_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    file = tmp_path / "a"
    atomic.write(file, [b"old"])

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os if call == "fsync" else Path, call, fail)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        atomic.write(file, [b"new"])
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_content_and_folder_are_synced_in_that_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def seen(handle: int) -> None:
        done.append("folder" if S_ISDIR(os.fstat(handle).st_mode) else "content")
        fsync(handle)

    def renamed(self: Path, target: Path) -> Path:
        done.append("rename")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", seen)
    monkeypatch.setattr(Path, "replace", renamed)
    atomic.write(tmp_path / "a", [b"x"])
    assert done == ["content", "rename", "folder"]


def test_a_folder_that_can_not_be_synced_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def refuse(handle: int) -> None:
        if S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not here")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    atomic.write(tmp_path / "a", [b"x"])
    assert (tmp_path / "a").read_bytes() == b"x"


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_never_replaces_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:

        def refuse(*_: object) -> None:
            raise OSError(errno.EPERM, "no hard links")

        monkeypatch.setattr(os, "link", refuse)
    file = tmp_path / "a"
    atomic.write(file, [b"first"], new=True)
    with pytest.raises(FileExistsError):
        atomic.write(file, [b"second"], new=True)
    assert file.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [file]


def test_what_a_killed_writer_left_is_cleaned_up(tmp_path: Path) -> None:
    file, other = tmp_path / "a", tmp_path / "b"
    mine = tmp_path / (atomic.temporary_prefix(file) + "xyz")
    others = tmp_path / (atomic.temporary_prefix(other) + "xyz")
    for each in (file, mine, others):
        each.write_bytes(b"x")
    atomic.clean_up(file)
    assert sorted(tmp_path.iterdir()) == sorted([file, others])
