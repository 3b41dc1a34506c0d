"""Writing exported files: safe names, nothing overwritten unasked, never half a file."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from pilotage.errors import FileProblem
from pilotage.model.text import one_line

_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)$")
_UNSAFE: Final = re.compile(r"[^\w.-]+")
LONGEST: Final = 60


def safe_name(title: str) -> str:
    """A file name made from a title, without its ending: the same on every platform.

    “Leads: first/second reply” becomes “leads-first-second-reply”.
    """
    name = _UNSAFE.sub("-", one_line(title).lower()).strip("-._")[:LONGEST].rstrip("-._")
    while len(name.encode("utf-8")) > 2 * LONGEST:
        name = name[:-1]
    return f"{name}-" if _RESERVED.match(name) else name or "workflow"


def free_path(folder: Path, name: str, ending: str) -> Path:
    """A path in a folder that nothing has yet: the name, else with -2, -3, and so on."""
    path = folder / f"{name}{ending}"
    number = 2
    while os.path.lexists(path):
        path = folder / f"{name}-{number}{ending}"
        number += 1
    return path


def write(path: Path, content: str | bytes, *, force: bool = False) -> None:
    """Write a file, at once or not at all, and make its folder where it is missing.

    Raises `FileProblem` when the file exists and `force` is not set, or can't be written. A file
    that somebody else makes meanwhile is not overwritten either.
    """
    if path.is_dir():
        raise FileProblem(f"{path.name} is a folder.", "Name a file in it.")
    if not force and os.path.lexists(path):
        raise _taken(path)
    data = content.encode("utf-8") if isinstance(content, str) else content
    temporary = path.with_name(f".pilotage-{secrets.token_hex(6)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if force:
            temporary.replace(path)
        else:
            _put(temporary, path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise FileProblem(
            f"{path.name} can't be written ({error.strerror or error}).",
            "Choose a place where you may write.",
        ) from None


def _put(temporary: Path, path: Path) -> None:
    """Give a finished file its name, which nobody else may have taken in between."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        temporary.unlink()
        raise _taken(path) from None
    except OSError:  # a file system without links
        temporary.replace(path)
    else:
        temporary.unlink()


def _taken(path: Path) -> FileProblem:
    return FileProblem(
        f"{path.name} already exists.", "Choose another name, or replace it with --force."
    )
