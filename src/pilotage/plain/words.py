"""What somebody can type instead of an answer, and what it does to the way of the questions."""

from __future__ import annotations

from typing import Final


class Aside(Exception):
    """Not an answer: the way of the questions is another now."""


class Back(Aside):
    """To what was asked before, or out of what is going on."""


class Skip(Aside):
    """This question stays as it is."""


class Undone(Aside):
    """Something was taken back or done again: what was just said may not be so any more."""


class Quit(Aside):
    """Leave the program."""


class InputEnded(Quit):
    """There is nobody left to answer."""


HELP: Final = (
    "Words that work at each question: back, to what was before. skip, leave this as it is. "
    "undo, take the last change back. redo, do it again. where, where you are and what comes "
    "next. quit, leave; all is saved. ?, this help.",
    "To answer with one of these words, type a backslash before it, such as \\back.",
)
RESERVED: Final = frozenset({"?", "help", "back", "skip", "undo", "redo", "where", "quit"})


def answer_of(line: str) -> str:
    """A line as an answer: a backslash before a word that would do something else goes."""
    bare = line.strip()
    return bare[1:] if bare.startswith("\\") and bare[1:].casefold() in RESERVED else line
