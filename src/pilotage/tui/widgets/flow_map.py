"""The integration map drawn with characters: boxes, arrows by hand (double) or by themselves.

What a line means never rests on colour: by hand is drawn double, and each arrow has its words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content, Span
from textual.geometry import Region
from textual.widgets import Static

from pilotage.export.flow_layout import Area
from pilotage.export.flow_routes import Point
from pilotage.export.flow_words import Flow, Shown, flow, folded, summary
from pilotage.method.gate_integrations import is_connected
from pilotage.model.project import Project

LEGEND: Final = "═══ by hand: rank, hours a month · ─── by itself · ↻ back to itself"
SUMMARY: Final = 70
"""So many columns wide are the words below the picture, so that they never make it scroll."""
BY_HAND, BY_ITSELF, CHOSEN = "$text-warning", "$text-success", "reverse bold"
PARTS: Final = ("systems", "steps", "source_system", "destination_system", "rate", "second_owner")
"""What of a project the picture rests on."""
UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
SINGLE: Final = dict(zip(range(1, 16), "│││─╯╮┤─╰╭├─┴┬┼", strict=True))
DOUBLE: Final = dict(zip(range(1, 16), "║║║═╝╗╣═╚╔╠═╩╦╬", strict=True))


@dataclass
class _Canvas:
    """Cells with lines, and texts over them."""

    lines: dict[Point, dict[bool, int]] = field(default_factory=dict)
    """Which ways the lines of a cell go, for those by hand and for the others."""
    styles: dict[Point, str] = field(default_factory=dict)
    texts: dict[int, list[tuple[int, str, str]]] = field(default_factory=dict)
    """Each row's texts: from which column on, the text, its style."""

    def line(self, points: tuple[Point, ...], style: str, *, double: bool, up: bool) -> None:
        """Draw a line through points; it comes from above and goes on below, or the other way."""
        cells = _cells(points)
        (x, first), (end, last) = cells[0], cells[-1]
        beyond = -1 if up else 1
        cells = [(x, first - beyond), *cells, (end, last + beyond)]
        for before, cell, after in zip(cells, cells[1:], cells[2:], strict=False):
            known = self.lines.setdefault(cell, {})
            known[double] = known.get(double, 0) | _way(cell, before) | _way(cell, after)
            self.styles[cell] = style

    def write(self, x: int, y: int, text: str, style: str = "") -> None:
        """Write a text from a column on."""
        self.texts.setdefault(y, []).append((x, text, style))

    def box(self, area: Area, style: str) -> None:
        """Draw a box."""
        inner = area.width - 2
        self.write(area.x, area.y, f"┌{'─' * inner}┐", style)
        for y in range(area.y + 1, area.y + area.height - 1):
            self.write(area.x, y, "│", style)
            self.write(area.x + 1, y, " " * inner, style)
            self.write(area.x + area.width - 1, y, "│", style)
        self.write(area.x, area.y + area.height - 1, f"└{'─' * inner}┘", style)

    def content(self, width: int, height: int) -> Content:
        """All of it, row by row."""
        texts: list[str] = []
        spans: list[Span] = []
        at = 0
        for y in range(height):
            for text, style in self._row(y, width):
                if style:
                    spans.append(Span(at, at + len(text), style))
                texts.append(text)
                at += len(text)
            texts.append("\n")
            at += 1
        return Content("".join(texts), spans).rstrip()

    def _row(self, y: int, width: int) -> list[tuple[str, str]]:
        cells: list[tuple[str, str]] = [(" ", "")] * width
        for x in range(width):
            if (x, y) in self.lines:
                cells[x] = (_character(self.lines[x, y]), self.styles[x, y])
        for x, text, style in self.texts.get(y, ()):
            size = cell_len(text)
            if len(text) == size:
                cells[x : x + size] = [(character, style) for character in text]
            else:  # wide or combined characters: the text as one, the cells that it covers empty
                cells[x : x + size] = [(text, style), *[("", "")] * (size - 1)]
        while cells and cells[-1] == (" ", ""):
            cells.pop()
        return _runs(cells)


