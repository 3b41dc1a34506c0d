"""A project in a list: what a line or two say of it, and what a panel beside the list adds."""

from __future__ import annotations

from datetime import date
from typing import Final

from textual.content import Content

from pilotage.method.phases import BY_NUMBER
from pilotage.method.standing import Health
from pilotage.model.project import PHASES
from pilotage.portfolio import Listed
from pilotage.tui.widgets.rail import phase_row, traps_text

HEALTH: Final = {
    Health.ON_THE_WAY: ("▶", "$accent"),
    Health.LATE: ("!", "$text-warning"),
    Health.AT_RISK: ("!", "$text-error"),
    Health.IN_PRODUCTION: ("✓", "$text-success"),
    Health.STOPPED: ("■", "$foreground 65%"),
}


def phase_text(listed: Listed) -> str:
    """“Phase 3, Integrations”, or that it is in production; why, when it can't be read."""
    here = listed.overview
    if here is None:
        return listed.problem
    if here.phase in PHASES:
        return f"Phase {here.phase}, {BY_NUMBER[here.phase].name}"
    return "All five gates passed"


def card(listed: Listed) -> Content:
    """A project in the list: title and status, phase and day, what is next."""
    here = listed.overview
    if here is None:
        return Content.assemble(
            (listed.title, "bold"), ("  ✗ can't be read", "$text-error"), f"\n{listed.problem}"
        )
    day = f"day {here.day} of 90" if 1 <= here.day <= 90 else f"day {here.day}"
    if here.day < 1:
        day = f"starts in {1 - here.day} days"
    gate = f" · {here.gate.summary} met" if here.gate.requirements else ""
    return Content.assemble(
        (listed.title, "bold"),
        (f"  {HEALTH[here.health][0]} {here.health}", HEALTH[here.health][1]),
        (f": {here.why}" if here.why else "", HEALTH[here.health][1]),
        (f"\n{phase_text(listed)} · {day}{gate}\n", "$foreground 65%"),
        ("→ ", "$accent bold"),
        here.next_step,
    )


def detail(listed: Listed, today: date) -> Content:
    """Where the chosen project stands: phases, traps, people."""
    project = listed.project
    if project is None:
        return Content(listed.problem)
    parts: list[str | Content | tuple[str, str]] = []
    for phase in BY_NUMBER:
        parts += [phase_row(project, phase, today), "\n"]
    parts += ["\n", traps_text(project), "\n\n"]
    for label, who in (
        ("Builder", project.builder),
        ("Second owner", project.second_owner),
        ("Decision-maker", project.decision_maker),
    ):
        parts += [(f"{label}: ", "$foreground 65%"), f"{project.name_of(who)}\n"]
    return Content.assemble(*parts)
