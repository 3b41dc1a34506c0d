"""Taking the tour, again."""

from __future__ import annotations

from typing import Any

from pilotage.tui.command import Command


class TakeTour(Command):
    """The tour of six steps."""

    title = "Take the tour"
    help = "What Pilotage is for, what you see, gates, keys and help, in six steps."
    changes = False

    async def run(self, screen: Any) -> None:
        """Show it."""
        from pilotage.tui.dialogs.tour import Tour

        await screen.app.push_screen_wait(Tour())
