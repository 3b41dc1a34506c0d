"""How keys are spelled: by a person in the settings, by Textual, and in the texts of the screens.

A person may write `Ctrl+N`, `^n`, `?`, `Esc` or `P`; Textual calls these `ctrl+n`, `ctrl+n`,
`question_mark`, `escape` and `P`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

OTHER_NAMES: Final[Mapping[str, str]] = {
    "esc": "escape",
    "del": "delete",
    "ins": "insert",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "hyphen_minus": "minus",
    "dash": "minus",
    "plus_sign": "plus",
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "low_line": "underscore",
}
"""What else the keys are called, in Unicode too, and Textual's names."""
NAMED: Final = frozenset(
    {
        *("escape", "enter", "tab", "space", "backspace", "delete", "insert"),
        *("home", "end", "pageup", "pagedown", "up", "down", "left", "right"),
        *("minus", "plus", "slash", "backslash", "at", "underscore"),
    }
)
"""The keys with a name of their own."""
FUNCTION_KEYS: Final = frozenset(f"f{number}" for number in range(1, 13))
MODIFIERS: Final = ("ctrl", "alt", "shift")
"""The keys that are held with another."""
SPOKEN: Final[Mapping[str, str]] = {
    "escape": "Esc",
    "delete": "Del",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "backspace": "Backspace",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}
"""How the texts call them."""
_CHARACTERS: Final[Mapping[str, str]] = {
    "minus": "-",
    "plus": "+",
    "slash": "/",
    "backslash": "\\",
    "at": "@",
    "underscore": "_",
    "less_than_sign": "<",
    "greater_than_sign": ">",
}


def textual_name(typed: str) -> str:
    """The key that a person means, as Textual calls it; empty where there is no such key."""
    text = typed.strip()
    if len(text) == 2 and text[0] == "^":
        text = f"ctrl+{text[1]}"
    if len(text) == 1:
        return _of_character(text)
    *held, last = text.split("+") if not text.endswith("++") else [*text[:-2].split("+"), "+"]
    modifiers = {each.strip().casefold() for each in held}
    if not modifiers <= set(MODIFIERS) or len(modifiers) < len(held):
        return ""
    key = _one(last.strip())
    if not key:
        return ""
    if "shift" in modifiers and len(key) == 1 and not key.isalpha():
        return ""
    if len(key) == 1 and ("ctrl" in modifiers or ("alt" in modifiers and "shift" not in modifiers)):
        key = key.lower()
    if modifiers == {"shift"} and len(key) == 1:
        return key.upper()
    return "+".join([*(each for each in MODIFIERS if each in modifiers), key])


def _one(text: str) -> str:
    if len(text) == 1:
        return _of_character(text)
    name = text.casefold().replace(" ", "_")
    name = OTHER_NAMES.get(name, name)
    if name in _CHARACTERS or name in NAMED or name in FUNCTION_KEYS:
        return name
    try:
        found = unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return ""
    return _of_character(found) if len(found) == 1 else ""  # some names are of several


def _of_character(character: str) -> str:
    if character == " ":
        return "space"
    if not character.isprintable() or unicodedata.category(character) == "So":
        return ""  # no keyboard has it
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    name = OTHER_NAMES.get(name, name)
    return name if _character(name) == character else ""


def spoken(key: str) -> str:
    """A key as the texts call it, such as Ctrl+N, F9, Esc, ? or s."""
    *held, last = key.split("+")
    name = SPOKEN.get(last) or (last.upper() if last in FUNCTION_KEYS else _character(last))
    if held and len(name) == 1:
        name = name.upper()
    return "+".join([*(each.capitalize() for each in held), name])


def short(key: str) -> str:
    """A key as the lines of keys and the buttons show it, such as ^n, F9, Esc, ? or s."""
    *held, last = key.split("+")
    return (
        f"^{_character(last)}" if held == ["ctrl"] and len(_character(last)) == 1 else spoken(key)
    )


def _character(name: str) -> str:
    """The character that a name of Textual's stands for; the name where it is none."""
    if len(name) == 1:
        return name
    if name in _CHARACTERS:
        return _CHARACTERS[name]
    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return name
