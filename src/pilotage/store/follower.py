"""Reading a project that another instance writes, as it goes on."""

from __future__ import annotations

import os
from pathlib import Path

from pilotage.errors import FileProblem
from pilotage.model.project import Project
from pilotage.store import names
from pilotage.store.changes import Tables
from pilotage.store.codec import check_schema, decode, decode_changes
from pilotage.store.log import scan
from pilotage.store.migrations import migrated
from pilotage.store.recovery import Recovered, recover, replay


class Follower:
    """The project as its file, and the log beside it, have it; reads only, holds no lock."""

    def __init__(self, path: Path, found: Recovered) -> None:
        self._path = path
        self._take(found)

    @property
    def tables(self) -> Tables:
        """All tables as they were read last."""
        return self._tables

    def _take(self, found: Recovered) -> None:
        self._found = found
        self._tables = migrated(found.tables)
        self.project: Project = decode(self._tables)
        self._seen = _imprint(self._path)

    def read_on(self) -> bool:
        """Read what was saved since; whether there was anything. Keeps what it has on trouble."""
        log = self._found.log
        logs = names.logs(self._path)
        if self._tables is self._found.tables and logs and log is not None and logs[-1] == log:
            return self._read_log(log)
        seen = _imprint(self._path)
        if not logs and seen == self._seen:
            return False
        try:
            again = recover(self._path)
            check_schema(again.tables)
            if again.damage or again.sequence < self._found.sequence:
                return False
            before, was = self._found.sequence, self._seen
            self._take(again)
        except (FileProblem, OSError):
            return False
        return again.sequence > before or seen != was

    def _read_log(self, log: names.Log) -> bool:
        """The common case: the log that we know has grown."""
        try:
            with log.path.open("rb") as file:
                if os.fstat(file.fileno()).st_size <= self._found.good:
                    return False
                file.seek(self._found.good)
                scanned = scan(file.read())
        except OSError:
            return False
        if not scanned.bodies:
            return False
        done = replay(self._found, scanned.bodies)
        self._found.good += scanned.good
        self.project = decode_changes(self.project, self._tables, done)
        return bool(done)


def _imprint(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
