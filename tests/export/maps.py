"""Integration maps to draw: any shape, with any names."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

from pilotage.export.flow_layout import Area, Layout
from pilotage.model.integrations import Step, StepDecision, StepKind, System
from pilotage.model.project import Project
from tests.hostile import ALLOWED
from tests.way import Way

NAMES = st.sampled_from([each.line[:80] for each in ALLOWED if each.line] + ["CRM", "Inbox"])


def a_map(
    names: list[str], ends: list[tuple[int, int]], marked: tuple[int, int] = (0, 0)
) -> Project:
    """A project whose map has those systems, and steps between them by their places."""
    systems = tuple(System(id=10 + at, name=name) for at, name in enumerate(names))
    kinds, decisions = list(StepKind), list(StepDecision)
    steps = tuple(
        Step(
            id=1_000 + at,
            title=f"{names[source][:40]} {at}",
            kind=kinds[at % 4],
            source=10 + source,
            destination=10 + goal,
            times="3",
            minutes="7",
            friction=at % 5 + 1,
            inconsistency=2,
            decision=decisions[at % 3] if at % 4 != 3 else StepDecision.UNDECIDED,
        )
        for at, (source, goal) in enumerate(ends)
    )
    marks = {"source_system": 10 + marked[0], "destination_system": 10 + marked[1]}
    return Way().project.having(systems=systems, steps=steps, **marks)


@st.composite
def maps(draw: st.DrawFn, most: int = 9) -> Project:
    """Any map: circles, loops, several steps the same way, parts that are not connected."""
    names = draw(st.lists(NAMES, min_size=1, max_size=most, unique_by=str.casefold))
    place = st.integers(0, len(names) - 1)
    ends = draw(st.lists(st.tuples(place, place), max_size=2 * most))
    return a_map(names, ends, draw(st.tuples(place, place)))


def overlaps(one: Area, other: Area) -> bool:
    """Whether two areas share a cell."""
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def cells_of(points: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """All cells of a line."""
    cells = [points[0]]
    for x, y in points[1:]:
        assert x == cells[-1][0] or y == cells[-1][1], "a line goes straight"
        while cells[-1] != (x, y):
            here_x, here_y = cells[-1]
            cells.append(
                (here_x + (x > here_x) - (x < here_x), here_y + (y > here_y) - (y < here_y))
            )
    return cells


def faults(laid: Layout, project: Project) -> list[str]:
    """What is wrong with a layout: anything that covers something else or leads elsewhere."""
    areas = [*laid.boxes.items(), *laid.labels.items()]
    wrong = [
        f"{one} and {other} overlap"
        for at, (one, area) in enumerate(areas)
        for other, another in areas[at + 1 :]
        if overlaps(area, another)
    ]
    for step in project.steps:
        if step.source == step.destination:
            wrong += [f"loop {step.id} has an arrow"] * (step.id in laid.arrows)
            continue
        arrow, label = laid.arrows[step.id], laid.labels[step.id]
        ways = (
            (arrow.to_label[0], laid.boxes[step.source], not arrow.points_up),
            (arrow.to_label[-1], label, arrow.points_up),
            (arrow.from_label[0], label, not arrow.points_up),
            (arrow.from_label[-1], laid.boxes[step.destination], arrow.points_up),
        )
        wrong += [
            f"{step.id} does not touch {area}"
            for at, area, below in ways
            if not touches(at, area, below)
        ]
        for cell in (*cells_of(arrow.to_label), *cells_of(arrow.from_label)):
            spot = Area(*cell, 1, 1)
            wrong += [
                f"{step.id} runs through {id_}" for id_, area in areas if overlaps(spot, area)
            ]
            if not (0 <= cell[0] < laid.width and 0 <= cell[1] < laid.height):
                wrong.append(f"{step.id} leaves the picture")
    return wrong + shared(laid)


def touches(at: tuple[int, int], area: Area, below: bool) -> bool:
    """Whether a cell is right below an area, or right above it."""
    row = area.y + area.height if below else area.y - 1
    return at[1] == row and area.x <= at[0] < area.x + area.width


def shared(laid: Layout) -> list[str]:
    """Where two arrows lie on each other instead of crossing."""
    seen: dict[tuple[tuple[int, int], bool], int] = {}
    wrong = []
    for step, arrow in laid.arrows.items():
        for points in (arrow.to_label, arrow.from_label):
            for (x, y), (to_x, to_y) in pairwise(points):
                for cell in cells_of(((x, y), (to_x, to_y))):
                    other = seen.setdefault((cell, x == to_x), step)
                    if other != step:
                        wrong.append(f"{step} and {other} share {cell}")
    return wrong
