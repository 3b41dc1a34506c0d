"""Reading an evidence file: what it is known by, its SHA-256 and its size."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from pilotage.errors import FileProblem
from pilotage.model.text import one_line

CHUNK: Final = 1024 * 1024
Progress = Callable[[int, int], None]
"""Told how many bytes were read, and of how many. What it raises stops the reading."""
_OPEN: Final = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe that nobody writes to would be waited for
)


@dataclass(frozen=True)
class Print:
    """What tells a file's content from any other."""

    sha256: str
    size: int


def examine(path: Path, progress: Progress | None = None) -> Print:
    """A file's SHA-256 and size.

    Raises `FileProblem` for what is there but is no ordinary file (a folder, a link, a device, a
    pipe), for one that can't be read, and for one that changes while it is read.
    """
    with opened(path) as (stream, size):
        hasher, read = sha256(), 0
        for chunk in chunks(stream, size, path, progress):
            hasher.update(chunk)
            read += len(chunk)
    if read != size:
        raise changing(path)
    return Print(hasher.hexdigest(), size)


def shown(path: Path) -> str:
    """A file's name as a message names it."""
    name = one_line(path.name)
    return f"{name[:60]}…" if len(name) > 60 else name or "the file"


@contextmanager
def opened(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    """An ordinary file, open for reading, and its size."""
    try:
        _refuse_kind(path, path.lstat().st_mode)
        stream = os.fdopen(os.open(path, _OPEN), "rb")
    except FileNotFoundError:
        name = shown(path)
        raise FileProblem(f"There is no file {name}.", "Check its name and folder.") from None
    except OSError as error:
        raise _unreadable(path, error) from None
    except ValueError:
        name = shown(path)
        raise FileProblem(f"{name} is no path that can be used.", "Check its name.") from None
    with stream:
        now = os.fstat(stream.fileno())
        _refuse_kind(path, now.st_mode)
        yield stream, now.st_size


def _unreadable(path: Path, error: OSError) -> FileProblem:
    return FileProblem(
        f"{shown(path)} can't be read ({error.strerror or error}).", "See who may read it."
    )


def _refuse_kind(path: Path, mode: int) -> None:
    name = shown(path)
    if stat.S_ISREG(mode):
        return
    if stat.S_ISLNK(mode):
        raise FileProblem(
            f"{name} is a link, and may lead to another file tomorrow.",
            "Attach the file that it leads to.",
        )
    if stat.S_ISDIR(mode):
        raise FileProblem(f"{name} is a folder.", "Attach a file in it, or pack it into one.")
    raise FileProblem(f"{name} is no ordinary file.", "A device or a pipe can't be kept the same.")


def chunks(stream: IO[bytes], size: int, path: Path, progress: Progress | None) -> Iterator[bytes]:
    """A file's content; refuses to go on where there is more of it than its size."""
    read = 0
    while True:
        try:
            chunk = stream.read(CHUNK)
        except OSError as error:
            raise _unreadable(path, error) from None
        if not chunk:
            return
        read += len(chunk)
        if read > size:
            raise changing(path)
        yield chunk
        if progress is not None:
            progress(read, size)


def changing(path: Path) -> FileProblem:
    """What is said of a file that somebody writes meanwhile."""
    return FileProblem(
        f"{shown(path)} changes while it is read.", "Wait until nobody writes it, then try again."
    )
