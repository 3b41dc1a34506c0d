"""The inbox beside a project file: what was recorded while another process may hold the file.

One file an entry, written whole before it gets its name. Whoever holds the project's lock takes
them in, in the order of their names, and removes each once it is saved; what can't be taken in is
kept with the reason.
"""

from __future__ import annotations

import json
import os
import re
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pilotage.store import atomic, names, places

VERSION: Final = 1
"""The form of an entry: an object with `version`, `at`, `tool` and `items`, a list."""
ENTRY, REFUSED = ".entry", ".refused"
ATTEMPTS: Final = 5
"""How often to make the folder anew: whoever has emptied it may remove it that very moment."""
LARGEST: Final = 16 << 20
"""Bytes; no entry is larger, and what is larger is not read."""
ABANDONED: Final = 600.0
"""Seconds after which a half-written file belongs to nobody any more."""

_OPEN: Final = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe that nobody writes to would be waited for
)
_ID = re.compile(r"[0-9A-Za-z-]{1,80}")
_last = 0


@dataclass(frozen=True)
class Refusal:
    """An entry that could not be taken in."""

    id: str
    reason: str
    entry: Any
    """Its content; None where that could not be read."""


class Unreadable(ValueError):
    """A file in the inbox is no entry."""


class Inbox:
    """The inbox of a project file; there is no folder while there is nothing in it."""

    def __init__(self, path: Path) -> None:
        self.folder = names.inbox(places.real(path))

    def drop(self, content: Any) -> str:
        """Leave an entry, durably and whole, and return its id; raises `OSError`."""
        id_ = _new_id()
        body = json.dumps(content, allow_nan=False).encode("ascii")
        for attempt in range(ATTEMPTS):
            try:
                self._make_folder()
                atomic.write(self._entry(id_), [body], new=True)
            except FileNotFoundError:
                if attempt == ATTEMPTS - 1:
                    raise
            else:
                break
        return id_

    def imprint(self) -> tuple[int, int] | None:
        """What changes when something is put in or taken out; None where there is no folder."""
        try:
            found = os.lstat(self.folder)
        except OSError:
            return None
        if not stat.S_ISDIR(found.st_mode):
            return None
        return found.st_ino, found.st_mtime_ns

    def waiting(self) -> list[str]:
        """The ids of the entries that are to be taken in, the oldest first."""
        there = self._names()
        refused = set(_ids(there, REFUSED))
        # One that was refused and is still there: whoever refused it was killed in between.
        return [id_ for id_ in _ids(there, ENTRY) if id_ not in refused]

    def read(self, id_: str) -> Any:
        """An entry's content; raises `FileNotFoundError`, and `Unreadable` for what is none."""
        try:
            body = _body(self._entry(id_))
            content = json.loads(body, parse_constant=_refuse_constant)
            if isinstance(content, dict) and content.keys() == {"reason", "entry"}:
                return content["entry"]  # it was refused, and waits again
            return content
        except (FileNotFoundError, Unreadable):
            raise
        except OSError as error:
            raise Unreadable(f"It can't be read ({error.strerror or error}).") from None
        except (ValueError, RecursionError):
            raise Unreadable("It is no entry: it is no JSON.") from None

    def remove(self, id_: str) -> None:
        """Remove an entry that is saved in the project; raises `OSError` when it can't be."""
        self._entry(id_).unlink(missing_ok=True)

    def refuse(self, id_: str, reason: str) -> None:
        """Keep an entry that can't be taken in, with the reason; raises `OSError`."""
        entry = None
        with suppress(FileNotFoundError, Unreadable):
            entry = self.read(id_)
        body = json.dumps({"reason": reason, "entry": entry}, allow_nan=False).encode("ascii")
        if entry is None:
            # Not ours: it is kept as it is, under another name.
            with suppress(FileNotFoundError):
                self._entry(id_).replace(self.folder / f"{id_}.unreadable")
        atomic.write(self._refused(id_), [body])
        self.remove(id_)

    def refusals(self) -> list[Refusal]:
        """What could not be taken in, the oldest first."""
        return [*filter(None, (self.refusal(id_) for id_ in _ids(self._names(), REFUSED)))]

    def refusal(self, id_: str) -> Refusal | None:
        """Why an entry could not be taken in; None when it was not refused."""
        try:
            found = json.loads(_body(self._refused(id_)))
            return Refusal(id_, str(found["reason"]), found["entry"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            return Refusal(id_, "The reason can't be read.", None)

    def is_waiting(self, id_: str) -> bool:
        """Whether an entry is neither taken in nor refused."""
        return self._entry(id_).exists() and not self._refused(id_).exists()

    def again(self, id_: str) -> bool:
        """Let an entry that was refused wait once more, under the same id; False for none.

        Raises `OSError` when it can't be written.
        """
        refusal = self.refusal(id_)
        if refusal is None or refusal.entry is None:
            return False
        # In one step: whoever tidies meanwhile never sees both, and removes neither.
        self._refused(id_).replace(self._entry(id_))
        atomic.sync_folder(self.folder)
        return True

    def forget(self, id_: str) -> None:
        """Remove an entry that was refused."""
        for path in (self._entry(id_), self._refused(id_), self.folder / f"{id_}.unreadable"):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def tidy(self) -> None:
        """Remove what killed processes left, and the folder once it is empty."""
        for id_ in _ids(self._names(), ENTRY):
            if self._refused(id_).exists():
                with suppress(OSError):
                    self.remove(id_)
        for name in self._names():
            path = self.folder / name
            with suppress(OSError):
                if name.startswith(".") and time.time() - path.stat().st_mtime > ABANDONED:
                    path.unlink()
        with suppress(OSError):
            self.folder.rmdir()

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(mode=0o700)
        except FileExistsError:
            # Not through a link, which could lead what is recorded anywhere.
            if not stat.S_ISDIR(self.folder.lstat().st_mode):
                raise NotADirectoryError(20, os.strerror(20), str(self.folder)) from None
        else:
            atomic.sync_folder(self.folder.parent)

    def _names(self) -> list[str]:
        try:
            if not stat.S_ISDIR(os.lstat(self.folder).st_mode):  # a link may lead anywhere
                return []
            return os.listdir(self.folder)  # noqa: PTH208 - names are all that is asked
        except OSError:
            return []

    def _entry(self, id_: str) -> Path:
        return self.folder / f"{id_}{ENTRY}"

    def _refused(self, id_: str) -> Path:
        return self.folder / f"{id_}{REFUSED}"


def _body(path: Path) -> bytes:
    """An ordinary file's content; raises `OSError`, and `Unreadable` for what is none."""
    with os.fdopen(os.open(path, _OPEN), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise Unreadable("It is no ordinary file.")
        body = file.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise Unreadable("It is too large to be an entry.")
    return body


def _ids(there: Iterable[str], ending: str) -> list[str]:
    found = sorted(name.removesuffix(ending) for name in there if name.endswith(ending))
    return [id_ for id_ in found if _ID.fullmatch(id_)]


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _new_id() -> str:
    """A name that is given once, and sorts by when it was given."""
    global _last  # noqa: PLW0603 - the clock may say the same twice
    _last = max(_last + 1, time.time_ns())
    return f"{_last:020d}-{os.getpid()}-{os.urandom(4).hex()}"
