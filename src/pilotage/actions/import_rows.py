"""Rows that are imported: plain values by field, and how all bad ones are refused together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, TypeAlias, TypeVar

from pydantic import TypeAdapter, ValidationError

from pilotage.errors import Invalid, Refused
from pilotage.method.requirement import counted
from pilotage.model.record import Record, make

Row: TypeAlias = Mapping[str, Any]
"""A row's values by field. A field that is missing, None or an empty text is not said."""
Rows: TypeAlias = Sequence[Row]
R = TypeVar("R", bound=Record)

CHUNK: Final = 500
"""So many records are validated at a time: other threads get their turn in between."""


@dataclass(frozen=True)
class BadRow:
    """Why a row can't be imported."""

    row: int
    """Its place among the rows that were given, from 0."""
    field: str
    """The field that it is about; empty for the whole row."""
    message: str
    conflict: bool = False
    """Whether what it is about is there already, and differs: an update would take the row's."""


class BadRows(Refused):
    """Rows can't be imported: all of them are named, nothing was changed."""

    def __init__(self, rows: Sequence[BadRow], total: int) -> None:
        self.rows = tuple(sorted(rows, key=lambda bad: bad.row))
        first = self.rows[0]
        number = len({bad.row for bad in rows})
        super().__init__(
            f"{number:,} of {counted(total, 'row')} can't be imported; the first is row "
            f"{first.row + 1:,}: {first.message}",
            "Nothing was imported; mend them and try again.",
        )


@dataclass
class Collected:
    """What is wrong with rows, as it comes together."""

    total: int
    bad: list[BadRow] = field(default_factory=list)

    def refuse(self) -> None:
        """Raise `BadRows` if there are any."""
        if self.bad:
            raise BadRows(self.bad, self.total)

    def add(self, row: int, problem: Refused, *, conflict: bool = False) -> None:
        """Note what a row was refused for."""
        named = problem.field if isinstance(problem, Invalid) else ""
        said = str(problem) if isinstance(problem, Invalid) else problem.message
        self.bad.append(BadRow(row, named, said, conflict=conflict))

    def note(self, row: int, named: str, message: str, *, conflict: bool = False) -> None:
        """Note a row's problem."""
        self.bad.append(BadRow(row, named, message, conflict=conflict))

    def trying(self, row: int, act: Callable[[], R]) -> R | None:
        """What something gives, or None where it is refused, which is noted."""
        try:
            return act()
        except Refused as problem:
            self.add(row, problem)
            return None


def said(row: Row, names: Sequence[str]) -> dict[str, Any]:
    """The fields of a row that hold something."""
    found = {name: row.get(name) for name in names}
    return {name: value for name, value in found.items() if not is_blank(value)}


def is_blank(value: object) -> bool:
    """Whether a cell says nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def validated(
    kind: type[R], fields: Sequence[dict[str, Any]], rows: Sequence[int], into: Collected
) -> list[R | None]:
    """Records of many fields, fast; None for each that is wrong, which is noted as `make` says."""
    found: list[R | None] = []
    for at in range(0, len(fields), CHUNK):
        part = tuple(fields[at : at + CHUNK])
        try:
            found += _adapter(kind).validate_python(part)
        except ValidationError:
            found += [
                into.trying(rows[at + i], lambda each=each: make(kind, **each))  # type: ignore[misc]
                for i, each in enumerate(part)
            ]
    return found


@cache
def _adapter(kind: type[Record]) -> TypeAdapter[tuple[Any, ...]]:
    return TypeAdapter(tuple[kind, ...])  # type: ignore[valid-type]
