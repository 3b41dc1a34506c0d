"""Reading projects for commands: by path, from a folder, without taking the lock."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pilotage.errors import FileProblem, PilotageError
from pilotage.model.text import one_line
from pilotage.paths import SUFFIX

if TYPE_CHECKING:
    from pilotage.model.journal import Entry
    from pilotage.store.project_file import ProjectFile


def today() -> date:
    """The local date."""
    return datetime.now().astimezone().date()


def read(path: Path) -> ProjectFile:
    """A project file, to read only; raises `FileProblem` for one that can't be read.

    What is wrong with it, or was mended on the way, is said on standard error.
    """
    from pilotage.commands.output import patiently, warn
    from pilotage.store.project_file import READ_ONLY
    from pilotage.store.working import open_any

    with patiently(f"Reading {path.name} …"):
        file = open_any(path, read_only=True)
    for note in file.notes:
        warn(f"Note: {note}")
    if file.why_read_only != READ_ONLY:
        warn(f"Note: {path.name} is {file.why_read_only}.")
    return file


def read_at(path: Path, at: str) -> ProjectFile:
    """A project as it stood `at` an entry's number, a day or a moment; empty: as it is.

    Raises `PilotageError` for what is none of these, or before the first entry.
    """
    file = read(path)
    return file.at(entry_at(file.journal, at)) if at else file


def entry_at(journal: Sequence[Entry], at: str) -> int:
    """The number of the last entry up to a day or a moment, local if it does not say; or `at`."""
    if at.isdecimal():
        return int(at)
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise PilotageError(
            f"“{one_line(at)}” is neither an entry's number nor a day or moment.",
            "Write it like 41, 2026-03-12 or 2026-03-12T14:00; `pilotage journal` lists them.",
        ) from None
    if len(at) <= len("2026-03-12"):
        moment = moment.replace(hour=23, minute=59, second=59, microsecond=999_999)
    moment = moment.astimezone()
    before = [entry.seq for entry in journal if entry.at <= moment]
    if not before:
        raise PilotageError(f"There was no project on {one_line(at)} yet.", "Choose a later day.")
    return before[-1]


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
        if not os.path.isdir(path):  # noqa: PTH112 - whatever name was typed
            found.append(path)
            continue
        try:
            found += sorted(path.glob(f"*{SUFFIX}"))
        except OSError as error:
            raise FileProblem(f"{path} can't be read ({error.strerror or error}).") from None
    return found


def projects_in(places: Sequence[Path]) -> list[Path]:
    """The project files meant: a file is itself, a folder all in it and in the folders in it.

    Raises `FileProblem` for a folder that can't be read.
    """
    found: list[Path] = []
    for place in places:
        if os.path.isdir(place):  # noqa: PTH112 - whatever name was typed
            from pilotage.portfolio import find_projects

            found += find_projects(place)
        else:
            found.append(place)
    return list(dict.fromkeys(found))


def complaint(path: Path, error: PilotageError) -> str:
    """Why a file can't be read, with its name."""
    return f"Error: {error}" if path.name in error.message else f"Error: {path}: {error}"
