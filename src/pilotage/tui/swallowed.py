"""Which keys do not arrive, and who takes them: terminals, multiplexers, browsers, text fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pilotage.tui.key_names import FUNCTION_KEYS, NAMED

TAKEN: Final[Mapping[str, str]] = {
    "ctrl+b": "tmux takes it: commands to it begin with it",
    "ctrl+a": "GNU screen takes it: commands to it begin with it",
    "ctrl+i": "a terminal sends it as Tab",
    "ctrl+j": "a terminal sends it as Enter",
    "ctrl+m": "a terminal sends it as Enter",
    "ctrl+h": "a terminal sends it as Backspace",
    "ctrl+left_square_bracket": "a terminal sends it as Esc",
    "f11": "terminals and browsers make their window as large as the screen with it",
    "ctrl+q": "it always quits",
}
"""Keys that are never a command's, and who takes each."""
ELSEWHERE: Final[Mapping[str, frozenset[str]]] = {
    "a browser": frozenset({"ctrl+n", "ctrl+t", "ctrl+w"}),
    "GNOME Terminal or Xfce Terminal": frozenset({"f1", "f10"}),
    "the terminal of VS Code": frozenset({"ctrl+p", "f1"}),
}
"""Keys that some take, and only they: a command may have one beside another that arrives.

Flow control, which would take Ctrl+S and Ctrl+Q, is turned off while the screens are shown.
"""
ALWAYS: Final[Mapping[str, str]] = {
    "ctrl+c": "it copies what is marked",
    "escape": "it closes what is open",
    "tab": "it goes to the next field",
    "shift+tab": "it goes to the field before",
    "enter": "it opens or takes what is marked",
    "space": "it ticks what is marked",
    "backspace": "it deletes what was typed",
    "insert": "few keyboards have it",
    **dict.fromkeys(
        ("up", "down", "left", "right", "home", "end", "pageup", "pagedown"), "it moves the cursor"
    ),
}
"""Keys that fields and lists use; a command has one only where it has it by default."""
IN_TEXT: Final[Mapping[str, str]] = {
    "ctrl+d": "deletes a letter",
    "ctrl+e": "goes to the end of the line",
    "ctrl+f": "deletes a word",
    "ctrl+k": "deletes to the end of the line",
    "ctrl+u": "deletes to the start of the line",
    "ctrl+v": "pastes",
    "ctrl+w": "deletes a word",
    "ctrl+x": "cuts",
    "ctrl+y": "does again what was undone there",
    "ctrl+z": "undoes what was typed there",
}
"""What text fields do with a key before any command gets it."""
_SENT_WITH_CTRL: Final = frozenset("abcdefghijklmnopqrstuvwxyz@\\]^_") | {
    *("at", "backslash", "right_square_bracket", "circumflex_accent", "underscore", "space"),
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "delete"),
}


def why_not(key: str) -> str:
    """Why a key can't be a command's, as the end of a sentence; empty when it can.

    `key` is spelled as Textual does.
    """
    if reason := TAKEN.get(key) or ALWAYS.get(key):
        return reason
    if key in IN_TEXT:
        return f"in a text field it {IN_TEXT[key]}"
    *held, last = key.split("+")
    if held in (["ctrl", "shift"], ["ctrl", "alt"], ["ctrl", "alt", "shift"]):
        return "many terminals do not send it"
    if held == ["ctrl"] and last not in _SENT_WITH_CTRL:
        return "many terminals do not send it"
    if held and (last in FUNCTION_KEYS or last in NAMED - _SENT_WITH_CTRL):
        return "many terminals do not send it"
    if held == ["alt"] and last.isdigit():
        return "terminals go to another tab with it"
    return ""
