"""TinyDB's table and database on a `JournaledStorage`: each change costs what it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from copy import deepcopy
from typing import Any

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from pilotage.store.base import META
from pilotage.store.changes import Changes
from pilotage.store.storage import JournaledStorage, as_json

Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]


class _IsDocument(type):
    """Lets what TinyDB's users make (`tinydb.table.Document`) pass as one of ours."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, TinyDocument)


class Copied(TinyDocument, metaclass=_IsDocument):
    """A document that shares nothing with the table: changing it changes nothing else."""

    def __init__(self, value: Mapping[str, Any], doc_id: int) -> None:
        super().__init__(deepcopy(dict(value)), doc_id)


class View(MutableMapping[Any, Any]):
    """A table as TinyDB's updaters see it: a document is copied when it is first looked at.

    So what was put and what was deleted is known afterwards, and the table itself is untouched
    until the change is on the disk.
    """

    def __init__(self, documents: Mapping[str, Any], id_class: Callable[[str], Any]) -> None:
        self._documents, self._id_class = documents, id_class
        self._put: dict[str, Any] = {}
        self._deleted: dict[str, None] = {}

    def __getitem__(self, doc_id: Any) -> Any:
        key = str(doc_id)
        if key not in self._put:
            if key in self._deleted:
                raise KeyError(doc_id)
            self._put[key] = deepcopy(self._documents[key])
        return self._put[key]

    def __setitem__(self, doc_id: Any, document: Any) -> None:
        self._put[str(doc_id)] = document

    def __delitem__(self, doc_id: Any) -> None:
        key = str(doc_id)
        if key not in self:
            raise KeyError(doc_id)
        self._put.pop(key, None)
        if key in self._documents:
            self._deleted[key] = None

    def __contains__(self, doc_id: object) -> bool:
        key = str(doc_id)
        return key in self._put or (key in self._documents and key not in self._deleted)

    def __iter__(self) -> Iterator[Any]:
        """The ids in the order in which they will stand."""
        for key in [*self._documents]:
            if key not in self._deleted:
                yield self._id_class(key)
        for key in [*self._put]:
            if key not in self._documents or key in self._deleted:
                yield self._id_class(key)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Delete all."""
        self._put.clear()
        self._deleted = dict.fromkeys(self._documents)

    def changes(self, table: str) -> Changes:
        """What was done to the table."""
        was = self._documents
        put = {
            key: each
            for key, each in as_json(self._put).items()
            if key in self._deleted or key not in was or was[key] != each
        }
        gone = tuple(key for key in self._deleted if key not in self._put)
        changes = Changes(deleted={table: gone} if gone else {}, put={table: put} if put else {})
        if any(key in self._deleted for key in self._put):  # deleted, and put again at the end
            changes.order[table] = tuple(str(doc_id) for doc_id in self)
        return changes


class JournaledTable(Table):
    """A TinyDB table of a `JournaledStorage`."""

    document_class = Copied

    @property
    def storage(self) -> JournaledStorage:
        """The storage."""
        storage = self._storage
        assert isinstance(storage, JournaledStorage)  # noqa: S101 - `JournaledDB` makes no other
        return storage

    def _read_table(self) -> Mapping[str, Mapping[str, Any]]:  # type: ignore[override]
        return self.storage.tables.get(self.name, {})

    def __iter__(self) -> Iterator[TinyDocument]:
        """All documents as they are now: changing the table meanwhile is no matter."""
        for key, document in [*self._read_table().items()]:
            yield self.document_class(document, self.document_id_class(key))

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        is_new = self.name not in self.storage.tables
        view = View(self._read_table(), self.document_id_class)
        updater(view)
        changes = view.changes(self.name)
        if is_new:
            changes.put.setdefault(self.name, {})
        if changes:
            self.storage.commit(changes)
        self.clear_cache()

    def update(
        self,
        fields: Any,
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        """As TinyDB's; the condition is asked of the documents as they stand, uncopied."""
        if cond is not None and doc_ids is None:
            return super().update(fields, None, self._matching(cond))
        return super().update(fields, cond, doc_ids)

    def remove(
        self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None
    ) -> list[int]:
        """As TinyDB's; the condition is asked of the documents as they stand, uncopied."""
        if cond is not None and doc_ids is None:
            return super().remove(None, self._matching(cond))
        return super().remove(cond, doc_ids)

    def _matching(self, cond: QueryLike) -> list[int]:
        found = self._read_table().items()
        return [self.document_id_class(key) for key, document in found if cond(document)]


class JournaledDB(TinyDB):
    """A TinyDB database of which no acknowledged change is ever lost."""

    table_class = JournaledTable
    default_storage_class = JournaledStorage  # type: ignore[assignment]

    @property
    def storage(self) -> JournaledStorage:
        """The storage."""
        storage = self._storage
        assert isinstance(storage, JournaledStorage)  # noqa: S101 - its own class makes no other
        return storage

    def drop_table(self, name: str) -> None:
        """Remove a table; one commit."""
        self._tables.pop(name, None)
        if name in self.storage.tables:
            self.storage.commit(Changes(dropped=(name,)))

    def drop_tables(self) -> None:
        """Remove all tables; one commit."""
        self._tables.clear()
        if found := self.tables():
            self.storage.commit(Changes(dropped=tuple(found)))

    def tables(self) -> set[str]:
        """The names of all tables."""
        return {name for name in self.storage.tables if name != META}
