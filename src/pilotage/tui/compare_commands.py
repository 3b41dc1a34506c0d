"""Comparing two states of the page, from wherever the page matters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotage.tui.command import Command
from pilotage.tui.versions import pair, versions

if TYPE_CHECKING:
    from pilotage.tui.screens.frame import Frame


class CompareRevisions(Command):
    """Two states of the page, side by side."""

    title = "Compare two revisions, or a revision and the draft"
    help = "What changed in the page, side by side and word by word."
    changes = False

    def why_not(self, screen: Any) -> str:
        """There must be something to compare with."""
        return "" if screen.project.revisions else "No revision is published yet."

    async def run(self, screen: Frame) -> None:
        """Show the two newest."""
        await compare(screen)


async def compare(screen: Frame, new: int | None = None) -> None:
    """Compare a state of the page, the newest unless one is named, with the one before it."""
    from pilotage.tui.dialogs.compare import Compare

    found = versions(screen.project)
    await screen.app.push_screen_wait(Compare(found, *pair(found, new)))
