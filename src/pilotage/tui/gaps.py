"""How gaps are marked and worded, in tables, forms and dialogs."""

from __future__ import annotations

from typing import Final

from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.runs import Gap, GapKind

MARKS: Final = {GapKind.QUESTION: "?", GapKind.IMPROVISATION: "!", GapKind.BLOCKED: "■"}
WORDS: Final = {
    GapKind.QUESTION: "had to ask",
    GapKind.IMPROVISATION: "improvised",
    GapKind.BLOCKED: "blocked",
}


def kind_of(gap: Gap) -> str:
    """A gap's kind, marked and in words."""
    return f"{MARKS[gap.kind]} {WORDS[gap.kind]}"


def section_of(gap: Gap) -> str:
    """The title of the page's section that a gap belongs to."""
    section = SECTION_BY_KEY.get(gap.section)
    return section.title if section else "Page"


def state_of(gap: Gap) -> str:
    """What became of a gap."""
    if gap.withdrawn is not None:
        return "withdrawn"
    return f"✓ revision {gap.answered_by}" if gap.answered_by else "open"
