"""How gaps are marked, worded and asked for, in tables, forms and dialogs."""

from __future__ import annotations

from typing import Final

from pilotage.errors import Refused
from pilotage.model.document import SECTION_BY_KEY, SECTIONS
from pilotage.model.project import Project
from pilotage.model.runs import Gap, GapKind
from pilotage.tui.dialogs.form import Field

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
    if gap.answered_by is None:
        return "open"
    return f"{'✓ ' if gap.confirmed else ''}revision {gap.answered_by}"


def gap_fields(kind: GapKind | None, section: str, text: str) -> list[Field]:
    """The fields of a gap's form."""
    return [
        Field(
            "kind",
            "What happened?",
            "choice",
            kind,
            choices=[(f"{MARKS[k]} {WORDS[k]}", k) for k in GapKind],
            required=True,
        ),
        Field(
            "text",
            "What was missing?",
            value=text,
            hint="Such as: which inbox counts as urgent?",
            required=True,
        ),
        Field(
            "section",
            "Where in the page",
            "choice",
            section,
            choices=[(s.title, s.key) for s in SECTIONS],
            required=True,
        ),
    ]


def driver_of(project: Project, gap: Gap) -> int:
    """Who may change a gap: the one who raised it."""
    if project.person(gap.by) is None:
        raise Refused("Who raised this gap is no longer in this project.")
    return gap.by
