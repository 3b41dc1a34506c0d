"""Commands that stand in a row of buttons, and so need no place in the footer."""

from __future__ import annotations

from dataclasses import replace

from textual.binding import Binding

from pilotage.tui.command import Command


class BarCommand(Command):
    """A command with a button in a `CommandBar`. The footer keeps to what is the same everywhere:
    at 80 columns there is no room for both."""

    @classmethod
    def binding(cls) -> Binding:
        """The key binding, not shown in the footer."""
        return replace(super().binding(), show=False)
