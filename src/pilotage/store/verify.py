"""Checking a project file from outside: is it whole, and is it as the journal says?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pilotage.errors import PilotageError
from pilotage.method.requirement import counted, listed
from pilotage.store.base import META, ONLY
from pilotage.store.changes import Tables
from pilotage.store.codec import COLLECTIONS, PAGE, PROJECT, decode, decode_journal
from pilotage.store.inbox import Inbox
from pilotage.store.journal import check_chain
from pilotage.store.migrations import migrated, version
from pilotage.store.past import tables_at
from pilotage.store.recovery import JOURNAL, Recovered
from pilotage.store.working import inside

NOT_CHECKED: Final = "not checked, since the file can't be read"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    """`file`, `schema`, `records`, `journal` or `documents`; `inbox` where something is in it."""
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
    """Check a project file, or the one in a bundle: checksums of the file and its log, known
    format, valid records, unbroken journal, and each document as replaying the journal gives
    it. Reads only, takes no lock and never raises for a bad file.
    """
    try:
        found = inside(path)
    except PilotageError as error:
        unread = (Check(name, ok=False, detail=NOT_CHECKED) for name in CHECKS)
        return Report(path, (Check("file", ok=False, detail=str(error)), *unread))
    return verified(path, found)


def verified(path: Path, found: Recovered) -> Report:
    """The same for what was read already."""
    checks = (_file(found), *(_checked(*each, found) for each in CHECKS.items()))
    return Report(path, (*checks, *_inbox(path)))


def _inbox(path: Path) -> tuple[Check, ...]:
    """What scripts recorded that is not in the project; nothing where there is nothing."""
    inbox = Inbox(path)
    waiting, refused = len(inbox.waiting()), inbox.refusals()
    if not (waiting or refused):
        return ()
    said = [f"{counted(waiting, 'entry', 'entries')} not taken in yet"] if waiting else []
    if refused:
        what = counted(len(refused), "entry was", "entries were")
        said.append(f"{what} refused: {listed((each.reason for each in refused), 3)}")
    return (Check("inbox", not refused, "; ".join(said)),)


def _file(found: Recovered) -> Check:
    said = [*found.notes, *([found.damage.capitalize() + "."] if found.damage else [])]
    if found.imprint is not None:
        whole = "its checksum is right" if found.checked else "it has no checksum yet"
        said.insert(0, f"readable, {found.imprint.size:,} bytes; {whole}")
    return Check("file", ok=not found.damage and found.replaces is None, detail=" ".join(said))


def _checked(name: str, check: Callable[[Recovered], tuple[bool, str]], found: Recovered) -> Check:
    try:
        ok, detail = check(found)
    except PilotageError as error:
        ok, detail = False, error.message
    return Check(name, ok, detail)


def _schema(found: Recovered) -> tuple[bool, str]:
    return True, f"version {version(found.tables)}"


def _records(found: Recovered) -> tuple[bool, str]:
    tables = migrated(found.tables)
    decode(tables)
    number = sum(len(tables.get(name, {})) for name in COLLECTIONS)
    return True, f"{counted(number, 'record')} valid"


def _chain(found: Recovered) -> tuple[bool, str]:
    documents = tuple(found.tables.get(JOURNAL, {}).values())
    decode_journal(documents)
    if broken := check_chain(documents):
        return False, broken
    if not documents:
        return False, "There is no entry; the first one is written with the file."
    last = documents[-1]
    if (found.sequence, found.head) != (last["seq"], last["hash"]):
        seq = last["seq"] + 1 if found.sequence > last["seq"] else last["seq"]
        return False, f"Entry {seq} is missing or does not belong here: the journal's end differs."
    return True, f"{counted(last['seq'], 'entry', 'entries')}, unbroken"


def _documents(found: Recovered) -> tuple[bool, str]:
    documents = tuple(found.tables.get(JOURNAL, {}).values())
    if documents and "put" not in documents[-1] and not any("put" in each for each in documents):
        return True, "not compared: the journal of this older format does not hold them"
    wanted = _flat(tables_at(documents, len(documents))) if documents else {}
    present = _flat(found.tables)
    problems = {
        "altered outside Pilotage": [k for k in wanted if k in present and present[k] != wanted[k]],
        "missing": [k for k in wanted if k not in present],
        "not in the journal": [k for k in present if k not in wanted],
    }
    said = [f"{listed(keys, 5)} {what}" for what, keys in problems.items() if keys]
    if said:
        return False, "; ".join(said)
    return True, f"{counted(len(present), 'document')} as the journal says"


def _flat(tables: Tables) -> dict[str, object]:
    """`table/id` → document, of all that is the project's; `_meta` holds its counter of ids."""
    flat: dict[str, object] = {
        f"{name}/{id_}": document
        for name in (PROJECT, PAGE, *COLLECTIONS)
        for id_, document in tables.get(name, {}).items()
    }
    return flat | {f"{META}/next_id": tables.get(META, {}).get(ONLY, {}).get("next_id")}


CHECKS: Final[Mapping[str, Callable[[Recovered], tuple[bool, str]]]] = {
    "schema": _schema,
    "records": _records,
    "journal": _chain,
    "documents": _documents,
}
"""What is looked at once the file can be read."""
