"""Whose turn it is: who has to act next for the project to go on, and what they do."""

from __future__ import annotations

from dataclasses import dataclass

from pilotage.method.gate_second_owner import finished_runs, is_clean, unconfirmed
from pilotage.method.gates import current_phase, gate
from pilotage.method.phases import name_of
from pilotage.method.requirement import counted
from pilotage.model.project import CADENCE, Project


@dataclass(frozen=True)
class Turn:
    """Who acts next, and what they do: “answers the 2 open gaps in the page”."""

    person: int
    what: str


def whose_turn(project: Project) -> Turn:
    """Who acts next. Whatever no other role has to do is the builder's."""
    phase = current_phase(project)
    if phase == 2 and (turn := _handing_over(project)):
        return turn
    if phase == CADENCE:
        owner = project.cadence.owner if project.cadence else project.builder
        return Turn(owner, "holds the next review when it is due")
    if gate(project, phase).missing:
        return Turn(project.builder, f"sees to what gate {phase} ({name_of(phase)}) still asks for")
    return Turn(project.builder, f"passes gate {phase} ({name_of(phase)})")


def next_step(project: Project) -> str:
    """Whose turn it is, and for what, as a sentence."""
    turn = whose_turn(project)
    return f"Next: {project.name_of(turn.person)} {turn.what}."


def with_role(project: Project, person: int | None) -> str:
    """A name with the role: “Ada Builder (builder)”."""
    role = project.role_of(person)
    return project.name_of(person) + (f" ({role})" if role else "")


def _handing_over(project: Project) -> Turn | None:
    """The turns of phase 2: run, answer, publish, run again."""
    going = next((run for run in project.runs if run.ended is None), None)
    if going is not None:
        return Turn(going.driver, f"drives run #{going.number}")
    open_ = sum(gap.is_open for gap in project.gaps)
    if open_:
        which = "the open gap" if open_ == 1 else f"the {open_} open gaps"
        return Turn(project.builder, f"answers {which} in the page and publishes it")
    if project.second_owner is None or project.revision is None:
        return None
    number = project.revision.number
    runs = finished_runs(project)
    short = project.policy.second_owner_runs - len(runs)
    if not runs or not is_clean(project, runs[-1]):
        return Turn(project.second_owner, f"runs it with revision {number} of the page")
    if short > 0:
        return Turn(project.second_owner, f"drives {counted(short, 'more run', 'more runs')}")
    if unconfirmed(project, runs[-1]):
        what = f"reads what revision {number} changed and confirms it, or runs it again"
        return Turn(project.second_owner, what)
    return None
