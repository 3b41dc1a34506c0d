"""A screen of several parts, each with its own commands on the same few keys."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding

from pilotage.tui.command import Command
from pilotage.tui.screens.frame import Frame
from pilotage.tui.widgets.parts import Part, Parts
from pilotage.tui.widgets.table import RecordTable


class ButtonCommand(Command):
    """A command whose button is in sight with its key: the footer is left to the others."""

    @classmethod
    def binding(cls) -> Binding:
        """The key binding, without a place in the footer."""
        return replace(super().binding(), show=False)


class PartCommand(ButtonCommand):
    """A command of one part: its key works while that part is open.

    Buttons and the palette reach it from everywhere.
    """

    part: ClassVar[str] = ""


class OtherPart(Command):
    """From part to part."""

    key = "f9"
    label = "Next part"
    title = "Go to the next part of this screen"
    help = "The tables of this screen, one after the other."
    changes = False

    async def run(self, screen: PartedFrame) -> None:
        """Switch."""
        screen.parts.open_next()


class PartedFrame(Frame):
    """A screen whose middle is `Parts`."""

    # a subclass sets CSS_PATH to `../widgets/parts.tcss` and its own

    _parts: Parts | None = None

    def made_of(self, *parts: Part) -> Parts:
        """The middle of these parts; they are kept, since each key asks which one is open."""
        self._parts = Parts(*parts)
        return self._parts

    @property
    def parts(self) -> Parts:
        """The parts."""
        assert self._parts is not None  # noqa: S101 - composed before anything asks
        return self._parts

    def chosen(self, table: str) -> int | None:
        """The id of the record under the cursor of a table."""
        return self.query_one(f"#{table}", RecordTable).record

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave a key to the part that is open."""
        if action == "command" and parameters and self._parts is not None:
            command = self._commands.get(str(parameters[0]))
            if isinstance(command, PartCommand) and command.part != self._parts.active:
                return False
        return super().check_action(action, parameters)
