"""Reading the values of a TOML file that a person wrote: of the right kind, or a problem noted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final

from pilotage.errors import Invalid
from pilotage.model.text import one_line

Problems = list[tuple[str, str]]
"""What is wrong, as (key, reason)."""
HUGE: Final = 10**15
"""No number of a playbook comes near it, and Python refuses to write out very long ones."""


def said(problem: Invalid) -> str:
    """What a value is refused for, without the name of its field."""
    return problem.message.partition(": ")[2] or problem.message


def note_unknown(
    table: Iterable[str], known: tuple[str, ...], where: str, problems: Problems
) -> None:
    """Note each key that there is not, with the nearest that there is."""
    for key in table:
        if key not in known:
            near = get_close_matches(key[:80], known, n=1, cutoff=0.5)
            meant = f"did you mean {near[0]}? There are" if near else "there are"
            problems.append((where + shown(key), f"is not known; {meant} {', '.join(known)}"))


def shown(key: object) -> str:
    """A key or value of the file, on one line and short."""
    line = one_line(str(key)[:200]) or "an empty text"
    return f"{line[:40]}…" if len(line) > 40 else line


def kind_of(value: object) -> str:
    """A value of a wrong kind, in words."""
    if isinstance(value, str):
        return f"“{shown(value)}”"
    words = {bool: "true or false", dict: "a table", list: "a list"}
    if type(value) in words:
        return words[type(value)]
    if isinstance(value, int | float) and abs(value) < HUGE:
        return shown(value)
    return "something else"


def text_of(
    table: Mapping[str, Any], key: str, where: str, problems: Problems, *, needed: bool = True
) -> str | None:
    """A text of a table; None where it is missing or is none."""
    if key not in table:
        if needed:
            problems.append((where + key, f'is missing; write {key} = "…"'))
        return None
    value = table[key]
    if isinstance(value, str):
        return value
    problems.append((where + key, f"is {kind_of(value)}; it must be a text in quotes"))
    return None


def table_of(content: Mapping[str, Any], key: str, problems: Problems) -> dict[str, Any]:
    """A table of the file; empty where it is missing or is none."""
    value = content.get(key, {})
    if isinstance(value, dict):
        return value
    problems.append((key, f"is {kind_of(value)}; write [{key}] above its keys"))
    return {}


def is_whole(value: object, where: str, problems: Problems) -> bool:
    """Whether a value is a whole number that can be looked at."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < HUGE:
        return True
    problems.append((where, f"is {kind_of(value)}; it must be a whole number, such as 12"))
    return False


def note_other(
    value: str | None, known: tuple[str, ...], where: str, problems: Problems, *, more: str = ""
) -> None:
    """Note a value that is not one of those there are."""
    if value is None or one_line(value) in known:
        return
    near = get_close_matches(value[:80], known, n=1, cutoff=0.5)
    meant = f"did you mean {near[0]}? " if near else ""
    listed = ", ".join((*known, more) if more else known)
    problems.append((where, f"“{shown(value)}” is not known; {meant}There are {listed}"))
