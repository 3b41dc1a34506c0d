"""A TinyDB storage that keeps the tables in memory and replaces its file atomically."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeAlias

from tinydb.storages import Storage

from pilotage.errors import FileProblem
from pilotage.model.text import one_line
from pilotage.store import atomic
from pilotage.store.garbage import no_garbage
from pilotage.store.problems import problem

Document: TypeAlias = dict[str, Any]
Table: TypeAlias = dict[str, Document]
Tables: TypeAlias = dict[str, Table]

SLICE: Final = 500
"""Documents that are turned into JSON at a time; other threads get their turn in between."""


class AtomicStorage(Storage):
    """The tables of one project file.

    A file that is empty, damaged or something else is refused with `FileProblem` and never
    touched; TinyDB's own storage takes an empty file for an empty database and overwrites it.
    """

    def __init__(self, path: Path | str) -> None:
        super().__init__()
        self.path = Path(path)
        self.imprint: atomic.Imprint | None = None
        """What the file looked like when it was last read or written here."""
        self._tables: Tables | None = None

    def read(self) -> Tables | None:
        """The tables in memory; read from the file the first time, None where there is none."""
        if self._tables is None and os.path.lexists(self.path):
            self._tables, self.imprint = load(self.path)
        return self._tables

    def write(self, data: Tables) -> None:
        """Replace the file; memory keeps the tables also when that fails (`OSError`)."""
        self._tables = data
        self.imprint = atomic.write(self.path, serialized(data))

    def write_new(self, data: Tables) -> None:
        """Make the file; raises `FileExistsError` where there is one."""
        self.imprint = atomic.write(self.path, serialized(data), new=True)
        self._tables = data

    def is_ours(self) -> bool:
        """Whether the file is as we left it, or gone; False when something else changed it."""
        if self.imprint is None:
            return True
        try:
            if self.imprint.is_of(self.path.stat()):
                return True
            # Copied back or touched by a backup: only another content is another file.
            return sha256(self.path.read_bytes()).hexdigest() == self.imprint.sha256
        except FileNotFoundError:
            return True


def serialized(tables: Tables) -> Iterator[bytes]:
    """The tables as JSON, piece by piece. ASCII, so that every locale reads it alike."""
    yield b"{"
    for number, (name, table) in enumerate(tables.items()):
        yield (", " * bool(number) + json.dumps(name) + ": {").encode("ascii")
        documents, first = iter(table.items()), True
        while piece := dict(islice(documents, SLICE)):
            text = json.dumps(piece, allow_nan=False)[1:-1]
            yield (text if first else ", " + text).encode("ascii")
            first = False
        yield b"}"
    yield b"}\n"


def load(path: Path) -> tuple[Tables, atomic.Imprint]:
    """Read a project file's tables; raises `FileProblem` for anything else."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise FileProblem(f"{path.name} is a folder.", "Give the name of a project file in it.")
        if not stat.S_ISREG(found.st_mode):
            raise FileProblem(f"{path.name} is not a file that can hold a project.")
        with path.open("rb") as file:
            content = file.read()
            found = os.fstat(file.fileno())
    except FileNotFoundError:
        raise FileProblem(
            f"There is no file {path}.", "Check the name, or make a project with `pilotage new`."
        ) from None
    except OSError as error:
        raise problem("can't be read", error, path) from None
    except ValueError:  # a NUL in the name
        raise FileProblem(f"{str(path)!r} can't be the name of a file.") from None
    if not content.strip():
        raise FileProblem(f"{path.name} is empty; it was not touched.", _RESTORE)
    return _tables(content, path), atomic.imprint(found, sha256(content).hexdigest())


_RESTORE: Final = "Bring it back from a backup; a project file is never empty or cut off."


def _tables(content: bytes, path: Path) -> Tables:
    try:
        with no_garbage():
            data = json.loads(content, parse_constant=_refuse_constant)
    except RecursionError:
        raise FileProblem(f"{path.name} is no project file: it is nested too deeply.") from None
    except ValueError as error:
        raise FileProblem(
            f"{path.name} can't be read as JSON ({_short(error)}); it was not touched.", _RESTORE
        ) from None
    if not isinstance(data, dict) or "project" not in data:
        raise FileProblem(
            f"{path.name} is not a project of Pilotage: it has no table “project”.",
            "Open a file that `pilotage new` made.",
        )
    for name, table in data.items():
        if not isinstance(table, dict):
            raise FileProblem(
                f"{path.name} is damaged: the table “{one_line(name)[:40]}” is not a table."
            )
        for key, document in table.items():
            if not (isinstance(document, dict) and key.isascii() and key.isdigit()):
                raise FileProblem(
                    f"{path.name} is damaged: table “{one_line(name)[:40]}”, document "
                    f"“{one_line(key)[:20]}” is not a document with a number."
                )
    return data


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _short(error: ValueError) -> str:
    text = error.reason if isinstance(error, UnicodeDecodeError) else str(error)
    return text[:100]
