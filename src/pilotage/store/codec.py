"""A project as TinyDB tables of plain JSON documents, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter, ValidationError

from pilotage.errors import FileProblem, NewerFile
from pilotage.model.baseline import Measurement, Metric
from pilotage.model.document import Confirmation, Revision
from pilotage.model.integrations import Step, System
from pilotage.model.journal import Entry
from pilotage.model.production import Output
from pilotage.model.project import Project
from pilotage.model.record import Record, explain
from pilotage.model.review import Decision, Diagnosis, ReviewRecord
from pilotage.model.runs import Gap, Run
from pilotage.model.text import one_line
from pilotage.store.canonical import digest
from pilotage.store.garbage import no_garbage
from pilotage.store.storage import Document, Table, Tables

SCHEMA: Final = 1
"""The version of the file's format that this program writes."""
FORMAT: Final = "pilotage"
PROJECT, META, JOURNAL, SAMPLE, ONLY = "project", "_meta", "journal", "sample", "1"


class Collection(NamedTuple):
    """A table of records: the project's field that they come from, and their kind."""

    field: str
    kind: type[Record]


COLLECTIONS: Final[Mapping[str, Collection]] = {
    "revisions": Collection("revisions", Revision),
    "confirmations": Collection("confirmations", Confirmation),
    "metrics": Collection("metrics", Metric),
    "runs": Collection("runs", Run),
    "gaps": Collection("gaps", Gap),
    "systems": Collection("systems", System),
    "manual_steps": Collection("steps", Step),
    "outputs": Collection("outputs", Output),
    "measurements": Collection("measurements", Measurement),
    "diagnoses": Collection("diagnoses", Diagnosis),
    "decisions": Collection("decisions", Decision),
    "reviews": Collection("reviews", ReviewRecord),
}
ELSEWHERE: Final = {"next_id", *(each.field for each in COLLECTIONS.values())}
"""Fields that the document `project` does not hold. The counter of ids is kept in `_meta`, so
that adding a record does not rewrite the page."""
HERE: Final = tuple(name for name in Project.model_fields if name not in ELSEWHERE)
CHUNK: Final = 1024


@dataclass(frozen=True)
class Changes:
    """The documents that differ between two states of the tables."""

    put: dict[str, Table] = field(default_factory=dict)
    deleted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    order: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """All ids of a table, where putting and deleting alone would not give their order."""

    def digests(self) -> dict[str, str]:
        """`table/id` → SHA-256 of the new content, empty where deleted; `_meta` left out."""
        found = {
            f"{table}/{id_}": digest(document)
            for table, documents in self.put.items()
            if table != META
            for id_, document in documents.items()
        }
        gone = {f"{table}/{id_}": "" for table, ids in self.deleted.items() for id_ in ids}
        return found | gone


def apply(tables: Tables, changes: Changes) -> None:
    """Bring tables to the state after the changes, in place."""
    for name, documents in changes.put.items():
        tables.setdefault(name, {}).update(documents)
    for name, ids in changes.deleted.items():
        for id_ in ids:
            tables[name].pop(id_, None)
    for name, ids in changes.order.items():
        table = tables[name]
        tables[name] = {id_: table[id_] for id_ in ids}


def encode(project: Project) -> Tables:
    """All tables of a project but its journal."""
    tables: Tables = {
        PROJECT: {ONLY: _project_document(project)},
        META: {ONLY: encode_meta(project)},
    }
    for name, collection in COLLECTIONS.items():
        tables[name] = documents(collection.kind, getattr(project, collection.field))
    return tables


def encode_changes(before: Project, after: Project) -> Changes:
    """The documents that differ, found by identity: unchanged collections cost nothing."""
    changes = Changes()
    for name, collection in COLLECTIONS.items():
        old, new = getattr(before, collection.field), getattr(after, collection.field)
        if old is not new:
            _compare(name, collection.kind, old, new, changes)
    if any(
        (old := getattr(before, each)) is not (new := getattr(after, each)) and old != new
        for each in HERE
    ):
        changes.put[PROJECT] = {ONLY: _project_document(after)}
    if before.next_id != after.next_id:
        changes.put[META] = {ONLY: encode_meta(after)}
    return changes


def _compare(
    table: str, kind: type[Record], old: tuple[Any, ...], new: tuple[Any, ...], changes: Changes
) -> None:
    """Add to the changes what differs between two states of a collection."""
    same = _common(old, new)
    was = {record.id: record for record in old[same:]}
    now = {record.id: record for record in new[same:]}
    if put := tuple(r for id_, r in now.items() if (o := was.get(id_)) is not r and o != r):
        changes.put[table] = documents(kind, put)
    if gone := tuple(str(id_) for id_ in was if id_ not in now):
        changes.deleted[table] = gone
    stay = [id_ for id_ in was if id_ in now]
    if stay + [id_ for id_ in now if id_ not in was] != list(now):
        changes.order[table] = tuple(str(record.id) for record in new)


