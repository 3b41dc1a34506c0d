"""A command: one thing that a person can do on a screen.

One class each. It feeds the key binding, the footer, the palette, the help and the check of
whether it is possible now; nothing else describes it a second time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding

from pilotage.tui.key_names import FUNCTION_KEYS, short
from pilotage.tui.keymap import keys_of, told

if TYPE_CHECKING:
    from pilotage.tui.command_screen import CommandScreen


class Command:
    """What every command says of itself. Subclasses set the class attributes and `run`."""

    key: ClassVar[str] = ""
    """The default key or keys, as Textual spells them; empty for the palette only."""
    shown: ClassVar[str] = ""
    """How the key is shown in the footer, where Textual's own way is unclear."""
    title: ClassVar[str] = ""
    """A verb phrase for palette and help."""
    label: ClassVar[str] = ""
    """One or two words for the footer; empty to leave it out there."""
    in_footer: ClassVar[bool] = True
    """Whether the footer shows it; not where a button with its key is in sight."""
    at_the_end: ClassVar[bool] = False
    """Whether the footer shows it behind all others, where there is room left."""
    listed: ClassVar[bool] = True
    """Whether the list of keys has it; the palette has all."""
    help: ClassVar[str] = ""
    """What it does, in a sentence; another command's key as its name in braces."""
    elsewhere: ClassVar[str] = ""
    """Why it can't be done in a bundle, as a sentence; empty where it can. There it is greyed."""
    changes: ClassVar[bool] = True
    """Whether it changes the project: not possible read-only or while the phase is locked."""

    told_once: ClassVar[bool] = False
    """Whether what it did is said only the first time on a screen: its key is pressed often."""

    @classmethod
    def name(cls) -> str:
        """The command's stable name, for key maps."""
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("_")

    @classmethod
    def default_keys(cls) -> tuple[str, ...]:
        """Its keys as long as the user gives it no others."""
        return tuple(cls.key.split(",")) if cls.key else ()

    @classmethod
    def said(cls) -> str:
        """What it does, with the keys that the user has."""
        return told(cls.help)

    @classmethod
    def bindings(cls, *, default: bool = False) -> list[Binding]:
        """One binding for each key that the user has for it, or by default; each shows the first.

        The tooltip still has the names of commands in braces, see `keymap.told`.
        """
        keys = cls.default_keys() if default else keys_of(cls)
        shown = cls.shown if keys == cls.default_keys() else ""
        if keys and not shown and (keys[0] in FUNCTION_KEYS or keys != cls.default_keys()):
            shown = short(keys[0])
        return [
            Binding(
                each,
                f"screen.command('{cls.name()}')",
                cls.label or cls.title,
                show=bool(cls.label) and cls.in_footer,
                key_display=shown or None,
                priority=each in FUNCTION_KEYS,  # text areas have uses of their own for F6 and F7
                tooltip=cls.help,
                id=cls.name(),
            )
            for each in keys
        ]

    def why_not(self, screen: Any) -> str:  # noqa: ARG002 - for subclasses
        """Why it can't be done now, as a sentence; empty when it can."""
        return ""

    async def run(self, screen: Any) -> None:
        """Do it; raises `Refused` with a reason."""
        raise NotImplementedError


class QuickCommand(Command):
    """A command that is done before the next key is looked at."""

    def act(self, screen: Any) -> None:
        """Do it; raises `Refused` with a reason."""
        raise NotImplementedError

    async def run(self, screen: Any) -> None:
        """Do it."""
        self.act(screen)


def possible(command: Command, screen: CommandScreen) -> str:
    """Why a command can't be done now: the screen's own reasons first, then its own."""
    if command.elsewhere and screen.in_bundle:
        return command.elsewhere
    if command.changes and (reason := screen.why_locked()):
        return reason
    return command.why_not(screen)
