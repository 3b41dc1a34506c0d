"""A project as TinyDB tables of plain JSON documents, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter, ValidationError

from pilotage.errors import FileProblem, NewerFile
from pilotage.garbage import no_garbage
from pilotage.model.advice import Dismissal
from pilotage.model.attachment import Attachment
from pilotage.model.baseline import Measurement, Metric
from pilotage.model.document import Confirmation, Page, Revision
from pilotage.model.integrations import Step, System
from pilotage.model.journal import Entry
from pilotage.model.production import Output
from pilotage.model.project import Project, Signature
from pilotage.model.record import Record, explain
from pilotage.model.review import Cycle, Decision, Diagnosis, ReviewRecord
from pilotage.model.runs import Gap, Run
from pilotage.model.sequences import difference
from pilotage.model.text import one_line
from pilotage.store.base import META, ONLY, SLICE
from pilotage.store.changes import Changes, Document, Table, Tables, naturally_ordered
from pilotage.store.recovery import JOURNAL

SCHEMA: Final = 4
"""The version of the file's format that this program writes."""
FORMAT: Final = "pilotage"
PROJECT, PAGE, SAMPLE = "project", "page", "sample"


class Collection(NamedTuple):
    """A table of records: the project's field that they come from, and their kind."""

    field: str
    kind: type[Record]


COLLECTIONS: Final[Mapping[str, Collection]] = {
    "revisions": Collection("revisions", Revision),
    "confirmations": Collection("confirmations", Confirmation),
    "dismissals": Collection("dismissals", Dismissal),
    "metrics": Collection("metrics", Metric),
    "runs": Collection("runs", Run),
    "gaps": Collection("gaps", Gap),
    "systems": Collection("systems", System),
    "manual_steps": Collection("steps", Step),
    "outputs": Collection("outputs", Output),
    "measurements": Collection("measurements", Measurement),
    "diagnoses": Collection("diagnoses", Diagnosis),
    "decisions": Collection("decisions", Decision),
    "cycles": Collection("cycles", Cycle),
    "attachments": Collection("attachments", Attachment),
    "signatures": Collection("signatures", Signature),
    "reviews": Collection("reviews", ReviewRecord),
}
ELSEWHERE: Final = {"next_id", "page", *(each.field for each in COLLECTIONS.values())}
"""Fields that the document `project` does not hold. The counter of ids is in `_meta` and the page
that is being written has a table of its own, a section a document, so that adding a record or
typing in a section writes little more than that."""
HERE: Final = tuple(name for name in Project.model_fields if name not in ELSEWHERE)


