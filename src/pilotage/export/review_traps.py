"""The five traps of a review pack, each with the evidence that closed it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pilotage.export.review_content import TrapLine
from pilotage.export.status import short
from pilotage.measure.handover import run_points
from pilotage.method.gate_integrations import is_proven, manual_steps
from pilotage.method.gate_second_owner import finished_runs, is_clean
from pilotage.method.gates import last_passage, requirements
from pilotage.method.requirement import counted
from pilotage.method.schedule import day_month_year
from pilotage.method.step_figures import live_hours, plain, totals
from pilotage.method.traps import TRAPS, Trap, TrapStatus, trap_statuses
from pilotage.model.integrations import StepDecision
from pilotage.model.project import PHASES, Project
from pilotage.model.review import TrapKind


def traps(project: Project) -> tuple[TrapLine, ...]:
    """All five, in the method's order."""
    statuses = trap_statuses(project)
    return tuple(_line(project, trap, statuses[trap.kind]) for trap in TRAPS)


def _line(project: Project, trap: Trap, status: TrapStatus) -> TrapLine:
    said = EVIDENCE[trap.kind](project)
    passage = last_passage(project, trap.closes_in)
    passed = passage is not None and passage.reopened is None
    if status is not TrapStatus.CLOSED:
        missing = [
            f"{r.sentence}: {r.missing}"
            for phase in PHASES
            for r in requirements(project, phase)
            if r.id in trap.closed_by and not r.met
        ]
        waits = f"Gate {trap.closes_in} is not passed."
        said.append(f"Missing: {missing[0]}." if missing else waits)
    gate = f"gate {passage.phase} passed {short(passage.on)}" if passage and passed else ""
    return TrapLine(trap.name, status, gate, " ".join(said))


def _second_owner(project: Project) -> list[str]:
    runs = finished_runs(project)
    if project.second_owner is None or not runs:
        return []
    points = [p for p in run_points(project.runs, project.gaps) if p.minutes is not None]
    times = {1: "once", 2: "twice"}.get(len(runs), f"{len(runs)} times")
    said = f"{project.name_of(project.second_owner)} ran it alone {times} to the end"
    if len(points) > 1:
        said += f"; gaps in the page went from {points[0].gaps} to {points[-1].gaps}"
    last = runs[-1]
    state = "clean" if is_clean(project, last) else "not clean"
    on = short((last.ended or last.started).astimezone().date())
    found = [f"{said}. The last run, {on}, was {state}."]
    current = project.revision
    if current is not None and last.revision < current.number:
        confirmed = any(c.revision == current.number for c in project.confirmations)
        how = "read and signed by them" if confirmed else "not yet confirmed"
        found.append(f"Revision {current.number} since then: {how}.")
    return found


def _document(project: Project) -> list[str]:
    revision = project.revision
    if revision is None:
        return []
    page = revision.page
    return [
        f"One page, revision {revision.number} by {project.name_of(revision.by)}: "
        f"{counted(len(page.steps), 'step')}, "
        f"{counted(len(page.criteria), 'quality criterion', 'quality criteria')}, "
        f"{counted(len(page.disqualifiers), 'disqualifier')}; "
        f"reviewed by {page.reviewer or 'nobody yet'}."
    ]


def _criteria(project: Project) -> list[str]:
    measured = [metric for metric in project.metrics if metric.is_measured]
    aimed = sum(metric.target is not None for metric in measured)
    waived = sum(metric.waiver is not None for metric in project.metrics)
    if not measured:
        return []
    said = f"{counted(len(measured), 'metric')} measured without AI, {aimed} with a 90-day target"
    if waived:
        said += f"; {waived} waived with a reason"
    return [f"{said}."]


def _integrations(project: Project) -> list[str]:
    steps = manual_steps(project)
    if not steps:
        return []
    done = sum(is_proven(project, step) for step in steps)
    kept = sum(step.decision is StepDecision.KEEP for step in steps)
    again = sum(step.is_integrated for step in steps) - done
    live, (_, found) = live_hours(project), totals(project)
    said = f"{done} of {counted(len(steps), 'manual step')} integrated and verified"
    if again:
        said += f", {again} verified before this cycle: verify again"
    if kept:
        said += f", {kept} kept with a reason"
    return [f"{said}; {plain(live.proven)} of {plain(found)} hours a month run by themselves."]


def _cadence(project: Project) -> list[str]:
    cadence = project.cadence
    if cadence is None:
        return []
    said = (
        f"{cadence.interval.value.capitalize()} review by {project.name_of(cadence.owner)}, "
        f"from {day_month_year(cadence.first)}"
    )
    if project.reviews:
        said += f"; {len(project.reviews)} held"
    return [f"{said}."]


EVIDENCE: Final[dict[TrapKind, Callable[[Project], list[str]]]] = {
    TrapKind.SINGLE_OWNER: _second_owner,
    TrapKind.NO_DOCUMENT: _document,
    TrapKind.NO_CRITERIA: _criteria,
    TrapKind.INTEGRATION_GAPS: _integrations,
    TrapKind.NO_CADENCE: _cadence,
}
