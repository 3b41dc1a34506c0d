"""A table of records: rows known by their record's id, texts shown as they read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.text import Text
from textual.binding import Binding
from textual.message import Message
from textual.widgets import DataTable, Static
from textual.widgets.data_table import RowDoesNotExist

from pilotage.tui.links import linked
from pilotage.tui.literal import cell
from pilotage.tui.row_order import DOWN, UP, RowSort, arranged

NARROWEST: Final = 6
"""How narrow a column may become."""
BRIEF: Final = 16
"""A column no wider than this, such as dates or figures, is cut only when nothing else helps."""


class _Row(NamedTuple):
    """What a row was asked to show, and what it takes to show it."""

    cells: tuple[str | Text, ...]
    texts: tuple[Text, ...]
    lengths: tuple[int, ...]

    @classmethod
    def of(cls, cells: tuple[str | Text, ...]) -> _Row:
        texts = tuple(_cell(text) for text in cells)
        return cls(cells, texts, tuple(text.cell_len for text in texts))


class RowText(Static):
    """All of what stands in the row under a table's cursor: the table may have cut it."""

    def __init__(self, say: Callable[[int], str], id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__("", id=id, classes="row-text", markup=False)
        self._say = say

    def tell(self, record: int | None) -> None:
        """Say it of a record; nothing in an empty table."""
        text = "" if record is None else self._say(record)
        self.update(linked(text))
        self.display = bool(text)


class RecordTable(DataTable[Text]):
    """A table whose rows are records. Enter or a click on the chosen row opens it; a click on a
    column's head sorts by it: up, down, and as the rows came.
    """

    BINDINGS = [
        # The cursor is a row: Home and End are its ends, not those of a line.
        Binding("home", "scroll_top", "First row", show=False),
        Binding("end", "scroll_bottom", "Last row", show=False),
    ]

    class Opened(Message):
        """A row was chosen; `record` is its record's id."""

        def __init__(self, table: RecordTable, record: int) -> None:
            super().__init__()
            self.table = table
            self.record = record

        @property
        def control(self) -> RecordTable:
            """The table."""
            return self.table

    def __init__(
        self,
        *columns: str,
        id: str,  # noqa: A002 - Textual's own name
        main: str = "",
        whole: RowText | None = None,
    ) -> None:
        """`main` is the column that gets most of the room; `whole` says all of the chosen row."""
        super().__init__(id=id, cursor_type="row", zebra_stripes=True)
        self._titles = columns
        self._main = columns.index(main) if main else None
        self._whole = whole
        self._shown: dict[str, _Row] = {}
        self._given: dict[str, tuple[str | Text, ...]] = {}
        """What the rows were asked to show, in the order in which they came."""
        self._sort: RowSort | None = None
        self.why_unsorted = ""
        """Why the rows can't be sorted, as a sentence; empty where they can."""
        self._wanted: int | None = None
        """Where the cursor was before the columns changed."""
        self._natural: list[int] = []
        """How wide each column would be if there was room for everything."""

    def on_mount(self) -> None:
        """Make the columns."""
        for title in self._titles:
            self.add_column(cell(title), key=title)

    def have(self, *columns: str) -> None:
        """Have other columns; the main one stays the main one, the order what it was, and the
        cursor on its record.
        """
        if columns == self._titles:
            return
        main = self._titles[self._main] if self._main is not None else ""
        by = self._titles[self._sort.column] if self._sort is not None else ""
        here, self._titles = self.record, columns
        self._main = columns.index(main) if main in columns else None
        self.clear(columns=True)
        self._shown, self._natural, self._wanted = {}, [], here
        kept = self._sort is not None and by in columns
        self._sort = self._sort._replace(column=columns.index(by)) if self._sort and kept else None
        for at, title in enumerate(columns):
            self.add_column(cell(title + self._mark(at)), key=title)

    def show(self, rows: Sequence[tuple[int, tuple[str | Text, ...]]]) -> None:
        """Show these rows, `(record id, cells)`; the cursor stays on its record."""
        self._given = {str(id_): cells for id_, cells in rows}
        self._arrange()

    def _arrange(self) -> None:
        wanted, shown = self._given, self._shown
        if self._sort is not None:
            texts = {key: [str(text) for text in cells] for key, cells in wanted.items()}
            wanted = {key: wanted[key] for key in arranged(texts, self._sort)}
        if list(wanted) != list(shown) or any(c != shown[k].cells for k, c in wanted.items()):
            self._put(wanted)
        if self._wanted is not None:
            self.choose(self._wanted)
            self._wanted = None
        self._tell()

    def _put(self, wanted: dict[str, tuple[str | Text, ...]]) -> None:
        old = self._shown
        self._shown = {
            key: old[key] if key in old and old[key].cells == cells else _Row.of(cells)
            for key, cells in wanted.items()
        }
        titles = [
            cell_len(title) + len(UP) * self._is_by(i) for i, title in enumerate(self._titles)
        ]
        self._natural = [
            max(lengths)
            for lengths in zip(titles, *(r.lengths for r in self._shown.values()), strict=True)
        ]
        kept = [key for key in old if key in self._shown]
        if len(kept) * 2 > max(len(old), len(self._shown)):
            self._change(old, kept)
        else:
            here = self.record
            self.clear()
            for key, row in self._shown.items():
                self.add_row(*row.texts, key=key)
            if here is not None:
                self.choose(here)
        self._fit()

    def _change(self, old: dict[str, _Row], kept: list[str]) -> None:
        """Take rows out, change cells, add rows, put them in order: what is the same stays."""
        here = self.record
        for key in old:
            if key not in self._shown:
                self.remove_row(key)
        for key in kept:
            if old[key] is not self._shown[key]:
                before, now = old[key].cells, self._shown[key]
                for title, was, is_, text in zip(
                    self._titles, before, now.cells, now.texts, strict=True
                ):
                    if was != is_:
                        self.update_cell(key, title, text)
        new = [key for key in self._shown if key not in old]
        for key in new:
            self.add_row(*self._shown[key].texts, key=key)
        if list(self._shown) != kept + new:
            self._put_in_order()
        if here is not None:
            self.choose(here)

    def _put_in_order(self) -> None:
        """Sort the rows as they were asked for; a row is known by its first cell's object."""
        first = self._titles[0]
        place = {id(self.get_cell(key, first)): at for at, key in enumerate(self._shown)}
        self.sort(first, key=lambda cell: place[id(cell)])

    def _fit(self) -> None:
        """Give the columns the room that there is: the widest are cut until all are in sight.

        Each has a width of its own at all times. `DataTable`'s automatic ones are measured only
        once it is idle, and what is painted before that would stay in the old widths.
        """
        columns = self.ordered_columns
        if not self._natural or not columns or not self.size.width:
            return
        room = self.outer_size.width - self.gutter.width - 2 * self.cell_padding * len(columns)
        room -= self.styles.scrollbar_size_vertical  # it may come with the next row
        widths = share(self._natural, room, self._main)
        if widths == [None if c.auto_width else c.width for c in columns]:
            return
        for column, width in zip(columns, widths, strict=True):
            column.width, column.auto_width = width, False
        self._require_update_dimensions = True
        self._clear_caches()
        self.refresh(layout=True)

    def on_resize(self) -> None:
        """Cut the columns anew, and keep the chosen row in sight."""
        self._fit()
        self.call_after_refresh(self._scroll_cursor_into_view)

    # -- sorting ------------------------------------------------------------------------------

    @property
    def titles(self) -> Sequence[str]:
        """The names of the columns."""
        return self._titles

    @property
    def order(self) -> list[int]:
        """The ids of the records from top to bottom."""
        return [int(key) for key in self._shown]

    def _is_by(self, column: int) -> bool:
        return self._sort is not None and self._sort.column == column

    def _mark(self, column: int) -> str:
        return (DOWN if self._sort and self._sort.down else UP) if self._is_by(column) else ""

    def sort_by(self, column: int) -> None:
        """Sort by a column; by the same again, the other way round, then as the rows came."""
        if self.why_unsorted:
            self.app.notify(self.why_unsorted)
            return
        self._sort = self._sort.then(column) if self._sort else RowSort(column)
        for at, (title, head) in enumerate(zip(self._titles, self.ordered_columns, strict=True)):
            head.label = cell(title + self._mark(at))
        self._arrange()
        self._put({key: row.cells for key, row in self._shown.items()})  # the heads' widths
        self.refresh()

    def on_data_table_header_selected(self, event: DataTable.HeaderSelected) -> None:
        """Sort by the column whose head was clicked."""
        event.stop()
        self.sort_by(event.column_index)

    # -- copying ------------------------------------------------------------------------------

    def copied_heads(self) -> Sequence[str]:
        """The names of the columns."""
        return self._titles

    def copied_rows(self, *, chosen: bool) -> Sequence[Sequence[str]]:
        """What the rows were asked to show, whole, however the columns are cut."""
        here = str(self.record)
        return [
            [text.plain for text in row.texts]
            for key, row in self._shown.items()
            if not chosen or key == here
        ]

    def _tell(self) -> None:
        if self._whole is not None:
            self._whole.tell(self.record)

    def on_data_table_row_highlighted(self) -> None:
        """Say all of the row under the cursor."""
        self._tell()

    @property
    def record(self) -> int | None:
        """The id of the record under the cursor; None in an empty table."""
        if not self.row_count or not self.is_valid_row_index(self.cursor_row):
            return None
        key = self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value
        return int(key) if key else None

    def choose(self, record: int) -> None:
        """Move the cursor to a record, if it is shown."""
        try:
            self.move_cursor(row=self.get_row_index(str(record)))
        except RowDoesNotExist:
            return

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Tell that a record was opened."""
        event.stop()
        if event.row_key.value:
            self.post_message(self.Opened(self, int(event.row_key.value)))


def _cell(text: str | Text) -> Text:
    return text if isinstance(text, Text) else cell(text)


def share(natural: Sequence[int], room: int, main: int | None = None) -> list[int]:
    """Widths that fit the room: the widest columns are cut to one width, the others left alone.

    The main column may be twice as wide as the others. Brief columns are cut after the long
    ones, and none below `NARROWEST`, so that in a very narrow place they may be wider than the
    room.
    """
    widths = list(natural)
    for cut_too in (BRIEF, 0):
        widest = max(widths, default=0)
        while widest > NARROWEST and sum(widths) > room:
            widest -= 1
            widths = [
                min(width, widest * (2 if i == main else 1)) if natural[i] > cut_too else width
                for i, width in enumerate(widths)
            ]
    return widths
