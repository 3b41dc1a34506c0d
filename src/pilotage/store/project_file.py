"""One project in one file: creating, opening, saving, following and closing it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, Self

from pilotage.errors import FileInUse, FileProblem
from pilotage.model.journal import Entry
from pilotage.model.project import Project
from pilotage.store import names, places
from pilotage.store.changes import Changes, Document, Tables
from pilotage.store.codec import decode, decode_journal, encode, encode_changes
from pilotage.store.follower import Follower
from pilotage.store.journal import entry_document
from pilotage.store.lock import Holder, Lock
from pilotage.store.migrations import as_changes, migrated, version
from pilotage.store.past import project_at
from pilotage.store.problems import in_words, problem
from pilotage.store.recovery import JOURNAL, recover
from pilotage.store.storage import Commit, JournaledStorage, Unsafe
from pilotage.store.writer import Writer

__all__ = ["Holder", "ProjectFile"]

READ_ONLY: Final = "opened to read only"


class ProjectFile:
    """An open project file. Make one with `create` or `open`; end it with `close`."""

    def __init__(
        self,
        path: Path,
        project: Project,
        *,
        storage: JournaledStorage | None = None,
        follower: Follower | None = None,
        holder: Holder | None = None,
        why_read_only: str = "",
        notes: Iterable[str] = (),
        past: tuple[Document, ...] = (),
    ) -> None:
        self.path = path
        """The file, as it was asked for."""
        self.project = project
        """The project with every commit, saved or not yet."""
        self.holder = holder
        """Who holds the file when another instance does."""
        self.why_read_only = why_read_only
        """Why nothing can be saved here; empty when it can."""
        self.notes = tuple(notes)
        """What was mended when it was opened, in sentences."""
        self.left_behind = ""
        """After closing: what could not be put where it belongs, and where it is kept."""
        self._journal: tuple[Entry, ...] = ()
        self._past = past
        self._follower = follower
        self._writer = Writer(storage) if storage else None

    @classmethod
    def create(cls, path: Path, project: Project, *, at: datetime, what: str = "") -> Self:
        """Make the file of a new project, and its folder where there is none.

        The journal begins with the entry `create` in the builder's name; `what` is its
        sentence. Never overwrites: raises `FileProblem` when the name is taken or the place
        can't be written.
        """
        real = places.real(path)
        entry = entry_document(
            at=at,
            by=project.name_of(project.builder),
            actor=project.builder,
            role=project.role_of(project.builder),
            action="create",
            what=what or f"started the project “{project.title}”",
        )
        try:
            places.make_folder(real.parent)
            lock = Lock(real)
            if os.path.lexists(real) or not lock.acquire():
                raise FileExistsError
        except FileExistsError:
            raise FileProblem(
                f"{path} exists already.", "Choose another name, or open it."
            ) from None
        except OSError as error:
            raise problem("can't be made", error, real) from None
        storage = None
        try:
            places.refuse_remains(real)
            storage = JournaledStorage(real, lock=lock)
            storage.commit(Changes(put=encode(project)), entry)
            storage.fold()
        except BaseException as error:
            if storage is None:
                lock.release()
            else:
                storage.discard()
            if isinstance(error, OSError):
                raise problem("can't be made", error, real) from None
            raise
        return cls(path, project, storage=storage)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a project file; raises `FileProblem` for one that can't be read.

        It is open to read only when asked for, when another instance holds it (`holder`), when
        its place can't be written or when it is damaged (`why_read_only`). What could be mended
        is in `notes`; a file that is of no use is put aside, never overwritten.
        """
        real = places.real(path)
        lock, holder, why = None, None, READ_ONLY
        if not read_only and places.may_be_there(real):
            lock, holder, why = _locked(real)
        linked = places.linked(path, real)
        try:
            if lock is None:
                return cls._read_only(path, real, holder, why, linked)
            try:
                storage = JournaledStorage(real, lock=lock, check=version)
            except Unsafe as error:
                return cls._read_only(path, real, None, error.message, linked)
            return cls._writable(path, storage, linked)
        except FileProblem as error:
            said = error.message.replace(str(real), str(path))
            if path.name not in said:
                said = f"{path.name}: {said}"
            raise type(error)(said, error.remedy) from None

    @classmethod
    def _read_only(
        cls, path: Path, real: Path, holder: Holder | None, why: str, linked: list[str]
    ) -> Self:
        found = recover(real)
        if found.damage:
            why = f"damaged: {found.damage}; what was saved before that is shown"
        follower = Follower(real, found)
        return cls(
            path,
            follower.project,
            follower=follower,
            holder=holder,
            why_read_only=why,
            notes=[*linked, *found.notes],
        )

    @classmethod
    def _writable(cls, path: Path, storage: JournaledStorage, linked: list[str]) -> Self:
        try:
            before, notes = version(storage.tables), [*linked, *storage.notes]
            after = migrated(storage.tables)
            project = decode(after)
            decode_journal(list(after.get(JOURNAL, {}).values())[-1:])
            if after is not storage.tables:
                notes.append(_migrate(storage, before, after))
        except BaseException:
            storage.close()
            raise
        return cls(path, project, storage=storage, notes=notes)

    @property
    def source(self) -> Path:
        """What a person opens it by."""
        return self.path

    @property
    def documents(self) -> tuple[Document, ...]:
        """The journal's entries that are saved, with all that they changed, oldest first."""
        if self._past:
            return self._past
        source = self._writer or self._follower
        return tuple(source.tables.get(JOURNAL, {}).values()) if source else ()

    @property
    def journal(self) -> tuple[Entry, ...]:
        """All that was ever done and is saved, oldest first."""
        documents = self.documents
        if len(documents) != len(self._journal):
            self._journal += tuple(decode_journal(documents[len(self._journal) :]))
        return self._journal

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved here."""
        return bool(self.why_read_only)

    @property
    def problem(self) -> str:
        """Why the last save failed; empty when it did not."""
        return self._writer.problem if self._writer else ""

    def commit(
        self,
        after: Project,
        entry: Mapping[str, Any],
        done: Callable[[str], object],
        changes: Changes | None = None,
    ) -> None:
        """Save a new state with what the journal says of it; returns at once.

        `entry` is of `entry_document`; `changes` are those from the state before, where they are
        known already. The storage thread calls `done("")` once this and all
        that was committed before is on disk, or `done(reason)` when it could not be saved; then
        memory keeps everything and saving is tried again. Raises `FileInUse` when open to read
        only.
        """
        if self._writer is None:
            raise FileInUse(f"{self.path.name} is open to read only: {self.why_read_only}.")
        if changes is None:
            changes = encode_changes(self.project, after)
        self._writer.add(Commit(changes, entry), done)
        self.project = after

    def at(self, seq: int) -> ProjectFile:
        """The project as it stood after an entry of its journal, to read only.

        Raises `Refused` for an entry that there is not, or whose state is not known.
        """
        documents = self.documents
        project = project_at(documents, seq)
        (entry,) = decode_journal(documents[seq - 1 : seq])
        why = f"as it stood after entry {seq}, {entry.at.astimezone():%Y-%m-%d %H:%M}"
        return ProjectFile(self.path, project, why_read_only=why, past=documents[:seq])

    def follow(self) -> bool:
        """Read what the holder has saved meanwhile; whether there was anything."""
        if self._follower is None or not self._follower.read_on():
            return False
        self.project = self._follower.project
        return True

    def is_free(self) -> bool:
        """Whether nobody holds a file that is open here to read only because somebody did."""
        if self.holder is None:
            return False
        lock = Lock(places.real(self.path))
        try:
            if not lock.acquire():
                return False
        except OSError:
            return False
        lock.release()
        return True

    def flush(self) -> None:
        """Wait until everything is on disk, or known not to be."""
        if self._writer:
            self._writer.flush()

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        if self._writer:
            self._writer.retry()

    def close(self, summarize: Callable[[Project], bytes] | None = None) -> None:
        """Save, fold the log away, give the lock back; calling it again does nothing.

        `summarize` gives the JSON object that a list reads instead of the whole file.
        """
        if self._writer:
            self._writer.close(partial(summarize, self.project) if summarize else None)


def _migrate(storage: JournaledStorage, before: int, after: Tables) -> str:
    """Bring an older file to this format, after keeping it as it was; what to tell."""
    kept = names.aside(storage.path, f"format-{before}", datetime.now().astimezone())
    try:
        storage.keep(kept)
        entry = entry_document(
            at=datetime.now(UTC),
            by="Pilotage",
            role="",
            action="migrate",
            what=f"brought the file from format {before} to the present one",
            checkpoint=True,
        )
        storage.commit(as_changes(storage.tables, after), entry)
        storage.fold()
    except OSError as error:
        raise problem("can't be brought to this version's format", error, storage.path) from None
    return f"The file was of an older format. It was brought up to date; before, it is {kept.name}."


def _locked(real: Path) -> tuple[Lock | None, Holder | None, str]:
    """The lock, or who holds it, or why there is none."""
    if not os.access(real, os.W_OK) and real.exists():
        return None, None, "the file is write-protected"
    lock = Lock(real)
    try:
        if lock.acquire():
            return lock, None, ""
    except OSError as error:
        return None, None, in_words(error, real)[0]
    holder = lock.holder() or Holder.unknown()
    return None, holder, f"held by {holder}"
