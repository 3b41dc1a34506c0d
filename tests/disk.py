"""A disk that can be made to fail, or to wait, where a project file's log is written."""

from __future__ import annotations

import os
import threading
from typing import Any

import pytest

from pilotage.store import log_file


class Disk:
    """Stands in for writing and syncing a log; all works until told otherwise."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.write_error = 0
        """The error number that writing fails with; 0: it works."""
        self.sync_error = 0
        """The error number that syncing fails with; 0: it works."""
        self.writes = 0
        """How many writes were begun."""
        self.begun, self.go = threading.Event(), threading.Event()
        self.go.set()
        self._write, self._sync = log_file.write, log_file.sync
        monkeypatch.setattr(log_file, "write", self._perhaps_write)
        monkeypatch.setattr(log_file, "sync", self._perhaps_sync)

    def wait(self) -> None:
        """From now on every write waits until `go` is set."""
        self.go.clear()

    def _perhaps_write(self, handle: int, data: bytes) -> None:
        self.writes += 1
        self.begun.set()
        assert self.go.wait(10)
        if self.write_error:
            self._write(handle, data[: len(data) // 2])  # a full disk takes a part of it
            raise OSError(self.write_error, os.strerror(self.write_error))
        self._write(handle, data)

    def _perhaps_sync(self, handle: int) -> Any:
        if self.sync_error:
            raise OSError(self.sync_error, os.strerror(self.sync_error))
        return self._sync(handle)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """A disk that works until told otherwise."""
    return Disk(monkeypatch)
