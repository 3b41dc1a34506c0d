"""A chart by day in plain characters: columns from zero, with the baseline and the target.

Pure: figures in, lines out. Meaning is carried by shapes (█ columns, ┄ baseline, ━ target),
so that it reads the same without colour.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from textual.content import Content

from pilotage.model.baseline import Measurement

Point = tuple[date, Decimal]

COLUMN: Final = "▁▂▃▄▅▆▇█"
BASELINE: Final = "┄"
TARGET: Final = "━"
STYLES: Final = {BASELINE: "$text-warning", TARGET: "$text-success"} | dict.fromkeys(
    COLUMN, "$accent"
)
SMALLEST: Final = (20, 4)
"""Below this width or height nothing readable can be drawn."""


def by_day(measurements: Iterable[Measurement]) -> list[Point]:
    """One point a day, oldest first; a day's measurements count by their cases."""
    totals: dict[date, tuple[Decimal, int]] = defaultdict(lambda: (Decimal(0), 0))
    for m in measurements:
        total, cases = totals[m.on]
        totals[m.on] = (total + m.value * m.sample_size, cases + m.sample_size)
    return [(on, total / cases) for on, (total, cases) in sorted(totals.items())]


def brief(value: Decimal) -> str:
    """A figure in at most six characters: “8.25”, “1,204”, “12.3M”."""
    for size, letter in ((10**9, "G"), (10**6, "M"), (10**5, "k")):
        if value >= size:
            unit = 1000 if letter == "k" else size
            return f"{value / unit:.1f}".removesuffix(".0") + letter
    if value >= 1000:
        return f"{value:,.0f}"
    if 0 < value < Decimal("0.01"):
        return "<0.01"
    return f"{value:.2f}".rstrip("0").rstrip(".")


def draw(
    points: Sequence[Point],
    width: int,
    height: int,
    baseline: Decimal | None = None,
    target: Decimal | None = None,
) -> list[str]:
    """Draw the points by day, scaled from zero; `height` lines of at most `width` characters.

    A day without a point stays empty; where there are more days than columns, the days that
    share a column show their mean, and the last line says how many they are. A measured zero
    shows the lowest column, so that it is told from a day without a figure. Empty when there
    is nothing to draw or no room for it.
    """
    if not points or width < SMALLEST[0] or height < SMALLEST[1]:
        return []
    rows = height - 3
    known = [value for value in (baseline, target) if value is not None]
    top = max([value for _, value in points] + known) or Decimal(1)
    marks = {0: "0", rows - 1: brief(top)} if rows > 1 else {0: brief(top)}
    lines = {}
    for value, mark in ((baseline, BASELINE), (target, TARGET)):
        if value is not None:
            row = min(rows - 1, int(value / top * rows))
            lines[row] = mark
            marks[row] = brief(value)
    left = max(len(label) for label in marks.values())
    columns, days_each, wide = _columns(points, width - left - 2)
    size = (len(columns) * (wide + 1)) if wide > 1 else len(columns)
    size = max(size, min(width - left - 2, 21))
    drawn = []
    for row in reversed(range(rows)):
        label = marks.get(row, "").rjust(left)
        tick = "┤" if row in marks else "│"
        cells = _row(columns, row, rows, top, wide, lines.get(row, " "), size)
        drawn.append(f"{label} {tick}{cells}".rstrip())
    drawn.append(" " * (left + 1) + "└" + "─" * size)
    drawn.append(" " * (left + 2) + _dates(points, size))
    drawn.append(_legend(days_each, baseline, target, width))
    return drawn


def _columns(points: Sequence[Point], room: int) -> tuple[list[Decimal | None], int, int]:
    """The mean of each column, how many days share one, and how wide one is drawn."""
    first, last = points[0][0], points[-1][0]
    days = (last - first).days + 1
    each = -(-days // room)
    found: dict[int, list[Decimal]] = defaultdict(list)
    for on, value in points:
        found[(on - first).days // each].append(value)
    count = -(-days // each)
    columns = [
        sum(found[i], Decimal(0)) / len(found[i]) if i in found else None for i in range(count)
    ]
    wide = next((w for w in (9, 7, 5, 4, 3, 2) if count * (w + 1) <= room), 1)
    return columns, each, wide


def _row(
    columns: list[Decimal | None],
    row: int,
    rows: int,
    top: Decimal,
    wide: int,
    line: str,
    size: int,
) -> str:
    """One line of the columns' area: a column, else the line that runs here, else nothing."""
    gap = line if wide > 1 else ""
    parts = []
    for value in columns:
        eighths = 0 if value is None else max(1, round(value / top * rows * 8))
        here = min(8, eighths - row * 8)
        parts.append((COLUMN[here - 1] if here > 0 else line) * wide + gap)
    return "".join(parts).ljust(size, line)


def _dates(points: Sequence[Point], size: int) -> str:
    first, last = points[0][0].isoformat(), points[-1][0].isoformat()
    if first == last:
        return first
    return first + last.rjust(size - len(first)) if size >= 21 else first


def _legend(days: int, baseline: Decimal | None, target: Decimal | None, width: int) -> str:
    parts = [f"█ {days} days each" if days > 1 else "█ a day"]
    if baseline is not None:
        parts.append(f"{BASELINE} without AI {brief(baseline)}")
    if target is not None:
        parts.append(f"{TARGET} target {brief(target)}")
    wide = "   ".join(parts)
    return wide if len(wide) <= width else " ".join(parts)[:width]


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
    baseline: Decimal,
    target: Decimal | None,
    width: int,
) -> str:
    """A bar from zero: █ the actual figure, ┆ the baseline, ◆ the target; ◈ both in one place."""
    top = max(actual or Decimal(0), baseline, target or Decimal(0)) or Decimal(1)
    eighths = round((actual or Decimal(0)) / top * width * 8)
    full, rest = divmod(eighths, 8)
    bar = list(("█" * full + ("▏▎▍▌▋▊▉"[rest - 1] if rest else "")).ljust(width)[:width])
    at = min(width - 1, int(baseline / top * width))
    bar[at] = "┆"
    if target is not None:
        goal = min(width - 1, int(target / top * width))
        bar[goal] = "◈" if goal == at else "◆"
    return "".join(bar)
