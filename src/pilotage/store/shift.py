"""Copying a sample project so that it stands today where it stood on the day it was made for."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from pilotage.errors import FileProblem
from pilotage.model.journal import FIRST, Entry
from pilotage.model.record import Record
from pilotage.store import atomic
from pilotage.store.canonical import digest
from pilotage.store.codec import (
    JOURNAL,
    META,
    ONLY,
    SAMPLE,
    decode,
    decode_journal,
    encode,
    entry_document,
)
from pilotage.store.journal import sealed
from pilotage.store.problems import problem
from pilotage.store.storage import Tables, load, serialized


def mark_as_sample(path: Path, as_of: date) -> None:
    """Note in a closed project file that it is a sample that stands on this day."""
    tables, _ = load(path)
    tables[SAMPLE] = {ONLY: {"as_of": as_of.isoformat()}}
    atomic.write(path, serialized(tables))


def as_of(tables: Tables) -> date:
    """The day that a sample stands on; raises `FileProblem` for a file that is no sample."""
    found = tables.get(SAMPLE, {}).get(ONLY, {}).get("as_of")
    try:
        return date.fromisoformat(str(found))
    except ValueError:
        raise FileProblem(
            "This file is no sample: it does not say which day it is made for."
        ) from None


def shifted_copy(source: Path, target: Path, today: date) -> Path:
    """A project file of one's own from a sample, every date moved so that it stands on `today`.

    The journal is chained anew, so that `verify` holds for the copy. Raises `FileProblem` when
    the target exists or can't be written.
    """
    tables, _ = load(source)
    by = today - as_of(tables)
    project, entries = shifted(decode(tables), by), decode_journal(tables)
    copy = encode(project)
    journal = _rechained(entries, copy, by)
    copy[JOURNAL] = {str(entry.seq): entry_document(entry) for entry in journal}
    last = journal[-1] if journal else None
    copy[META][ONLY] |= {
        "sequence": last.seq if last else 0,
        "head": last.hash if last else FIRST,
    }
    decode(copy)  # a clock that is far off would move dates out of the calendar's limits
    try:
        atomic.write(target, serialized(copy), new=True)
    except FileExistsError:
        raise FileProblem(f"{target.name} exists already.", "Choose another name.") from None
    except OSError as error:
        raise problem("can't be written", error, target) from None
    return target


def shifted(value: Any, by: timedelta) -> Any:
    """A record with each date and moment in it moved; texts that mention dates stay."""
    if isinstance(value, date | datetime):
        return value + by
    if isinstance(value, tuple):
        return tuple(shifted(each, by) for each in value)
    if isinstance(value, Record):
        return value.model_copy(
            update={name: shifted(field, by) for name, field in value.__dict__.items()}
        )
    return value


def _rechained(entries: list[Entry], tables: Tables, by: timedelta) -> list[Entry]:
    """The entries moved, with the hashes of the moved documents, chained anew.

    What a document was in between is not kept, so that only its last hash can be made anew;
    an earlier one becomes the hash of the old hash, different for each different state.
    """
    latest = {key: entry.seq for entry in entries for key in entry.changed}
    moved: list[Entry] = []
    previous = FIRST
    for entry in entries:
        changed = {
            key: _moved_hash(key, old, tables if latest[key] == entry.seq else None)
            for key, old in entry.changed.items()
        }
        new = entry.model_copy(
            update={"at": entry.at + by, "changed": changed, "previous": previous}
        )
        moved.append(sealed(new))
        previous = moved[-1].hash
    return moved


def _moved_hash(key: str, old: str, tables: Tables | None) -> str:
    table, _, id_ = key.partition("/")
    if not old:
        return ""
    if tables is None:
        return sha256(f"shifted{old}".encode("ascii")).hexdigest()
    return digest(tables.get(table, {}).get(id_))
