"""A table of records: rows known by their record's id, texts shown as they read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual.binding import Binding
from textual.message import Message
from textual.widgets import DataTable
from textual.widgets.data_table import RowDoesNotExist, RowKey

from pilotage.tui.literal import cell


class RecordTable(DataTable[Text]):
    """A table whose rows are records. Enter or a click on the chosen row opens it."""

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

    def __init__(self, *columns: str, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, cursor_type="row", zebra_stripes=True)
        self._titles = columns
        self._shown: dict[str, tuple[str | Text, ...]] = {}

    def on_mount(self) -> None:
        """Make the columns."""
        for title in self._titles:
            self.add_column(cell(title), key=title)

    def show(self, rows: Sequence[tuple[int, tuple[str | Text, ...]]]) -> None:
        """Show these rows, `(record id, cells)`; the cursor stays on its record."""
        wanted = {str(id_): cells for id_, cells in rows}
        if wanted == self._shown and list(wanted) == list(self._shown):
            return
        if list(wanted) == list(self._shown):
            for key, cells in wanted.items():
                if cells != self._shown[key]:
                    for title, text in zip(self._titles, cells, strict=True):
                        self.update_cell(key, title, _cell(text), update_width=True)
        else:
            here = self.record
            self.clear()
            for key, cells in wanted.items():
                self.add_row(*(_cell(text) for text in cells), key=key)
            if here is not None:
                self.choose(here)
        self._shown = wanted

    def _update_dimensions(self, new_rows: Iterable[RowKey]) -> None:
        """Measure the columns, then forget the lines that were painted with the old widths.

        `DataTable` measures new rows only once it is idle. A line that was painted before, as
        when the screen is refreshed meanwhile, would be shown in the old widths ever after: its
        cache knows nothing of widths.
        """
        super()._update_dimensions(new_rows)
        self._clear_caches()
        self.refresh()

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
