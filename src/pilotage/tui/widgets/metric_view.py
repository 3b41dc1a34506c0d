"""The metrics against their targets: figures with bars, a chart by day, the measurements."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import DataTable, Static

from pilotage.model.baseline import Measurement, Metric
from pilotage.model.project import Project
from pilotage.model.text import one_line
from pilotage.tui.keymap import button_for
from pilotage.tui.literal import literal
from pilotage.tui.metric_rows import MetricRow, metric_rows
from pilotage.tui.output_search import LIMIT
from pilotage.tui.values import day, shown
from pilotage.tui.widgets.chart import bullet
from pilotage.tui.widgets.metric_chart import MetricChart
from pilotage.tui.widgets.output_window import cut
from pilotage.tui.widgets.table import RecordTable

HEADS = ("Metric", "Without AI", "Target", "Actual", "95 %", "From zero")


class MetricView(Vertical):
    """One row a metric and one for the checks; chart and measurements of the chosen one below."""

    def __init__(self) -> None:
        super().__init__(id="metric-view")
        self._project: Project | None = None
        self._rows: dict[int, MetricRow] = {}
        self._drawn: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """Scores, what the chosen one says, then chart and measurements side by side."""
        yield RecordTable(*HEADS, id="scores")
        yield Static("", id="score-said", markup=False)
        with Horizontal(id="metric-below"):
            yield MetricChart()
            with Vertical(id="metric-measured"):
                yield RecordTable("Date", "Value", "Cases", "Note", id="measurements")
                yield Static("", id="measurement-chosen", markup=False)

    @property
    def scores(self) -> RecordTable:
        """The table of metrics."""
        return self.query_one("#scores", RecordTable)

    @property
    def measurements(self) -> RecordTable:
        """The table of the chosen metric's measurements."""
        return self.query_one("#measurements", RecordTable)

    @property
    def row(self) -> MetricRow | None:
        """The row under the cursor."""
        chosen = self.scores.record
        return None if chosen is None else self._rows.get(chosen)

    @property
    def metric(self) -> Metric | None:
        """The metric under the cursor; None on the row of checks."""
        metrics = self._project.metrics if self._project else ()
        chosen = self.scores.record
        return next((m for m in metrics if m.id == chosen), None)

    @property
    def measurement(self) -> Measurement | None:
        """The measurement under the cursor."""
        chosen = self.measurements.record
        known = self._project.measurements if self._project else ()
        return next((m for m in known if m.id == chosen), None)

    def show(self, project: Project) -> None:
        """Show the project's metrics."""
        self._project = project
        rows = metric_rows(project)
        self._rows = {row.id: row for row in rows}
        self.scores.show(self._cells(rows))
        self.scores.display = bool(rows)
        self.query_one("#metric-below").display = bool(rows)
        self.show_chosen()

    def _cells(self, rows: tuple[MetricRow, ...]) -> list[tuple[int, tuple[str, ...]]]:
        room = max(60, self.size.width) - 2
        figures = [(r.without, r.target, r.actual, r.between) for r in rows]
        used = 12 + sum(
            max([len(head), *(len(cells[i]) for cells in figures)])
            for i, head in enumerate(HEADS[1:5])
        )
        longest = max([len(row.title) for row in rows] or [0])
        name_width = min(longest, max(18, room - used - 14))
        bar = max(9, min(40, room - used - name_width))
        return [
            (row.id, (cut(row.title, name_width), *cells, bullet(*row.bar, bar)))
            for row, cells in zip(rows, figures, strict=True)
        ]

    def show_chosen(self) -> None:
        """Say, draw and list the chosen metric, its measurements newest first."""
        project, row = self._project, self.row
        said = self.query_one("#score-said", Static)
        if project is None or row is None:
            said.update("No metric has a baseline to compare with: measure one in phase 1.")
            self._drawn = ()
            return
        drawn = (row, project.measurements)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        text = row.said or f"No measurement yet. {button_for('add')} records one."
        said.update(Content.assemble((f"{row.name}: ", "bold $foreground"), text))
        self.query_one(MetricChart).show(row)
        self._show_measurements([m for m in project.measurements if m.metric == row.id])

    def _show_measurements(self, own: list[Measurement]) -> None:
        newest = sorted(own, key=lambda m: (m.on, m.id), reverse=True)[:LIMIT]
        self.measurements.show(
            [
                (m.id, (day(m.on), shown(m.value), f"{m.sample_size:,}", one_line(m.note)))
                for m in newest
            ]
        )
        self.query_one("#metric-measured").display = bool(own)
        self._show_measurement()

    def _show_measurement(self) -> None:
        chosen, project = self.measurement, self._project
        said = ""
        if chosen is not None and project is not None:
            said = f"by {project.name_of(chosen.by)}" + (f": {chosen.note}" if chosen.note else "")
        self.query_one("#measurement-chosen", Static).update(literal(said))

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Another metric: another chart."""
        if event.data_table is self.scores:
            self.show_chosen()
        else:
            self._show_measurement()

    def on_resize(self) -> None:
        """Fit names and bars, and the chart, to the room."""
        if self._project is not None:
            self.call_after_refresh(self.show, self._project)
