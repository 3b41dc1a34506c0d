"""Whether a quality criterion can be answered with yes or no by somebody else."""

from __future__ import annotations

import re
from typing import Final

JUDGEMENTS: Final = frozenset(
    """
    good great nice fine better best excellent high-quality quality appropriate suitable proper
    properly reasonable professional engaging natural feels feel looks sounds adequate decent
    acceptable ok okay well
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_WORD = re.compile(r"[\w'-]+")


def vague_word(criterion: str) -> str | None:
    """The first word that asks for taste instead of an answer; None where there is none."""
    return next((word for word in _WORD.findall(criterion.lower()) if word in JUDGEMENTS), None)


def is_checkable(criterion: str) -> bool:
    """Whether it says enough to be checked, and leaves nothing to taste.

    At least three words; a word of taste is allowed only beside a figure that settles it.
    """
    words = _WORD.findall(criterion)
    has_figure = any(character.isdigit() for character in criterion)
    if len(words) < 3 and not (has_figure and len(words) >= 2):
        return len(criterion) >= 6 and not criterion.isascii()
    return vague_word(criterion) is None or has_figure
