"""Projects as a table: a line each, for a folder of them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final
from unicodedata import combining, east_asian_width

from pilotage.commands.output import bold, shown
from pilotage.method.facts import facts, one_at_a_time
from pilotage.method.phases import name_of
from pilotage.method.traps import TrapStatus
from pilotage.model.project import CADENCE, Project
from pilotage.portfolio import listed

HEADS: Final = ("Workflow", "Phase", "Day", "Status", "Traps", "Verdict", "File", "Next step")
WIDEST: Final = 32
"""A title is cut at this width; the file beside it tells which it is."""
NARROWEST: Final = 20
"""The last column keeps at least this on a narrow terminal."""


def overview_lines(found: Sequence[tuple[Path, Project]], today: date) -> list[str]:
    """The table's lines, then advice on what the projects are together."""
    rows = [_row(path, project, today) for path, project in found]
    widths = [max(_width(row[at]) for row in (HEADS, *rows)) for at in range(len(HEADS) - 1)]
    room = _room(sum(widths) + 2 * len(widths))
    lines = [_line(row, widths, room) for row in (HEADS, *rows)]
    advice = one_at_a_time(project for _, project in found)
    return [bold(lines[0]), *lines[1:], *(["", advice] if advice else [])]


def _row(path: Path, project: Project, today: date) -> tuple[str, ...]:
    each = listed(path, facts(project), today)
    assert each.facts is not None  # noqa: S101 - it was read
    assert each.overview is not None  # noqa: S101
    here = each.overview
    phase = name_of(here.phase) if here.phase == CADENCE else f"{here.phase} {name_of(here.phase)}"
    closed = list(each.facts.traps.values()).count(TrapStatus.CLOSED)
    why = f" ({here.why})" if here.why else ""
    return (
        _cut(project.title, WIDEST),
        phase,
        str(here.day),
        str(here.health),
        f"{closed} of {len(each.facts.traps)}",
        each.facts.verdict,
        shown(path),
        f"{here.next_step}{why}",
    )


def _line(row: Sequence[str], widths: Sequence[int], room: int) -> str:
    *first, last = row
    padded = [
        " " * (width - _width(text)) + text if at == 2 else text + " " * (width - _width(text))
        for at, (text, width) in enumerate(zip(first, widths, strict=True))
    ]
    return "  ".join([*padded, _cut(last, room) if room else last]).rstrip()


def _room(taken: int) -> int:
    """The width left for the last column on a terminal; 0 where nothing limits it."""
    if not sys.stdout.isatty():
        return 0
    return max(NARROWEST, shutil.get_terminal_size().columns - taken)


def _width(text: str) -> int:
    """How many columns a text takes on a terminal."""
    return sum(
        0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text
    )


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    while text and _width(text) >= width:
        text = text[:-1]
    return f"{text.rstrip()}…"
