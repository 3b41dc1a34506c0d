"""How gaps are marked, worded and asked for, in tables, forms and dialogs."""

from __future__ import annotations

from pilotage.errors import Refused
from pilotage.forms.runs import MARKS, WORDS, gap_fields, section_of, state_of
from pilotage.model.project import Project
from pilotage.model.runs import Gap

__all__ = [
    "MARKS",
    "WORDS",
    "driver_of",
    "gap_fields",
    "kind_of",
    "section_of",
    "state_of",
]


def kind_of(gap: Gap) -> str:
    """A gap's kind, marked and in words."""
    return f"{MARKS[gap.kind]} {WORDS[gap.kind]}"


def driver_of(project: Project, gap: Gap) -> int:
    """Who may change a gap: the one who raised it."""
    if project.person(gap.by) is None:
        raise Refused("Who raised this gap is no longer in this project.")
    return gap.by
