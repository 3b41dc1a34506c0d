"""Phase 4: the production run, its outputs and its measurements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import TabbedContent, TabPane

from pilotage.method.requirement import Place
from pilotage.model.baseline import Measurement, Metric
from pilotage.model.production import Output
from pilotage.model.project import Project
from pilotage.tui.command import Command
from pilotage.tui.import_command import ImportCsv
from pilotage.tui.keymap import button_for, key_for
from pilotage.tui.screens.frame import Frame
from pilotage.tui.screens.parted import ButtonCommand
from pilotage.tui.screens.phase4_measurements import delete_measurement, measurement_form
from pilotage.tui.screens.phase4_outputs import (
    FailOutput,
    Filter,
    NewerOutputs,
    OlderOutputs,
    PassAll,
    PassOutput,
    RemoveCheck,
    Standard,
    UncheckedOnly,
    WhatIsMissing,
    delete_output,
    output_form,
)
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.metric_view import MetricView
from pilotage.tui.widgets.output_list import OutputList
from pilotage.tui.widgets.table import RecordTable

if TYPE_CHECKING:
    from pilotage.intake.fields import Kind


class OtherPart(Command):
    """From the outputs to the measurements and back."""

    key = "f9"
    label = "Outputs / figures"
    title = "Switch between outputs and measurements"
    help = "This phase has two parts: the outputs with their checks, and the measurements."
    changes = False

    async def run(self, screen: Phase4) -> None:
        """Switch."""
        screen.open_part("metrics" if screen.part == "outputs" else "outputs")


class Add(ButtonCommand):
    """Add an output, or a measurement of the chosen metric."""

    key = "a"
    label = "Add"
    title = "Add an output, or a measurement"
    help = "Among the outputs an output, among the measurements one of the chosen metric."

    def why_not(self, screen: Phase4) -> str:
        """A measurement needs a metric."""
        if screen.part == "outputs":
            return ""
        metric = screen.metric
        if metric is None and screen.metrics.row is not None:
            return f"Checks are counted: the part Outputs ({key_for('other_part')}) has them."
        if metric is None:
            return "No metric has a baseline to compare with: measure one in phase 1."
        return f"{metric.name} is counted; nobody types it." if metric.source.is_counted else ""

    async def run(self, screen: Phase4) -> None:
        """Ask for it."""
        if screen.part == "outputs":
            await output_form(screen, None)
        elif screen.metric:
            await measurement_form(screen, screen.metric, None)


class _OfRow(ButtonCommand):
    def why_not(self, screen: Phase4) -> str:
        """A row must be chosen."""
        if screen.part == "outputs":
            return "" if screen.output else "Choose an output first."
        if screen.measurement:
            return ""
        return f"This metric has no measurement yet: {button_for('add')} records one."


class Edit(_OfRow):
    """Correct the chosen output or measurement."""

    key = "e"
    label = "Edit"
    title = "Edit the output, or the measurement"
    help = "Correct its reference, date or maker; or its value, date, cases or note."

    async def run(self, screen: Phase4) -> None:
        """Ask for the new particulars."""
        if screen.part == "outputs":
            await output_form(screen, screen.output)
        elif screen.metric:
            await measurement_form(screen, screen.metric, screen.measurement)


class Delete(_OfRow):
    """Delete the chosen output or measurement."""

    key = "d,delete"
    label = "Delete"
    title = "Delete the output, or the measurement"
    help = "{undo} brings it back."

    async def run(self, screen: Phase4) -> None:
        """Ask, then delete."""
        if screen.part == "outputs" and screen.output:
            delete_output(screen, screen.output)
        elif screen.metric and screen.measurement:
            delete_measurement(screen, screen.measurement)


class Phase4(Frame):
    """Production run."""

    NAME = "phase4"
    PHASE = 4
    CSS_PATH = "phase4.tcss"
    OWN_COMMANDS = (
        OtherPart,
        Standard,
        PassOutput,
        FailOutput,
        Add,
        Edit,
        Delete,
        Filter,
        UncheckedOnly,
        WhatIsMissing,
        PassAll,
        RemoveCheck,
        ImportCsv,
        OlderOutputs,
        NewerOutputs,
    )
    AUTO_FOCUS = "#outputs"

    def compose_content(self) -> ComposeResult:
        """Two tabs: the outputs, the measurements."""
        with TabbedContent(initial="tab-outputs"):
            with TabPane("Outputs and checks", id="tab-outputs"):
                yield OutputList()
                # the filter has its field on top
                yield CommandBar(PassOutput, FailOutput, RemoveCheck, PassAll, Standard)
                yield CommandBar(Add, Edit, Delete, ImportCsv, UncheckedOnly, WhatIsMissing)
            with TabPane("Metrics against target", id="tab-metrics"):
                yield MetricView()
                yield CommandBar(Add, Edit, Delete, ImportCsv)

    @property
    def imports(self) -> Kind:
        """What a CSV file is imported as here."""
        from pilotage.intake.fields import Kind

        return Kind.OUTPUTS if self.part == "outputs" else Kind.MEASUREMENTS

    # -- what the commands ask -------------------------------------------------------------------

    @property
    def part(self) -> str:
        """The part that is open: `outputs` or `metrics`."""
        return self.query_one(TabbedContent).active.removeprefix("tab-")

    @property
    def outputs(self) -> OutputList:
        """The list of outputs."""
        return self.query_one(OutputList)

    @property
    def metrics(self) -> MetricView:
        """The metrics with their measurements."""
        return self.query_one(MetricView)

    @property
    def output(self) -> Output | None:
        """The output under the cursor, while the outputs are open."""
        return self.outputs.chosen if self.part == "outputs" else None

    @property
    def metric(self) -> Metric | None:
        """The metric under the cursor."""
        return self.metrics.metric

    @property
    def measurement(self) -> Measurement | None:
        """The measurement under the cursor."""
        return self.metrics.measurement

    def open_part(self, part: str, goal: Widget | None = None) -> None:
        """Open a part and go to its table, or to another widget of it."""
        self.query_one(TabbedContent).active = f"tab-{part}"
        table = self.outputs.table if part == "outputs" else self.metrics.scores
        self.call_after_refresh((goal or table).focus)

    # -- showing ---------------------------------------------------------------------------------

    def show(self, project: Project) -> None:
        """Show outputs and measurements."""
        self.outputs.show(project, self.session.actor, locked=bool(self.why_locked()))
        self.metrics.show(project)

    def show_and_choose(self, output: int | None) -> None:
        """Show the project as it is after a change, with the cursor on an output."""
        self.show(self.project)
        if output is not None:
            self.outputs.table.choose(output)

    def show_place(self, place: Place) -> None:
        """Go to an output, or to a metric."""
        if place.field == "measurements":
            self.open_part("metrics")
            if place.row:
                self.metrics.scores.choose(place.row)
        else:
            self.open_part("outputs")
            if place.row:
                self.outputs.choose(place.row)

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        """Enter: edit an output or a measurement; on a metric, record a measurement."""
        event.stop()
        self.run_command(Add if event.table is self.metrics.scores else Edit)
