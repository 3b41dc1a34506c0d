"""Gate 3: the integration map."""

from __future__ import annotations

from decimal import Decimal

from pilotage.method.requirement import Place, Requirement, counted, listed, require
from pilotage.model.integrations import Step, StepDecision
from pilotage.model.project import Project

SCREEN = "phase3"


def manual_steps(project: Project) -> tuple[Step, ...]:
    """The steps that somebody did by hand when the map was drawn."""
    return tuple(step for step in project.steps if step.is_manual)


def weight(step: Step) -> tuple[int, int, Decimal]:
    """What ranks manual steps: the worse of both ratings, then their sum, then hours a month."""
    friction, inconsistency = step.friction or 0, step.inconsistency or 0
    return max(friction, inconsistency), friction + inconsistency, step.hours_a_month


def ranked(project: Project) -> tuple[Step, ...]:
    """The manual steps, worst first."""
    return tuple(sorted(manual_steps(project), key=weight, reverse=True))


def is_connected(project: Project) -> bool:
    """Whether the steps lead from the input's source to the output's destination."""
    start, goal = project.source_system, project.destination_system
    if start is None or goal is None:
        return False
    reached: set[int] = set()
    ahead = {start}
    while ahead:
        here = ahead.pop()
        for step in project.steps:
            if step.source == here and step.destination not in reached:
                reached.add(step.destination)
                ahead.add(step.destination)
    return goal in reached


def is_keeping_signed(project: Project, step: Step) -> bool:
    """Whether the reason for keeping a step is signed by who is the second owner now."""
    return (
        step.decision is StepDecision.KEEP
        and step.keep_signed is not None
        and step.keep_signed_by == project.second_owner
    )


def is_proven(project: Project, step: Step) -> bool:
    """Whether an integrated step was seen to work; in a later cycle through phase 3, again."""
    cycle, seen = project.cycle_of(3), step.verification
    return step.is_integrated and (cycle is None or (seen is not None and seen.at >= cycle.at))


def requirements(project: Project) -> tuple[Requirement, ...]:
    """All that gate 3 demands."""
    return (
        _path(project),
        _named(project),
        _described(project),
        _decided(project),
        _live(project),
        _worst(project),
    )


def _path(project: Project) -> Requirement:
    missing, field = "", "ends"
    names = {system.id: system.name for system in project.systems}
    if len(project.systems) == 0:
        missing, field = "no system is on the map yet", "systems"
    elif project.source_system not in names:
        missing = "where does the input come from? mark its source"
    elif project.destination_system not in names:
        missing = "where does the output go? mark its destination"
    elif not is_connected(project):
        missing, field = (
            f"no way leads from {names[project.source_system]} to "
            f"{names[project.destination_system]}",
            "steps",
        )
    return require(
        "3.path",
        "The map leads from the input's source to the output's destination",
        Place(SCREEN, field),
        missing,
    )


def _named(project: Project) -> Requirement:
    missing = "no system is on the map yet"
    if project.systems:
        # The rules on names are loaded only once there is a map to compare the page with.
        from pilotage.method.advice_systems import named_systems, page_in_force

        names = [each.words for each in named_systems(project, page_in_force(project))]
        once = dict.fromkeys(names)
        missing = (
            f"the page names {listed(f'“{name}”' for name in once)}: put it on the map, or say "
            "why it is no system"
            if once
            else ""
        )
    return require(
        "3.named",
        "Every system that the page names is on the map",
        Place(SCREEN, "systems"),
        missing,
    )


def _of(project: Project, bad: list[Step]) -> str:
    return f"{len(bad)} of {counted(len(manual_steps(project)), 'manual step')}"


def _described(project: Project) -> Requirement:
    bad = [step for step in manual_steps(project) if not step.is_described]
    missing = f"{_of(project, bad)} not described: {listed(s.title for s in bad)}" if bad else ""
    if not project.steps:
        missing = "no step is on the map yet"
    return require(
        "3.described",
        "Every manual step says how often, how long, friction and inconsistency",
        Place(SCREEN, "steps", bad[0].id if bad else None),
        missing,
    )


def _decided(project: Project) -> Requirement:
    bad = [
        step
        for step in manual_steps(project)
        if step.decision is StepDecision.UNDECIDED
        or (step.decision is StepDecision.KEEP and not step.keep_reason.strip())
    ]
    missing = f"{_of(project, bad)} undecided: {listed(s.title for s in bad)}" if bad else ""
    if not project.steps:
        missing = "no step is on the map yet"
    return require(
        "3.decided",
        "Every manual step has a decision: integrate it, or keep it with a reason",
        Place(SCREEN, "steps", bad[0].id if bad else None),
        missing,
    )


def _live(project: Project) -> Requirement:
    planned = [s for s in manual_steps(project) if s.decision is StepDecision.INTEGRATE]
    bad = [step for step in planned if not is_proven(project, step)]
    missing = (
        f"{len(bad)} of {counted(len(planned), 'step')} not yet live and verified"
        f"{project.in_cycle(3)}: "
        f"{listed(s.title for s in bad)}"
        if bad
        else ""
    )
    if not project.steps:
        missing = "no step is on the map yet"
    return require(
        "3.live",
        "Every step to be integrated is live and was verified by a named person",
        Place(SCREEN, "steps", bad[0].id if bad else None),
        missing,
    )


def _worst(project: Project) -> Requirement:
    worst = next(iter(ranked(project)), None)
    missing = "" if project.steps else "no step is on the map yet"
    if worst is not None and not worst.is_integrated and not is_keeping_signed(project, worst):
        missing = (
            f"“{worst.title}” is the worst step: integrate it, or have the second owner "
            "sign the reason for keeping it"
        )
    return require(
        "3.worst",
        "The worst step is integrated, or the second owner signed the reason for keeping it",
        Place(SCREEN, "steps", worst.id if worst else None),
        missing,
    )