def encode(project: Project) -> Tables:
    """All tables of a project but its journal."""
    tables: Tables = {
        PROJECT: {ONLY: _project_document(project)},
        PAGE: _page_documents(project.page, Page.model_fields),
        META: {ONLY: _meta_document(project)},
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
    if sections := [
        key
        for key in Page.model_fields
        if before.page is not after.page and getattr(before.page, key) != getattr(after.page, key)
    ]:
        changes.put[PAGE] = _page_documents(after.page, sections)
    if before.next_id != after.next_id:
        changes.put[META] = {ONLY: _meta_document(after)}
    return changes


def _compare(
    table: str, kind: type[Record], old: tuple[Any, ...], new: tuple[Any, ...], changes: Changes
) -> None:
    """Add to the changes what differs between two states of a collection."""
    span = difference(old, new)
    if span.start == len(old) < len(new):  # only added to, by thousands of records maybe
        changes.put[table] = documents(kind, new[span.start :])
        return
    was = {record.id: record for record in old[span.start : span.old_end]}
    now = {record.id: record for record in new[span.start : span.new_end]}
    if put := tuple(
        r for id_, r in now.items() if (o := was.get(id_)) is None or (o is not r and o != r)
    ):
        changes.put[table] = documents(kind, put)
    if gone := tuple(str(id_) for id_ in was if id_ not in now):
        changes.deleted[table] = gone
    inserted = span.old_end < len(old) and any(id_ not in was for id_ in now)
    if inserted or naturally_ordered(was, now) != list(now):
        changes.order[table] = tuple(str(record.id) for record in new)


def documents(kind: type[Record], records: tuple[Any, ...]) -> Table:
    """Records as documents under their ids: decimals as text, moments and dates in ISO 8601."""
    found: Table = {}
    checks: dict[int, Document] = {}
    for at in range(0, len(records), SLICE):
        part = records[at : at + SLICE]
        dumped = _adapter(kind).dump_python(part, mode="json", exclude=_APART.get(kind))
        if kind is Output:
            _add_checks(part, dumped, checks)
        found.update((str(each["id"]), each) for each in dumped)
    return found


_APART: Final[Mapping[type[Record], Any]] = {Output: {"__all__": {"checks"}}}
"""What many records have in common: it is turned into JSON once."""


def _add_checks(
    outputs: tuple[Output, ...], documents: tuple[Document, ...], known: dict[int, Document]
) -> None:
    """Add the checks of outputs to their documents; `known` has them by identity.

    An import gives thousands of outputs the same check.
    """
    for output, document in zip(outputs, documents, strict=True):
        found = document["checks"] = []
        for check in output.checks:
            if (one := known.get(id(check))) is None:
                one = known[id(check)] = check.model_dump(mode="json")
            found.append(one)


def decode(tables: Tables) -> Project:
    """The project that tables hold; raises `FileProblem` naming table, record and field."""
    check_schema(tables)
    found = {key: value for key, value in _only(tables, PROJECT).items() if key != "schema_version"}
    found["next_id"] = _only(tables, META).get("next_id")
    found["page"] = {each.get("section"): each.get("text") for each in _documents(tables, PAGE)}
    for name, collection in COLLECTIONS.items():
        found[collection.field] = tuple(_documents(tables, name))
    try:
        with no_garbage():
            project = Project.model_validate(found)
    except ValidationError as error:
        raise _bad(tables, error) from None
    for name, collection in COLLECTIONS.items():
        _check_ids(name, tables.get(name, {}), getattr(project, collection.field))
    _check_numbers(project)
    return project


def decode_changes(before: Project, tables: Tables, changes: Iterable[Changes]) -> Project:
    """The project after changes that the tables hold by now; only what changed is read anew."""
    touched: dict[str, set[str]] = {}
    for change in changes:
        for name in (*change.put, *change.deleted, *change.order, *change.dropped):
            touched.setdefault(name, set()).update(change.put.get(name, ()))
    fields: dict[str, Any] = {}
    for name, collection in COLLECTIONS.items():
        if name in touched:
            table = tables.get(name, {})
            put = [id_ for id_ in table if id_ in touched[name]]
            try:
                new = _adapter(collection.kind).validate_python(tuple(table[id_] for id_ in put))
            except ValidationError as error:
                raise _bad_record(name, put, error) from None
            known = {str(r.id): r for r in getattr(before, collection.field)}
            known |= dict(zip(put, new, strict=True))
            fields[collection.field] = tuple(known[id_] for id_ in table)
    if {PROJECT, PAGE, META} & touched.keys():
        small = {name: table for name, table in tables.items() if name not in COLLECTIONS}
        part = decode(small)
        fields |= {name: getattr(part, name) for name in (*HERE, "page", "next_id")}
    return before.having(**fields)


ENTRY_FIELDS: Final = tuple(key for key in Entry.model_fields if key not in ("changed", "deleted"))
"""What a journal entry's document holds as the record does."""


def decode_journal(documents: Iterable[Document]) -> list[Entry]:
    """Journal entries, without the changes in them; raises `FileProblem` for a bad one."""
    found = [_entry(each) for each in documents]
    try:
        with no_garbage():
            return list(_adapter(Entry).validate_python(tuple(found)))
    except ValidationError as error:
        raise _bad_record(JOURNAL, [str(each.get("seq")) for each in found], error) from None


def _entry(document: Document) -> Document:
    """An entry's fields, with the names of the documents that it changed for the documents."""
    found = {key: document[key] for key in ENTRY_FIELDS if key in document}
    if isinstance(changed := document.get("changed"), dict):  # format 1 holds only their hashes
        put, gone = [k for k in changed if changed[k]], [k for k in changed if not changed[k]]
    else:
        put = [f"{t}/{i}" for t, each in document.get("put", {}).items() if t != META for i in each]
        gone = [f"{t}/{i}" for t, ids in document.get("deleted", {}).items() for i in ids]
    return found | {"changed": put, "deleted": gone}


def check_schema(tables: Tables) -> None:
    """Refuse tables of another format: `NewerFile` for a later one than this program's."""
    if PROJECT not in tables:
        raise FileProblem(
            "It is not a project of Pilotage: it has no table “project”.",
            "Open a file that `pilotage new` made.",
        )
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


def _meta_document(project: Project) -> Document:
    return {"format": FORMAT, "next_id": project.next_id}


def _page_documents(page: Page, sections: Iterable[str]) -> Table:
    written, numbers = page.model_dump(mode="json"), list(Page.model_fields)
    return {str(numbers.index(key) + 1): {"section": key, "text": written[key]} for key in sections}


def _documents(tables: Tables, name: str) -> Iterable[Document]:
    return tables.get(name, {}).values()


@cache
def _adapter(kind: type[Record]) -> TypeAdapter[tuple[Any, ...]]:
    return TypeAdapter(tuple[kind, ...])  # type: ignore[valid-type]


def _check_ids(table: str, found: Table, records: tuple[Any, ...]) -> None:
    for id_, record in zip(found, records, strict=True):
        if id_ != str(record.id):
            raise FileProblem(f"Table “{table}”, record {id_}: its id says {record.id}.")


def _bad(tables: Tables, error: ValidationError) -> FileProblem:
    """The first thing that is wrong with a project, named by table, record and field."""
    field, *at = error.errors(include_url=False)[0]["loc"]
    table = next((name for name, each in COLLECTIONS.items() if each.field == field), None)
    if table is not None and at:
        return _bad_record(table, list(tables.get(table, {})), error, 1)
    if field == "page" and at and at[0] in Page.model_fields:
        return _bad_field(PAGE, str(list(Page.model_fields).index(str(at[0])) + 1), error, 1)
    return _bad_field(PROJECT, ONLY, error, 0)


def _bad_record(table: str, ids: list[str], error: ValidationError, depth: int = 0) -> FileProblem:
    at = error.errors(include_url=False)[0]["loc"][depth]
    return _bad_field(table, ids[at] if isinstance(at, int) else str(at), error, depth + 1)


def _bad_field(table: str, id_: str, error: ValidationError, depth: int) -> FileProblem:
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"][depth:])
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
