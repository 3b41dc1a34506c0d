"""What can be done on the export screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotage.tui.command import Command
from pilotage.tui.copying import Copied

if TYPE_CHECKING:
    from pilotage.tui.screens.export import ExportScreen


class Write(Command):
    """Write the file."""

    key = "ctrl+s"
    label = "Write the file"
    title = "Write the file"
    help = "Nothing is replaced without asking."
    changes = False

    async def run(self, screen: ExportScreen) -> None:
        """Write; ask before an existing file is replaced."""
        await screen.write()


class CopyPath(Command):
    """The path of the file that was written."""

    label = "Copy its path"
    title = "Copy the path of the file that was written"
    help = "To open it, or to send it."
    changes = False

    def why_not(self, screen: ExportScreen) -> str:
        """It must have been written."""
        return Open().why_not(screen)

    async def run(self, screen: ExportScreen) -> None:
        """Copy it."""
        screen.app.copy(Copied(str(screen.written), "the path"))


class Open(Command):
    """Open the file that was written."""

    key = "f3"
    label = "Open it"
    title = "Open the file that was written"
    help = "With the program that the system has for it; a browser downloads it."
    changes = False

    def why_not(self, screen: ExportScreen) -> str:
        """It must have been written."""
        return "" if screen.written else "Nothing is written yet."

    async def run(self, screen: ExportScreen) -> None:
        """Open; say where the file is when that can't be done here."""
        await screen.open_written()
