"""The command that imports a CSV file, for every screen whose records can be imported."""

from __future__ import annotations

from typing import Any

from pilotage.tui.command import Command


class ImportCsv(Command):
    """Import a CSV file. The screen says what is in it by `imports`."""

    in_footer = False
    key = "i"
    label = "Import"
    title = "Import a CSV file"
    help = "How it is understood is shown first; all rows are brought in, or none."

    async def run(self, screen: Any) -> None:
        """Ask for the file, show its plan, do it."""
        from pilotage.tui.dialogs.import_ import Import

        await screen.app.push_screen_wait(Import(screen.session, screen.imports))
