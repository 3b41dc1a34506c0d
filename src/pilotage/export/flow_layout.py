"""Where everything of a flow stands, on a grid: boxes, labels, and the arrows between them.

The flow runs from the top down, since a terminal and a sheet of paper scroll that way. What is
drawn with it (characters, an SVG) says how large boxes and labels are in units of the grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from pilotage.export.layering import Box, Layers, Link, Spot, components, layers

Point = tuple[int, int]
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
    lines, height = _route(made)
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


# -- from the top down -------------------------------------------------------------------------


@dataclass
class _Piece:
    """An arrow between two neighbouring rows."""

    link: int
    upper: Spot
    lower: Spot
    out: int = 0
    """The column where it leaves the upper spot."""
    into: int = 0
    """The column where it enters the lower one."""
    track: int = 0
    """In which of the lines between the rows it goes sideways."""


Lines = dict[int, tuple[tuple[Point, ...], tuple[Point, ...]]]


def _route(made: Layers) -> tuple[Lines, int]:
    """Each arrow's line above and below its label, and how high it all is."""
    between: list[list[_Piece]] = [[] for _ in made.rows]
    for link, way in made.ways.items():
        for upper, lower in pairwise(way):
            between[upper.row].append(_Piece(link, upper, lower))
    through: dict[int, int] = {}
    y = 0
    for row, pieces in zip(made.rows, between, strict=True):
        for spot in row:
            spot.y = y
        y += max(spot.height for spot in row)
        _leave(pieces, through)
        _enter(pieces, through)
        tracks = _tracks(pieces)
        heads = {piece.link in made.turned for piece in pieces if piece.upper.box is not None}
        top = int(True in heads)
        bottom = int(any(p.lower.box is not None and p.link not in made.turned for p in pieces))
        for piece in pieces:
            piece.track += y + top
        if pieces:
            y += max(1, top + tracks + bottom)
    return _lines(made, between), y


def _leave(pieces: list[_Piece], through: dict[int, int]) -> None:
    """Choose the columns in which arrows leave their upper spots, near where they go to."""
    for spot, leaving in _by_spot(pieces, lower=False):
        if spot.is_bend:
            leaving[0].out = through[id(spot)]
            continue
        low, high = _reach(spot)
        leaving.sort(key=lambda piece: (piece.lower.order, piece.link))
        wanted = []
        for piece in leaving:
            near = piece.lower.center
            if spot.box is None:  # a label: straight on, as far as what comes next reaches
                left, right = _reach(piece.lower)
                near = min(max(spot.center, left), right)
            wanted.append(min(max(int(near), low), high))
        for piece, column in zip(
            leaving, _spread(wanted, low, high, [set()] * len(wanted)), strict=True
        ):
            piece.out = column


def _enter(pieces: list[_Piece], through: dict[int, int]) -> None:
    """Choose the columns in which arrows enter their lower spots: straight on where it goes.

    None enters in a column in which another leaves the row above: no two lines ever lie on each
    other.
    """
    taken = {piece.out for piece in pieces}
    for spot, entering in _by_spot(pieces, lower=True):
        low, high = _reach(spot)
        entering.sort(key=lambda piece: piece.out)
        count = len(entering)
        wanted = []
        for place, piece in enumerate(entering, start=1):
            even = low + place * (high - low) // (count + 1)
            wanted.append(piece.out if low <= piece.out <= high else even)
        blocked = [taken - {piece.out} for piece in entering]
        for piece, column in zip(entering, _spread(wanted, low, high, blocked), strict=True):
            piece.into = column
        if spot.is_bend:
            through[id(spot)] = entering[0].into


def _by_spot(pieces: list[_Piece], *, lower: bool) -> list[tuple[Spot, list[_Piece]]]:
    found: dict[int, tuple[Spot, list[_Piece]]] = {}
    for piece in pieces:
        spot = piece.lower if lower else piece.upper
        found.setdefault(id(spot), (spot, []))[1].append(piece)
    return list(found.values())


def _reach(spot: Spot) -> tuple[int, int]:
    """The first and the last column in which arrows touch a spot: not at a box's corners."""
    inset = int(spot.box is not None)
    return spot.x + inset, spot.x + spot.width - 1 - inset


def _spread(wanted: list[int], low: int, high: int, blocked: list[set[int]]) -> list[int]:
    """Columns near the wanted ones, from left to right, two apart and none that is blocked."""
    columns: list[int] = []
    least = low
    for want, never in zip(wanted, blocked, strict=True):
        column = max(want, least)
        while column in never:
            column += 1
        columns.append(column)
        least = column + 2
    most = high
    for at in reversed(range(len(columns))):
        if columns[at] <= most:
            break
        columns[at] = most
        while columns[at] in blocked[at]:
            columns[at] -= 1
        most = columns[at] - 2
    return columns


def _tracks(pieces: list[_Piece]) -> int:
    """Give each piece that goes sideways a line of its own or shared; how many lines there are."""
    sideways = [piece for piece in pieces if piece.out != piece.into]
    # To the right: the rightmost leaves first; to the left: the leftmost. So they seldom cross.
    sideways.sort(key=lambda p: -p.out if p.into > p.out else p.out)
    used: list[list[tuple[int, int]]] = []
    for piece in sideways:
        start, end = sorted((piece.out, piece.into))
        free = (
            track
            for track, spans in enumerate(used)
            if all(end + 1 < left or start > right + 1 for left, right in spans)
        )
        piece.track = next(free, len(used))
        if piece.track == len(used):
            used.append([])
        used[piece.track].append((start, end))
    return len(used)


def _lines(made: Layers, between: list[list[_Piece]]) -> Lines:
    pieces = {(piece.link, piece.upper.row): piece for row in between for piece in row}
    found: Lines = {}
    for link, way in made.ways.items():
        steps = [pieces[link, spot.row] for spot in way[:-1]]
        below = [point for piece in steps[1:] for point in _bent(piece)]
        found[link] = (_plain(_bent(steps[0])), _plain(below))
    return found


def _bent(piece: _Piece) -> list[Point]:
    start = piece.upper.y + (0 if piece.upper.is_bend else piece.upper.height)
    end = piece.lower.y - 1
    if piece.out == piece.into:
        return [(piece.out, start), (piece.into, end)]
    return [
        (piece.out, start),
        (piece.out, piece.track),
        (piece.into, piece.track),
        (piece.into, end),
    ]


def _plain(points: list[Point]) -> tuple[Point, ...]:
    """The line without points that change nothing."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and any(kept[-2][way] == kept[-1][way] == point[way] for way in (0, 1)):
            kept[-1] = point
        else:
            kept.append(point)
    return tuple(kept)


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
