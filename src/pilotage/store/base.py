"""The file that holds all tables: plain TinyDB JSON, with a checksum as its last value."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final
from zlib import crc32

from pilotage.errors import FileProblem, NewerFile
from pilotage.garbage import no_garbage
from pilotage.model.text import one_line
from pilotage.store import atomic
from pilotage.store.changes import Tables
from pilotage.store.problems import problem

META, ONLY = "_meta", "1"
"""The table that describes the file itself, and the only document in it."""
CONTAINER: Final = 1
"""How checksum and sequence number are kept; a file with a higher number is left alone."""
SLICE: Final = 500
"""Documents that are turned into JSON at a time; other threads get their turn in between."""
LARGEST: Final = 1 << 30
"""Files above this many bytes are refused unread."""
_RESTORE: Final = "Bring it back from a backup; a project file is never empty or cut off."
_END: Final = re.compile(rb'"crc": "([0-9a-f]{8})"\}\}\}\s*\Z')
_CRC: Final = b'%08x"}}}\n'


class Damaged(FileProblem):
    """The file is there, but it is not what was once written."""


class Missing(FileProblem):
    """There is no such file."""


@dataclass(frozen=True)
class Base:
    """A file that was read."""

    tables: Tables
    """All of them; of `_meta` only what its writer put there."""
    sequence: int
    """The number of the last commit in it."""
    head: str
    """The hash of the last journal entry in it; empty without a journal."""
    checked: bool
    """Whether it had a checksum, which was right."""
    imprint: atomic.Imprint


def serialized(tables: Tables, sequence: int, head: str, summary: bytes = b"") -> Iterator[bytes]:
    """The tables as JSON, piece by piece. ASCII, so that every locale reads it alike.

    `summary` is one JSON object that stands near the file's end, with the file's size, so that it
    can be read without the rest.
    """
    checksum = size = 0
    for piece in _pieces(tables, sequence):
        checksum, size = crc32(piece, checksum), size + len(piece)
        yield piece
    last = (b', "head": "%s"' % head.encode("ascii") if head else b"") + b', "crc": "'
    if summary:
        described = b', "size": %12d, "summary": %s'
        size += len(described % (0, summary)) + len(last) + len(_CRC % 0)
        last = described % (size, summary) + last
    yield last
    yield _CRC % crc32(last, checksum)


def _pieces(tables: Tables, sequence: int) -> Iterator[bytes]:
    yield b"{"
    for name, table in tables.items():
        if name == META:
            continue
        yield (json.dumps(name) + ": {").encode("ascii")
        documents, first = iter(table.items()), True
        while piece := dict(islice(documents, SLICE)):
            text = json.dumps(piece, allow_nan=False)[1:-1]
            yield (text if first else ", " + text).encode("ascii")
            first = False
        yield b"}, "
    meta = dict(tables.get(META, {}).get(ONLY, {}))
    meta |= {"container": CONTAINER, "sequence": sequence}
    text = json.dumps({META: {ONLY: meta}}, allow_nan=False)
    yield text[1:-3].encode("ascii")


def write(
    path: Path, tables: Tables, sequence: int, head: str = "", *, new: bool = False
) -> atomic.Imprint:
    """Replace the file, or make it; raises `OSError`, and `FileExistsError` where `new`."""
    return atomic.write(path, serialized(tables, sequence, head), new=new)


def read(path: Path) -> Base:
    """Read a file's tables.

    Raises `Damaged` for an empty, cut or altered one and `FileProblem` for what is missing,
    can't be read or is no file of tables at all.
    """
    content, found = _content(path)
    return parsed(content, path, atomic.imprint(found, sha256(content).hexdigest()))


def parsed(content: bytes, path: Path, imprint: atomic.Imprint) -> Base:
    """The tables in a file's content; raises as `read` does. The path is only named."""
    if not content.strip(b"\0 \t\r\n"):
        raise Damaged(f"{path.name} is empty; it was not touched.", _RESTORE)
    tables = _tables(content, path)
    meta = tables.get(META, {}).get(ONLY, {})
    if _number(meta.get("container", CONTAINER)) > CONTAINER:
        raise NewerFile(
            f"{path.name} was written by a newer Pilotage.",
            "Install the newer version; the file was not touched.",
        )
    end = _END.search(content, max(0, len(content) - 64))
    has_one = end is not None or "crc" in meta or "container" in meta
    if has_one and (end is None or b"%08x" % crc32(memoryview(content)[: end.start(1)]) != end[1]):
        raise Damaged(
            f"{path.name} was altered outside Pilotage, or damaged: its checksum is wrong.",
            _RESTORE,
        )
    sequence, head = _number(meta.get("sequence", 0)), str(meta.get("head", ""))
    for own in ("container", "crc", "sequence", "head", "size", "summary"):
        meta.pop(own, None)
    if not meta:
        tables.pop(META, None)
    return Base(tables, sequence, head, has_one, imprint)


def _number(found: object) -> int:
    return found if isinstance(found, int) else 0


def _content(path: Path) -> tuple[bytes, os.stat_result]:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise FileProblem(f"{path.name} is a folder.", "Give the name of a project file in it.")
        if not stat.S_ISREG(found.st_mode):
            raise FileProblem(f"{path.name} is not a file that can hold a project.")
        if found.st_size > LARGEST:
            raise FileProblem(f"{path.name} is too large to be a project file.")
        with path.open("rb") as file:
            return file.read(), os.fstat(file.fileno())
    except FileNotFoundError:
        raise Missing(
            f"There is no file {path}.", "Check the name, or make a project with `pilotage new`."
        ) from None
    except OSError as error:
        raise problem("can't be read", error, path) from None
    except ValueError:  # a NUL in the name
        raise FileProblem(f"{str(path)!r} can't be the name of a file.") from None


def _tables(content: bytes, path: Path) -> Tables:
    try:
        with no_garbage():
            data = json.loads(content, parse_constant=_refuse_constant)
    except RecursionError:
        raise FileProblem(f"{path.name} is no project file: it is nested too deeply.") from None
    except ValueError as error:
        raise Damaged(
            f"{path.name} can't be read as JSON ({_short(error)}); it was not touched.", _RESTORE
        ) from None
    if not isinstance(data, dict):
        raise FileProblem(f"{path.name} is not a project of Pilotage: it holds no tables.")
    for name, table in data.items():
        if not isinstance(table, dict):
            raise FileProblem(
                f"{path.name} is damaged: the table “{one_line(name)[:40]}” is not a table."
            )
        for key, document in table.items():
            if not isinstance(document, dict):
                raise FileProblem(
                    f"{path.name} is damaged: table “{one_line(name)[:40]}”, document "
                    f"“{one_line(key)[:20]}” is not a document."
                )
    return data


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _short(error: ValueError) -> str:
    text = error.reason if isinstance(error, UnicodeDecodeError) else str(error)
    return text[:100]
