"""Copying a sample project so that it stands today where it stood on the day it was made for."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from pilotage.errors import FileProblem
from pilotage.method.schedule import day_month_year
from pilotage.store import base, copies, names
from pilotage.store.base import META, ONLY
from pilotage.store.changes import Tables
from pilotage.store.codec import SAMPLE, decode
from pilotage.store.journal import sealed
from pilotage.store.problems import problem
from pilotage.store.recovery import JOURNAL

MONTHS = [f"{date(2000, month, 1):%B}" for month in range(1, 13)]
_SAID = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b")
"""A day as the journal says it."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(_DAY.pattern + r"T\d\d:\d\d:\d\d(\.\d+)?Z")


def mark_as_sample(path: Path, as_of: date) -> None:
    """Note in a closed project file that it is a sample that stands on this day; no backup."""
    found = base.read(path)
    found.tables[SAMPLE] = {ONLY: {"as_of": as_of.isoformat()}}
    base.write(path, found.tables, found.sequence, found.head)
    names.backup(path).unlink(missing_ok=True)


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
    tables = base.read(source).tables
    by = today - as_of(tables)
    try:
        copy = {
            name: shifted(table, by) for name, table in tables.items() if name not in (SAMPLE, META)
        }
    except OverflowError:
        raise _out_of_reach(today) from None
    copy[META] = tables[META]
    head = ""
    for seq, entry in copy[JOURNAL].items():
        old = {key: value for key, value in entry.items() if key not in ("previous", "hash")}
        old["what"] = told(old["what"], by)
        copy[JOURNAL][seq], _, head = sealed(old, head)
    decode(copy)  # a clock that is far off would move dates out of the calendar's limits
    try:
        imprint = base.write(target, copy, len(copy[JOURNAL]), head, new=True)
        copies.back_up(target, imprint)
    except FileExistsError:
        raise FileProblem(f"{target.name} exists already.", "Choose another name.") from None
    except OSError as error:
        raise problem("can't be written", error, target) from None
    return target


def shifted(value: Any, by: timedelta) -> Any:
    """Documents with each date and moment in them moved; texts that mention dates stay."""
    if isinstance(value, str):
        if _DAY.fullmatch(value):
            return (date.fromisoformat(value) + by).isoformat()
        if _MOMENT.fullmatch(value):
            return (datetime.fromisoformat(value) + by).isoformat().replace("+00:00", "Z")
        return value
    if isinstance(value, list):
        return [shifted(each, by) for each in value]
    if isinstance(value, dict):
        return {key: shifted(each, by) for key, each in value.items()}
    return value


def told(what: str, by: timedelta) -> str:
    """What a journal entry says, with the days in it moved: it would contradict its record."""

    def moved(match: re.Match[str]) -> str:
        day, month, year = match.groups()
        try:
            return day_month_year(date(int(year), MONTHS.index(month) + 1, int(day)) + by)
        except ValueError:
            return match[0]  # somebody's words: there is no such day

    return _SAID.sub(moved, what)


def _out_of_reach(today: date) -> FileProblem:
    return FileProblem(f"The sample can't start so that it stands on {today}.", "Set the clock.")
