"""What a project file, its backup and its logs say together. Reads only."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from pilotage.errors import FileProblem
from pilotage.store import base, names
from pilotage.store.atomic import Imprint
from pilotage.store.changes import Changes, Tables, apply
from pilotage.store.log import Tail, scan

JOURNAL: Final = "journal"
"""The table of the records that are journal entries: those with a hash."""
ATTEMPTS: Final = 5
"""How often to look again when a writer folds its logs away while they are read."""


@dataclass
class Recovered:
    """The tables after all records that are good, and what was wrong on the way there."""

    tables: Tables
    sequence: int
    """The number of the last commit."""
    head: str
    """The hash of the last journal entry; empty without one."""
    imprint: Imprint | None = None
    """The file as it was read; None when it could not be used."""
    checked: bool = False
    """Whether the file has a checksum, which was right."""
    folded: int = 0
    """The number of the last commit in the file itself."""
    log: names.Log | None = None
    """The last log, for who goes on reading it."""
    good: int = 0
    """How many bytes of the last log are read and good."""
    logged: bool = False
    """Whether there are logs at all."""
    replaces: FileProblem | None = None
    """Why the file itself can't be used and its backup, or its logs, took its place."""
    damage: str = ""
    """What is damaged beyond the reach of backup and logs; then the tables end before it."""
    notes: list[str] = field(default_factory=list)
    """What a person should know, in sentences."""


def recover(path: Path) -> Recovered:
    """Put together what there is; raises `FileProblem` when nothing can be read.

    A writer may be at work meanwhile: what it moves under our eyes is read again.
    """
    for _ in range(ATTEMPTS):
        before = _files(path)
        try:
            found = _recover(path)
        except FileNotFoundError:
            continue
        if not found.damage or _files(path) == before:
            return found
    raise FileProblem(f"{path.name} is being changed all the time.", "Try again.")


def of_content(content: bytes, path: Path) -> Recovered:
    """What the content of a project file says that has no backup and no logs beside it."""
    digest = sha256(content).hexdigest()
    return _of(base.parsed(content, path, Imprint(0, 0, len(content), digest)))


def _files(path: Path) -> tuple[object, ...]:
    """What changes when a writer folds its logs away."""
    try:
        return path.stat().st_ino, *names.logs(path)
    except OSError:
        return (0, *names.logs(path))


def _recover(path: Path) -> Recovered:
    found = _start(path)
    _replay(found, names.logs(path))
    return found


def _start(path: Path) -> Recovered:
    """The file's own tables, or those that take their place."""
    try:
        return _of(base.read(path))
    except (base.Damaged, base.Missing) as error:
        problem = error
    try:
        found = _of(base.read(names.backup(path)))
        came = "Its backup"
    except FileProblem:
        logs = names.logs(path)
        if not logs or logs[0].first != 1:
            raise problem from None
        found, came = Recovered({}, 0, ""), "Its log"
    found.imprint, found.replaces, found.folded = None, problem, 0
    found.notes.append(f"{problem.message.partition('; it was')[0].rstrip('.')}. {came} was used.")
    return found


def _of(read: base.Base) -> Recovered:
    return Recovered(
        read.tables,
        read.sequence,
        read.head,
        imprint=read.imprint,
        checked=read.checked,
        folded=read.sequence,
    )


def _replay(found: Recovered, logs: list[names.Log]) -> None:
    """Apply the records that follow. A later log's first number voids that of earlier ones."""
    found.logged = bool(logs)
    for at, log in enumerate(logs):
        until = logs[at + 1].first if at + 1 < len(logs) else None
        found.log, found.good = log, 0
        if until is not None and until <= found.sequence + 1:
            continue  # wholly inside what is there already
        data = log.path.read_bytes()
        scanned = scan(data)
        replay(found, scanned.bodies, until)
        found.good = scanned.good
        if found.damage:
            return
        left = len(data) - scanned.good
        if until is not None and found.sequence + 1 < until:
            found.damage = f"{log.path.name} is damaged after change {found.sequence}"
            return
        if until is None and scanned.tail is Tail.DAMAGED:
            found.damage = f"{log.path.name} is damaged after change {found.sequence}"
            return
        if until is None and scanned.tail is Tail.TORN:
            found.notes.append(
                f"The last change was cut off while it was written ({left} bytes); "
                "it had never been called saved."
            )


def replay(found: Recovered, bodies: tuple[bytes, ...], until: int | None = None) -> list[Changes]:
    """Apply the records that come next, up to one with the number `until`; what they changed."""
    done = []
    for body in bodies:
        try:
            record, changes = _parsed(body)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            found.damage = f"change {found.sequence + 1} makes no sense"
            break
        seq = record["seq"]
        if until is not None and seq >= until:
            break
        if seq <= found.sequence:
            continue
        if seq != found.sequence + 1:
            found.damage = f"changes {found.sequence + 1} to {seq - 1} are missing"
            break
        if "hash" in record and found.head and record.get("previous") != found.head:
            found.damage = f"change {seq} belongs to another file"
            break
        take(found.tables, record, changes)
        done.append(changes)
        found.sequence, found.head = seq, record.get("hash", found.head)
    return done


def take(tables: Tables, record: dict[str, Any], changes: Changes) -> None:
    """Apply one record's changes to tables; a journal entry joins the journal."""
    apply(tables, changes)
    if "hash" in record:
        tables.setdefault(JOURNAL, {})[str(record["seq"])] = record


def _parsed(body: bytes) -> tuple[dict[str, Any], Changes]:
    record: dict[str, Any] = json.loads(body)
    if not isinstance(record["seq"], int):
        raise TypeError("a record has a number")
    return record, Changes.of(record)


def replayed(entries: Iterable[dict[str, Any]]) -> Tables:
    """The tables after the entries of a journal; without the journal itself."""
    tables: Tables = {}
    for entry in entries:
        if entry.get("checkpoint"):
            tables.clear()
        apply(tables, Changes.of(entry))
    return tables
