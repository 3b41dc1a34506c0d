"""Looking at evidence files: what one is, whether it is still the same, and making a copy.

A file is known by its SHA-256 and size. Nothing is copied unless asked for; a copy goes into
`NAME.evidence/` beside the project file NAME.pilotage.json, and never over another file. Reading
takes as long as the file is large: call these from a thread where a screen is waiting.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from pilotage.errors import FileProblem, PilotageError
from pilotage.evidence_file import Print, Progress, changing, chunks, examine, opened, shown
from pilotage.method.extras import file_name
from pilotage.model.attachment import Attachment
from pilotage.paths import SUFFIX

ENDING: Final = ".evidence"
"""How the folder of a project's copies ends."""


class State(StrEnum):
    """How an attached file is, compared with when it was attached."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Look:
    """What was found of an attached file."""

    attachment: Attachment
    state: State
    detail: str
    """In words; empty when it is the same."""


@dataclass(frozen=True)
class Attachable:
    """A file that can be attached."""

    facts: dict[str, Any]
    """Path, SHA-256, size and whether it is a copy, as `attach_file` takes them."""
    made: Path | None
    """The copy that was made for it; None where there is none, or it was there before."""

    @contextmanager
    def for_good(self) -> Iterator[dict[str, Any]]:
        """The facts, to attach it with; where that is refused, the copy is removed again."""
        try:
            yield self.facts
        except PilotageError:
            if self.made:
                with suppress(OSError):
                    self.made.unlink()
                    self.made.parent.rmdir()  # goes only when it is empty
            raise


def typed_path(text: str, folder: Path) -> Path:
    """The path that somebody typed: from a folder, with `~` for their home."""
    try:
        path = Path(text.strip()).expanduser()
    except RuntimeError:  # no such user
        path = Path(text.strip())
    if not text.strip():
        raise FileProblem("No file is named.", "Write its path.")
    return folder / path


def kept_path(path: Path, project_file: Path) -> str:
    """The path as a project keeps it: from its own folder where the file is in or below that."""
    folder = _folder_of(project_file)
    whole = path.absolute()
    try:
        whole = whole.parent.resolve() / whole.name
        return whole.relative_to(folder).as_posix()
    except (OSError, RuntimeError, ValueError):
        return str(whole)


def place_of(attachment: Attachment, project_file: Path) -> Path:
    """Where an attached file should be."""
    return _folder_of(project_file) / attachment.path


def look(attachment: Attachment, project_file: Path, progress: Progress | None = None) -> Look:
    """Whether an attached file is still what it was; never raises for a file."""
    path = place_of(attachment, project_file)
    try:
        if not os.path.lexists(path):
            return Look(attachment, State.GONE, f"there is no file {shown(path)} any more")
        with opened(path) as (_, size):
            if size != attachment.size:
                was = f"{attachment.size:,} bytes when it was attached"
                return Look(attachment, State.CHANGED, f"it has {size:,} bytes now, {was}")
        found = examine(path, progress)
    except FileProblem as problem:
        return Look(attachment, State.UNREADABLE, problem.message.rstrip("."))
    except ValueError:
        return Look(attachment, State.UNREADABLE, "its path can't be used here")
    if found.sha256 != attachment.sha256:
        return Look(attachment, State.CHANGED, "its content is another one than was attached")
    return Look(attachment, State.SAME, "")


def copy_in(
    path: Path, project_file: Path, progress: Progress | None = None
) -> tuple[Path, Print, bool]:
    """Copy a file beside the project, mode 0600: where, what, and whether it was not there yet.

    The same content is not copied twice. Raises `FileProblem` as `examine` does, and where the
    copy can't be written.
    """
    from pilotage.store import atomic

    found = examine(path, progress)
    folder = _folder_of(project_file) / (project_file.name.removesuffix(SUFFIX) + ENDING)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink():
            raise FileProblem(f"{shown(folder)} is a link.", "Make it a folder of its own.")
        for target in _names(folder, path, found):
            if os.path.lexists(target):
                if _is_same(target, found):
                    return target, found, False
                continue
            with (
                opened(path) as (stream, size),
                atomic.written(target, chunks(stream, size, path, progress)) as whole,
            ):
                if (whole.imprint.sha256, whole.imprint.size) != (found.sha256, found.size):
                    raise changing(path)
                whole.take_its_place(new=True)
            return target, found, True
    except FileExistsError:
        raise FileProblem(
            f"Something else is in the place of the copy of {shown(path)}.", "Try again."
        ) from None
    except OSError as error:
        raise FileProblem(
            f"{shown(path)} can't be copied ({error.strerror or error}).",
            "Make room, or attach it without a copy.",
        ) from None
    raise FileProblem(f"There is no free name left for a copy of {shown(path)}.")


def attachable(
    path: Path, project_file: Path, *, copy: bool = False, progress: Progress | None = None
) -> Attachable:
    """What is to be known of a file before it is attached; with `copy`, of its copy."""
    refuse_project_file(path, project_file)
    if copy:
        place, found, new = copy_in(path, project_file, progress)
    else:
        place, found, new = path, examine(path, progress), False
    kept = kept_path(place, project_file)
    return Attachable(
        {"path": kept, "sha256": found.sha256, "size": found.size, "copied": copy},
        place if new else None,
    )


def refuse_project_file(path: Path, project_file: Path) -> None:
    """Refuse the project's own file: it changes with each thing that is done."""
    try:
        own = path.name.startswith(project_file.name) and path.parent.samefile(project_file.parent)
    except (OSError, ValueError):
        return
    if own:
        raise FileProblem(
            f"{shown(path)} is this project's own file, which changes all the time.",
            "Export what you need and attach that.",
        )


def named(attachment: Attachment) -> str:
    """An attached file in a line: its name and what it is about."""
    return f"{file_name(attachment)} ({attachment.about})"


def _folder_of(project_file: Path) -> Path:
    folder = project_file.absolute().parent
    try:
        return folder.resolve()
    except (OSError, RuntimeError):
        return folder


def _names(folder: Path, path: Path, found: Print) -> Iterator[Path]:
    """Names for a copy: from its hash and its own name, which is made plain."""
    from pilotage.export.files import safe_name

    end = path.suffix.lower() if re.fullmatch(r"\.[A-Za-z0-9]{1,10}", path.suffix) else ""
    stem = safe_name(path.stem if end else path.name)
    for number in range(1, 100):
        more = f"-{number}" if number > 1 else ""
        yield folder / f"{found.sha256[:12]}-{stem}{more}{end}"


def _is_same(path: Path, found: Print) -> bool:
    try:
        return examine(path) == found
    except FileProblem:
        return False
