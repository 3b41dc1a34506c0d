"""The projects of a folder and of late, read to be listed; and copies of the sample projects."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pilotage import paths
from pilotage.errors import FileProblem, PilotageError
from pilotage.export.files import free_path
from pilotage.method.due import Due, due_items, next_due
from pilotage.method.facts import Facts, facts
from pilotage.method.standing import Overview, at_gate
from pilotage.model.project import Project
from pilotage.model.text import one_line
from pilotage.store import bundle, names, places
from pilotage.store.base import LARGEST
from pilotage.store.codec import decode
from pilotage.store.glance import glance, summary
from pilotage.store.migrations import migrated
from pilotage.store.shift import shifted_copy
from pilotage.store.working import inside
from pilotage.summaries import Stamp, Summaries, stamp_of, summarized

Beside = dict[Path, frozenset[str]]
"""Of each folder that was looked into, which files have logs beside them."""
_ENDINGS = (paths.SUFFIX, bundle.ENDING)


@dataclass(frozen=True)
class Listed:
    """A project file as a list shows it."""

    path: Path
    facts: Facts | None
    """What follows from the project as it is on disk; None when it can't be read."""
    overview: Overview | None
    """Where it stands today; None when it can't be read."""
    due: tuple[Due, ...] = ()
    """What is due today, the most urgent first."""
    next_due: date | None = None
    """When something is due, or was; None when nothing ever is."""
    problem: str = ""
    """Why it can't be read; empty when it can."""

    @property
    def project(self) -> Project | None:
        """The project's outline, as `Facts` has it; None when it can't be read."""
        return self.facts.project if self.facts else None

    @property
    def title(self) -> str:
        """The workflow's title; the file's name when it can't be read."""
        return self.facts.project.title if self.facts else one_line(self.path.name)


def find(folder: Path, recent: Iterable[Path] = ()) -> tuple[Path, ...]:
    """The recent files, then the project files and bundles in a folder and the folders in it.

    A folder that can't be read has no files. The samples that ship with the program are nobody's
    projects: their folder is left out when it is one of those in the folder.
    """
    found = {path.absolute(): path for path in recent}
    for place in (folder, *_folders(folder)):
        for path in _files(place):
            found.setdefault(path.absolute(), path)
    return tuple(found.values())


def find_projects(folder: Path) -> tuple[Path, ...]:
    """The project files in a folder and the folders in it, without bundles, which are copies.

    Raises `FileProblem` for a folder that can't be read.
    """
    try:
        next(iter(folder.iterdir()), None)
    except OSError as error:
        raise FileProblem(f"{folder} can't be read ({error.strerror or error}).") from None
    return tuple(path for path in find(folder) if not bundle.is_bundle(path))


def read(path: Path, today: date) -> Listed:
    """A project file, without a lock; never raises for a bad file."""
    return read_all([path], today)[0]


def read_all(files: Iterable[Path], today: date, known: Summaries | None = None) -> list[Listed]:
    """Some project files, without a lock; never raises for a bad one."""
    return list(read_each(files, today, known))


def read_each(
    files: Iterable[Path], today: date, known: Summaries | None = None
) -> Iterator[Listed]:
    """Some project files, one after the other, without a lock; never raises for a bad one.

    Of a file that is as it was when `known` has kept its facts nothing is read. The folders are
    looked into once: give no more files at a time than are read in a moment.
    """
    beside: Beside = {}
    for path in files:
        yield _read(path, today, known, beside)


def read_projects(files: Iterable[Path]) -> Iterator[tuple[Path, Project | PilotageError]]:
    """The projects in files, or why one can't be read.

    They come without their journals, and with their outputs only where their facts rest on these.
    """
    beside: Beside = {}
    for path in files:
        try:
            yield path, _settled(path, beside) or _pieced_together(path)
        except PilotageError as error:
            yield path, error


def listed(path: Path, found: Facts, today: date) -> Listed:
    """A project in a list on a day."""
    project = found.project
    return Listed(
        path,
        found,
        at_gate(project, found.gate, today),
        due_items(project, today),
        next_due(project, today),
    )


def _read(path: Path, today: date, known: Summaries | None, beside: Beside) -> Listed:
    try:
        return listed(path, _facts(path, known, beside), today)
    except PilotageError as error:
        return Listed(path, None, None, problem=one_line(str(error)))


def _facts(path: Path, known: Summaries | None, beside: Beside) -> Facts:
    stamp = _stamp(path, beside)
    if known and stamp and (kept := known.find(path, stamp)):
        return kept
    if stamp and (told := _told(path)):
        return told
    project = _settled(path, beside)
    if project is None:
        return facts(_pieced_together(path))
    found = facts(project)
    if known and stamp and stamp == _stamp(path, beside):  # nothing happened while it was read
        known.keep(path, stamp, found)
    return found


def _told(path: Path) -> Facts | None:
    """What a file says near its end of the project in it."""
    try:
        return summarized(summary(str(path)))
    except OSError:
        return None


def _pieced_together(path: Path) -> Project:
    """The project that a file, its backup and its logs say together."""
    return decode(migrated(inside(places.real(path)).tables))


def _settled(path: Path, beside: Beside) -> Project | None:
    """The project of a file that says everything by itself; None for any other."""
    if _stamp(path, beside) is None:
        return None
    try:
        return glance(path.read_bytes())
    except OSError:
        return None


def _stamp(path: Path, beside: Beside) -> Stamp | None:
    """A project file's stamp; None for what is more than one plain file.

    While a project is open, and after a crash, the file is not the whole truth: what was done
    since stands in logs beside it.
    """
    if not path.name.endswith(paths.SUFFIX):
        return None
    try:
        if path.parent not in beside:
            beside[path.parent] = names.logged(path.parent)
        found = path.lstat()  # a link's logs are not beside it
    except (OSError, ValueError):
        return None
    plain = stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST
    return stamp_of(found) if plain and path.name not in beside[path.parent] else None


def samples() -> tuple[Path, ...]:
    """The sample projects that ship with the program, by name."""
    return tuple(_files(paths.samples_folder()))


def copy_sample(sample: Path, folder: Path, today: date) -> Path:
    """A copy of a sample in a folder, dated so that it stands today where it stood.

    The name is the sample's, or with a number where that is taken. Raises `FileProblem` when
    the folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileProblem(
            f"The folder {folder} can't be made ({error.strerror or error}).",
            "Choose another folder.",
        ) from None
    name = sample.name.removesuffix(paths.SUFFIX)
    return shifted_copy(sample, free_path(folder, name, paths.SUFFIX), today)


def _folders(folder: Path) -> list[Path]:
    try:
        found = [path for path in folder.iterdir() if not path.name.startswith(".")]
        folders = sorted(path for path in found if path.is_dir())
        shipped = _samples_folder()
        return [path for path in folders if path.resolve() != shipped]
    except OSError:
        return []


def _samples_folder() -> Path | None:
    try:
        return paths.samples_folder().resolve()
    except FileProblem:
        return None


def _files(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [
                each.name
                for each in entries
                if each.name.endswith(_ENDINGS) and each.name[0] != "." and each.is_file()
            ]
    except OSError:
        return []
    found = [folder / name for name in sorted(names)]
    open_ = {bundle.working_path(path) for path in found if bundle.is_bundle(path)}
    return [path for path in found if path not in open_]
