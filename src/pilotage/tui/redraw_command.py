"""The whole screen once more, where something else has written over it."""

from __future__ import annotations

from pilotage.tui.command import Command
from pilotage.tui.command_screen import CommandScreen


class Redraw(Command):
    """Write the whole screen to the terminal again."""

    title = "Draw the screen again"
    help = "Where another program, or a message to all, has written over it."
    changes = False

    async def run(self, screen: CommandScreen) -> None:
        """Forget what the terminal shows, and paint everything."""
        screen.app.call_after_refresh(screen.app.paint_again)
