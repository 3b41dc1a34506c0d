"""Copies of the project file, read back as they are made."""

from __future__ import annotations

from pathlib import Path

from pilotage.store import atomic, names


def back_up(path: Path, written: atomic.Imprint) -> None:
    """Copy a file that was just written to its backup, and see that it reads as it was written."""
    copy(path, names.backup(path), written)


def copy(path: Path, target: Path, wanted: atomic.Imprint) -> None:
    """Copy a file, and see on the way that it reads as it was written; raises `OSError`."""
    with path.open("rb") as file:
        pieces = iter(lambda: file.read(1 << 20), b"")
        copied = atomic.write(target, pieces)
    if copied.sha256 != wanted.sha256:
        raise OSError(f"{path.name} does not read back as it was written")
