"""A project's status and gates as data and as lines of text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

from pilotage.commands.output import bold, mark, shown
from pilotage.method.gate_production import missing_by_day
from pilotage.method.gate_review import judged
from pilotage.method.gates import Gate, Standing, gate
from pilotage.method.phases import name_of
from pilotage.method.requirement import Requirement, counted, listed
from pilotage.method.schedule import (
    day_month_year,
    days_late,
    length,
    next_review,
    window,
)
from pilotage.method.standing import Overview, overview
from pilotage.method.traps import BY_KIND, TrapStatus, trap_statuses
from pilotage.method.verdict import verdict
from pilotage.model.project import CADENCE, Project
from pilotage.model.text import one_line
from pilotage.store.inbox import Inbox

LISTED: Final = 20
"""So many days are listed one by one; the others are counted."""

_TRAP_MARKS = {TrapStatus.OPEN: "○", TrapStatus.CLOSING: "◐", TrapStatus.CLOSED: "●"}


def is_open(here: Gate) -> bool:
    """Whether a gate is passed or could be passed now."""
    return here.standing is Standing.PASSED or here.can_pass


def status_data(path: Path, project: Project, today: date) -> dict[str, Any]:
    """A project's status for scripts; docs/commands.md documents the keys."""
    here = overview(project, today)
    coming = next_review(project, today)
    on_the_way = here.phase != CADENCE
    return {
        "file": str(path),
        "title": project.title,
        "day": here.day,
        "days": length(project),
        "cycle": project.cycle.number if project.cycle else 1,
        "phase": here.phase,
        "phase_name": name_of(here.phase),
        "window": list(window(project, here.phase)) if on_the_way else None,
        "health": here.health.value,
        "why": here.why,
        "next": here.next_step,
        "days_late": days_late(project, here.phase, today) if on_the_way else 0,
        "gate": gate_data(here.gate) if on_the_way else None,
        "due": [day.isoformat() for day in here.due],
        "next_review": coming.isoformat() if coming else None,
        "traps": {kind.value: status.value for kind, status in trap_statuses(project).items()},
        "people": {
            "builder": project.name_of(project.builder),
            "second_owner": _name(project, project.second_owner),
            "decision_maker": _name(project, project.decision_maker),
        },
        "inbox": _inbox_data(path),
        "verdict": verdict(judged(project)),
    }


def gate_data(here: Gate) -> dict[str, Any]:
    """A gate for scripts; docs/commands.md documents the keys."""
    return {
        "phase": here.phase,
        "name": name_of(here.phase),
        "standing": here.standing.value,
        "open": is_open(here),
        "met": len(here.requirements) - len(here.missing),
        "of": len(here.requirements),
        "requirements": [_requirement_data(requirement) for requirement in here.requirements],
    }


def status_lines(path: Path, project: Project, today: date) -> list[str]:
    """A project's status for a person."""
    here = overview(project, today)
    lines = [f"{bold(project.title)}  ({shown(path)})", _headline(project, here)]
    if here.why:
        lines.append(f"{here.health.value.capitalize()}: {here.why}.")
    if here.phase != CADENCE and here.gate.missing:
        lines.append(f"Gate {here.phase} has {here.gate.summary}; missing:")
        lines += [f"  {_line(each)} {_where(each)}" for each in here.gate.missing]
    else:
        lines.append(f"Next: {here.next_step}.")
    lines += [f"Review due since {day_month_year(day)}." for day in here.due]
    lines.append(_traps(project))
    return lines + inbox_lines(path)


def inbox_lines(path: Path) -> list[str]:
    """What scripts recorded that is not in the project, for a person; mostly nothing."""
    inbox = Inbox(path)
    lines = []
    if waiting := len(inbox.waiting()):
        lines.append(
            f"Recorded by a script, not taken in yet: {counted(waiting, 'entry', 'entries')}."
        )
    if refused := inbox.refusals():
        what = counted(len(refused), "entry", "entries")
        lines += [
            f"Recorded by a script, but refused: {what}; see `pilotage record FILE refused`.",
            *(f"  {one_line(each.reason)}" for each in refused[:3]),
        ]
    return lines


def _inbox_data(path: Path) -> dict[str, int]:
    inbox = Inbox(path)
    return {"waiting": len(inbox.waiting()), "refused": len(inbox.refusals())}


def gate_lines(project: Project, phase: int) -> list[str]:
    """A gate's requirements for a person."""
    here = gate(project, phase)
    head = f"Gate {phase} · {name_of(phase)} · {here.summary} met"
    lines = [bold(head), *(f"  {_line(r)}" for r in here.requirements), here.sentence]
    return lines + (_to_check_lines(project) if phase == 4 else [])


def _to_check_lines(project: Project) -> list[str]:
    """What gate 4 still wants checked, a line a day."""
    days = missing_by_day(project)
    if not days:
        return []
    lines = ["", "Still to be checked:"]
    for missing in days[:LISTED]:
        left = [o.reference for o in (*missing.unchecked, *missing.by_builder_only)]
        share = f"{len(left):,} of {counted(missing.outputs, 'output')}"
        lines.append(f"  {missing.on.isoformat()}  {share}: {shown(listed(left, 5))}")
    if len(days) > LISTED:
        lines.append(f"  … and {counted(len(days) - LISTED, 'more day')}")
    return lines


def to_check_data(project: Project) -> list[dict[str, Any]]:
    """What gate 4 still wants checked, for scripts; docs/commands.md documents the keys."""
    return [
        {
            "on": missing.on.isoformat(),
            "outputs": missing.outputs,
            "unchecked": [output.reference for output in missing.unchecked],
            "by_builder_only": [output.reference for output in missing.by_builder_only],
        }
        for missing in missing_by_day(project)
    ]


def _headline(project: Project, here: Overview) -> str:
    if here.phase == CADENCE:
        coming = f"all five gates passed · {here.health.value}"
        return f"Day {here.day} · {coming}"
    first, last = window(project, here.phase)
    phase = f"phase {here.phase} of 5: {name_of(here.phase)} (days {first} to {last})"
    if here.day < 1:
        return f"Starts in {counted(1 - here.day, 'day')} · {phase} · {here.health.value}"
    return f"Day {here.day} of {length(project)} · {phase} · {here.health.value}"


def _line(requirement: Requirement) -> str:
    said = f": {requirement.missing}" if requirement.missing else ""
    return f"{mark(requirement.met)} {requirement.sentence}{said}"


def _where(requirement: Requirement) -> str:
    """Where it is fixed, such as “(phase 1, criteria)”."""
    screen = requirement.place.screen.replace("phase", "phase ")
    return f"({screen}, {requirement.place.field.replace('_', ' ')})"


def _traps(project: Project) -> str:
    statuses = trap_statuses(project)
    closed = sum(status is TrapStatus.CLOSED for status in statuses.values())
    open_ = [BY_KIND[kind].name.lower() for kind, s in statuses.items() if s is not s.CLOSED]
    marks = "".join(_TRAP_MARKS[status] for status in statuses.values())
    still = f"; still open: {', '.join(open_)}" if open_ else ""
    return f"Traps {marks} {closed} of {counted(len(statuses), 'trap')} closed{still}"


def _name(project: Project, person: int | None) -> str | None:
    return project.name_of(person) if person is not None else None


def _requirement_data(requirement: Requirement) -> dict[str, Any]:
    return {
        "id": requirement.id,
        "sentence": requirement.sentence,
        "met": requirement.met,
        "missing": requirement.missing,
        "screen": requirement.place.screen,
        "field": requirement.place.field,
        "row": requirement.place.row,
    }
