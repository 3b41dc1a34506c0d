"""One writer: an operating system's lock beside the project file, with its holder's name."""

from __future__ import annotations

import getpass
import json
import os
import socket
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pilotage.store import names

if TYPE_CHECKING:
    from filelock import FileLock

ATTEMPTS: Final = 5
"""How often to try: a holder that is just leaving may be in the way for a moment."""


@dataclass(frozen=True)
class Holder:
    """Who has a project file open for writing."""

    user: str
    host: str
    pid: int
    since: datetime | None
    """None where it can't be told who it is."""

    def __str__(self) -> str:
        if self.since is None:
            return self.user
        since = self.since.astimezone()
        day = "" if since.date() == datetime.now().astimezone().date() else f"{since:%Y-%m-%d} "
        return f"{self.user} on {self.host} since {day}{since:%H:%M} (process {self.pid})"

    @classmethod
    def unknown(cls) -> Holder:
        """Somebody whose name can't be read."""
        return cls("another program", "", 0, None)

    @classmethod
    def me(cls) -> Holder:
        """This process."""
        try:
            user = getpass.getuser()
        except (OSError, KeyError, ImportError):  # no entry in the system's list of users
            user = "somebody"
        now = datetime.now(UTC).replace(microsecond=0)
        return cls(user, socket.gethostname() or "this computer", os.getpid(), now)


def lock_path(path: Path) -> Path:
    """The lock file of a project file."""
    return names.lock(path)


class Lock:
    """The right to write a project file, held until `release` or the end of the process."""

    def __init__(self, path: Path) -> None:
        self.path = lock_path(path)
        self._lock: FileLock | None = None
        self._is_marker = False

    def acquire(self) -> bool:
        """Take the lock if it is free; raises `OSError` where no lock file can be made."""
        from filelock import FileLock, SoftFileLock, Timeout

        # Not bound to a thread: the session may be closed by another one than opened it.
        lock = FileLock(self.path, mode=0o600, thread_local=False)
        for attempt in range(ATTEMPTS):
            try:
                lock.acquire(timeout=0)
            except Timeout:
                if self.path.exists():
                    return False
                time.sleep(0.01 * attempt)  # it was unlinked by a holder that left: try again
            else:
                self._lock = lock
                # Where the file system has no locks, filelock falls back to a marker file of
                # its own, which must stay as it wrote it.
                self._is_marker = isinstance(lock, SoftFileLock)
                if not self._is_marker:
                    self._sign()
                return True
        return False

    def release(self) -> None:
        """Give the lock back and remove its file; calling it again does nothing."""
        lock, self._lock = self._lock, None
        if lock is None:
            return
        # Unlinking while it is held lets nobody lock a file that is about to go: who got hold
        # of the old one sees that it has no name any more. Windows only unlinks closed files.
        unlinks = not self._is_marker
        if unlinks and os.name != "nt":
            with suppress(OSError):
                self.path.unlink()
        lock.release()
        if unlinks and os.name == "nt":
            with suppress(OSError):
                self.path.unlink()

    def holder(self) -> Holder | None:
        """Who holds the lock, as they wrote it; None where that can't be read."""
        for attempt in range(ATTEMPTS):
            with suppress(OSError, ValueError, KeyError, TypeError):
                with self.path.open("rb", buffering=0) as file:
                    file.seek(1)  # Windows forbids reading the locked first byte
                    found = json.loads(file.read(4096))
                since = datetime.fromisoformat(found["since"])
                if since.tzinfo is not None:
                    return Holder(
                        _plain(found["user"]), _plain(found["host"]), int(found["pid"]), since
                    )
            time.sleep(0.01 * attempt)  # its holder may be writing it this very moment
        return None

    def _sign(self) -> None:
        """Say who we are; a help for others only, so that failing to is no failure."""
        holder = Holder.me()
        me = asdict(holder) | {"since": holder.since and holder.since.isoformat()}
        with suppress(OSError), self.path.open("r+b", buffering=0) as file:
            file.truncate(1)
            file.seek(1)
            file.write(json.dumps(me).encode("ascii"))


def _plain(text: object) -> str:
    return "".join(c for c in str(text)[:80] if c.isprintable()) or "somebody"
