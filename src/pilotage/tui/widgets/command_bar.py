"""The commands of a part of a screen as a row of buttons, each with its key."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import HorizontalGroup
from textual.geometry import Offset, Size
from textual.layout import ArrangeResult
from textual.layouts.horizontal import HorizontalLayout
from textual.widget import Widget
from textual.widgets import Button

from pilotage.tui.command import Command
from pilotage.tui.keymap import shown_key
from pilotage.tui.literal import literal


class CommandButton(Button):
    """A button that runs a command of its screen. Tab skips it: the key is the quicker way."""

    def __init__(self, command: type[Command]) -> None:
        said = f"{command.label or command.title}  {shown_key(command)}".rstrip()
        super().__init__(literal(said), compact=True)
        self.command = command
        self.can_focus = False
        self.tooltip = literal(command.said())

    def on_mount(self) -> None:
        """Grey it where a bundle is open and it is nothing for one; pressing it says why."""
        if self.command.name() in getattr(self.screen, "greyed", ()):
            self.add_class("-off")
            self.tooltip = self.command.elsewhere

    def press(self) -> CommandButton:
        """Run the command."""
        self.screen.run_command(self.command)  # type: ignore[attr-defined]  # always in a Frame
        return self


class InLines(HorizontalLayout):
    """Side by side, and on a further line where there is no room."""

    name = "in-lines"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """Side by side as ever; what would be cut begins a line."""
        placed, start, y = [], 0, 0
        for each in super().arrange(parent, children, size, greedy):
            if each.region.x > start and each.region.right - start > size.width > 0:
                start, y = each.region.x, y + 1
            region = each.region.translate(Offset(-start, y))
            placed.append(each._replace(region=region))
        return placed


class CommandBar(HorizontalGroup):
    """A row of commands that can be clicked; it wraps where there is no room."""

    def __init__(self, *commands: type[Command]) -> None:
        super().__init__(classes="command-bar")
        self._wanted = commands
        self._lines = InLines()

    @property
    def layout(self) -> InLines:
        """In lines."""
        return self._lines

    def compose(self) -> ComposeResult:
        """One button each."""
        for command in self._wanted:
            yield CommandButton(command)
