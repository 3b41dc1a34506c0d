"""The fields of the second owner's runs, and the words for what is found in them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Final

from pilotage.actions.runs import SHORTEST
from pilotage.forms.field import Field
from pilotage.method.driving import worked
from pilotage.method.requirement import counted
from pilotage.model.document import SECTION_BY_KEY, SECTIONS
from pilotage.model.project import Project
from pilotage.model.runs import Gap, GapKind, Run

MARKS: Final = {GapKind.QUESTION: "?", GapKind.IMPROVISATION: "!", GapKind.BLOCKED: "■"}
WORDS: Final = {
    GapKind.QUESTION: "had to ask",
    GapKind.IMPROVISATION: "improvised",
    GapKind.BLOCKED: "blocked",
}
SAYS: Final = {
    GapKind.QUESTION: "I had to ask",
    GapKind.IMPROVISATION: "I improvised",
    GapKind.BLOCKED: "I was blocked",
}
TODO: Final = {
    "purpose": "What it is for.",
    "trigger": "Look for what starts it.",
    "input_format": "Get the input, in this form.",
    "tool": "Open this tool or model.",
    "steps": "Do this:",
    "criteria": "Check the output. Is this true of it?",
    "disqualifiers": "Check the output. If this is so, it can't be used.",
    "reviewer": "Who checks it before it goes live.",
    "review": "What the reviewer looks at, and what then.",
    "destination": "Bring the output there.",
    "when_wrong": "What to do when it goes wrong.",
}
"""What a section of the page asks of who drives."""
RUNS_ALONE: Final = (
    "They run the workflow alone, with the page only. Each place where they ask or "
    "improvise is noted as a gap in the page."
)


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
    """What was missing in the page, and where."""
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


def withdrawal_field() -> Field:
    """Why a gap is none."""
    return Field(
        "reason",
        "Why is it no gap?",
        "prose",
        hint="Such as: it stands under Trigger, I had overlooked it.",
        required=True,
    )


def sign_off_fields(run: Run, now: datetime) -> list[Field]:
    """What the driver of a run signs at its end: their own words, and the minutes."""
    took = Decimal(worked(run, now).total_seconds()) / 60
    return [
        Field(
            "note",
            "In your own words",
            "prose",
            hint="Could you run it tomorrow without the builder? What would you change?",
        ),
        Field(
            "minutes",
            "Minutes",
            "number",
            f"{max(SHORTEST, round(took, 1)):f}",
            hint="By the clock, without breaks. Correct it where it is wrong.",
            required=True,
        ),
    ]


def run_verdict(project: Project, gaps: tuple[Gap, ...], *, to_the_end: bool) -> tuple[str, str]:
    """Whether a run was clean, and what that means for gate 2."""
    found = counted(len(gaps), "gap")
    builder = project.name_of(project.builder)
    if not to_the_end:
        more = f" {builder} answers the gaps in the page first." if gaps else ""
        return f"Not to the end, {found}.", f"It does not count for gate 2.{more}"
    if gaps:
        return (
            f"To the end, {found}.",
            f"Gate 2 wants a clean run: {builder} answers the gaps in the page and publishes it, "
            "then you run it again.",
        )
    return "Clean: no question, no improvisation.", "That is what gate 2 asks for."


def run_fields(run: Run) -> list[Field]:
    """What can be corrected of a run that has ended."""
    return [
        Field("minutes", "Minutes", "number", f"{run.minutes or 0:f}", required=True),
        Field("note", "Note", "prose", run.note),
    ]
