"""The gates: what each demands, what is missing and where it is seen to, and passing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotage.actions.gate import pass_gate
from pilotage.method.gates import Standing, current_phase, gate, last_passage, standing
from pilotage.method.phases import BY_NUMBER, name_of
from pilotage.method.requirement import Requirement
from pilotage.method.schedule import day_month_year
from pilotage.method.turn import with_role
from pilotage.model.project import CADENCE
from pilotage.plain.desk import Desk
from pilotage.plain.seat import LEAVE, Option

if TYPE_CHECKING:
    from pilotage.plain.project import Walk


def option(walk: Walk, phase: int) -> Option:
    """The gate as a choice in its phase's menu."""
    return Option(f"Gate {phase}: what is missing, and pass it", lambda: show(walk, phase))


def show(walk: Walk, phase: int) -> object:
    """Say what a gate demands; go to what is missing, or pass it, which ends the phase's menu."""
    desk = walk.desk
    _lay_out(desk, phase)
    here = gate(desk.project, phase)
    desk.dialogue.gap()
    desk.tell(f"Gate {phase}, {name_of(phase)}. {here.sentence}")
    if here.passage and here.passage.reopened:
        desk.tell(f"It was passed before and is open again: {here.passage.reopened.why}.")
    met = [each for each in here.requirements if each.met]
    if here.missing:
        desk.tell(f"Met: {len(met)} of {len(here.requirements)}.")
    for each in met:
        desk.tell(f"Met: {each.sentence}.")
    if here.standing is Standing.PASSED and here.passage:
        who = desk.project.name_of(here.passage.by)
        desk.tell(f"Passed by {who} on {day_month_year(here.passage.on)}.")
    if here.missing:
        desk.menu(
            f"What gate {phase} misses",
            lambda: [_missing(walk, each) for each in gate(desk.project, phase).missing],
            explain=("Choose one to go to where it is seen to.",),
        )
    elif here.can_pass and _pass(desk, phase):
        return LEAVE
    return None


def _missing(walk: Walk, requirement: Requirement) -> Option:
    said = f"{requirement.sentence}. Missing: {requirement.missing}"
    return Option(said, lambda: walk.go(requirement.place))


def _lay_out(desk: Desk, phase: int) -> None:
    """Lay the page out, so that how full it is need not be estimated."""
    if phase == 1:
        from pilotage.export.page_layout import lay_out
        from pilotage.method.gate_document import judged_page

        lay_out(desk.project, judged_page(desk.project))


def _pass(desk: Desk, phase: int) -> bool:
    """Ask, and pass it; whether it is passed now."""
    project = desk.project
    desk.refuse_read_only()
    again = " again" if standing(project, phase) is Standing.REOPENED else ""
    after = BY_NUMBER[phase + 1]
    if phase == 1 and last_passage(project, 1) is None and project.has_draft:
        number = project.revision.number + 1 if project.revision else 1
        desk.tell(f"The page becomes revision {number}.")
    who = with_role(project, desk.session.actor)
    desk.tell(f"It is recorded with the name of {who} and the date.")
    desk.tell(f"Next: {after.name}. {after.aim}")
    if not desk.dialogue.confirm(f"Pass gate {phase}, {name_of(phase)}{again}?"):
        return False
    desk.do(pass_gate, phase=phase)
    here = current_phase(desk.project)
    desk.tell(f"Gate {phase} passed. Now: {name_of(here)}.")
    if here == CADENCE:
        desk.tell("The workflow is in production.")
    return True
