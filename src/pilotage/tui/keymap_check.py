"""The keys that a person wants for commands: which can be had, and why the others can't.

What is wrong is left out and said; the default keys stand for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from pilotage.tui.command import Command
from pilotage.tui.every_command import called, commands_of, screens
from pilotage.tui.key_names import spoken, textual_name
from pilotage.tui.keymap import PALETTE, PALETTE_KEYS, Keymap
from pilotage.tui.screens.parted import PartCommand
from pilotage.tui.swallowed import why_not

MOST_KEYS: Final = 5
"""How many keys one command may have."""


@dataclass(frozen=True)
class Wrong:
    """Something in the table `[keys]` that can't be."""

    command: str
    """The name that stands there."""
    reason: str
    """As the end of a sentence that begins with the name."""


@dataclass(frozen=True)
class Checked:
    """What came of a table `[keys]`."""

    keys: Keymap
    """What is taken: for commands by name the keys instead of the default ones."""
    wrong: tuple[Wrong, ...] = ()


@dataclass(frozen=True)
class _Place:
    """A screen, or the part of one: two commands of it can't have one key."""

    name: str
    commands: Mapping[str, tuple[str, ...]]
    """Its commands by name, with their default keys."""
    fixed: frozenset[str]
    """Keys that are no command's there."""


def checked(wanted: Keymap) -> Checked:
    """What can be taken of the keys that a person wants for commands."""
    if not wanted:
        return Checked({})
    places = _places()
    defaults = {name: keys for place in places for name, keys in place.commands.items()}
    wrong: list[Wrong] = []
    good: dict[str, tuple[str, ...]] = {}
    for name, typed in wanted.items():
        if name not in defaults:
            near = get_close_matches(name, defaults, 1)
            hint = f"; did you mean {near[0]}" if near else "; `pilotage keys` lists them"
            wrong.append(Wrong(name, f"there is no such command{hint}"))
        elif keys := _usable(name, typed, defaults[name], wrong):
            good[name] = keys
    return Checked(_settled(good, places, wrong), tuple(wrong))


def _usable(
    name: str, typed: Sequence[str], default: tuple[str, ...], wrong: list[Wrong]
) -> tuple[str, ...]:
    found: list[str] = []
    for each in typed[:MOST_KEYS]:
        key = textual_name(each)
        if not key:
            wrong.append(Wrong(name, f"“{each}” is no key; such as F9, Ctrl+G, Alt+X, ? or s"))
        elif key not in default and (reason := why_not(key)):
            wrong.append(Wrong(name, f"{spoken(key)} can't be had: {reason}"))
        elif key not in found:
            found.append(key)
    if len(typed) > MOST_KEYS:
        wrong.append(Wrong(name, f"has more than {MOST_KEYS} keys; the others are left out"))
    return tuple(found)


def _settled(
    good: dict[str, tuple[str, ...]], places: Iterable[_Place], wrong: list[Wrong]
) -> Keymap:
    """Without what clashes. Each round leaves something out, and its default key may clash too."""
    while clash := _clash(good, places):
        name, key, other, place = clash
        wrong.append(Wrong(name, f"{spoken(key)} is {other} already, on {place}"))
        if left := tuple(each for each in good[name] if each != key):
            good[name] = left
        else:
            del good[name]
    return good


def _clash(
    good: Mapping[str, tuple[str, ...]], places: Iterable[_Place]
) -> tuple[str, str, str, str] | None:
    """A command that can't have its key, the key, who has it, and where; None where all is well.

    Of two commands that were given one key the later in the table goes without.
    """
    order = {name: at for at, name in enumerate(good)}
    for place in places:
        taken: dict[str, str] = {}
        in_order = sorted(place.commands, key=lambda name: order.get(name, -1))
        for name in in_order:
            for key in good.get(name, place.commands[name]):
                if name in good and key in place.fixed and key not in place.commands[name]:
                    return name, key, "a key of its own", place.name
                other = taken.setdefault(key, name)
                if other != name and name in good:
                    return name, key, f"that of {other}", place.name
    return None


def _places() -> list[_Place]:
    places = []
    for screen in screens():
        fixed = frozenset(key for each in screen.MORE_BINDINGS for key in each.key.split(","))
        commands = commands_of(screen)
        parts = sorted({each.part for each in commands if issubclass(each, PartCommand)}) or [""]
        for part in parts:
            own = [each for each in commands if _acts_in(each, part)]
            names = {each.name(): each.default_keys() for each in own}
            places.append(_Place(called(screen), {PALETTE: PALETTE_KEYS, **names}, fixed))
    return places


def _acts_in(command: type[Command], part: str) -> bool:
    return not issubclass(command, PartCommand) or command.part == part
