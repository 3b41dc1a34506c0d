"""The words of the page's own that are not anybody's text: the same in every format."""

from __future__ import annotations

from typing import Final

from pilotage.model.document import PART_TITLES

KICKER: Final = "AI workflow on one page"
EMPTY: Final = "Not written yet."
NOBODY: Final = "not named yet"
OWNERS: Final = PART_TITLES["owners"]
MEASURES: Final = PART_TITLES["measures"]
HEADS: Final = ("Measure", "Baseline", "Target", "Now", "Way to target")
UNMEASURED: Final = "not measured yet"
NO_FIGURE: Final = "–"
"""Stands where a table has no figure."""
MADE: Final = "Made with Pilotage"
TITLE_SIZES: Final = ((40, 23), (70, 19), (120, 16))
"""Up to so many characters a title is set in so many points."""


def title_size(title: str) -> int:
    """In how many points a title is set."""
    return next((size for most, size in TITLE_SIZES if len(title) <= most), TITLE_SIZES[-1][1])
