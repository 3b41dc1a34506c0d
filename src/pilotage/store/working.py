"""Working in a bundle: its project is a file beside it while it is open, then goes back into it.

Whatever happens, what was done is in one of the two: the working file goes only when the bundle
has all that is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from pilotage.errors import FileInUse, FileProblem, PilotageError
from pilotage.model.project import Project
from pilotage.store import atomic, bundle, names, places
from pilotage.store.changes import Document
from pilotage.store.codec import decode
from pilotage.store.lock import Lock
from pilotage.store.migrations import migrated
from pilotage.store.problems import in_words, problem
from pilotage.store.project_file import ProjectFile
from pilotage.store.recovery import JOURNAL, Recovered, of_content, recover


class BundleFile(ProjectFile):
    """The project of a bundle, open in the working file beside it."""

    _bundle: Path
    _packs = False

    @property
    def source(self) -> Path:
        """The bundle."""
        return self._bundle

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a bundle: in its working file, which is made, or gone on with after a crash.

        Raises `FileProblem` for what is no bundle, and where bundle and working file have each
        gone on without the other.
        """
        real = places.real(path)
        if read_only:
            found = inside(real)
            documents = tuple(found.tables.get(JOURNAL, {}).values())
            file = cls(path, _project(path, found), why_read_only=READ_ONLY, past=documents)
        else:
            file = super().open(_unpacked(real))
            file._packs = not file.read_only
        file._bundle = path
        return file

    def close(self, summarize: Callable[[Project], bytes] | None = None) -> None:
        """Save, pack the project back into the bundle and remove the working file."""
        super().close(summarize)
        if not self._packs:
            return
        self._packs = False
        try:
            _pack_back(places.real(self._bundle), self.path)
        except PilotageError as error:
            self.left_behind = (
                f"{self._bundle.name} could not be brought up to date: {error.message} "
                f"All is kept in {self.path.name}; open the bundle again to go on."
            )


READ_ONLY = "opened to read only"


def open_any(path: Path, *, read_only: bool = False) -> ProjectFile:
    """Open a project file, or a bundle."""
    kind = BundleFile if bundle.is_bundle(path) else ProjectFile
    return kind.open(path, read_only=read_only)


def inside(path: Path) -> Recovered:
    """The project in a bundle, or in a working file; reads only. Raises `FileProblem`."""
    if bundle.is_bundle(path):
        return of_content(bundle.read(path)[bundle.PROJECT], path)
    return recover(path)


def _project(path: Path, found: Recovered) -> Project:
    """The project of a bundle; refuses any other."""
    project = decode(migrated(found.tables))
    if project.handed_over is None:
        raise FileProblem(
            f"{path.name} is no bundle: what is in it was never handed over.",
            "Make one with `pilotage handoff`.",
        )
    return project


def _hashes(found: Recovered) -> list[str]:
    documents: Sequence[Document] = tuple(found.tables.get(JOURNAL, {}).values())
    return [str(each.get("hash")) for each in documents]


def _begins(longer: list[str], shorter: list[str]) -> bool:
    return longer[: len(shorter)] == shorter


def _unpacked(path: Path) -> Path:
    """The working file of a bundle, which holds all that is in the bundle."""
    working = bundle.working_path(path)
    content = bundle.read(path)[bundle.PROJECT]
    found = of_content(content, path)
    _project(path, found)
    if places.may_be_there(working):
        there, packed = _hashes(recover(working)), _hashes(found)
        if _begins(there, packed):
            return working
        if not _begins(packed, there):
            raise FileProblem(
                f"{path.name} and {working.name} beside it have each gone on without the other.",
                "Nothing is lost: merge both into the project, then remove one of them.",
            )
        _remove_old(working)
    try:
        atomic.write(working, [content], new=True)
    except OSError as error:
        raise problem("can't be made; a bundle is worked on in it", error, working) from None
    return working


def _remove_old(working: Path) -> None:
    """Remove a working file that its bundle has gone beyond, if nobody has it open."""
    lock = Lock(working)
    try:
        if not lock.acquire():
            raise FileInUse(f"{working.name} is open elsewhere.", "Close it there, then try again.")
    except OSError as error:
        raise problem("can't be locked", error, working) from None
    _remove(working)
    lock.release()


def _pack_back(path: Path, working: Path) -> None:
    """Bring a bundle up to date with its working file, then remove that."""
    lock = Lock(working)
    try:
        if not lock.acquire():
            return  # somebody has opened it meanwhile, and packs it when they leave
    except OSError as error:
        raise problem("can't be locked", error, working) from None
    try:
        atomic.clean_up(path)  # what an earlier one that was killed left
        now = recover(working)
        if now.damage or names.logs(working):
            raise FileProblem(f"{working.name} could not be closed properly.")
        members = bundle.read(path)
        before = of_content(members[bundle.PROJECT], path)
        if not _begins(_hashes(now), _hashes(before)):
            raise FileProblem(f"{path.name} was changed by something else meanwhile.")
        if len(_hashes(now)) > len(_hashes(before)):
            bundle.write(path, members | {bundle.PROJECT: working.read_bytes()})
        _remove(working)
    except OSError as error:
        raise FileProblem(f"{in_words(error, path)[0]}.") from None
    finally:
        lock.release()


def _remove(working: Path) -> None:
    """Remove a working file of which all is in its bundle; what can't be removed does no harm."""
    for each in (*names.remains(working), working):
        with suppress(OSError):
            each.unlink()
    with suppress(OSError):
        atomic.sync_folder(working.parent)
