"""Undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotage.errors import NeedsConfirmation
from pilotage.tui.command import Command
from pilotage.tui.telling_app import DOES_AGAIN, TAKES_BACK
from pilotage.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from pilotage.tui.screens.frame import Frame


class Undo(Command):
    """Take the last change back."""

    key = "ctrl+z"
    title = "Undo the last change"
    help = "A text field first undoes what was typed in it."

    def why_not(self, screen: Frame) -> str:
        """There must be something."""
        return "" if screen.session.can_undo else "There is nothing to undo."

    async def run(self, screen: Frame) -> None:
        """Undo; a passed gate or a decision asks first."""
        await _move(screen, redo=False)


class Redo(Command):
    """Do the last undone change again."""

    key = "ctrl+y"
    title = "Redo what was undone"
    help = "Do the last undone change again."

    def why_not(self, screen: Frame) -> str:
        """There must be something."""
        return "" if screen.session.can_redo else "There is nothing to redo."

    async def run(self, screen: Frame) -> None:
        """Redo."""
        await _move(screen, redo=True)


async def _move(screen: Frame, *, redo: bool) -> None:
    from .dialogs.confirm import Confirm

    step = screen.session.redo if redo else screen.session.undo
    try:
        what = step()
    except NeedsConfirmation as question:
        asked = Confirm(question.message, question.remedy, loses=not redo)
        if not await screen.app.push_screen_wait(asked):
            return
        what = step(confirmed=True)
    for line in screen.query(KeyLine):
        line.forget()
    said, turns = ("Done again", TAKES_BACK) if redo else ("Undone", DOES_AGAIN)
    screen.app.say_done(f"{said}: {what}", turns=turns)
