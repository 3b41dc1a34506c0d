"""A chart by day in plain characters: columns from zero, with the baseline and the target.

Pure: figures in, lines out. Meaning is carried by shapes (█ columns, ┄ baseline, ━ target,
┈ natural process limits), so that it reads the same without colour.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from textual.content import Content

from pilotage.model.units import brief

Point = tuple[date, Decimal]

COLUMN: Final = "▁▂▃▄▅▆▇█"
BASELINE: Final = "┄"
TARGET: Final = "━"
LIMIT: Final = "┈"
STYLES: Final = {
    BASELINE: "$text-warning",
    TARGET: "$text-success",
    LIMIT: "$text-muted",
} | dict.fromkeys(COLUMN, "$accent")
WIDTHS: Final = ((9, 1), (7, 1), (5, 1), (4, 1), (3, 1), (2, 1), (2, 0))
"""How wide a column may be drawn, and the gap after it."""
SMALLEST: Final = (20, 4)
"""Below this width or height nothing readable can be drawn."""


@dataclass(frozen=True)
class Marks:
    """The lines that a chart is read against; None for one that there is not."""

    baseline: Decimal | None = None
    target: Decimal | None = None
    lower: Decimal | None = None
    """The lower natural process limit."""
    upper: Decimal | None = None

    @property
    def by_sign(self) -> tuple[tuple[Decimal | None, str], ...]:
        """Each with its sign; a later one is drawn over an earlier."""
        return (
            (self.lower, LIMIT), (self.upper, LIMIT), (self.baseline, BASELINE),
            (self.target, TARGET),
        )  # fmt: skip


def draw(
    points: Sequence[Point], width: int, height: int, marks: Marks = Marks(), *, days: int = 1
) -> list[str]:
    """Draw the points by day, scaled from zero; `height` lines of at most `width` characters.

    A day without a point stays empty; where there are more days than columns, the days that
    share a column show their mean, and the last line says how many they are. `days` is how many
    a column holds at least: 7 for figures by week. A measured zero shows the lowest column, so
    that it is told from a day without a figure. Empty when there is nothing to draw or no room.
    """
    if not points or width < SMALLEST[0] or height < SMALLEST[1]:
        return []
    rows = height - 3
    known = [value for value, _ in marks.by_sign if value is not None]
    top = max([value for _, value in points] + known) or Decimal(1)
    labels = {0: "0", rows - 1: brief(top)} if rows > 1 else {0: brief(top)}
    lines = {}
    for value, sign in marks.by_sign:
        if value is not None:
            row = min(rows - 1, int(value / top * rows))
            lines[row] = sign
            labels[row] = brief(value)
    left = max(len(label) for label in labels.values())
    columns, days_each, (wide, gap) = _columns(points, width - left - 2, days)
    size = len(columns) * (wide + gap)
    size = max(size, min(width - left - 2, 21))
    drawn = []
    for row in reversed(range(rows)):
        label = labels.get(row, "").rjust(left)
        tick = "┤" if row in labels else "│"
        cells = _row(columns, row, rows, top, wide, gap, lines.get(row, " "), size)
        drawn.append(f"{label} {tick}{cells}".rstrip())
    drawn.append(" " * (left + 1) + "└" + "─" * size)
    drawn.append(" " * (left + 2) + _dates(points, size))
    drawn.append(_legend(days_each, marks, width))
    return drawn


def _columns(
    points: Sequence[Point], room: int, least: int
) -> tuple[list[Decimal | None], int, tuple[int, int]]:
    """The mean of each column, how many days share one, how wide it is and the gap after it."""
    first, last = points[0][0], points[-1][0]
    days = (last - first).days + 1
    each = -(-days // room)
    each = max(least, -(-each // least) * least)
    found: dict[int, list[Decimal]] = defaultdict(list)
    for on, value in points:
        found[(on - first).days // each].append(value)
    count = -(-days // each)
    columns = [
        sum(found[i], Decimal(0)) / len(found[i]) if i in found else None for i in range(count)
    ]
    return columns, each, next((w for w in WIDTHS if count * sum(w) <= room), (1, 0))


def _row(
    columns: list[Decimal | None],
    row: int,
    rows: int,
    top: Decimal,
    wide: int,
    gap: int,
    line: str,
    size: int,
) -> str:
    """One line of the columns' area: a column, else the line that runs here, else nothing."""
    parts = []
    for value in columns:
        eighths = 0 if value is None else max(1, round(value / top * rows * 8))
        here = min(8, eighths - row * 8)
        parts.append((COLUMN[here - 1] if here > 0 else line) * wide + line * gap)
    return "".join(parts).ljust(size, line)


def _dates(points: Sequence[Point], size: int) -> str:
    first, last = points[0][0].isoformat(), points[-1][0].isoformat()
    if first == last:
        return first
    return first + last.rjust(size - len(first)) if size >= 21 else first


def _legend(days: int, marks: Marks, width: int) -> str:
    period = {1: "a day", 7: "a week"}.get(days, f"{days} days each")
    named = [(BASELINE, "without AI", marks.baseline), (TARGET, "target", marks.target)]
    parts = [(f"{sign} {name}", brief(value)) for sign, name, value in named if value is not None]
    if marks.lower is not None and marks.upper is not None:
        parts.append((f"{LIMIT} usual", f"{brief(marks.lower)} to {brief(marks.upper)}"))
    columns = f"█ {period}"
    for legend in (
        "   ".join([columns, *(f"{what} {figure}" for what, figure in parts)]),
        "  ".join([columns, *(f"{what} {figure}" for what, figure in parts)]),
        "  ".join([columns, *(what for what, _ in parts)]),
    ):
        if len(legend) <= width:
            return legend
    return " ".join([columns, *(what for what, _ in parts)])[:width]


def coloured(lines: Sequence[str]) -> Content:
    """The lines for a widget, each kind of mark in its colour too."""
    parts: list[str | Content | tuple[str, str]] = []
    for number, line in enumerate(lines):
        run, style = "\n" if number else "", ""
        for character in line:
            wanted = STYLES.get(character, "")
            if wanted != style:
                parts.append((run, style) if style else run)
                run, style = "", wanted
            run += character
        parts.append((run, style) if style else run)
    return Content.assemble(*parts)


def bullet(
    actual: Decimal | None,
    baseline: Decimal | None,
    target: Decimal | None,
    width: int,
) -> str:
    """A bar from zero: █ the actual figure, ┆ the baseline, ◆ the target; ◈ both in one place."""
    top = max(actual or Decimal(0), baseline or Decimal(0), target or Decimal(0)) or Decimal(1)
    eighths = round((actual or Decimal(0)) / top * width * 8)
    full, rest = divmod(eighths, 8)
    bar = list(("█" * full + ("▏▎▍▌▋▊▉"[rest - 1] if rest else "")).ljust(width)[:width])
    at = -1
    if baseline is not None:
        at = min(width - 1, int(baseline / top * width))
        bar[at] = "┆"
    if target is not None:
        goal = min(width - 1, int(target / top * width))
        bar[goal] = "◈" if goal == at else "◆"
    return "".join(bar)
