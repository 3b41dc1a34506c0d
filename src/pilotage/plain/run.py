"""Running the plain mode on the terminal, or on pipes."""

from __future__ import annotations

import getpass
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from pilotage.clock import SystemClock
from pilotage.plain.dialogue import Dialogue
from pilotage.plain.ending import Ended, Ending
from pilotage.plain.home import Home
from pilotage.plain.words import Quit

FAREWELL: Final = "All that you answered is saved."


def run(path: Path | None, *, folder: Path, by: str = "") -> int:
    """Ask until somebody quits, the input ends or a signal comes; returns the exit code.

    Raises `PilotageError` when `path` can't be opened.
    """
    if isinstance(sys.stdin, io.TextIOWrapper):
        # A wrong byte is no reason to end, and a lone carriage return no end of a line.
        sys.stdin.reconfigure(errors="replace")
    is_terminal = sys.stdin.isatty()
    ending = Ending()
    dialogue = Dialogue(
        sys.stdin,
        sys.stdout,
        echo=not is_terminal,
        ending=ending,
        secret=getpass.getpass if is_terminal else None,
    )
    with ending.listening():
        try:
            dialogue.tell("Pilotage, one question after the other. ? helps at each of them.")
            Home(dialogue, SystemClock(), folder, by).go(path)
        except Quit:
            _say_farewell(dialogue)
        except Ended:
            _say_farewell(dialogue, "")
    return ending.code


def _say_farewell(dialogue: Dialogue, *before: str) -> None:
    try:
        dialogue.tell(*before, FAREWELL)
    except (OSError, Quit):
        # The terminal is gone, and the interpreter flushes standard output once more at its end.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
