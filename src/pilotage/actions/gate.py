"""Passing a gate: only the current one, only when everything is there."""

from __future__ import annotations

from pilotage.actions.action import Stamp, action
from pilotage.actions.page import published
from pilotage.errors import GateClosed
from pilotage.method.gates import Standing, gate
from pilotage.method.phases import name_of
from pilotage.model.project import Passage, Project
from pilotage.model.record import make


@action(serious=True)
def pass_gate(project: Project, stamp: Stamp, /, *, phase: int) -> Project:
    """Pass the gate of a phase; raises `GateClosed` with all that is missing.

    Passing gate 1 for the first time publishes the page when it has changes that no revision
    holds yet, since the second owner works from a published revision. Later the gate is about
    the published page: what is still a draft stays one.
    """
    if phase not in range(1, 6):
        raise GateClosed(f"There is no gate {phase}.", "The gates are 1 to 5.")
    here = gate(project, phase)
    if here.standing is Standing.PASSED:
        raise GateClosed(f"Gate {phase} ({name_of(phase)}) is already passed.")
    if here.standing is Standing.LOCKED:
        raise GateClosed(
            f"Gate {phase} ({name_of(phase)}) can't be passed before the gate in front of it.",
            "There is no skip.",
        )
    if here.missing:
        lines = "; ".join(f"{r.sentence}: {r.missing}" for r in here.missing)
        raise GateClosed(f"Gate {phase} is closed. {lines}.")
    if phase == 1 and here.passage is None and project.has_draft:
        project = published(project, stamp, note="Published with gate 1")
    passage = make(
        Passage,
        phase=phase,
        by=stamp.actor,
        at=stamp.at,
        on=stamp.today,
        records_before=project.next_id,
    )
    return project.having(passages=(*project.passages, passage))
