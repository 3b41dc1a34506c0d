"""The arrows of a flow between its rows: where each leaves, goes sideways, and enters.

No two lines ever lie on each other; they only cross.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from pilotage.export.layering import Layers, Spot

Point = tuple[int, int]


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


def route(made: Layers) -> tuple[Lines, int]:
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
