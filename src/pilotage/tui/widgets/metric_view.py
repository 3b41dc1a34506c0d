"""The metrics against their targets: figures with bars, a chart by day, the measurements."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import DataTable, Static

from pilotage.measure.scorecard import scorecard
from pilotage.model.baseline import Better, Measurement, Metric
from pilotage.model.project import Project
from pilotage.model.review import MetricVerdict, Score
from pilotage.tui.literal import literal
from pilotage.tui.output_search import LIMIT
from pilotage.tui.values import day, shown
from pilotage.tui.widgets.chart import brief, bullet, by_day, coloured, draw
from pilotage.tui.widgets.output_window import cut
from pilotage.tui.widgets.table import RecordTable

MARKS: Final = {
    MetricVerdict.ON_TARGET: "✓",
    MetricVerdict.OFF_TARGET: "✗",
    MetricVerdict.NO_DATA: "",
}


def goal(score: Score) -> str:
    """A target with its direction: “≤ 6”, “≥ 90”."""
    if score.target is None:
        return "–"
    return f"{'≤' if score.better is Better.LOWER else '≥'} {brief(score.target)}"


class MetricView(Vertical):
    """One row a metric; chart and measurements of the chosen one below."""

    def __init__(self) -> None:
        super().__init__(id="metric-view")
        self._project: Project | None = None
        self._drawn: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """Scores, their legend, then chart and measurements side by side."""
        yield RecordTable(
            "Metric", "Without AI", "Target", "Actual", "Times", "From zero", id="scores"
        )
        yield Static("", id="score-legend", markup=False)
        yield Static("", id="chart-title", markup=False)
        with Horizontal(id="metric-below"):
            with Vertical(id="metric-chart"):
                yield Static("", id="chart", markup=False)
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
    def metric(self) -> Metric | None:
        """The metric under the cursor."""
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
        scores = scorecard(project)
        self.scores.show(self._rows(scores))
        self.scores.display = bool(scores)
        self.query_one("#metric-below").display = bool(scores)
        self.query_one("#score-legend", Static).update(
            "█ actual   ┆ without AI   ◆ target   ◈ both"
            if scores
            else "No metric has a baseline to compare with: measure one without AI in phase 1."
        )
        self.show_chosen()

    def _rows(self, scores: tuple[Score, ...]) -> list[tuple[int, tuple[str, ...]]]:
        room = max(60, self.size.width) - 2
        named = []
        for score in scores:
            unit = f" ({score.unit})" if score.unit else ""
            mark = MARKS[score.verdict]
            figure = brief(score.actual) if score.actual is not None else "–"
            named.append((f"{score.name}{unit}", f"{figure} {mark}".strip()))
        figures = [(brief(s.baseline), goal(s), f"{s.measurements:,}") for s in scores]
        used = 12 + sum(
            max([least, *(len(cells[i]) for cells in group)])
            for least, group, i in (
                (10, figures, 0),
                (6, figures, 1),
                (5, figures, 2),
                (6, named, 1),
            )
        )
        longest = max([len(name) for name, _ in named] or [0])
        name_width = min(longest, max(18, room - used - 14))
        bar = max(9, min(40, room - used - name_width))
        return [
            (
                score.metric,
                (
                    cut(name, name_width),
                    without,
                    target,
                    actual,
                    times,
                    bullet(score.actual, score.baseline, score.target, bar),
                ),
            )
            for score, (name, actual), (without, target, times) in zip(
                scores, named, figures, strict=True
            )
        ]

    def show_chosen(self) -> None:
        """Draw the chosen metric and list its measurements, newest first."""
        project, metric = self._project, self.metric
        chart = self.query_one("#chart", Static)
        drawn = (
            metric,
            project.measurements if project else None,
            self.query_one("#metric-chart").size,
        )
        if project is None or metric is None or drawn == self._drawn:
            return
        self._drawn = drawn
        own = [m for m in project.measurements if m.metric == metric.id]
        self.query_one("#chart-title", Static).update(
            literal(f"{metric.name}{f', {metric.unit}' if metric.unit else ''}, by day", "bold")
        )
        if own:
            size = self.query_one("#metric-chart").size
            lines = draw(
                by_day(own),
                size.width - 1,
                min(size.height, 24),
                metric.baseline.value if metric.baseline else None,
                metric.target.value if metric.target else None,
            )
            chart.update(coloured(lines or ["There is no room here for the chart."]))
        else:
            chart.update("No measurement yet. Press a to record one.")
        self._show_measurements(own)

    def _show_measurements(self, own: list[Measurement]) -> None:
        newest = sorted(own, key=lambda m: (m.on, m.id), reverse=True)[:LIMIT]
        rows = [(m.id, day(m.on), shown(m.value), f"{m.sample_size:,}", m.note) for m in newest]
        used = 10 + sum(
            max([5, *(len(cell) for cell in column)])
            for column in ([row[2] for row in rows], [row[3] for row in rows])
        )
        room = self.query_one("#metric-measured").size.width - used - 9
        self.measurements.show(
            [
                (id_, (on, value, cases, cut(note, max(4, room))))
                for id_, on, value, cases, note in rows
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
