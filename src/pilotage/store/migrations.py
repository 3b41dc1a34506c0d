"""From the tables of older versions to those of this one: numbered, pure, on plain documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Final

from pilotage.store.base import ONLY
from pilotage.store.changes import Changes, Document, Tables
from pilotage.store.codec import PAGE, PROJECT, SCHEMA, check_schema
from pilotage.store.recovery import JOURNAL

Migration = Callable[[Tables], None]


def version(tables: Tables) -> int:
    """The version that tables are of; raises `FileProblem` for another format or a newer one."""
    check_schema(tables)
    found: int = tables[PROJECT][ONLY]["schema_version"]
    return found


def migrated(tables: Tables) -> Tables:
    """The tables in this version's format; the same object when they are already."""
    found = version(tables)
    if found == SCHEMA:
        return tables
    journal = tables.get(JOURNAL, {})
    copy = deepcopy({name: table for name, table in tables.items() if name != JOURNAL})
    for number in range(found, SCHEMA):
        MIGRATIONS[number](copy)
        copy[PROJECT][ONLY]["schema_version"] = number + 1
    return copy | {JOURNAL: journal}


def as_changes(before: Tables, after: Tables) -> Changes:
    """A migration as one commit that holds all documents, so that replaying can begin with it."""
    put = {name: table for name, table in after.items() if name != JOURNAL}
    return Changes(dropped=tuple(name for name in before if name != JOURNAL), put=put)


def _page_of_its_own(tables: Tables) -> None:
    """1 → 2: the page that is being written leaves the document `project`, a section a document."""
    page: Document = tables[PROJECT][ONLY].pop("page", {})
    first = ["purpose", "trigger", "input_format", "tool", "steps", "review", "reviewer"]
    sections = [*first, "criteria", "disqualifiers", "destination", "when_wrong"]
    lists = ("steps", "criteria", "disqualifiers")
    tables[PAGE] = {
        str(number): {"section": key, "text": page.get(key, [] if key in lists else "")}
        for number, key in enumerate(sections, 1)
    }


def _dismissals(tables: Tables) -> None:
    """2 → 3: a table for answered advice. Revisions may say how full they are; older ones don't."""
    tables["dismissals"] = {}


def _sources(tables: Tables) -> None:
    """3 → 4: metrics say where their figures come from; those of older files were all entered.

    Tables for cycles, attachments and signatures are new.
    """
    tables |= {"cycles": {}, "attachments": {}, "signatures": {}}
    for metric in tables.get("metrics", {}).values():
        metric["source"] = "entry"


MIGRATIONS: Final[Mapping[int, Migration]] = {1: _page_of_its_own, 2: _dismissals, 3: _sources}
"""Each brings tables, in place, from the version of its number to the next one."""
