"""What can be done with the picture of the integration map: go from step to step."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pilotage.tui.screens.parted import PartCommand
from pilotage.tui.widgets.table import RecordTable

if TYPE_CHECKING:
    from pilotage.tui.screens.phase3 import Phase3


class StepInPicture(PartCommand):
    """A command that marks another step in the picture, which is the one chosen in the table."""

    part = "map"
    changes = False
    by: ClassVar[int] = 0
    """How many rows further down."""

    def why_not(self, screen: Phase3) -> str:
        """There must be steps."""
        return "" if screen.project.steps else "No step is on the map yet."

    async def run(self, screen: Phase3) -> None:
        """Choose it; after the last comes the first."""
        table = screen.query_one("#steps", RecordTable)
        table.move_cursor(row=(table.cursor_row + self.by) % max(1, table.row_count))


class NextStep(StepInPicture):
    """The next step."""

    key = "n"
    label = "Next step"
    title = "Mark the next step in the picture"
    help = "In the order of their ranks; the commands on steps are about the marked one."
    by = 1


class StepBefore(StepInPicture):
    """The step before."""

    key = "b"
    label = "Step before"
    title = "Mark the step before in the picture"
    help = "Back in the order of their ranks."
    by = -1
