"""Which column of a file is which field: by its name, by what was said, or by the last time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pilotage.errors import PilotageError
from pilotage.intake.fields import FIELDS, Field, Kind, field_of
from pilotage.method.requirement import listed
from pilotage.model.text import one_line

_NO_WORD = re.compile(r"[\W_]+")


class BadMapping(PilotageError):
    """A field or a column that there is not."""


@dataclass(frozen=True)
class Mapped:
    """The column of each field, and what is the same for all rows."""

    columns: Mapping[str, int | None]
    """From 0; None: of no column."""
    doubtful: Mapping[str, tuple[int, ...]]
    """Fields that more than one column can be, and which."""
    remembered: bool = False
    """Whether it is that of the last time."""


def mapped(
    kind: Kind,
    header: Sequence[str],
    said: Mapping[str, str],
    last: Mapping[str, int | None] | None,
) -> Mapped:
    """The columns of a kind's fields.

    `said` names a column, or its number from 1, for a field; empty: none. What is not said is as
    it was the last time, or found by its name. Raises `BadMapping`.
    """
    chosen = {_field(kind, name).name: _column(header, name, at) for name, at in said.items()}
    if last is not None:
        known = {each.name: last.get(each.name) for each in FIELDS[kind]}
        taken = {at for at in chosen.values() if at is not None}
        kept = {name: None if at in taken else at for name, at in known.items()}
        return Mapped(kept | chosen, {}, remembered=True)
    columns: dict[str, int | None] = dict(chosen)
    doubtful: dict[str, tuple[int, ...]] = {}
    free = [i for i in range(len(header)) if i not in chosen.values()]
    names = {at: _words(header[at]) for at in free}
    ranked = [
        (rank, order, each.name, word)
        for order, each in enumerate(FIELDS[kind])
        if each.name not in chosen
        for rank, word in enumerate(each.synonyms.split("|"))
    ]
    for _, _, name, word in sorted(ranked):
        if name in columns or name in doubtful:
            continue
        found = tuple(at for at in free if names[at] == word)
        if len(found) == 1:
            columns[name] = found[0]
            free.remove(found[0])
        elif found:
            doubtful[name] = found
    for each in FIELDS[kind]:
        columns.setdefault(each.name, None)
    return Mapped(columns, doubtful)


def _words(name: str) -> str:
    return _NO_WORD.sub(" ", _spaced(name)).strip().casefold() or name.strip()


def _spaced(name: str) -> str:
    """`madeBy` as two words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


def _field(kind: Kind, name: str) -> Field:
    found = field_of(kind, name)
    if found is None:
        known = ", ".join(each.name for each in FIELDS[kind])
        raise BadMapping(
            f"{kind.value.capitalize()} have no field “{one_line(name)}”.",
            f"The fields are {known}.",
        )
    return found


def _column(header: Sequence[str], name: str, wanted: str) -> int | None:
    plain = one_line(wanted)
    if not plain:
        return None
    same = [i for i, each in enumerate(header) if each == plain] or [
        i for i, each in enumerate(header) if _words(each) == _words(plain)
    ]
    if len(same) == 1:
        return same[0]
    if not same and plain.isdecimal() and 1 <= int(plain) <= len(header):
        return int(plain) - 1
    what = "There is no column" if not same else "More than one column is called"
    raise BadMapping(
        f"{what} “{plain}” for {name}.",
        f"The columns are {listed(header, 20)}; their numbers, from 1, are understood too.",
    )
