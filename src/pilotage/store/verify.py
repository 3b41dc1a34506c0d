"""Checking a project file from outside: is it whole, and is it as the journal says?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pilotage.errors import PilotageError
from pilotage.method.requirement import counted, listed
from pilotage.store.canonical import digest
from pilotage.store.codec import (
    COLLECTIONS,
    META,
    ONLY,
    PROJECT,
    check_schema,
    decode,
    decode_journal,
)
from pilotage.store.journal import check_chain
from pilotage.store.storage import Tables, load

NOT_CHECKED: Final = "not checked, since the file can't be read"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    """`file`, `schema`, `records`, `journal` or `documents`."""
    ok: bool
    detail: str
    """What was found, in words."""


@dataclass(frozen=True)
class Report:
    """All that was looked at in one file."""

    path: Path
    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """Whether everything is as it should be."""
        return all(check.ok for check in self.checks)


def verify(path: Path) -> Report:
    """Check a project file: readable, known format, valid records, unbroken journal, and each
    document as the journal last recorded it. Reads only, takes no lock and never raises for a
    bad file.
    """
    checks = {"schema": _schema, "records": _records, "journal": _chain, "documents": _documents}
    try:
        tables, imprint = load(path)
    except PilotageError as error:
        unread = (Check(name, ok=False, detail=NOT_CHECKED) for name in checks)
        return Report(path, (Check("file", ok=False, detail=str(error)), *unread))
    found = [Check("file", ok=True, detail=f"readable, {imprint.size:,} bytes")]
    found += [_checked(name, check, tables) for name, check in checks.items()]
    return Report(path, tuple(found))


def _checked(name: str, check: Callable[[Tables], tuple[bool, str]], tables: Tables) -> Check:
    try:
        ok, detail = check(tables)
    except PilotageError as error:
        ok, detail = False, error.message
    return Check(name, ok, detail)


def _schema(tables: Tables) -> tuple[bool, str]:
    check_schema(tables)
    return True, f"version {tables[PROJECT][ONLY]['schema_version']}"


def _records(tables: Tables) -> tuple[bool, str]:
    decode(tables)
    number = sum(len(tables.get(name, {})) for name in COLLECTIONS)
    return True, f"{counted(number, 'record')} valid"


def _chain(tables: Tables) -> tuple[bool, str]:
    entries = decode_journal(tables)
    if broken := check_chain(entries):
        return False, broken
    meta = tables.get(META, {}).get(ONLY, {})
    last = entries[-1] if entries else None
    if last is None:
        return False, "There is no entry; the first one is written with the file."
    if (meta.get("sequence"), meta.get("head")) != (last.seq, last.hash):
        wanted = meta.get("sequence")
        seq = last.seq + 1 if isinstance(wanted, int) and wanted > last.seq else last.seq
        return False, f"Entry {seq} is missing or does not belong here: the journal's end differs."
    return True, f"{counted(last.seq, 'entry', 'entries')}, unbroken"


def _documents(tables: Tables) -> tuple[bool, str]:
    recorded: dict[str, str] = {}
    for entry in decode_journal(tables):
        recorded |= entry.changed
    present = {
        f"{name}/{id_}": digest(document)
        for name in (PROJECT, *COLLECTIONS)
        for id_, document in tables.get(name, {}).items()
    }
    wanted = {key: value for key, value in recorded.items() if value}
    problems = {
        "altered outside Pilotage": [k for k in wanted if k in present and present[k] != wanted[k]],
        "missing": [k for k in wanted if k not in present],
        "not in the journal": [k for k in present if k not in wanted],
    }
    said = [f"{listed(keys, 5)} {what}" for what, keys in problems.items() if keys]
    if said:
        return False, "; ".join(said)
    return True, f"{counted(len(present), 'document')} as the journal says"
