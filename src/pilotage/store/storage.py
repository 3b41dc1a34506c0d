"""A TinyDB storage that loses nothing it acknowledged: a log of changes beside a plain JSON file.

A commit is one checksummed record, appended in one write and synced to the disk; only then is it
applied to memory. When the log has grown, the tables are folded into the JSON file and its
backup in the background, and the log begins anew.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from tinydb.storages import Storage

from pilotage.errors import FileInUse, FileProblem
from pilotage.store import atomic, base, copies, names
from pilotage.store.canonical import canonical
from pilotage.store.changes import Changes, Document, Tables, difference
from pilotage.store.guarded import call_guarded
from pilotage.store.journal import sealed
from pilotage.store.lock import Lock
from pilotage.store.log import framed
from pilotage.store.log_file import LogFile
from pilotage.store.recovery import Recovered, recover, take

FOLD_AT: Final = 4 << 20
"""Bytes of log, or of the file if that is more, from which on the log is folded away."""


Summary = Callable[[], bytes]
"""What makes the JSON object that stands near the end of the file; see `base.serialized`."""


class Commit(NamedTuple):
    """Changes, with what the journal says of them; without, they leave no entry."""

    changes: Changes
    entry: Mapping[str, Any] | None = None


class Unsafe(FileProblem):
    """A file is damaged beyond what its backup and logs mend: it may only be read."""


class JournaledStorage(Storage):
    """The tables of one file, for one process at a time.

    As a TinyDB storage it goes with `JournaledDB`; with TinyDB's own class it works too, but
    compares all tables with each write.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        fold_at: int = FOLD_AT,
        lock: Lock | None = None,
        check: Callable[[Tables], object] = lambda _: None,
    ) -> None:
        """Open the file, or begin one that is made with the first commit.

        `lock` is one that is held already; without it one is taken. `check` sees the tables
        before anything on the disk is touched, and may raise. Raises `FileInUse` when another
        process holds the file, `FileProblem` when it can't be read or not be written safely.
        """
        super().__init__()
        self.path = Path(path)
        self._name = os.fspath(self.path)
        self._lock = lock or _locked(self.path)
        self._guard = threading.RLock()
        self._folding = threading.Lock()
        self._folder: threading.Thread | None = None
        self._fold_at = fold_at
        self._log: LogFile | None = None
        self._logged = 0
        self._closed = False
        try:
            self._open(check)
        except BaseException:
            self._lock.release()
            raise

    def _open(self, check: Callable[[Tables], object]) -> None:
        try:
            found = recover(self.path)
        except base.Missing:
            found = Recovered({}, 0, "")
        if found.damage:
            raise Unsafe(
                f"damaged: {found.damage}; what was saved before that is shown",
                "Open it to read only.",
            )
        check(found.tables)
        atomic.clean_up(self.path)
        atomic.clean_up(names.backup(self.path))
        self.notes = found.notes
        """What was mended on opening, in sentences."""
        self.tables = found.tables
        """All tables as they are after the last commit. Never change them or what they hold."""
        self.sequence = found.sequence
        """The number of the last commit."""
        self.head = found.head
        """The hash of the last journal entry."""
        self.imprint = found.imprint
        """What the file looked like when it was last read or written here."""
        self._whole = found.replaces is None and not found.logged
        if isinstance(found.replaces, base.Damaged):
            kept = names.aside(self.path, "damaged", datetime.now().astimezone())
            self.path.replace(kept)
            self.notes.append(f"The damaged file is kept as {kept.name}.")
        if found.replaces is not None:
            self.fold()

    # -- commits ------------------------------------------------------------------------------

    def commit(self, changes: Changes, entry: Mapping[str, Any] | None = None) -> None:
        """Make changes durable, then apply them; see `commit_all`."""
        self.commit_all([Commit(changes, entry)])

    def commit_all(self, commits: Iterable[Commit]) -> None:
        """Make several commits durable with one write, then apply them.

        Raises `OSError` when they can't be written, and `ValueError` or `TypeError` for what is
        no JSON; then neither memory nor the file holds any of them.
        """
        commits = list(commits)
        while True:
            with self._guard:
                if self._files_are_there():
                    self._commit(commits)
                    return
            self.fold()  # what they held is in memory only

    def _files_are_there(self) -> bool:
        """Whether nobody has taken the log or the file itself away."""
        if self._log is not None and not self._log.is_there():
            return False
        return self.imprint is None or os.path.lexists(self._name)

    def _commit(self, commits: Sequence[Commit]) -> None:
        if self._closed:
            raise FileProblem(f"{self.path.name} is closed.", "Open it again.")
        records, bodies, head = [], [], self.head
        for number, commit in enumerate(commits, self.sequence + 1):
            record, body, head = _record(number, commit, head)
            records.append((record, commit.changes))
            bodies.append(framed(body))
        if not bodies:
            return
        data = b"".join(bodies)
        self._append(data)
        for record, changes in records:
            take(self.tables, record, changes)
        self.sequence, self.head, self._whole = self.sequence + len(records), head, False
        self._logged += len(data)
        if self._logged > max(self._fold_at, self.imprint.size if self.imprint else 0):
            self._fold_in_background()

    def _append(self, data: bytes) -> None:
        """Append to the log and sync it; a handle that may have lied is never used again."""
        if self._log is None:
            self._log = LogFile.new(self.path, self.sequence + 1)
        try:
            self._log.append(data)
        except OSError:
            if self._log.broken:
                self._give_log_up()
            raise

    def _give_log_up(self) -> None:
        log, self._log = self._log, None
        if log is not None:
            log.close()

    # -- folding ------------------------------------------------------------------------------

    def _fold_in_background(self) -> None:
        if self._folder is not None and self._folder.is_alive():
            return
        self._logged = 0  # after a failure it is tried again when as much has come together
        name = f"pilotage-fold {self.path.name}"
        self._folder = threading.Thread(target=self._try_to_fold, name=name, daemon=True)
        self._folder.start()

    def _try_to_fold(self, summary: Summary | None = None) -> str:
        """Fold; the log holds everything when that fails. Why it did, or an empty text."""
        try:
            self.fold(summary)
        except (OSError, FileProblem) as error:
            return str(error)
        return ""

    def fold(self, summary: Summary | None = None) -> None:
        """Write all tables to the file and its backup, and remove the logs that are in them.

        Commits go on meanwhile, to a new log. Raises `OSError` when there is no space, and
        `FileProblem` when the file has become another's; the log holds everything then.
        """
        with self._folding:
            with self._guard:
                if not self.is_ours():
                    raise FileProblem(f"Another program changed {self.path.name}.")
                self._give_log_up()
                sequence, head = self.sequence, self.head
                old = names.logs(self.path)  # with all of them given up, what they hold is here
                view = {name: dict(table) for name, table in self.tables.items()}
            described = call_guarded(summary) if summary else None
            pieces = base.serialized(view, sequence, head, described or b"")
            with atomic.written(self.path, pieces) as file, self._guard:
                imprint = self.imprint = file.take_its_place()  # while nobody asks whose it is
            copies.back_up(self.path, imprint)
            for log in old:
                with suppress(OSError):
                    log.path.unlink()
            atomic.sync_folder(self.path.parent)
            with self._guard:
                self._logged = self._log.size if self._log else 0
                self._whole = self.sequence == sequence

    def is_ours(self) -> bool:
        """Whether the file is as we left it, or gone; False when something else changed it."""
        with self._guard:
            try:
                return self.imprint is None or atomic.is_of(self.imprint, self.path)
            except FileNotFoundError:
                return True

    # -- TinyDB -------------------------------------------------------------------------------

    def read(self) -> Tables | None:
        """A copy of all tables; None before the first was made. `tables` gives them uncopied."""
        with self._guard:
            found = {name: table for name, table in self.tables.items() if name != base.META}
            return deepcopy(found) or None

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Commit what differs between these tables and those that are there."""
        with self._guard:
            before = {name: table for name, table in self.tables.items() if name != base.META}
            changes = difference(before, as_json(data))
            if changes:
                self.commit(changes)

    def close(self, summary: Summary | None = None) -> None:
        """Fold what is in the log, release the lock; a full disk leaves the log for next time."""
        with self._guard:
            if self._closed:
                return
            self._closed = True
        if self._folder is not None:
            self._folder.join()
        if not self._whole:
            self._try_to_fold(summary)
        self._give_log_up()
        self._lock.release()

    def moved(self, path: Path) -> JournaledStorage:
        """Go on in another file, which must not exist; this one and its backup are left alone.

        Raises `OSError` when it can't be written; then nothing has changed.
        """
        lock = _locked(path)
        try:
            with self._guard:
                base.write(path, self.tables, self.sequence, self.head, new=True)
                other = JournaledStorage(path, lock=lock, fold_at=self._fold_at)
                self._closed = True
                self._give_log_up()
        except BaseException:
            lock.release()
            raise
        if self._folder is not None:
            self._folder.join()
        for log in names.logs(self.path):
            with suppress(OSError):
                log.path.unlink()
        self._lock.release()
        return other

    def keep(self, copy: Path) -> None:
        """Copy the file as it is on the disk; raises `OSError`."""
        if self.imprint is not None:
            copies.copy(self.path, copy, self.imprint)

    def discard(self) -> None:
        """Close, and remove all that there is of a file that was to be made and is of no use."""
        with self._guard:
            self._closed = True
        if self._folder is not None:
            self._folder.join()
        self._give_log_up()
        made = [log.path for log in names.logs(self.path)]
        for path in (*made, self.path, names.backup(self.path)):
            with suppress(OSError):
                path.unlink()
        self._lock.release()


def as_json(data: Any) -> Any:
    """Data as it will be read back: a copy with text as keys and lists for tuples."""
    return json.loads(json.dumps(data, allow_nan=False))


def _record(number: int, commit: Commit, head: str) -> tuple[Document, bytes, str]:
    """A commit as a record, as the bytes of one, and the head of the journal after it."""
    record = commit.changes.document()
    record["seq"] = number
    if commit.entry is None:
        return record, canonical(record), head
    record.update(commit.entry)
    return sealed(record, head)


def _locked(path: Path) -> Lock:
    lock = Lock(path)
    if not lock.acquire():
        raise FileInUse(f"{path.name} is held by {lock.holder() or 'another program'}.")
    return lock