def _common(old: tuple[Any, ...], new: tuple[Any, ...]) -> int:
    """How many records at the beginning are the same; tuples compare by identity first."""
    top, at = min(len(old), len(new)), 0
    while at + CHUNK <= top and old[at : at + CHUNK] == new[at : at + CHUNK]:
        at += CHUNK
    while at < top and (old[at] is new[at] or old[at] == new[at]):
        at += 1
    return at


def documents(kind: type[Record], records: tuple[Any, ...]) -> Table:
    """Records as documents under their ids: decimals as text, moments and dates in ISO 8601."""
    return {str(each["id"]): each for each in _adapter(kind).dump_python(records, mode="json")}


def entry_document(entry: Entry) -> Document:
    """A journal entry as a document."""
    return entry.model_dump(mode="json")


def decode(tables: Tables) -> Project:
    """The project that tables hold; raises `FileProblem` naming table, record and field."""
    check_schema(tables)
    found = {key: value for key, value in _only(tables, PROJECT).items() if key != "schema_version"}
    found["next_id"] = _only(tables, META).get("next_id")
    for name, collection in COLLECTIONS.items():
        found[collection.field] = _records(collection.kind, name, tables.get(name, {}), "id")
    try:
        project = Project.model_validate(found)
    except ValidationError as error:
        raise _bad(PROJECT, ONLY, error) from None
    _check_numbers(project)
    return project


def decode_journal(tables: Tables) -> list[Entry]:
    """The journal that tables hold, oldest first; raises `FileProblem` for a bad entry."""
    return list(_records(Entry, JOURNAL, tables.get(JOURNAL, {}), "seq"))


def check_schema(tables: Tables) -> None:
    """Refuse tables of another format: `NewerFile` for a later one than this program's."""
    version = _only(tables, PROJECT).get("schema_version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise FileProblem(
            "The table “project” has no schema version: this is no project of Pilotage.",
            "Open a file that `pilotage new` made.",
        )
    if version > SCHEMA:
        raise NewerFile(
            f"It was written by a newer Pilotage (format {version}; this one knows {SCHEMA}).",
            "Install the newer version; the file was not touched.",
        )


def _only(tables: Tables, table: str) -> Document:
    return tables.get(table, {}).get(ONLY, {})


def _project_document(project: Project) -> Document:
    return {"schema_version": SCHEMA} | project.model_dump(mode="json", include=set(HERE))


def encode_meta(project: Project) -> Document:
    """What the table `_meta` says of a project; the journal's length and head are added to it."""
    return {"format": FORMAT, "next_id": project.next_id}


@cache
def _adapter(kind: type[Record]) -> TypeAdapter[tuple[Any, ...]]:
    return TypeAdapter(tuple[kind, ...])  # type: ignore[valid-type]


def _records(kind: type[Record], table: str, found: Table, key: str) -> tuple[Any, ...]:
    try:
        with no_garbage():
            records = _adapter(kind).validate_python(list(found.values()))
    except ValidationError:
        raise _first_bad(kind, table, found) from None
    for id_, record in zip(found, records, strict=True):
        if id_ != str(getattr(record, key)):
            raise FileProblem(
                f"Table “{table}”, record {id_}: its {key} says {getattr(record, key)}."
            )
    return records


def _first_bad(kind: type[Record], table: str, found: Table) -> FileProblem:
    for id_, document in found.items():
        try:
            kind.model_validate(document)
        except ValidationError as error:
            return _bad(table, id_, error)
    raise AssertionError("a table that is refused has a record that is refused")


def _bad(table: str, id_: str, error: ValidationError) -> FileProblem:
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    said = explain(error)
    return FileProblem(
        f"Table “{table}”, record {id_}, field “{one_line(where)}”: {one_line(str(said))}",
        "It was changed outside Pilotage; mend it there or bring the file back from a backup.",
    )


def _check_numbers(project: Project) -> None:
    """Refuse what no action leaves behind and what later actions would stumble over."""
    if project.person(project.builder) is None:
        where = f"Table “{PROJECT}”, record {ONLY}, field “builder”"
        raise FileProblem(f"{where}: nobody is number {project.builder}.")
    ids = [person.id for person in project.people]
    for collection in COLLECTIONS.values():
        ids += [record.id for record in getattr(project, collection.field)]
    if max(ids) >= project.next_id:
        raise FileProblem(
            f"Table “{META}”, record {ONLY}, field “next_id”: {project.next_id} is not above "
            f"the highest number in use, {max(ids)}."
        )
