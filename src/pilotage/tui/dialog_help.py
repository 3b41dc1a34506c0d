"""What help says in a dialog: what it wants, why, how, an example; and its keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from textual.binding import BindingsMap
from textual.screen import Screen
from textual.widgets import Checkbox, Input, OptionList, Select, TextArea

from pilotage.tui.key_names import spoken
from pilotage.tui.keymap import told

if TYPE_CHECKING:
    from pilotage.tui.prepared import Dialog

_HEAD: Final = re.compile(r"^## (.+)$", re.MULTILINE)


@cache
def topics() -> dict[str, str]:
    """The help texts of dialogs by their topics, in Markdown.

    A topic is a command, whose form it is about; a kind of dialog; or both, as `command/Kind`.
    """
    found: dict[str, str] = {}
    for file in files("pilotage.tui").joinpath("help", "dialogs").iterdir():
        if file.name.endswith(".md"):
            parts = _HEAD.split(file.read_text("utf-8"))
            for heads, text in zip(parts[1::2], parts[2::2], strict=True):
                found |= dict.fromkeys(heads.split(), text.strip())
    return found


def topic_of(kind: str, command: str) -> str:
    """The topic of a dialog of that kind that came up in a command; empty where there is none.

    A form is its command's; any other kind has a topic of its own, and questions and choices
    one for some of the commands.
    """
    of_command = (command,) if kind == "Form" else ()
    wanted = (f"{command}/{kind}", *of_command, kind)
    return next((each for each in wanted if each in topics()), "")


def help_for(dialog: Dialog[Any]) -> str:
    """The help of a dialog and its keys, in Markdown."""
    topic = topic_of(type(dialog).__name__, dialog.opened_by)
    text = told(topics()[topic]) if topic else ""
    return f"{text}\n\n## Keys\n\n{keys_for(dialog)}"


def keys_for(dialog: Dialog[Any]) -> str:
    """The keys of a dialog, as a Markdown table."""
    rows = ["| key | what it does |", "|---|---|"]
    rows += [f"| {key} | {what} |" for key, what in _keys(dialog)]
    return "\n".join(rows)


def _keys(dialog: Dialog[Any]) -> Iterator[tuple[str, str]]:
    fields = dialog.query(Input)
    if fields:
        yield "Enter", "Go on to the next field; in the last one, save"
    if dialog.query(TextArea):
        yield "Enter", "A new line, in a field of several lines"
    if any(not isinstance(each.parent, Select) for each in dialog.query(OptionList)):
        yield "↑ ↓ Enter", "Mark a line, take it"
    if dialog.query(Select):
        yield "Enter", "Open a choice; ↑ ↓ Enter take one of it"
    if dialog.query(Checkbox):
        yield "Space", "Tick"
    if len(dialog.focus_chain) > 1:
        yield "Tab", "Next field or button; with Shift the one before"
    by_action: dict[str, tuple[list[str], str]] = {}
    framework = {(key, each.action) for key, each in BindingsMap(Screen.BINDINGS)}
    for key, binding in dialog._bindings:
        if binding.description and (key, binding.action) not in framework:
            keys, _ = by_action.setdefault(binding.action, ([], binding.description))
            keys.append(spoken(key))
    ours = ("help", "keys")
    for action in sorted(by_action, key=lambda each: each in ours):
        keys, what = by_action[action]
        yield " or ".join(keys), what
