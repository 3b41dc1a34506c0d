"""Changes of tables: what one commit does, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Document: TypeAlias = dict[str, Any]
Table: TypeAlias = dict[str, Document]
Tables: TypeAlias = dict[str, Table]


@dataclass(frozen=True)
class Changes:
    """What differs between two states of tables. Documents in it are never changed afterwards."""

    dropped: tuple[str, ...] = ()
    """Tables that are no more."""
    put: dict[str, Table] = field(default_factory=dict)
    """Documents that are new or another; a table without any is made, or left as it is."""
    deleted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    order: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """All ids of a table, where putting and deleting alone would not give their order."""

    def __bool__(self) -> bool:
        return bool(self.dropped or self.put or self.deleted or self.order)

    def document(self) -> Document:
        """The changes as they stand in a record: only what there is of each."""
        found: Document = {}
        if self.dropped:
            found["dropped"] = list(self.dropped)
        if self.put:
            found["put"] = self.put
        if self.deleted:
            found["deleted"] = {table: list(ids) for table, ids in self.deleted.items()}
        if self.order:
            found["order"] = {table: list(ids) for table, ids in self.order.items()}
        return found

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Changes:
        """The changes that stand in a record; raises `ValueError` when they are none."""
        changes = cls(
            tuple(record.get("dropped", ())),
            record.get("put", {}),
            _ids(record.get("deleted", {})),
            _ids(record.get("order", {})),
        )
        if not _are_tables(changes.put):
            raise ValueError("what is put is no tables of documents")
        return changes


def apply(tables: Tables, changes: Changes) -> None:
    """Bring tables to the state after the changes, in place."""
    for name in changes.dropped:
        tables.pop(name, None)
    for name, documents in changes.put.items():
        tables.setdefault(name, {}).update(documents)
    for name, ids in changes.deleted.items():
        table = tables.get(name, {})
        for id_ in ids:
            table.pop(id_, None)
    for name, ids in changes.order.items():
        table = tables.get(name, {})
        tables[name] = {id_: table[id_] for id_ in ids if id_ in table}


def difference(before: Mapping[str, Table], after: Mapping[str, Table]) -> Changes:
    """What changed between two states, compared by content; their order counts too."""
    changes = Changes(dropped=tuple(name for name in before if name not in after))
    for name, now in after.items():
        was = before.get(name)
        if was is None:
            changes.put[name] = dict(now)
            continue
        put = {key: each for key, each in now.items() if not _same(was.get(key), each)}
        gone = tuple(id_ for id_ in was if id_ not in now)
        if put:
            changes.put[name] = put
        if gone:
            changes.deleted[name] = gone
        if naturally_ordered(was, now) != list(now):
            changes.order[name] = tuple(now)
    return changes


def _same(one: Document | None, other: Document) -> bool:
    return one is other or one == other


def naturally_ordered(was: Iterable[str], now: Mapping[str, Any]) -> list[str]:
    """The order that ids have after deleting what is gone and putting what is new."""
    old = dict.fromkeys(was)
    return [id_ for id_ in old if id_ in now] + [id_ for id_ in now if id_ not in old]


def _ids(found: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {table: tuple(ids) for table, ids in found.items()}


def _are_tables(found: object) -> bool:
    return isinstance(found, dict) and all(
        isinstance(table, dict) and all(isinstance(each, dict) for each in table.values())
        for table in found.values()
    )
