"""What help and key lists say, gathered from the help files and the commands themselves."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Final

from textual.content import Content

from pilotage.method.traps import TRAPS, TrapStatus, trap_statuses
from pilotage.model.project import Project
from pilotage.tui.key_names import spoken
from pilotage.tui.keymap import PALETTE, key_for, keys_of, palette_keys, told

if TYPE_CHECKING:
    from pilotage.tui.command import Command
    from pilotage.tui.command_screen import CommandScreen


def page(name: str) -> str:
    """A help file's Markdown, with the keys that the user has; empty where there is none."""
    file = files("pilotage.tui").joinpath("help", f"{name}.md")
    return told(file.read_text(encoding="utf-8")) if file.is_file() else ""


BY_MOUSE: Final = (
    "All of it can be clicked as well: buttons, tabs, sections, rows, lines of the gate, and the "
    "keys in the bottom line."
)


def help_for(screen: CommandScreen) -> str:
    """The screen's help page, with how the mouse is used below its title, then its keys."""
    title, _, text = page(screen.NAME).partition("\n")
    return f"{title}\n\n{BY_MOUSE}\n{text}\n\n## Keys\n\n{key_table(screen)}"


def key_table(screen: CommandScreen) -> str:
    """All commands of a screen with their keys, as a Markdown table."""
    palette = " or ".join(spoken(each) for each in palette_keys())
    rows = ["| key | what it does |", "|---|---|"]
    rows += [
        f"| {all_keys(command) or f'in {key_for(PALETTE)}'} | {command.title}: {command.said()} |"
        for command in screen.commands
        if command.listed
    ]
    rows.append(f"| {palette} | All actions: whatever can be done, as a list to search |")
    if screen.MORE_BINDINGS:
        rows.append("| 1 … 6 | go to a phase, outside text fields |")
    if len(screen.focus_chain) > 1:
        rows.append("| Tab | next field |")
    return "\n".join(rows)


def all_keys(command: Command) -> str:
    """The keys of a command in words; empty where it has none."""
    shown = command.shown if keys_of(command) == command.default_keys() else ""
    first, *more = keys_of(command) or ("",)
    said = filter(None, (shown or (first and spoken(first)), *map(spoken, more)))
    return " or ".join(said).replace("|", "\\|")  # a table's own mark


def traps_of(project: Project) -> Content:
    """The five traps with their status and remedy."""
    words = {
        TrapStatus.CLOSED: ("● closed", "$text-success bold"),
        TrapStatus.CLOSING: ("◐ closing", "$text-warning bold"),
        TrapStatus.OPEN: ("○ open", "$text-error bold"),
    }
    statuses = trap_statuses(project)
    parts: list[str | Content | tuple[str, str]] = []
    for trap in TRAPS:
        parts += [
            (f"{trap.name}", "bold"),
            "  ",
            words[statuses[trap.kind]],
            f"\n{trap.looks}\n",
            (f"Remedy (phase {trap.closes_in}): ", "$foreground 65%"),
            f"{trap.remedy}\n\n",
        ]
    return Content.assemble(*parts)
