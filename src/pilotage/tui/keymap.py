"""The keys of the commands as this user has them, and how the texts name them.

A command has a default key or several; the table `[keys]` of the settings may give it others.
Each screen binds its commands to them by itself: Textual's own key maps take a key away from all
other commands of a screen, also from those of another of its parts, and let a letter act while
one writes.

A text never spells out the key of a command: it says `{undo}`, the command's name in braces, and
goes through `told`; or it asks `key_for("undo")`. Where a button is in sight the text names that
first, for those who use the mouse: `{button:new}`, or `button_for("new")`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Final

from pilotage.tui.key_names import short, spoken

if TYPE_CHECKING:
    from pilotage.tui.command import Command

Keymap = Mapping[str, tuple[str, ...]]
"""For commands by their names the keys that they have instead of the default ones."""
PALETTE: Final = "command_palette"
"""The name of what opens the palette: no command, but it has keys like one."""
PALETTE_KEYS: Final = ("ctrl+p", "alt+p")
QUIT_KEY: Final = "ctrl+q"
"""It always quits, whatever else does."""
_PLACEHOLDER: Final = re.compile(r"\{(button:)?([a-z_]+)\}")
_own: ContextVar[Keymap | None] = ContextVar("keymap", default=None)


def use(own: Keymap) -> None:
    """From now on commands have these keys, in this application."""
    _own.set(own)


def own() -> Keymap:
    """The keys that differ from the default ones."""
    return _own.get() or {}


def palette_keys() -> tuple[str, ...]:
    """What opens the palette."""
    return own().get(PALETTE, PALETTE_KEYS)


def keys_of(command: Command | type[Command]) -> tuple[str, ...]:
    """The keys of a command, as Textual spells them; the first is the one that is shown."""
    return own().get(command.name(), command.default_keys())


def shown_key(command: Command | type[Command]) -> str:
    """The key of a command as buttons and lines show it; empty where it has none."""
    if command.shown and command.name() not in own():
        return command.shown
    return short(keys[0]) if (keys := keys_of(command)) else ""


def spoken_key(command: Command | type[Command]) -> str:
    """The key of a command as a text names it; the palette's where it has none."""
    keys = keys_of(command)
    return spoken(keys[0]) if keys else f"{key_for(PALETTE)}, “{command.title}”"


def key_for(name: str) -> str:
    """The key of a command by its name, as a text names it, such as `Ctrl+Z`."""
    if name == PALETTE:
        return spoken(palette_keys()[0])
    return spoken_key(_found(name))


def short_for(name: str) -> str:
    """The key of a command by its name, as lines and buttons show it, such as `^z`."""
    command = _found(name)
    return shown_key(command) or spoken_key(command)


def button_for(name: str) -> str:
    """What is clicked for a command by its name, and its key: `“New” (n)`.

    The words are those of its button; where it has none, those of the list of all actions.
    """
    command = _found(name)
    words = command.label or command.title
    return f"“{words}” ({spoken_key(command)})" if keys_of(command) else f"“{words}”"


def told(text: str) -> str:
    """A text of our own with the keys, or the buttons, of the commands that it names in braces."""
    if "{" not in text:
        return text
    return _PLACEHOLDER.sub(
        lambda found: button_for(found[2]) if found[1] else key_for(found[2]), text
    )


@cache
def _found(name: str) -> type[Command]:
    """The command of a name; of those that share one, one that has a key."""
    if (command := _known(name)) is not None:
        return command
    from pilotage.tui.every_command import each_screen

    for _ in each_screen():  # it is of a screen that was not shown yet
        if (command := _known(name)) is not None:
            return command
    raise KeyError(name)


def _known(name: str) -> type[Command] | None:
    from pilotage.tui.command import Command

    found = [kind for kind in _kinds(Command) if kind.title and kind.name() == name]
    return next((kind for kind in found if kind.key), found[0] if found else None)


def _kinds(kind: type[Command]) -> Iterator[type[Command]]:
    for each in kind.__subclasses__():
        yield each
        yield from _kinds(each)
