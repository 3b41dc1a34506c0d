"""What tests ask of a gate."""

from __future__ import annotations

from pilotage.method.gates import requirements
from pilotage.method.requirement import Requirement
from tests.way import Way


def ask(way: Way, id_: str) -> Requirement:
    """The requirement of that id, as it stands."""
    found = [r for r in requirements(way.project, int(id_[0])) if r.id == id_]
    assert len(found) == 1
    return found[0]


def unmet(way: Way, phase: int) -> list[str]:
    """The ids of a gate's requirements that do not hold."""
    return [r.id for r in requirements(way.project, phase) if not r.met]
