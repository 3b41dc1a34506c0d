"""The commands of a part of a screen as a row of buttons, each with its key."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import HorizontalGroup
from textual.widgets import Button

from pilotage.tui.command import Command


class CommandButton(Button):
    """A button that runs a command of its screen. Tab skips it: the key is the quicker way."""

    def __init__(self, command: type[Command]) -> None:
        shown = command.shown or command.key.split(",")[0].replace("ctrl+", "^")
        super().__init__(f"{command.label or command.title}  {shown}", compact=True)
        self.command = command
        self.can_focus = False
        self.tooltip = command.help

    def press(self) -> CommandButton:
        """Run the command."""
        self.screen.run_command(self.command)  # type: ignore[attr-defined]  # always in a Frame
        return self


class CommandBar(HorizontalGroup):
    """A row of commands that can be clicked; it wraps where there is no room."""

    def __init__(self, *commands: type[Command]) -> None:
        super().__init__(classes="command-bar")
        self._wanted = commands

    def compose(self) -> ComposeResult:
        """One button each."""
        for command in self._wanted:
            yield CommandButton(command)
