"""An open log file: appending, and making sure that it is on the disk."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Self

from pilotage.store import atomic, names


class LogFile:
    """A log that this process appends to, and nobody else."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self.size = 0
        """How many bytes of it are good."""
        self.broken = False
        """Whether it can't be told what the disk holds of it."""
        self._handle, self._name = handle, os.fspath(path)
        found = os.fstat(handle)
        self._is = (found.st_dev, found.st_ino)

    @classmethod
    def new(cls, path: Path, first: int) -> Self:
        """Begin a log for records from number `first` on; durable by its name."""
        taken = [log.generation for log in names.logs(path) if log.first == first]
        place = names.log(path, first, max(taken, default=0) + 1)
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND
        flags |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(place, flags, 0o600)
        try:
            atomic.sync_folder(place.parent)
        except OSError:
            os.close(handle)
            raise
        return cls(place, handle)

    def append(self, data: bytes) -> None:
        """Append and sync; raises `OSError`, after cutting off what may have been written.

        When syncing fails nobody knows what the disk holds, and trying again on the same handle
        would seem to succeed: the log is `broken` then and must be given up.
        """
        try:
            write(self._handle, data)
        except OSError:
            self._cut()
            raise
        try:
            sync(self._handle)
        except OSError:
            self._cut()
            self.broken = True
            raise
        self.size += len(data)

    def _cut(self) -> None:
        try:
            os.ftruncate(self._handle, self.size)
        except OSError:
            self.broken = True

    def is_there(self) -> bool:
        """Whether the file still has its name: nobody removed it or put another in its place."""
        try:
            found = os.stat(self._name)  # noqa: PTH116 - each commit asks, and a Path takes longer
        except OSError:
            return False
        return (found.st_dev, found.st_ino) == self._is

    def close(self) -> None:
        """Close the file; what was acknowledged is on the disk already. An empty one goes."""
        with suppress(OSError):
            os.close(self._handle)
        if self.size == 0:
            with suppress(OSError):
                self.path.unlink()


def write(handle: int, data: bytes) -> None:
    """Write all of it, however many pieces the system takes it in."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def sync(handle: int) -> None:
    """Have a file's bytes, and its length, written to the disk itself."""
    if hasattr(os, "fdatasync"):
        os.fdatasync(handle)
        return
    try:
        import fcntl

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)  # type: ignore[attr-defined]  # macOS
    except (ImportError, AttributeError, OSError):
        os.fsync(handle)
