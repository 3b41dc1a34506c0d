"""The gates together: where a project stands, what each gate demands, what was reopened.

A gate is data: a list of requirements, the method's own and those of the organisation's playbook.
The wizard, the commands, the exported documents and the tests all read the same list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from pilotage.method import (
    gate_document,
    gate_integrations,
    gate_production,
    gate_review,
    gate_second_owner,
)
from pilotage.method.requirement import Requirement, counted
from pilotage.model.project import CADENCE, PHASES, Passage, Project

DEMANDS: Final[Mapping[int, Callable[[Project], tuple[Requirement, ...]]]] = MappingProxyType(
    {
        1: gate_document.requirements,
        2: gate_second_owner.requirements,
        3: gate_integrations.requirements,
        4: gate_production.requirements,
        5: gate_review.requirements,
    }
)


HANDED_OVER: Final = 2
"""The only phase that a bundle is about: what the others rest on is in the builder's project."""


ELSEWHERE: Final = "Locked here: a bundle is about phase 2; the rest is in the builder's project."


class Standing(StrEnum):
    """How a phase stands."""

    PASSED = "passed"
    CURRENT = "current"
    REOPENED = "reopened"
    """It is current again: passed once, then its evidence went stale."""
    LOCKED = "locked"


@dataclass(frozen=True)
class Gate:
    """A phase's gate: what it demands and how it stands."""

    phase: int
    standing: Standing
    requirements: tuple[Requirement, ...]
    passage: Passage | None
    """The last time that it was passed, even if it was reopened since."""
    in_bundle: bool = False
    """Whether this is a bundle, where no gate is passed."""

    @property
    def missing(self) -> tuple[Requirement, ...]:
        """The requirements that are not met."""
        return tuple(r for r in self.requirements if not r.met)

    @property
    def can_pass(self) -> bool:
        """Whether it is the current gate and every requirement holds."""
        here = self.standing in (Standing.CURRENT, Standing.REOPENED) and not self.missing
        return here and not self.in_bundle

    @property
    def summary(self) -> str:
        """“3 of 5”: how many requirements are met."""
        return f"{len(self.requirements) - len(self.missing)} of {len(self.requirements)}"

    @property
    def sentence(self) -> str:
        """How the gate stands and what is to do, in a sentence."""
        if self.standing is Standing.PASSED:
            return "Passed."
        if self.standing is Standing.LOCKED:
            return ELSEWHERE if self.in_bundle else "Locked until the gate before it is passed."
        if not self.missing and self.in_bundle:
            return "Everything is there: give the bundle back; the builder's project has the gate."
        if not self.missing:
            return "Everything is there: the gate can be passed."
        return f"{counted(len(self.missing), 'requirement')} missing."


def last_passage(project: Project, phase: int) -> Passage | None:
    """The latest passage of a gate, reopened or not."""
    return next((p for p in reversed(project.passages) if p.phase == phase), None)


def current_phase(project: Project) -> int:
    """The phase that is worked on: the first whose gate is not passed; 6 after the fifth."""
    passed = {p.phase for p in project.passages if p.reopened is None}
    return next((phase for phase in PHASES if phase not in passed), CADENCE)


def standing(project: Project, phase: int) -> Standing:
    """How a phase (1 to 5, or 6 for the cadence) stands."""
    current = current_phase(project)
    if phase < current:
        return Standing.PASSED
    if phase > current:
        return Standing.LOCKED
    return Standing.REOPENED if last_passage(project, phase) else Standing.CURRENT


def requirements(project: Project, phase: int) -> tuple[Requirement, ...]:
    """All that a gate demands, met or not; none for the cadence.

    In a bundle none but gate 2's: what the other gates are about is not in it.
    """
    if project.handed_over is not None and phase != HANDED_OVER:
        return ()
    if phase not in DEMANDS:
        return ()
    own = DEMANDS[phase](project)
    if project.playbook is None:
        return own
    from pilotage.method import extras

    return (*own, *extras.requirements(project, phase))


def gate(project: Project, phase: int) -> Gate:
    """A phase's gate as it stands."""
    return Gate(
        phase,
        standing(project, phase),
        requirements(project, phase),
        last_passage(project, phase),
        in_bundle=project.handed_over is not None,
    )


def gates(project: Project) -> tuple[Gate, ...]:
    """All five gates."""
    return tuple(gate(project, phase) for phase in PHASES)


def stale(project: Project) -> tuple[Gate, ...]:
    """The gates that were passed and whose requirements no longer hold."""
    passed = {p.phase for p in project.passages if p.reopened is None}
    found = (gate(project, phase) for phase in sorted(passed))
    return tuple(each for each in found if each.missing)
