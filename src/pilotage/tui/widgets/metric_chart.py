"""The chart of a metric, drawn to the room that it has."""

from __future__ import annotations

from typing import Final

from textual.geometry import Size
from textual.widgets import Static

from pilotage.tui.metric_rows import MetricRow
from pilotage.tui.widgets.chart import coloured, draw

HIGHEST: Final = 24
"""In a taller place the chart gets no taller."""
NO_ROOM: Final = "There is no room here for the chart."


class MetricChart(Static):
    """Draws itself anew when its room changes."""

    def __init__(self) -> None:
        super().__init__("", id="chart", markup=False)
        self._row: MetricRow | None = None
        self._drawn: tuple[MetricRow | None, Size] = (None, Size())

    def show(self, row: MetricRow) -> None:
        """Draw a metric; nothing where it has no figure."""
        self._row = row
        self._draw()

    def on_resize(self) -> None:
        """Draw it in the new room."""
        self._draw()

    def _draw(self) -> None:
        row, size = self._row, self.size
        if row is None or not size or self._drawn == (row, size):
            return
        self._drawn = (row, size)
        lines = draw(
            row.points, size.width - 1, min(size.height, HIGHEST), row.marks, days=row.days
        )
        self.update(coloured(lines or [NO_ROOM]) if row.points else "")
