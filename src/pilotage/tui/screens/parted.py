"""A screen of several parts, each with its own commands on the same few keys."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.binding import Binding

from pilotage.tui import keymap
from pilotage.tui.command import Command
from pilotage.tui.key_names import spoken
from pilotage.tui.keymap import keys_of
from pilotage.tui.screens.frame import Frame
from pilotage.tui.widgets.parts import Part, Parts
from pilotage.tui.widgets.table import RecordTable


class ButtonCommand(Command):
    """A command whose button is in sight with its key: the footer is left to the others."""

    in_footer = False


class ChosenCommand(ButtonCommand):
    """A command on what is under the cursor."""

    chosen: ClassVar[str]
    """The screen's property that has it, or None."""
    none: ClassVar[str]
    """Why not, where there is none."""

    def why_not(self, screen: Any) -> str:
        """Something must be chosen."""
        return "" if getattr(screen, self.chosen) else self.none

    async def run(self, screen: Any) -> None:
        """Do it with that."""
        await self.run_with(screen, getattr(screen, self.chosen))

    async def run_with(self, screen: Any, chosen: Any) -> None:
        """What subclasses do."""
        raise NotImplementedError


class PartCommand(ButtonCommand):
    """A command of one part: there its key is its own, whatever it does in other parts.

    From another part the key leads here when no other part uses it. Buttons and the palette
    reach the command from everywhere.
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

    @classmethod
    def other_bindings(cls, *, default: bool = False) -> tuple[Binding, ...]:
        """And the keys of the parts, tried when the open part leaves one alone."""
        keys = (
            key
            for command in cls.OWN_COMMANDS
            if issubclass(command, PartCommand)
            for key in (command.default_keys() if default else keys_of(command))
        )
        return (
            *super().other_bindings(default=default),
            *(
                Binding(key, f"screen.elsewhere('{key}')", show=False)
                for key in dict.fromkeys(keys)
            ),
        )

    def made_of(self, *parts: Part, start: str = "") -> Parts:
        """The middle of these parts, the first or another one open.

        They are kept, since each key asks which one is open.
        """
        self._parts = Parts(*parts, start=start)
        return self._parts

    @property
    def parts(self) -> Parts:
        """The parts."""
        assert self._parts is not None  # noqa: S101 - composed before anything asks
        return self._parts

    def chosen(self, table: str) -> int | None:
        """The id of the record under the cursor of a table."""
        return self.query_one(f"#{table}", RecordTable).record

    def action_elsewhere(self, key: str) -> None:
        """A key that the open part leaves alone: do what it does elsewhere, or say where."""
        found = [
            command
            for command in self.commands
            if isinstance(command, PartCommand) and key in keys_of(command)
        ]
        here = next((command for command in found if command.part == self.parts.active), None)
        if here is not None:  # greyed, and the command says why
            self.run_command(type(here))
        elif len(found) == 1:
            self.parts.open(found[0].part)
            self.run_command(type(found[0]))
        else:
            where = " and ".join(f"“{self.parts.called(command.part)}”" for command in found)
            self.app.notify(
                f"{spoken(key)} works in {where}. {keymap.key_for('other_part')} goes there.",
                severity="warning",
            )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave a key to the part that is open."""
        if action == "command" and parameters and self._parts is not None:
            command = self._commands.get(str(parameters[0]))
            if isinstance(command, PartCommand) and command.part != self._parts.active:
                return False
        return super().check_action(action, parameters)
