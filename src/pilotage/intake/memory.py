"""How files were read in a project, kept beside the program's other state.

Remembered is which column is which field, and the order of dates and the decimals where they had
to be asked for; by project, kind of import and the columns' names.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from pilotage import paths
from pilotage.config import write_state
from pilotage.errors import FileProblem

MOST: Final = 60
"""So many ways of reading a file are remembered."""


@dataclass(frozen=True)
class Reading:
    """How a file is read."""

    columns: dict[str, int | None] = field(default_factory=dict)
    """The column of each field, from 0; None: of no column."""
    dates: str = ""
    """`dmy` or `mdy`, where it was asked for."""
    numbers: str = ""
    """`point` or `comma`, where it was asked for."""


def recall(uid: str, kind: str, header: Sequence[str]) -> Reading | None:
    """How such a file was read the last time in a project."""
    wanted = _key(uid, kind, header)
    return next((_reading(e, len(header)) for e in _known() if e.get("of") == wanted), None)


def remember(uid: str, kind: str, header: Sequence[str], reading: Reading) -> None:
    """Remember how a file was read; not being able to is no reason to disturb anybody."""
    key = _key(uid, kind, header)
    entry = {"of": key, **asdict(reading)}
    kept = [entry, *(each for each in _known() if each.get("of") != key)][:MOST]
    try:
        write_state(_file(), json.dumps(kept, ensure_ascii=False, indent=0))
    except FileProblem:
        return


def _key(uid: str, kind: str, header: Sequence[str]) -> list[Any]:
    return [uid, kind, list(header)]


def _file() -> Path:
    return paths.state_folder() / "imports.json"


def _known() -> list[dict[str, Any]]:
    try:
        content = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    found = content if isinstance(content, list) else []
    return [each for each in found if isinstance(each, dict)]


def _reading(entry: dict[str, Any], width: int) -> Reading | None:
    columns = entry.get("columns")
    if not isinstance(columns, dict):
        return None
    good = {
        name: at
        for name, at in columns.items()
        if at is None or (isinstance(at, int) and not isinstance(at, bool) and 0 <= at < width)
    }
    said = (entry.get("dates"), entry.get("numbers"))
    if len(good) != len(columns) or not all(isinstance(each, str) for each in said):
        return None
    return Reading(good, str(said[0]), str(said[1]))
