"""How much of one printed page the document fills, estimated from its text.

The estimate counts lines as the exported page would break them: A4 or Letter at 10 pt, 15 mm
margins, the page's two columns (the flow on the left, disqualifiers and remedies on the right).
It errs on the full side, so that a page that fits here fits on paper.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pilotage.model.document import SECTIONS, Page, section_text

PAGE_LINES: Final = 56
"""Lines of 10 pt text with their spacing on the shorter of A4 and Letter."""
HEADER_LINES: Final = 7
FOOTER_LINES: Final = 2
OWNERS_LINES: Final = 4
LEFT: Final = ("trigger", "input_format", "tool", "steps", "reviewer", "review", "destination")
RIGHT: Final = ("criteria", "disqualifiers", "when_wrong")
WIDTH: Final = {"purpose": 84} | dict.fromkeys(LEFT, 62) | dict.fromkeys(RIGHT, 36)
"""Characters a line in each section's column."""


@dataclass(frozen=True)
class Fit:
    """How full the page is."""

    lines: int
    longest: str
    """The title of the section that takes most room."""

    @property
    def fits(self) -> bool:
        """Whether everything stands on one page."""
        return self.lines <= PAGE_LINES

    @property
    def percent(self) -> int:
        """The fill in per cent of one page."""
        return round(100 * self.lines / PAGE_LINES)

    @property
    def sentence(self) -> str:
        """The fill in words: “83% of one page”, or what to shorten."""
        if self.fits:
            return f"{self.percent}% of one page"
        over = self.lines - PAGE_LINES
        word = "line" if over == 1 else "lines"
        return f"{over} {word} over one page; longest section: {self.longest}"


def width(text: str) -> int:
    """A text's width in columns: East Asian wide characters count two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


@lru_cache(maxsize=512)
def lines_of(text: str, columns: int) -> int:
    """How many lines a text takes in a column; a blank line counts half."""
    total = 0.0
    for line in text.split("\n"):
        total += max(1, -(-width(line) // columns)) if line.strip() else 0.5
    return round(total + 0.25)


def fit(page: Page, metrics: int) -> Fit:
    """Estimate the fill of the page with a table of that many metrics."""
    sizes = {
        section.key: lines_of(text, WIDTH[section.key]) if text.strip() else 0
        for section in SECTIONS
        for text in [section_text(page, section.key)]
    }
    left = sum(sizes[key] + 2 for key in LEFT if sizes[key])
    right = sum(sizes[key] + 3 for key in RIGHT if sizes[key])
    table = metrics + 3 if metrics else 0
    lines = HEADER_LINES + sizes["purpose"] + max(left, right) + OWNERS_LINES + table + FOOTER_LINES
    longest = max(SECTIONS, key=lambda section: sizes[section.key])
    return Fit(lines, longest.title)