def _runs(cells: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Neighbouring cells of one style as one text."""
    runs: list[tuple[str, str]] = []
    for text, style in cells:
        if runs and runs[-1][1] == style:
            runs[-1] = (runs[-1][0] + text, style)
        else:
            runs.append((text, style))
    return runs


def _cells(points: tuple[Point, ...]) -> list[Point]:
    cells = [points[0]]
    for x, y in points[1:]:
        while cells[-1] != (x, y):
            here_x, here_y = cells[-1]
            cells.append(
                (here_x + (x > here_x) - (x < here_x), here_y + (y > here_y) - (y < here_y))
            )
    return cells


def _way(cell: Point, near: Point) -> int:
    across, down = near[0] - cell[0], near[1] - cell[1]
    return (DOWN if down > 0 else UP) if down else RIGHT if across > 0 else LEFT


def _character(ways: dict[bool, int]) -> str:
    """The character for the lines of a cell."""
    if len(ways) == 2:
        return "╫" if ways[True] & (UP | DOWN) else "╪"
    double, mask = next(iter(ways.items()))
    return (DOUBLE if double else SINGLE)[mask]


def picture(project: Project, drawn: Flow, chosen: int | None = None) -> Content:
    """The whole map; the step chosen is marked."""
    if not project.systems:
        return Content(
            "No system is on the map yet. “Systems” adds some, or takes them from the page."
        )
    canvas = _Canvas()
    for step, shown in drawn.arrows.items():
        if step in drawn.layout.arrows:
            _draw_arrow(canvas, drawn, step, shown, marked=step == chosen)
    for system, lines in drawn.boxes.items():
        area = drawn.layout.boxes[system]
        canvas.box(area, "$foreground 65%")
        for row, line in enumerate(lines, start=1):
            is_name = row <= drawn.names[system]
            left = area.x + (area.width - cell_len(line)) // 2
            canvas.write(left, area.y + row, line, "bold" if is_name else "$accent")
    parts = [canvas.content(drawn.layout.width, drawn.layout.height)]
    if project.steps and not is_connected(project):
        note = "No way leads from the source to the destination yet."
        parts.append(Content.styled(note, "$text-warning"))
    below = folded(summary(project), max(SUMMARY, drawn.layout.width), cell_len, most=5)
    parts.append(Content.styled("\n".join(below), "bold"))
    return Content("\n").join(parts)


def _draw_arrow(canvas: _Canvas, drawn: Flow, step: int, shown: Shown, *, marked: bool) -> None:
    arrow, label = drawn.layout.arrows[step], drawn.layout.labels[step]
    style = BY_HAND if shown.by_hand else BY_ITSELF
    for points in (arrow.to_label, arrow.from_label):
        canvas.line(points, style, double=shown.by_hand, up=arrow.points_up)
    x, y = arrow.from_label[-1]
    canvas.write(x, y, "▲" if arrow.points_up else "▼", style)
    for row, line in enumerate(shown.lines):
        left = label.x + (label.width - cell_len(line)) // 2
        canvas.write(left, label.y + row, line, f"{style} {CHOSEN}" if marked else style)


class FlowMap(VerticalScroll):
    """The picture, to scroll both ways; it is laid out anew only when the map changed.

    It begins at its top, and follows the step that is marked from then on.
    """

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._wanted: tuple[Project | None, int | None] = (None, None)
        self._drawn: tuple[Project | None, int | None] = (None, None)
        self._flow: Flow | None = None
        self._in_sight = False

    def compose(self) -> ComposeResult:
        """The drawing."""
        yield Static("", id="flow", markup=False)

    def show(self, project: Project, chosen: int | None) -> None:
        """Draw it, with the step chosen marked and in sight; out of sight it is drawn later."""
        self._wanted = project, chosen
        if self._in_sight:
            self._draw()

    def on_show(self) -> None:
        """It came into sight."""
        self._in_sight = True
        self._draw()

    def on_hide(self) -> None:
        """Another part is in front."""
        self._in_sight = False

    def _draw(self) -> None:
        (project, chosen), (before, marked) = self._wanted, self._drawn
        if project is None:
            return
        same = before is not None and all(
            getattr(before, part) is getattr(project, part) for part in PARTS
        )
        if same and chosen == marked:
            return
        if not same or self._flow is None:
            self._flow = flow(project, cell_len)
        self._drawn = self._wanted
        self.query_one("#flow", Static).update(picture(project, self._flow, chosen))
        label = self._flow.layout.labels.get(chosen or 0)
        if before is not None and chosen != marked and label is not None:
            spot = Region(label.x, label.y, label.width, label.height).grow((2, 4, 2, 4))
            self.call_after_refresh(self.scroll_to_region, spot, animate=False)
