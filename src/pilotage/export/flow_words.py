"""What stands in the picture of the integration map: on boxes and arrows, in every format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from pilotage.export.flow_layout import Layout, layout
from pilotage.export.layering import Box, Link
from pilotage.method.gate_integrations import is_keeping_signed, is_proven, ranked
from pilotage.method.requirement import counted
from pilotage.method.step_figures import cost_a_month, is_counted, live_hours, money, totals
from pilotage.model.integrations import Step, StepDecision, StepKind, System
from pilotage.model.project import Project

Measure = Callable[[str], int]
"""How many units of the grid a text takes."""

VERBS: Final = {
    StepKind.COPY: "copy",
    StepKind.TRIGGER: "start",
    StepKind.ROUTE: "route",
    StepKind.AUTOMATIC: "by itself",
}
"""What a step does, in a word."""
SOURCE, DESTINATION = "● source", "◎ destination"
LOOP: Final = "↻"
"""Before a step that leads back to the system that it leads from."""


@dataclass(frozen=True)
class Shown:
    """An arrow's label, and whether it is drawn as done by hand."""

    lines: tuple[str, ...]
    by_hand: bool


@dataclass(frozen=True)
class Flow:
    """The picture: what is written where."""

    layout: Layout
    boxes: dict[int, tuple[str, ...]]
    """Each system's lines: its name, its part, steps that lead back to it."""
    names: dict[int, int]
    """How many of a box's lines are the system's name."""
    arrows: dict[int, Shown]


def flow(
    project: Project,
    measure: Measure,
    *,
    widest: int = 24,
    margin: int = 4,
    border: int = 2,
    marks: bool = True,
) -> Flow:
    """The picture, laid out.

    `measure` says how wide a text is; names are broken at `widest`; a box is `margin` wider and
    `border` higher than its text. Without `marks` words alone stand on the boxes: few fonts for
    print have such marks, and text with them would change its font.
    """
    ranks = {step.id: number for number, step in enumerate(ranked(project), start=1)}
    arrows = {step.id: shown(project, step, ranks.get(step.id)) for step in project.steps}
    boxes: dict[int, tuple[str, ...]] = {}
    names: dict[int, int] = {}
    for system in project.systems:
        name = tuple(folded(system.name, widest, measure))
        names[system.id] = len(name)
        more = (*roles(project, system), *_loops(project, system, arrows))
        boxes[system.id] = (*name, *(more if marks else map(_in_words, more)))
    sizes = [
        Box(id_, max(map(measure, lines)) + margin, len(lines) + border)
        for id_, lines in boxes.items()
    ]
    links = [
        Link(
            step.id,
            step.source,
            step.destination,
            max(map(measure, arrows[step.id].lines)),
            len(arrows[step.id].lines),
        )
        for step in project.steps
    ]
    laid = layout(sizes, links, first=project.source_system)
    return Flow(laid, boxes, names, arrows)


def shown(project: Project, step: Step, rank: int | None) -> Shown:
    """A step's label: its rank, what it does and its hours a month, and what was decided."""
    if not step.is_manual:
        return Shown((VERBS[step.kind],), by_hand=False)
    head = f"#{rank} {VERBS[step.kind]}"
    if step.live:
        return Shown((head, proof_in_words(project, step)), by_hand=False)
    return Shown((f"{head} {hours(step)}", state_in_words(project, step)), by_hand=True)


def proof_in_words(project: Project, step: Step) -> str:
    """How far a step that is in use is seen to work: in a later cycle it is to be seen again."""
    if is_proven(project, step):
        return "verified ✓"
    return "verify again" if step.is_integrated else "built, unverified"


def state_in_words(project: Project, step: Step) -> str:
    """What was decided about a step that is still done by hand."""
    if step.decision is StepDecision.KEEP:
        return "kept, signed ✓" if is_keeping_signed(project, step) else "kept"
    return "planned" if step.decision is StepDecision.INTEGRATE else "undecided"


def hours(step: Step) -> str:
    """A step's hours a month; a question mark while it is not known how often or how long."""
    return f"{step.hours_a_month:f} h" if is_counted(step) else "? h"


def roles(project: Project, system: System) -> Iterator[str]:
    """Whether a system is where the input comes from or where the output goes."""
    if system.id == project.source_system:
        yield SOURCE
    if system.id == project.destination_system:
        yield DESTINATION


def _loops(project: Project, system: System, arrows: dict[int, Shown]) -> Iterator[str]:
    for step in project.steps:
        if step.source == step.destination == system.id:
            yield f"{LOOP} {', '.join(arrows[step.id].lines)}"


def _in_words(text: str) -> str:
    mark, _, words = text.partition(" ")
    return f"to itself: {words}" if mark == LOOP else words


def summary(project: Project) -> str:
    """How much is still done by hand, in a sentence."""
    left, found = totals(project)
    live = live_hours(project)
    said = f"By hand: {left:f} h a month of {found:f} h found"
    if live.proven:
        said += f"; {live.proven:f} h run by themselves now"
    if live.again:
        said += f"; {live.again:f} h verified before this cycle: verify again"
    if live.unverified:
        said += f"; {live.unverified:f} h built, not verified"
    if project.rate is not None:
        said += f"; what is left costs {money(project.rate.cost(left), project.rate.currency)}"
    uncounted = [step for step in ranked(project) if not is_counted(step)]
    if uncounted:
        said += f"; {counted(len(uncounted), 'step')} not counted yet"
    return f"{said}."


def step_cost(project: Project, step: Step) -> str:
    """What a step costs a month, in words; empty where that is not known."""
    cost = cost_a_month(project, step)
    return "" if cost is None or project.rate is None else money(cost, project.rate.currency)


def folded(text: str, widest: int, measure: Measure, most: int = 3) -> list[str]:
    """A text in lines no wider than that, cut with an ellipsis after the last that there may be."""
    lines = [""]
    for word in text.split(" "):
        for piece in _pieces(word, widest, measure):
            longer = f"{lines[-1]} {piece}" if lines[-1] else piece
            if measure(longer) <= widest:
                lines[-1] = longer
            else:
                lines.append(piece)
    lines = [line for line in lines if line] or [text]
    if len(lines) > most:
        last = lines[most - 1]
        while last and measure(f"{last}…") > widest:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last}…"]
    return lines


def _pieces(word: str, widest: int, measure: Measure) -> Iterator[str]:
    """A word, cut where it is wider than a line."""
    if measure(word) <= widest:
        yield word
        return
    piece = ""
    for character in word:
        if piece and measure(piece + character) > widest:
            yield piece
            piece = ""
        piece += character
    yield piece
