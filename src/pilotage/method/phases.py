"""The five phases: their names, what each is for, and what it must leave behind."""

from __future__ import annotations

from typing import Final, NamedTuple

from pilotage.model.project import CADENCE


class Phase(NamedTuple):
    """One phase of the method."""

    number: int
    name: str
    aim: str
    artifacts: tuple[str, ...]


BY_NUMBER: Final = {
    1: Phase(
        1,
        "Document & baseline",
        "Write down how the pilot works, how things stand without AI, and what is good enough.",
        ("one-page document", "baseline"),
    ),
    2: Phase(
        2,
        "Second owner",
        "Somebody else runs it alone from the page; every question is a gap in the page.",
        ("second-owner run log",),
    ),
    3: Phase(
        3,
        "Integrations",
        "Map every manual step and replace the worst ones first.",
        ("integration map",),
    ),
    4: Phase(
        4,
        "Production run",
        "Run it for real, measure it, and check every output.",
        ("measured run",),
    ),
    5: Phase(
        5,
        "Formal review",
        "Judge the figures against the targets, decide, and set the review cadence.",
        ("scorecard", "decision", "cadence"),
    ),
    CADENCE: Phase(
        CADENCE,
        "Cadence",
        "Look again, monthly or quarterly: models, inputs and policies change.",
        ("review records",),
    ),
}


def name_of(phase: int) -> str:
    """A phase's name; 6 is the cadence after the fifth gate."""
    return BY_NUMBER[phase].name
