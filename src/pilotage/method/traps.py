"""The five traps, and their status as it follows from the gates' requirements."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from pilotage.method.gates import current_phase, requirements
from pilotage.model.project import PHASES, Project
from pilotage.model.review import TrapKind


class Trap(NamedTuple):
    """A trap: how it looks, its remedy, and the requirements that close it."""

    kind: TrapKind
    name: str
    looks: str
    remedy: str
    closed_by: tuple[str, ...]
    closes_in: int
    """The phase whose passed gate closes it."""


TRAPS: Final = (
    Trap(
        TrapKind.SINGLE_OWNER,
        "Single owner",
        "Only the builder knows the edge cases and the quality bar.",
        "A second owner who runs it alone and applies the standard without asking.",
        ("2.named", "2.run", "2.gaps", "2.clean", "2.current"),
        2,
    ),
    Trap(
        TrapKind.NO_DOCUMENT,
        "No documented workflow",
        "The process is in the builder's head.",
        "One page that a new team member can follow on day one.",
        ("1.sections", "1.one_page", "1.criterion", "1.disqualifier", "1.reviewer"),
        1,
    ),
    Trap(
        TrapKind.NO_CRITERIA,
        "Undefined success criteria",
        "“It feels faster.”",
        "A baseline without AI and a 90-day target for each metric.",
        ("1.kinds", "1.measured", "1.targets"),
        1,
    ),
    Trap(
        TrapKind.INTEGRATION_GAPS,
        "Integration gaps",
        "Data is copied by hand from tool to tool.",
        "Inputs and outputs flow from and to the systems where the data lives.",
        ("3.path", "3.described", "3.decided", "3.live", "3.worst"),
        3,
    ),
    Trap(
        TrapKind.NO_CADENCE,
        "No review cadence",
        "Models, inputs and policies change, and nobody looks.",
        "A monthly or quarterly review with an owner and a date.",
        ("5.cadence",),
        5,
    ),
)

BY_KIND: Final = {trap.kind: trap for trap in TRAPS}


class TrapStatus(StrEnum):
    """How far a trap is closed."""

    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


def trap_statuses(project: Project) -> dict[TrapKind, TrapStatus]:
    """Each trap's status: closed when its requirements hold and their gate is passed.

    In a bundle only the gate counts where the requirements are not judged.
    """
    met = {r.id: r.met for phase in PHASES for r in requirements(project, phase)}
    current = current_phase(project)
    return {trap.kind: _status(trap, met, current) for trap in TRAPS}


def _status(trap: Trap, met: dict[str, bool], current: int) -> TrapStatus:
    held = [met[id_] for id_ in trap.closed_by if id_ in met]
    if all(held) and current > trap.closes_in:
        return TrapStatus.CLOSED
    return TrapStatus.CLOSING if any(held) else TrapStatus.OPEN
