"""The cells of the columns as the values that the rows of an action have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

from pilotage.intake.csv_file import GUARDED, CsvFile
from pilotage.intake.dates import Dates, Order, read_dates
from pilotage.intake.fields import Field, Holds
from pilotage.intake.figures import Decimals, Figures, read_figures
from pilotage.method.requirement import listed
from pilotage.model.text import one_line

MOST_WORDS: Final = 4
"""So many different words of a column are shown."""
_APART: Final = re.compile(r"[/,;|()+&]")


@dataclass
class Columns:
    """The values of the fields that have a column or are the same for all rows."""

    values: dict[str, Sequence[Any]] = field(default_factory=dict)
    bad: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """By field, the cells that can't be understood, and why."""
    cells: dict[str, Sequence[str]] = field(default_factory=dict)
    meanings: dict[str, str] = field(default_factory=dict)
    """By field, an example and what it means, in words."""
    dates: Dates | None = None
    figures: Figures | None = None


def read_columns(
    table: CsvFile,
    fields: Sequence[Field],
    columns: Mapping[str, int | None],
    same: Mapping[str, str],
    order: Order | None,
    decimals: Decimals | None,
    tick: Callable[[], object],
) -> Columns:
    """Understand the columns; `same` is what is the same for all rows. `tick` hears of each."""
    read = Columns()
    rows, size = table.rows, len(table.rows)
    for each in fields:
        at = columns.get(each.name)
        if each.name in same:
            read.cells[each.name] = [same[each.name]] * size
        elif at is not None:
            read.cells[each.name] = [row[at] for row in rows]
            tick()
    different = {
        each.name: dict.fromkeys(read.cells[each.name])
        for each in fields
        if each.name in read.cells and each.holds is not Holds.TEXT
    }
    held = {
        holds: dict.fromkeys(
            chain.from_iterable(
                different.get(each.name, ()) for each in fields if each.holds is holds
            )
        )
        for holds in (Holds.DAY, Holds.NUMBER)
    }
    if held[Holds.DAY]:
        read.dates = read_dates(held[Holds.DAY], order)
    if held[Holds.NUMBER]:
        read.figures = read_figures(held[Holds.NUMBER], decimals)
    for each in fields:
        if each.name in read.cells:
            if each.holds is Holds.TEXT:
                _take_text(read, each.name, guarded=table.guarded)
            else:
                _understand(read, each, different[each.name])
            tick()
    return read


def _take_text(read: Columns, name: str, *, guarded: bool) -> None:
    cells = read.cells[name]
    read.values[name] = [_unguarded(cell) for cell in cells] if guarded else cells
    example = next((cell for cell in cells if cell.strip()), "")
    read.meanings[name] = f"“{one_line(example)[:40]}”" if example else "empty"


def _understand(read: Columns, field_: Field, different: Collection[str]) -> None:
    name, cells = field_.name, read.cells[field_.name]
    known: Mapping[str, Any]
    bad: Mapping[str, str]
    match field_.holds:
        case Holds.WORD:
            known = {cell: _meaning(cell, field_) for cell in different}
            bad = {cell: _no_word(cell, field_) for cell, word in known.items() if word is None}
            read.meanings[name] = _words(cells, known)
        case Holds.DAY:
            known, bad = (read.dates.known, read.dates.bad) if read.dates else ({}, {})
            read.meanings[name] = read.dates.sentence if read.dates else "empty"
        case _:
            known, bad = (read.figures.known, read.figures.bad) if read.figures else ({}, {})
            asks = read.figures is not None and read.figures.ambiguous is not None
            read.meanings[name] = "point or comma?" if asks else _number(cells, known)
    mine = {cell: why for cell, why in bad.items() if cell in different}
    if mine:
        read.bad[name] = mine
    read.values[name] = [known.get(cell) for cell in cells]


def _unguarded(cell: str) -> str:
    return cell[1:] if GUARDED.match(cell) else cell


def _meaning(cell: str, field_: Field) -> str | None:
    """The word that a cell means; empty for a blank one, None where it is not known."""
    word = one_line(cell).casefold()
    if not word:
        return ""
    if (found := _known(word, field_)) is not None:
        return found
    # “by hand / manual” and “copy (by hand)” say the same thing twice
    parts = {_known(part.strip(), field_) for part in _APART.split(word) if part.strip()}
    return parts.pop() if len(parts) == 1 else None


def _known(word: str, field_: Field) -> str | None:
    ways = (word.replace("_", " "), word, word.replace("-", " "))
    return next((field_.words[way] for way in ways if way in field_.words), None)


def _no_word(cell: str, field_: Field) -> str:
    known = dict.fromkeys(word for word in field_.words.values() if word)
    return f"“{one_line(cell)[:40]}” is not understood; write {listed(known, 8)}."


def _words(cells: Sequence[str], known: Mapping[str, str | None]) -> str:
    """How often which word stands there, and what it means: “ok” is pass (95)."""
    found = [
        f"“{one_line(cell)[:20]}” is {known[cell]} ({number:,})"
        for cell, number in Counter(cells).most_common()
        if known[cell]
    ]
    return listed(found, MOST_WORDS) or "empty"


def _number(cells: Sequence[str], known: Mapping[str, str]) -> str:
    example = next((cell for cell in cells if cell in known), None)
    return f"“{one_line(example)[:30]}” is {known[example]}" if example is not None else "empty"
