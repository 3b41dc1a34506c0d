"""A project beside the list at home, and in a list of examples: where it stands."""

from __future__ import annotations

from datetime import date
from typing import Final

from textual.content import Content

from pilotage.method.phases import BY_NUMBER
from pilotage.method.schedule import day_in_words
from pilotage.method.traps import TrapStatus
from pilotage.model.project import PHASES
from pilotage.portfolio import Listed
from pilotage.tui.project_rows import due_text, traps_marks
from pilotage.tui.widgets.rail import phase_row

MUTED: Final = "$foreground 65%"
MOST_DUE: Final = 4
"""So many things that are due are listed."""

Parts = list[str | Content | tuple[str, str]]


def phase_text(listed: Listed) -> str:
    """“Phase 3, Integrations”, or that it is in production; why, when it can't be read."""
    here = listed.overview
    if here is None:
        return listed.problem
    if here.phase in PHASES:
        return f"Phase {here.phase}, {BY_NUMBER[here.phase].name}"
    return "All five gates passed"


def brief(listed: Listed, today: date) -> Content:
    """What a narrow list leaves out of the chosen project, in a line."""
    facts, project = listed.facts, listed.project
    if facts is None or project is None:
        return Content(listed.problem)
    parts: Parts = [day_in_words(project, today)]
    if due := due_text(listed, today):
        parts += [(" · due ", MUTED), due]
    parts += [(" · traps ", MUTED), (traps_marks(listed), "$accent")]
    parts += [(" · in production ", MUTED), facts.verdict]
    return Content.assemble(*parts)


def detail(listed: Listed, today: date) -> Content:
    """Where the chosen project stands: phases, what is due, traps, figures, people."""
    project, facts, here = listed.project, listed.facts, listed.overview
    if project is None or facts is None or here is None:
        return Content(listed.problem)
    parts: Parts = [(project.title, "bold"), (f"\n{day_in_words(project, today)}\n\n", MUTED)]
    for phase in BY_NUMBER:
        parts += [phase_row(project, phase, today), "\n"]
    for due in listed.due[:MOST_DUE]:
        parts += [("\n! ", "$text-warning"), due.sentence(today)]
    if more := len(listed.due) - MOST_DUE:
        parts += [f"\n  and {more} more due"] if more > 0 else []
    closed = list(facts.traps.values()).count(TrapStatus.CLOSED)
    parts += [
        "\n" if listed.due else "",
        "\n",
        ("Traps: ", MUTED),
        (traps_marks(listed), "$accent"),
    ]
    parts += [f" {closed} of {len(facts.traps)} closed\n"]
    parts += [("In production: ", MUTED), facts.verdict]
    if here.gate.requirements:
        parts += [("\nGate: ", MUTED), f"{here.gate.summary} met"]
    if project.decision is not None:
        parts += [("\nDecision: ", MUTED), project.decision.choice.label]
    parts.append("\n\n")
    for label, who in (
        ("Builder", project.builder),
        ("Second owner", project.second_owner),
        ("Decision-maker", project.decision_maker),
    ):
        parts += [(f"{label}: ", MUTED), f"{project.name_of(who)}\n"]
    return Content.assemble(*parts)
