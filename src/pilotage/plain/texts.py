"""Asking for a text of several lines: kept, added to, replaced, or opened in an editor."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Final

from pilotage.errors import Refused
from pilotage.plain.seat import Seat

WAYS: Final = (
    "Keep it as it is",
    "Add lines to it",
    "Write it anew",
    "Open it in your editor",
    "Empty it",
)

PLACES: Final = ("In the place of what is there", "After what is there")


def ask_text(
    seat: Seat,
    label: str,
    now: str,
    explain: Sequence[str],
    *,
    hint: str = "",
    begun: Sequence[str] = (),
    keep: Callable[[Sequence[str]], None] = lambda _: None,
) -> str:
    """A text of several lines; `begun` are lines typed before that were never ended."""
    if hint:
        seat.tell(hint)
    if begun:
        seat.tell("You had begun to write:", *begun)
        seat.tell("Go on. A line with a single dot ends it; undo takes the last line back.")
        typed = _typed(seat, label, explain, begun, keep)
        if not now.strip():
            return typed
        seat.tell(f"{label} says now:", *now.split("\n"))
        after = seat.dialogue.choose("Where does what you wrote go?", PLACES, explain, enter=0)
        return typed if after == 0 else f"{now.rstrip()}\n{typed}"
    if not now.strip():
        seat.dialogue.tell_once(
            "Type as many lines as you like; a line with a single dot ends it.",
            "A single dot ends it.",
        )
        return _typed(seat, label, explain, (), keep)
    seat.tell(f"{label} says now:", *now.split("\n"))
    match seat.dialogue.choose(f"{label}.", WAYS, explain, enter=0):
        case 0:
            return now
        case 1:
            seat.tell("Type what comes after it; a line with a single dot ends it.")
            added = _typed(seat, label, explain, (), keep)
            return f"{now.rstrip()}\n{added}" if added else now
        case 2:
            seat.tell("Type all of it; a line with a single dot ends it.")
            return _typed(seat, label, explain, (), keep) or now
        case 3:
            return edited(seat, label, now)
    return ""


def _typed(
    seat: Seat,
    label: str,
    explain: Sequence[str],
    begun: Sequence[str],
    keep: Callable[[Sequence[str]], None],
) -> str:
    prompt = f"{label} Line" if label.endswith("?") else f"{label}, line"
    return seat.dialogue.text(prompt, explain, begun=begun, keep=keep)


def edited(seat: Seat, name: str, text: str) -> str:
    """A text after it was in the editor that VISUAL or EDITOR names; as it was where that failed.

    Raises `Refused` where none is set.
    """
    from pilotage.external_editor import SectionFile, editor_of

    if not seat.dialogue.has_terminal:
        raise Refused("There is no terminal here for an editor.", "Type the text instead.")
    command = editor_of(os.environ)
    file = SectionFile("".join(c if c.isalnum() else "_" for c in name.casefold()), text)
    found = file.edit(command)
    if found.said:
        seat.tell(found.said)
    if not found.is_kept:
        file.discard()
    if found.dropped:
        seat.tell(f"{found.dropped} invisible control characters left out.")
    return text if found.text is None else found.text
