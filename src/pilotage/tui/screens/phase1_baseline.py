"""What can be done with the metrics of the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotage.actions import baseline
from pilotage.tui.command import Command
from pilotage.tui.import_command import ImportCsv
from pilotage.tui.keymap import button_for

if TYPE_CHECKING:
    from pilotage.tui.screens.phase1 import Phase1


class MetricCommand(Command):
    """A command on the metric under the cursor."""

    def why_not(self, screen: Phase1) -> str:
        """A metric must be chosen."""
        if screen.metric:
            return ""
        if screen.on_baseline:
            return f"There is no metric yet: {button_for('add_metric')}."
        return f"Choose a metric first: {button_for('other_tab')}."


class SetBaseline(MetricCommand):
    """Measure a metric."""

    in_footer = False
    key = "b"
    shown = "b ↵"
    label = "Figure"
    title = "Write down baseline and target"
    help = "The figure without AI, how it was measured, and what is acceptable at day 90."

    def __init__(self, at: str = "") -> None:
        """`at` is the field of the form to begin with; the first without it."""
        self.at = at

    async def run(self, screen: Phase1) -> None:
        """Ask for the figures."""
        from pilotage.tui.dialogs.metric import ask_figures

        if screen.metric:
            await ask_figures(screen, screen.metric, at=self.at)


class Waive(MetricCommand):
    """Waive a metric, or take the waiver back."""

    in_footer = False
    key = "w"
    label = "Waive"
    title = "Waive the metric, or measure it after all"
    help = "Say why it is not measured. At least one metric must be."

    async def run(self, screen: Phase1) -> None:
        """Ask for the reason, or lift the waiver."""
        metric = screen.metric
        assert metric is not None  # noqa: S101 - why_not has checked
        if metric.waiver:
            screen.session.do(baseline.lift_waiver, metric=metric.id)
            return
        from pilotage.tui.dialogs.metric import ask_waiver

        await ask_waiver(screen, metric)


class AddMetric(Command):
    """A new metric."""

    in_footer = False
    key = "a"
    label = "Add"
    title = "Add a metric"
    help = "Beside time, cost, error rate and volume: whatever tells whether it works."

    async def run(self, screen: Phase1) -> None:
        """Ask what it is."""
        from pilotage.tui.dialogs.metric import ask_metric

        await ask_metric(screen, None)


class EditMetric(MetricCommand):
    """Change what a metric is."""

    in_footer = False
    key = "e"
    label = "Edit metric"
    title = "Change the metric's name, kind or unit"
    help = "Its figures stay."

    async def run(self, screen: Phase1) -> None:
        """Ask what it is."""
        from pilotage.tui.dialogs.metric import ask_metric

        await ask_metric(screen, screen.metric)


class DeleteMetric(MetricCommand):
    """Delete a metric."""

    in_footer = False
    key = "d,delete"
    shown = "d"
    label = "Delete"
    title = "Delete the metric"
    help = "Undo brings it back."

    async def run(self, screen: Phase1) -> None:
        """Delete."""
        metric = screen.metric
        assert metric is not None  # noqa: S101 - why_not has checked
        screen.session.do(baseline.remove_metric, metric=metric.id)


BASELINE_COMMANDS = (SetBaseline, Waive, AddMetric, EditMetric, DeleteMetric, ImportCsv)
