"""One project in one file: creating, opening, saving and closing it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Self

from pilotage.errors import FileInUse, FileProblem
from pilotage.model.journal import Entry
from pilotage.model.project import Project
from pilotage.store import atomic
from pilotage.store.codec import (
    JOURNAL,
    META,
    ONLY,
    Changes,
    decode,
    decode_journal,
    encode,
    encode_changes,
    encode_meta,
    entry_document,
)
from pilotage.store.journal import new_entry
from pilotage.store.lock import Holder, Lock
from pilotage.store.problems import in_words, problem
from pilotage.store.storage import AtomicStorage, Tables
from pilotage.store.writer import Writer

__all__ = ["Holder", "ProjectFile"]


class ProjectFile:
    """An open project file. Make one with `create` or `open`; end it with `close`."""

    def __init__(
        self,
        path: Path,
        storage: AtomicStorage,
        project: Project,
        journal: list[Entry],
        lock: Lock | None,
        *,
        holder: Holder | None = None,
        why_read_only: str = "",
    ) -> None:
        self.path = path
        """The file, as it was asked for."""
        self.project = project
        """The project with every commit, saved or not yet."""
        self.holder = holder
        """Who holds the file when another instance does."""
        self.why_read_only = why_read_only
        """Why nothing can be saved here; empty when it can."""
        self._entries = journal
        self._journal: tuple[Entry, ...] | None = None
        self._lock = lock
        self._writer = Writer(storage, storage.read() or {})

    @classmethod
    def create(cls, path: Path, project: Project, *, at: datetime, what: str = "") -> Self:
        """Make the file of a new project, and its folder where there is none.

        The journal begins with the entry `create` in the builder's name; `what` is its
        sentence. Never overwrites: raises `FileProblem` when the name is taken or the place
        can't be written.
        """
        real = _real(path)
        try:
            _make_folder(real.parent)
            lock = Lock(real)
            if os.path.lexists(real) or not lock.acquire():
                raise FileExistsError
        except FileExistsError:
            raise _taken(path) from None
        except OSError as error:
            raise problem("can't be made", error, real) from None
        try:
            storage, tables = AtomicStorage(real), encode(project)
            entry = _first_entry(project, tables, at, what)
            _add_entry(tables, project, entry)
            storage.write_new(tables)
        except FileExistsError:
            lock.release()
            raise _taken(path) from None
        except OSError as error:
            lock.release()
            raise problem("can't be made", error, real) from None
        except BaseException:
            lock.release()
            raise
        return cls(path, storage, project, [entry], lock)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a project file; raises `FileProblem` for one that can't be read.

        It is open to read only when asked for, when another instance holds it (`holder`), or
        when its place can't be written (`why_read_only`). A damaged file is never touched.
        """
        real = _real(path)
        lock, holder, why = None, None, "opened to read only"
        if not read_only and real.is_file():
            lock, holder, why = _locked(real)
        try:
            storage = AtomicStorage(real)
            tables = storage.read()
            if tables is None:
                raise FileProblem(
                    f"There is no file {path}.",
                    "Check the name, or make a project with `pilotage new`.",
                )
            try:
                project, journal = decode(tables), decode_journal(tables)
            except FileProblem as error:
                raise type(error)(f"{path.name}: {error.message}", error.remedy) from None
            if lock is not None:
                atomic.clean_up(real)
            return cls(path, storage, project, journal, lock, holder=holder, why_read_only=why)
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    @property
    def journal(self) -> tuple[Entry, ...]:
        """All that was ever done, oldest first."""
        if self._journal is None:
            self._journal = tuple(self._entries)
        return self._journal

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved here."""
        return bool(self.why_read_only)

    @property
    def problem(self) -> str:
        """Why the last save failed; empty when it did not."""
        return self._writer.problem

    def commit(
        self,
        after: Project,
        *,
        at: datetime,
        by: str,
        role: str,
        action: str,
        what: str,
        done: Callable[[str], object],
    ) -> None:
        """Save a new state with its journal entry; returns at once, does not touch the disk.

        The storage thread calls `done("")` once this and all that was committed since is on
        disk, or `done(reason)` when it could not be saved; then memory keeps everything and
        saving is tried again. Raises `FileInUse` when open to read only.
        """
        if self.read_only:
            raise FileInUse(f"{self.path.name} is open to read only: {self.why_read_only}.")
        changes = encode_changes(self.project, after)
        last = self._entries[-1] if self._entries else None
        entry = new_entry(
            last, at=at, by=by, role=role, action=action, what=what, changed=changes.digests()
        )
        _add_entry(changes.put, after, entry)
        self._writer.add(changes, done)
        self.project = after
        self._entries.append(entry)
        self._journal = None

    def flush(self) -> None:
        """Wait until everything is on disk, or known not to be."""
        self._writer.flush()

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        self._writer.retry()

    def close(self) -> None:
        """Save, give the lock back and stop; calling it again does nothing."""
        self._writer.close()
        if self._lock is not None:
            self._lock.release()


def _real(path: Path) -> Path:
    """The file behind symbolic links: replacing a link would cut it off from its file."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):  # a NUL in the name, a loop of links
        raise FileProblem(f"{str(path)!r} can't be the name of a file.") from None


def _make_folder(folder: Path) -> None:
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


def _taken(path: Path) -> FileProblem:
    return FileProblem(f"{path} exists already.", "Choose another name, or open it.")


def _locked(real: Path) -> tuple[Lock | None, Holder | None, str]:
    """The lock, or who holds it, or why there is none."""
    if not os.access(real, os.W_OK):
        return None, None, "the file is write-protected"
    lock = Lock(real)
    try:
        if lock.acquire():
            return lock, None, ""
    except OSError as error:
        return None, None, in_words(error, real)[0]
    holder = lock.holder()
    return None, holder, f"held by {holder or 'another program'}"


def _first_entry(project: Project, tables: Tables, at: datetime, what: str) -> Entry:
    return new_entry(
        None,
        at=at,
        by=project.name_of(project.builder),
        role=project.role_of(project.builder),
        action="create",
        what=what or f"started the project “{project.title}”",
        changed=Changes(put=tables).digests(),
    )


def _add_entry(put: Tables, project: Project, entry: Entry) -> None:
    """Add the journal's entry and its new head to what is saved with it."""
    meta = encode_meta(project) | {"sequence": entry.seq, "head": entry.hash}
    put[JOURNAL] = {str(entry.seq): entry_document(entry)}
    put[META] = {ONLY: meta}
