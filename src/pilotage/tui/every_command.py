"""Every screen and what can be done on it, for who looks at all of them: importing them takes a
moment, so nothing does that before it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Final

from pilotage.tui.command import Command
from pilotage.tui.keymap import PALETTE, PALETTE_KEYS

if TYPE_CHECKING:
    from pilotage.tui.command_screen import CommandScreen

SCREENS: Final = (
    ("home", "HomeScreen"),
    ("new_project", "NewProject"),
    ("phase1", "Phase1"),
    ("phase2", "Phase2"),
    ("drive", "Drive"),
    ("phase3", "Phase3"),
    ("phase4", "Phase4"),
    ("phase5", "Phase5"),
    ("cadence", "CadenceScreen"),
    ("people", "PeopleScreen"),
    ("evidence", "EvidenceScreen"),
    ("journal", "JournalScreen"),
    ("export", "ExportScreen"),
)
"""All screens that have commands, by module and class, in the order in which one meets them."""


def each_screen() -> Iterator[type[CommandScreen]]:
    """All screens that have commands, each imported when it is asked for."""
    for name, kind in SCREENS:
        yield getattr(import_module(f"pilotage.tui.screens.{name}"), kind)


def screens() -> tuple[type[CommandScreen], ...]:
    """All screens that have commands."""
    return tuple(each_screen())


def commands_of(screen: type[CommandScreen]) -> tuple[type[Command], ...]:
    """What can be done on a screen."""
    return (*screen.OWN_COMMANDS, *screen.GENERAL_COMMANDS)


NAMES: Final = {
    "home": "home",
    "new_project": "the form of a new project",
    "drive": "the screen of a run",
}
"""What screens are called in a sentence, where that is not their name."""
EVERYWHERE: Final = "everywhere"
EVERY_SCREEN: Final = "every screen of a project"


@dataclass(frozen=True)
class Listed:
    """A command in a list of all."""

    name: str
    """Its name in the settings."""
    where: str
    """The screen that has it, in words."""
    title: str
    default: tuple[str, ...]
    """Its default keys, as Textual spells them."""


def called(screen: type[CommandScreen]) -> str:
    """A screen's name in a sentence."""
    if screen.NAME.startswith("phase"):
        return f"phase {screen.NAME[-1]}"
    return NAMES.get(screen.NAME, f"the {screen.NAME} screen")


def listed() -> tuple[Listed, ...]:
    """All commands, each with the first place that has it; those of all projects' screens first."""
    from pilotage.tui.general import GENERAL

    found = [Listed(PALETTE, EVERYWHERE, "All actions: find anything", PALETTE_KEYS)]
    found += [_listed(each, EVERY_SCREEN) for each in GENERAL]
    for screen in screens():
        for each in screen.OWN_COMMANDS:
            found.append(_listed(each, called(screen)))
    by_name: dict[str, Listed] = {}
    for one in found:
        known = by_name.get(one.name)
        if known is None or (one.default and not known.default):
            by_name[one.name] = one
        elif known.where != EVERY_SCREEN and one.where not in known.where:
            by_name[one.name] = replace(known, where=f"{known.where}, {one.where}")
    order = {where: at for at, where in enumerate(dict.fromkeys(x.where for x in by_name.values()))}
    return tuple(sorted(by_name.values(), key=lambda each: order[each.where]))


def _listed(command: type[Command], where: str) -> Listed:
    return Listed(command.name(), where, command.title, command.default_keys())
