"""A screen whose doings are commands: keys, footer, palette and help all come from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingsMap

from pilotage.errors import NeedsConfirmation, PilotageError
from pilotage.model.text import clean
from pilotage.tui import keymap
from pilotage.tui.command import Command, possible
from pilotage.tui.prepared import Prepared, doing

if TYPE_CHECKING:
    from pilotage.tui.app import PilotageApp


class CommandScreen(Prepared[None]):
    """A screen that runs commands. Subclasses list them."""

    NAME: ClassVar[str] = ""
    """The screen's name in places, help files and messages."""
    OWN_COMMANDS: ClassVar[tuple[type[Command], ...]] = ()
    """What can be done here, beside what can be done everywhere."""
    GENERAL_COMMANDS: ClassVar[tuple[type[Command], ...]] = ()
    """What can be done here and on other screens of its kind."""
    MORE_BINDINGS: ClassVar[tuple[Binding, ...]] = ()
    """Keys that are no command."""

    app: PilotageApp

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if cls.NAME:
            cls.BINDINGS = [*cls.all_bindings(default=True)]
        super().__init_subclass__(**kwargs)

    @classmethod
    def all_bindings(cls, *, default: bool = False) -> list[Binding]:
        """The keys of its commands as the user has them, or by default, and its other keys."""
        commands = (*cls.OWN_COMMANDS, *cls.GENERAL_COMMANDS)
        own = [each for command in commands for each in command.bindings(default=default)]
        return [*own, *cls.other_bindings(default=default)]

    @classmethod
    def other_bindings(cls, *, default: bool = False) -> tuple[Binding, ...]:  # noqa: ARG003 - for subclasses
        """Its keys that are no command."""
        return cls.MORE_BINDINGS

    def __init__(self) -> None:
        super().__init__()
        if keymap.own():
            below = Prepared._merged_bindings or BindingsMap()
            self._bindings = BindingsMap.merge([below, BindingsMap(self.all_bindings())])
        self._commands = {c.name(): c() for c in (*self.OWN_COMMANDS, *self.GENERAL_COMMANDS)}
        self.at_the_end = frozenset(n for n, each in self._commands.items() if each.at_the_end)
        """The names of those that the line of keys shows behind all others."""

    @property
    def commands(self) -> tuple[Command, ...]:
        """All that can be done here."""
        return tuple(self._commands.values())

    @property
    def command_names(self) -> frozenset[str]:
        """The names of all that can be done here."""
        return frozenset(self._commands)

    @property
    def in_bundle(self) -> bool:
        """Whether a bundle is open: a project that is handed over."""
        return False

    @property
    def greyed(self) -> frozenset[str]:
        """The names of the commands that are nothing for a bundle, where one is open."""
        if not self.in_bundle:
            return frozenset()
        return frozenset(name for name, each in self._commands.items() if each.elsewhere)

    async def let_act(self) -> bool:
        """Whether who is at the keyboard may change anything: asks for a signing phrase."""
        return True

    def flush(self) -> bool:
        """Save what is still being typed; False when it can't be saved, with the reason shown."""
        return True

    def why_locked(self) -> str:
        """Why nothing can be changed on this screen; empty when it can."""
        return ""

    def action_command(self, name: str) -> None:
        """Run a command by its name."""
        self.run_command(type(self._commands[name]))

    def run_command(self, kind: type[Command]) -> None:
        """Run a command; a reason why not, or its refusal, is shown."""
        self.start(self._commands.get(kind.name()) or kind())

    def start(self, command: Command) -> None:
        """Run a command that was made for the occasion."""
        # First save what is being typed: whether it is possible may rest on that very text.
        if not self.flush() and command.changes:
            return
        if reason := possible(command, self):
            self.app.notify(reason, severity="warning")
            return
        self.app.expect(self)
        self.run_worker(self._run(command), group="command", exit_on_error=True)

    async def _run(self, command: Command) -> None:
        doing.set(command.name())  # in the worker's own context
        try:
            if not command.changes or await self.let_act():
                await command.run(self)
        except NeedsConfirmation as question:
            self.app.notify(clean(str(question)).text, severity="warning")
        except PilotageError as problem:
            self.app.notify(clean(str(problem)).text, severity="error", timeout=8)
        finally:
            self.app.expect_no_more(self)
