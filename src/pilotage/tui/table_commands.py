"""What can be done with any table."""

from __future__ import annotations

from typing import Any

from pilotage.tui.command import Command
from pilotage.tui.copying import table_of
from pilotage.tui.widgets.table import RecordTable


class SortTable(Command):
    """Another order."""

    title = "Sort the table by a column"
    help = "Or click on a column's head: up, down, and as it was."
    listed = False
    changes = False

    def why_not(self, screen: Any) -> str:
        """There must be a table."""
        return "" if isinstance(table_of(screen), RecordTable) else "There is no table here."

    async def run(self, screen: Any) -> None:
        """Choose the column."""
        from pilotage.tui.dialogs.choose import Choose

        table = table_of(screen)
        if isinstance(table, RecordTable):
            titles = [title or "(mark)" for title in table.titles]
            answer = await screen.app.push_screen_wait(Choose("Sort by which column?", titles))
            if answer is not None:
                table.sort_by(answer)
