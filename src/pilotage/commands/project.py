"""Reading projects for commands: by path, from a folder, without taking the lock."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from pilotage.errors import FileProblem
from pilotage.model.journal import Entry
from pilotage.model.project import Project
from pilotage.paths import SUFFIX


def today() -> date:
    """The local date."""
    return datetime.now().astimezone().date()


def read(path: Path) -> tuple[Project, tuple[Entry, ...]]:
    """A project and its journal; raises `FileProblem` for a file that can't be read."""
    from pilotage.store.project_file import ProjectFile

    file = ProjectFile.open(path, read_only=True)
    try:
        return file.project, file.journal
    finally:
        file.close()


def with_suffix(path: Path) -> Path:
    """The path with a project file's ending, added where it is missing."""
    return path if path.name.endswith(SUFFIX) else path.with_name(f"{path.name}{SUFFIX}")


def name_of(path: Path) -> str:
    """A project file's name without its ending."""
    return path.name.removesuffix(SUFFIX)


def files_in(paths: tuple[Path, ...]) -> list[Path]:
    """The project files meant: a file is itself, a folder all that it holds directly."""
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        try:
            found += sorted(path.glob(f"*{SUFFIX}"))
        except OSError as error:
            raise FileProblem(f"{path} can't be read ({error.strerror or error}).") from None
    return found
