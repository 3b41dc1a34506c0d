"""In which order rows stand when somebody sorts a table by one of its columns. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

Part: TypeAlias = tuple[int, float, str]
_NUMBER: Final = re.compile(r"(?<![\w.,])[-−](?=\d)|\d[\d,]*(?:\.\d+)?")
NOTHING: Final = frozenset(("", "–", "-"))
"""What a cell says when it has nothing to say; it stands last either way."""
UP: Final = " ▲"
DOWN: Final = " ▼"


class RowSort(NamedTuple):
    """By which column, and whether the greatest comes first."""

    column: int
    down: bool = False

    def then(self, column: int) -> RowSort | None:
        """The sort after a click on a column's head: up, down, and as the rows came."""
        if column != self.column:
            return RowSort(column)
        return None if self.down else RowSort(column, down=True)


def arranged(rows: Mapping[str, Sequence[str]], sort: RowSort | None) -> Iterable[str]:
    """The keys of rows in their order; without a sort as they came."""
    if sort is None:
        return rows
    said = {key: cells[sort.column].strip() for key, cells in rows.items()}
    full = [key for key in rows if said[key] not in NOTHING]
    full.sort(key=lambda key: natural(said[key]), reverse=sort.down)
    return [*full, *(key for key in rows if said[key] in NOTHING)]


def natural(text: str) -> tuple[Part, ...]:
    """A text's place among others: figures by what they are worth, words whatever their case."""
    parts: list[Part] = []
    at, sign = 0, 1
    for found in _NUMBER.finditer(text):
        if words := text[at : found.start()].strip().casefold():
            parts.append((1, 0.0, words))
        at = found.end()
        if found[0] in "-−":
            sign = -1
            continue
        parts.append((0, sign * float(found[0].replace(",", "")), ""))
        sign = 1
    if words := text[at:].strip().casefold():
        parts.append((1, 0.0, words))
    return tuple(parts)
