"""Where everything of a flow stands, on a grid: boxes, labels, and the arrows between them.

The flow runs from the top down, since a terminal and a sheet of paper scroll that way. What is
drawn with it (characters, an SVG) says how large boxes and labels are in units of the grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pilotage.export.flow_routes import Point, route
from pilotage.export.layering import Box, Layers, Link, Spot, components, layers

APART: Final = 2
"""So many units stay free between boxes, and between labels."""
PARTS_APART: Final = 4
PASSES: Final = 8


@dataclass(frozen=True)
class Area:
    """A rectangle on the grid."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Arrow:
    """An arrow as drawn: a line to its label, and one from there to where it points."""

    to_label: tuple[Point, ...]
    from_label: tuple[Point, ...]
    """Its last point is where the head is."""
    points_up: bool


@dataclass(frozen=True)
class Layout:
    """The whole picture."""

    width: int
    height: int
    boxes: dict[int, Area]
    labels: dict[int, Area]
    arrows: dict[int, Arrow]


def layout(
    boxes: Sequence[Box], links: Sequence[Link], *, first: int | None = None, room: int = 76
) -> Layout:
    """Lay boxes and arrows out. Arrows from a box to itself, or from or to none, are left out.

    `first` is where the flow begins; parts that are not connected stand beside each other as far
    as `room` units reach, the part with `first` before the others.
    """
    known = {box.id for box in boxes}
    links = [
        link for link in links if link.source != link.target and {link.source, link.target} <= known
    ]
    parts = components([_wide_enough(box, links) for box in boxes], links)
    parts.sort(key=lambda part: (all(box.id != first for box in part), -len(part)))
    done: list[Layout] = []
    for part in parts:
        ids = {box.id for box in part}
        done.append(_lay_out(layers(part, [k for k in links if k.source in ids], first)))
    return _shelved(done, room)


def _wide_enough(box: Box, links: Sequence[Link]) -> Box:
    """The box with room for all of its arrows beside each other."""
    ends = [sum(k.source == box.id for k in links), sum(k.target == box.id for k in links)]
    return replace(box, width=max(box.width, 3 * sum(ends) + 2 if sum(ends) > 2 else 3))


def _lay_out(made: Layers) -> Layout:
    _place(made.rows)
    edge = min(spot.x for row in made.rows for spot in row)
    for row in made.rows:
        for spot in row:
            spot.x -= edge
    lines, height = route(made)
    spots = [spot for row in made.rows for spot in row if not spot.is_bend]
    areas = {id(spot): Area(spot.x, spot.y, spot.width, spot.height) for spot in spots}
    arrows = {}
    for link in made.ways:
        above, below = lines[link]
        if link in made.turned:
            arrows[link] = Arrow(below[::-1], above[::-1], points_up=True)
        else:
            arrows[link] = Arrow(above, below, points_up=False)
    return Layout(
        max(spot.x + spot.width for row in made.rows for spot in row),
        height,
        {spot.box: areas[id(spot)] for spot in spots if spot.box is not None},
        {spot.link: areas[id(spot)] for spot in spots if spot.link is not None},
        arrows,
    )


# -- from left to right ------------------------------------------------------------------------


def _place(rows: list[list[Spot]]) -> None:
    """Put each spot near what it is joined with; their order and their distance stay."""
    for row in rows:
        x = 0
        for spot in row:
            spot.x = x
            x += spot.width + APART
    for number in range(PASSES):
        for row in rows if number % 2 == 0 else reversed(rows):
            last = number >= PASSES - 2
            ways = "both" if last else "up" if number % 2 == 0 else "down"
            _settle(row, ways)


def _settle(row: list[Spot], ways: str) -> None:
    """Move a row's spots as near as can be to the middle of what they are joined with."""
    wanted, weights, offsets, offset = [], [], [], 0.0
    for spot in row:
        joined = [*(spot.up if ways != "down" else ()), *(spot.down if ways != "up" else ())]
        pulls = [(each.center, _pull(spot, each)) for each in joined]
        weight = sum(pull for _, pull in pulls)
        center = sum(at * pull for at, pull in pulls) / weight if weight else spot.center
        wanted.append(center - spot.width / 2 - offset)
        weights.append(weight or 0.1)
        offsets.append(offset)
        offset += spot.width + APART
    for spot, at, before in zip(row, _rising(wanted, weights), offsets, strict=True):
        spot.x = round(at) + int(before)


def _pull(one: Spot, other: Spot) -> float:
    """How much two spots want to stand above each other: most of all the bends of an arrow."""
    return {0: 1.0, 1: 2.0, 2: 8.0}[one.is_bend + other.is_bend]


def _rising(wanted: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The nearest values that never fall, by pooling adjacent violators."""
    blocks: list[tuple[float, float, int]] = []
    for want, weight in zip(wanted, weights, strict=True):
        block = (want, weight, 1)
        while blocks and blocks[-1][0] > block[0]:
            mean, heavy, count = blocks.pop()
            total = heavy + block[1]
            block = ((mean * heavy + block[0] * block[1]) / total, total, count + block[2])
        blocks.append(block)
    return [value for value, _, count in blocks for _ in range(count)]


# -- parts that are not connected --------------------------------------------------------------


def _shelved(parts: Sequence[Layout], room: int) -> Layout:
    """The parts beside each other while there is room, else below."""
    x = y = height = width = 0
    boxes: dict[int, Area] = {}
    labels: dict[int, Area] = {}
    arrows: dict[int, Arrow] = {}
    for part in parts:
        if x and x + part.width > room:
            x, y, height = 0, y + height + 1, 0
        boxes |= {key: _moved(area, x, y) for key, area in part.boxes.items()}
        labels |= {key: _moved(area, x, y) for key, area in part.labels.items()}
        for key, arrow in part.arrows.items():
            one = tuple((px + x, py + y) for px, py in arrow.to_label)
            two = tuple((px + x, py + y) for px, py in arrow.from_label)
            arrows[key] = Arrow(one, two, arrow.points_up)
        width = max(width, x + part.width)
        height = max(height, part.height)
        x += part.width + PARTS_APART
    return Layout(width, y + height, boxes, labels, arrows)


def _moved(area: Area, x: int, y: int) -> Area:
    return replace(area, x=area.x + x, y=area.y + y)
