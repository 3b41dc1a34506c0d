"""The list of workflows at home: any number of them, of which only what is in sight is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar, Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pilotage.portfolio import Listed
from pilotage.tui.project_order import Sort
from pilotage.tui.project_rows import ALL_FROM, Piece, cells, columns, second_line

LINES: Final = 2
"""The lines of a workflow."""
GAP: Final = "  "


class ProjectList(ScrollView, can_focus=True):
    """Workflows under a line of heads; a click on a head sorts, Enter or a click on a row opens."""

    BINDINGS: ClassVar = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "end(0)", "First", show=False),
        Binding("end", "end(1)", "Last", show=False),
        Binding("enter", "open", "Open", show=False),
    ]
    COMPONENT_CLASSES: ClassVar = {
        f"project-list--{name}"
        for name in (
            "head", "cursor", "title", "muted", "accent",
            "on-the-way", "late", "at-risk", "in-production",
        )
    }  # fmt: skip

    cursor: reactive[int] = reactive(0, repaint=False)
    """The number of the row under the cursor."""

    class Moved(Message):
        """The cursor is on another row, or another project is in the row."""

    class Opened(Message):
        """The row under the cursor was chosen."""

    class SortWanted(Message):
        """A head was clicked."""

        def __init__(self, sort: Sort) -> None:
            super().__init__()
            self.sort = sort

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._rows: Sequence[Listed] = ()
        self._today = date.min
        self._sort = Sort.USED

    # -- what is asked of it ---------------------------------------------------------------------

    def show(self, rows: Sequence[Listed], today: date, sort: Sort) -> None:
        """Show these rows; the cursor stays on its project where that is still there."""
        was = self.chosen
        self._rows, self._today, self._sort = rows, today, sort
        self.virtual_size = Size(0, 1 + LINES * len(rows))
        paths = [each.path for each in rows] if was else []
        at = paths.index(was.path) if was and was.path in paths else 0
        moved = self.cursor != at
        self.cursor = at
        self.refresh()
        if moved:
            self._bring_into_sight()
        if was != self.chosen:
            self.post_message(self.Moved())

    @property
    def chosen(self) -> Listed | None:
        """The project under the cursor; None in an empty list."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def row_count(self) -> int:
        """How many are shown."""
        return len(self._rows)

    def copied_heads(self) -> Sequence[str]:
        """The names of all columns, and of what stands in the second line."""
        return [*(column.title for column in columns(ALL_FROM)), "Next"]

    def copied_rows(self, *, chosen: bool) -> Sequence[Sequence[str]]:
        """What is said of each workflow, whole."""
        rows = self._rows[self.cursor : self.cursor + 1] if chosen else self._rows
        return [
            [
                *(piece.text for piece in cells(each, self._today, ALL_FROM)),
                "".join(piece.text for piece in second_line(each)),
            ]
            for each in rows
        ]

    # -- drawing ---------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """The heads on top; below them the rows that are scrolled to."""
        width = self.scrollable_content_region.width
        if y == 0:
            return self._strip(self._heads(width), width, "head")
        row, line = divmod(y - 1 + round(self.scroll_y), LINES)
        if row >= len(self._rows):
            return self._strip((), width)
        each = self._rows[row]
        under = "cursor" if row == self.cursor else ""
        if line:
            return self._strip(_cut(second_line(each), width), width, under)
        return self._strip(_in_columns(cells(each, self._today, width), width), width, under)

    def _heads(self, width: int) -> Iterable[Piece]:
        titles = [
            Piece(f"{column.title}{' ▾' if column.sort is self._sort else ''}")
            for column in columns(width)
        ]
        return _in_columns(titles, width)

    def _strip(self, pieces: Iterable[Piece], width: int, under: str = "") -> Strip:
        base = self._style(under)
        segments = [
            Segment(piece.text, self._style(under, piece.style) if piece.style else base)
            for piece in pieces
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, *names: str) -> Style:
        classes = (f"project-list--{name}" for name in names if name)
        return self.get_visual_style(*classes).rich_style

    # -- moving ----------------------------------------------------------------------------------

    def watch_cursor(self) -> None:
        """Draw both rows."""
        self.refresh()

    def _to(self, row: int) -> None:
        row = max(0, min(row, len(self._rows) - 1))
        if row != self.cursor:
            self.cursor = row
            self.post_message(self.Moved())
        self._bring_into_sight()

    def _bring_into_sight(self) -> None:
        room = max(LINES, self.scrollable_content_region.height - 1)
        top, bottom = self.cursor * LINES, (self.cursor + 1) * LINES
        if top < self.scroll_y:
            self.scroll_to(y=top, animate=False, force=True)
        elif bottom > self.scroll_y + room:
            self.scroll_to(y=bottom - room, animate=False, force=True)

    def action_move(self, rows: int) -> None:
        """Some rows down or up."""
        self._to(self.cursor + rows)

    def action_page(self, pages: int) -> None:
        """As many rows as are in sight."""
        self._to(self.cursor + pages * max(1, (self.size.height - 1) // LINES))

    def action_end(self, last: int) -> None:
        """To the first or the last row."""
        self._to(len(self._rows) if last else 0)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.chosen is not None:
            self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """Sort by the head, or open the row, under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        event.stop()
        if offset.y == 0:
            self._sort_at(offset.x)
            return
        row = (offset.y - 1 + round(self.scroll_y)) // LINES
        if row < len(self._rows):
            self._to(row)
            self.post_message(self.Opened())

    def _sort_at(self, x: int) -> None:
        edge = 0
        for column in columns(self.scrollable_content_region.width):
            edge += column.width + len(GAP)
            if x < edge:
                if column.sort is not None:
                    self.post_message(self.SortWanted(column.sort))
                return

    def on_resize(self) -> None:
        """The columns fit the new width."""
        self.refresh()
        self.call_after_refresh(self._bring_into_sight)

    def on_focus(self) -> None:
        """The cursor shows."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is dimmer."""
        self.refresh()


def _in_columns(pieces: Sequence[Piece], width: int) -> list[Piece]:
    """Pieces, each padded or cut to its column."""
    found: list[Piece] = []
    for column, piece in zip(columns(width), pieces, strict=True):
        text = _fitted(piece.text, column.width)
        found += [Piece(set_cell_size(text, column.width), piece.style), Piece(GAP)]
    return found[:-1]


def _cut(pieces: Iterable[Piece], width: int) -> list[Piece]:
    """As many of the pieces as a line takes."""
    found: list[Piece] = []
    for piece in pieces:
        text = _fitted(piece.text, width)
        found.append(Piece(text, piece.style))
        width -= cell_len(text)
        if text != piece.text or width <= 0:
            break
    return found


def _fitted(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return f"{set_cell_size(text, max(0, width - 1)).rstrip()}…" if width > 0 else ""
