"""A workflow in the list at home: two lines, in columns that fit the width."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from pilotage.method.standing import Health
from pilotage.method.traps import TrapStatus
from pilotage.model.project import PHASES
from pilotage.portfolio import Listed
from pilotage.tui.project_order import Sort
from pilotage.tui.widgets.rail import SHORT

ALL_FROM: Final = 100
"""From this width on there is room for all columns."""
HEALTH: Final = {
    Health.ON_THE_WAY: ("▶", "on-the-way"),
    Health.LATE: ("!", "late"),
    Health.AT_RISK: ("!", "at-risk"),
    Health.IN_PRODUCTION: ("✓", "in-production"),
    Health.STOPPED: ("■", "muted"),
}
"""Each status's mark, and the style that it is shown in."""
_TRAPS: Final = {TrapStatus.CLOSED: "●", TrapStatus.CLOSING: "◐", TrapStatus.OPEN: "○"}


class Column(NamedTuple):
    """A column: what it is called, how wide it is, and what a click on it sorts by."""

    title: str
    width: int
    sort: Sort | None


class Piece(NamedTuple):
    """A text with the name of its style; empty for the plain one."""

    text: str
    style: str = ""


def columns(width: int) -> tuple[Column, ...]:
    """The columns for a width, of which the first takes what the others leave."""
    others = [
        Column("Phase", 14, Sort.PHASE),
        Column("Day", 4, Sort.DAY),
        *(
            [
                Column("Due", 12, Sort.DUE),
                Column("Traps", 5, None),
                Column("Verdict", 17, None),
            ]
            if width >= ALL_FROM
            else []
        ),
        Column("Status", 15, Sort.HEALTH),
    ]
    left = width - sum(column.width + 2 for column in others)
    return (Column("Workflow", max(10, left), Sort.NAME), *others)


def cells(each: Listed, today: date, width: int) -> tuple[Piece, ...]:
    """The first line: a piece for each column."""
    here, facts = each.overview, each.facts
    if here is None or facts is None:
        nothing = [Piece("")] * (len(columns(width)) - 2)
        return (Piece(each.title, "title"), *nothing, Piece("✗ can't be read", "at-risk"))
    mark, style = HEALTH[here.health]
    number = f"{here.phase} " if here.phase in PHASES else ""
    more = (Piece(due_text(each, today)), Piece(traps_marks(each), "accent"), Piece(facts.verdict))
    return (
        Piece(each.title, "title"),
        Piece(f"{number}{SHORT[here.phase]}"),
        Piece(f"{here.day:>4}"),
        *(more if width >= ALL_FROM else ()),
        Piece(f"{mark} {here.health}", style),
    )


def second_line(each: Listed) -> tuple[Piece, ...]:
    """Why it is late or at risk, and what is next; why it can't be read."""
    here = each.overview
    if here is None:
        return (Piece(f"  {each.problem}", "muted"),)
    why = (Piece(f"{here.why} ", HEALTH[here.health][1]),) if here.why else ()
    return (Piece("  "), *why, Piece("→ ", "accent"), Piece(here.next_step, "muted"))


def due_text(each: Listed, today: date) -> str:
    """When something is due: “in 5 days”, “today”, “10 days ago”; empty when nothing ever is."""
    if each.next_due is None:
        return ""
    days = (each.next_due - today).days
    if days == 0:
        return "today"
    count = f"{abs(days):,} {'day' if abs(days) == 1 else 'days'}"
    return f"in {count}" if days > 0 else f"{count} ago"


def traps_marks(each: Listed) -> str:
    """The five traps as marks: open, closing, closed."""
    return "".join(_TRAPS[status] for status in each.facts.traps.values()) if each.facts else ""
