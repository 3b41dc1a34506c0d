"""Quoting a person's text in a sentence."""

from __future__ import annotations

from typing import Final

from pilotage.model.text import one_line

LONGEST: Final = 80
"""How much of a person's text a sentence quotes."""


def quoted(text: object) -> str:
    """A person's text in quotation marks, on one line, cut after 80 characters."""
    line = one_line(str(text))
    return f"“{line[: LONGEST - 1]}…”" if len(line) > LONGEST else f"“{line}”"
