"""A CSV file as it lies there: its encoding, its delimiter, its header and its rows."""

from __future__ import annotations

import csv
import io
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Final

from pilotage.errors import FileProblem
from pilotage.garbage import no_garbage
from pilotage.intake.encodings import decoded
from pilotage.method.requirement import counted
from pilotage.model.text import one_line

LARGEST: Final = 256 << 20
"""Files above this many bytes are refused unread."""
MOST_ROWS: Final = 1_000_000
MOST_COLUMNS: Final = 200
CHUNK: Final = 5_000
DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
SAMPLE: Final = 200
"""So many rows show what the delimiter is."""

GUARDED: Final = re.compile(r"'[=+\-@\t\r]")
"""What our own CSV files put before what a spreadsheet would calculate."""

SEPARATOR: Final = re.compile(r"sep=[^\r\n][\r\n]", re.IGNORECASE)
"""A spreadsheet's own first line: what stands between cells."""

Progress = Callable[[float], object]
"""Told how much is done, from 0 to 1; what it raises ends the reading."""


def quietly(_: float) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class CsvFile:
    """A table as it was read."""

    name: str
    encoding: str
    """In words, such as UTF-8."""
    delimiter: str
    header: tuple[str, ...]
    """The columns' names; empty ones are called “column 3”."""
    rows: tuple[list[str], ...]
    """Those with the header's number of cells; blank ones are left out."""
    numbers: tuple[int, ...] | None
    """The place of each among all that are not blank, from 0; None: they are all there."""
    ragged: tuple[tuple[int, int], ...]
    """The other rows: the place, and how many cells."""
    guarded: bool
    """Whether a cell may have the apostrophe that keeps a spreadsheet from calculating it."""
    _all: list[list[str]]
    """With the header's row, and blank ones."""
    _first: int
    """The line on which the file's first row begins."""

    @cached_property
    def _lines(self) -> list[int]:
        """The line on which each row begins, of those that are not blank."""
        lines, line = [], self._first
        for at, row in enumerate(self._all):
            if at and not is_empty(row):
                lines.append(line)
            line += 1
            for cell in row:
                if "\n" in cell or "\r" in cell:
                    line += len(cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1
        return lines

    def line(self, place: int) -> int:
        """The line of the file, from 1, on which a row begins, by its place among all."""
        return self._lines[place]

    @property
    def delimiter_name(self) -> str:
        """The delimiter in words."""
        return DELIMITERS.get(self.delimiter, self.delimiter)


def read_csv(
    path: Path,
    *,
    encoding: str = "",
    delimiter: str = "",
    progress: Progress = quietly,
) -> CsvFile:
    """Read a file; raises `FileProblem` for what can't be read or is no table."""
    content = _content(path)
    with no_garbage():
        return parse_csv(
            content, path.name, encoding=encoding, delimiter=delimiter, progress=progress
        )


def parse_csv(
    content: bytes,
    name: str,
    *,
    encoding: str = "",
    delimiter: str = "",
    progress: Progress = quietly,
) -> CsvFile:
    """The table in a file's content; raises `FileProblem` as `read_csv` does."""
    name = one_line(name)
    if not content.strip(b" \t\r\n"):
        raise FileProblem(f"{name} is empty.", "Export it again, with a row of column names.")
    text, said = decoded(content, name, encoding)
    if "\0" in text:
        raise FileProblem(f"{name} is no text: it holds NUL characters.", "Save it as CSV.")
    first = 1
    if SEPARATOR.match(text):  # spreadsheets write and read it
        if not delimiter and text[4] not in DELIMITERS:
            raise FileProblem(
                f"{name}, line 1: “{one_line(text[4])}” between cells can't be read.",
                f"Put one of these there: {', '.join(DELIMITERS.values())}.",
            )
        delimiter = delimiter or text[4]
        text, first = text[5:].removeprefix("\r").removeprefix("\n"), 2
    delimiter = delimiter or _delimiter(text)
    guarded = "'" in text and GUARDED.search(text) is not None
    rows = _rows(text, delimiter, name, progress)
    header = _header(rows[0] if rows else [], name)
    body = rows[1:]
    filled = body
    if set(map(len, body)) != {len(header)} or not all(map(str.strip, map(itemgetter(0), body))):
        filled = [row for row in body if not is_empty(row)]
    if not filled:
        raise FileProblem(f"{name} has a row of column names and nothing below it.")
    good, places, ragged = _sorted_out(filled, len(header))
    return CsvFile(name, said, delimiter, header, good, places, ragged, guarded, rows, first)


def is_empty(row: list[str]) -> bool:
    """Whether all cells of a row are blank."""
    return not any(cell and not cell.isspace() for cell in row)


def _sorted_out(
    rows: list[list[str]], width: int
) -> tuple[tuple[list[str], ...], tuple[int, ...] | None, tuple[tuple[int, int], ...]]:
    """The rows that have the header's cells, their places, and the others."""
    if set(map(len, rows)) == {width}:
        return tuple(rows), None, ()
    good, places, ragged = [], [], []
    for place, row in enumerate(rows):
        if len(row) == width or (len(row) > width and is_empty(row[width:])):
            good.append(row[:width])
            places.append(place)
        else:
            ragged.append((place, len(row)))
    return tuple(good), tuple(places), tuple(ragged)


def _content(path: Path) -> bytes:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise FileProblem(f"{path.name} is a folder.", "Give the name of a CSV file in it.")
        if not stat.S_ISREG(found.st_mode):
            raise FileProblem(f"{path} is not a file that can be read to its end.")
        if found.st_size > LARGEST:
            raise FileProblem(
                f"{path.name} has {found.st_size >> 20:,} MB; at most {LARGEST >> 20} MB are read.",
                "Split it.",
            )
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise FileProblem(f"There is no file {path}.", "Check the name.") from None
    except OSError as error:
        raise FileProblem(f"{path.name} can't be read ({error.strerror or error}).") from None
    except ValueError:  # a NUL in the name
        raise FileProblem(f"{str(path)!r} can't be the name of a file.") from None


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first rows most evenly into most cells."""
    best, score = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        lines = io.StringIO(text[:200_000], newline="")
        try:
            rows = [r for r in islice(csv.reader(lines, delimiter=delimiter), SAMPLE) if any(r)]
        except csv.Error:
            continue
        width = len(rows[0]) if rows else 0
        if width < 2:
            continue
        even = sum(len(row) == width for row in rows) / len(rows)
        if (round(even, 1), width) > score:
            best, score = delimiter, (round(even, 1), width)
    return best


def _rows(text: str, delimiter: str, name: str, progress: Progress) -> list[list[str]]:
    stream = io.StringIO(text, newline="")
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    while True:
        try:
            part = list(islice(reader, CHUNK))
        except csv.Error as error:
            raise FileProblem(f"{name}, line {reader.line_num:,}: {_why(error)}.") from None
        if not part:
            return rows
        rows += part
        if len(rows) > MOST_ROWS:
            raise FileProblem(f"{name} has more than {MOST_ROWS:,} rows.", "Split it.")
        progress(stream.tell() / max(len(text), 1))


def _why(error: csv.Error) -> str:
    said = str(error)
    if "field limit" in said:
        return "a cell has more than 131,072 characters, or a quotation mark is not closed"
    if "unexpected end" in said or "expected after" in said:
        return "the quotation marks don't match; a quotation mark in a text is written twice"
    return said


def _header(row: list[str], name: str) -> tuple[str, ...]:
    while row and not row[-1].strip():
        row = row[:-1]
    if not row:
        raise FileProblem(
            f"{name} has no column names in its first row.", "Write them there: one a column."
        )
    if len(row) > MOST_COLUMNS:
        raise FileProblem(
            f"{name} has {counted(len(row), 'column')}; at most {MOST_COLUMNS} are read."
        )
    return tuple(one_line(cell)[:80] or f"column {i}" for i, cell in enumerate(row, 1))
