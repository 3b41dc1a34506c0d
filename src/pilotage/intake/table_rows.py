"""The rows of a table as an action takes them, each made when it is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, repeat
from typing import Any, Final

from pilotage.actions.import_rows import Row
from pilotage.intake.csv_file import Progress, quietly

WATCHED: Final = 2_000
"""After so many rows one is told how far it is, and can stop it."""


class TableRows(Sequence[Row]):
    """Rows of columns of the same length; tells how far somebody is who goes through them."""

    def __init__(self, columns: Mapping[str, Sequence[Any]], progress: Progress = quietly) -> None:
        self._columns, self._progress = columns, progress
        self._length = len(next(iter(columns.values()), ()))

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(self._length))]
        return {name: values[at] for name, values in self._columns.items()}

    def __iter__(self) -> Iterator[Row]:
        cells = zip(*self._columns.values(), strict=True)
        rows: Iterator[Row] = map(dict, map(zip, repeat(tuple(self._columns)), cells))
        for at in range(0, self._length, WATCHED):
            self._progress(at / self._length)
            yield from islice(rows, WATCHED)
