"""The integration map as a picture in text: systems, and arrows by hand or automatic.

`●[Leads inbox] ══copy 16.8 h══> [Assistant] ──auto──> [CRM]◎`
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from textual.content import Content

from pilotage.method.gate_integrations import is_connected, manual_steps
from pilotage.model.integrations import Step, StepDecision, StepKind
from pilotage.model.project import Project

Part = str | Content | tuple[str, str]
NAME_LENGTH: Final = 28
"""Longer names of systems are cut in the picture; the table has them whole."""
VERBS: Final = {
    StepKind.COPY: "copy",
    StepKind.TRIGGER: "start",
    StepKind.ROUTE: "route",
    StepKind.AUTOMATIC: "auto",
}
LEGEND: Final = "● source · ◎ destination · ══> by hand, hours a month · ──> by itself"


def short(name: str, length: int = NAME_LENGTH) -> str:
    """A name cut to a length."""
    return name if len(name) <= length else f"{name[: length - 1]}…"


def hours(step: Step) -> str:
    """A step's hours a month; a question mark while it is not described."""
    return f"{step.hours_a_month:f} h" if step.times is not None and step.minutes else "? h"


def arrow(step: Step) -> tuple[str, str]:
    """A step as an arrow, and its style: double by hand, single by itself."""
    if not step.is_manual:
        return "──auto──>", "$text-success"
    if step.live:
        return ("──live ✓──>" if step.is_integrated else "──live, not verified──>"), "$text-success"
    more = {StepDecision.KEEP: ", kept", StepDecision.INTEGRATE: ", to integrate"}
    return (
        f"══{VERBS[step.kind]} {hours(step)}{more.get(step.decision, '')}══>",
        "$text-warning",
    )


def chains(project: Project) -> tuple[tuple[Step, ...], ...]:
    """The steps as chains to draw, one a line: first the way from source to destination."""
    left = list(project.steps)
    found: list[tuple[Step, ...]] = []
    if way := _way(project):
        found.append(way)
        left = [step for step in left if step not in way]
    while left:
        chain = [_first(left, project.source_system)]
        left.remove(chain[0])
        seen = {chain[0].source, chain[0].destination}
        while after := [s for s in left if s.source == chain[-1].destination]:
            chain.append(after[0])
            left.remove(after[0])
            if after[0].destination in seen:
                break
            seen.add(after[0].destination)
        found.append(tuple(chain))
    return tuple(found)


def _first(steps: Sequence[Step], source: int | None) -> Step:
    """Where to begin a chain: at the source, else where nothing leads to, else anywhere."""
    goals = {step.destination for step in steps}
    at_source = (step for step in steps if step.source == source)
    at_start = (step for step in steps if step.source not in goals)
    return next(at_source, None) or next(at_start, steps[0])


def _way(project: Project) -> tuple[Step, ...]:
    """The shortest way from the source to the destination; empty where none leads there."""
    start, goal = project.source_system, project.destination_system
    if start is None or goal is None or start == goal:
        return ()
    ways: deque[tuple[int, tuple[Step, ...]]] = deque([(start, ())])
    seen = {start}
    while ways:
        here, way = ways.popleft()
        for step in project.steps:
            if step.source != here or step.destination in seen:
                continue
            if step.destination == goal:
                return (*way, step)
            seen.add(step.destination)
            ways.append((step.destination, (*way, step)))
    return ()


def flow(project: Project) -> Content:
    """The picture: a line for each chain, systems without a step, and what is by hand."""
    if not project.systems:
        return Content("No system is on the map yet.")
    parts: list[Part] = []
    for chain in chains(project):
        parts += _system(project, chain[0].source)
        for step in chain:
            text, style = arrow(step)
            parts += [" ", (text, style), " ", *_system(project, step.destination)]
        parts.append("\n")
    used = {end for step in project.steps for end in (step.source, step.destination)}
    alone = [system.id for system in project.systems if system.id not in used]
    for id_ in alone:
        parts += [*_system(project, id_), ("  no step leads here yet\n", "$foreground 65%")]
    parts += _summary(project)
    return Content.assemble(*parts)


def _system(project: Project, id_: int) -> list[Part]:
    name = next((system.name for system in project.systems if system.id == id_), "?")
    return [
        ("●" if id_ == project.source_system else "", "$accent bold"),
        (f"[{short(name)}]", "bold"),
        ("◎" if id_ == project.destination_system else "", "$accent bold"),
    ]


def _summary(project: Project) -> list[Part]:
    steps = manual_steps(project)
    total = sum((step.hours_a_month for step in steps), Decimal(0))
    gone = sum((step.hours_a_month for step in steps if step.live), Decimal(0))
    parts: list[Part] = []
    if project.steps and not is_connected(project):
        parts.append(("No way leads from the source to the destination yet.\n", "$text-warning"))
    parts += [
        (f"By hand: {total - gone:f} h a month", "bold"),
        f" of {total:f} h found" + (f"; {gone:f} h run by themselves now" if gone else ""),
    ]
    return parts
