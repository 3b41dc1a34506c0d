"""The projects of a folder and of late, read to be listed; and copies of the sample projects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pilotage import paths
from pilotage.errors import FileProblem, PilotageError
from pilotage.export.files import free_path
from pilotage.method.standing import Overview, overview
from pilotage.model.project import Project
from pilotage.model.text import one_line
from pilotage.store import bundle
from pilotage.store.codec import decode
from pilotage.store.migrations import migrated
from pilotage.store.shift import shifted_copy
from pilotage.store.working import inside

_ENDINGS = (paths.SUFFIX, bundle.ENDING)


@dataclass(frozen=True)
class Listed:
    """A project file as a list shows it."""

    path: Path
    project: Project | None
    """The project as it is on disk; None when it can't be read."""
    overview: Overview | None
    """Where it stands; None when it can't be read."""
    problem: str = ""
    """Why it can't be read; empty when it can."""

    @property
    def title(self) -> str:
        """The workflow's title; the file's name when it can't be read."""
        return self.project.title if self.project else one_line(self.path.name)


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


def read(path: Path, today: date) -> Listed:
    """A project file, without a lock; never raises for a bad file."""
    try:
        project = decode(migrated(inside(path).tables))
        return Listed(path, project, overview(project, today))
    except PilotageError as error:
        return Listed(path, None, None, one_line(str(error)))


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
        found = sorted(
            path
            for path in folder.iterdir()
            if path.name.endswith(_ENDINGS) and not path.name.startswith(".") and path.is_file()
        )
    except OSError:
        return []
    open_ = {bundle.working_path(path) for path in found if bundle.is_bundle(path)}
    return [path for path in found if path not in open_]
