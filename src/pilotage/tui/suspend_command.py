"""Back to the shell for a moment."""

from __future__ import annotations

from pilotage.tui.command import Command
from pilotage.tui.command_screen import CommandScreen


class Suspend(Command):
    """Back to the shell, until `fg`."""

    key = "ctrl+backslash"
    shown = "^\\"
    title = "Suspend: back to the shell, fg comes back"
    help = "Everything is saved first; a run that is going is paused."
    changes = False

    def why_not(self, screen: CommandScreen) -> str:
        """There must be a shell behind it."""
        if screen.app.jobs is None:
            return "Only a terminal has a shell to go back to."
        return ""

    async def run(self, screen: CommandScreen) -> None:
        """Stop until the shell wakes it."""
        if screen.app.jobs is not None and not screen.app.jobs.suspend(group=True):
            screen.app.notify("There is no shell here to go back to.", severity="warning")
