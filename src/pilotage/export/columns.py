"""How the two columns of the page share its width, where nothing measures them."""

from __future__ import annotations

from typing import Final

from pilotage.export.document import Document
from pilotage.method.page_fit import lines_of

SIDES: Final = (56, 62, 68, 74)
"""How wide the cards may be, in mm: the width at which both columns are equally long wins."""
_COLUMNS: Final = 163
"""Both columns together, without the marks of the flow and the inner margins of the cards."""
_CHARACTERS: Final = 0.58
"""So many characters of 10 pt fit in a millimetre."""
_HEAD: Final = 2.0
"""A step's heading takes so many lines, with the room around it."""
_CARDS_HEADS: Final = 6.6


def side(page: Document) -> int:
    """How wide the cards are to be, so that the columns end at about the same height."""
    flow = [
        (part, 0.0)
        for step in page.flow
        for part in (f"{step.lead_label} {step.lead}", step.text, *step.steps)
        if part.strip()
    ]
    cards = [(line, 0.2) for line in (*page.criteria, *page.disqualifiers)]
    cards.append((page.when_wrong, 0.0))

    def height(parts: list[tuple[str, float]], width: float) -> float:
        columns = int(width * _CHARACTERS)
        return sum(lines_of(text, columns) + extra for text, extra in parts)

    def taller(width: int) -> float:
        left = _HEAD * len(page.flow) + height(flow, _COLUMNS - width)
        return max(left, _CARDS_HEADS + height(cards, width - 12))

    return min(SIDES, key=taller)
