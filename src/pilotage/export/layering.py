"""Boxes and arrows in layers: which row each stands in, and in which order in its row.

The method of Sugiyama, Tagawa and Toda (1981): arrows that close a circle are turned round, rows
come from the longest way (and boxes that nothing leads to move down to where they lead), arrows
over several rows bend in each, and the order in the rows is improved by barycentres in both
directions; the order with the fewest crossings is kept. Between two rows of boxes stands a row of
labels, one for each arrow, so that no label is ever covered.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

SWEEPS: Final = 10
"""How often the orders are improved from the top down and back, at most."""
BEND: Final = 3
"""How wide the place is where a long arrow passes a row."""


@dataclass(frozen=True)
class Box:
    """A thing in the picture and its size, in units of the grid, borders included."""

    id: int
    width: int
    height: int


@dataclass(frozen=True)
class Link:
    """An arrow between two boxes, and the size of its label."""

    id: int
    source: int
    target: int
    width: int
    height: int


@dataclass(eq=False)
class Spot:
    """Something that takes room in a row: a box, a label, or a bend of a long arrow."""

    width: int
    height: int
    row: int
    box: int | None = None
    link: int | None = None
    """The arrow that a label or a bend belongs to."""
    is_bend: bool = False
    up: list[Spot] = field(default_factory=list)
    """What it is joined with in the row above, once for each arrow."""
    down: list[Spot] = field(default_factory=list)
    order: int = 0
    """Its place in its row, from the left."""
    x: int = 0
    y: int = 0

    @property
    def center(self) -> float:
        """The middle of its width."""
        return self.x + self.width / 2


@dataclass
class Layers:
    """A connected part of the picture, row by row, and each arrow's way through it."""

    rows: list[list[Spot]]
    ways: dict[int, list[Spot]]
    """Each arrow's spots from the top down: a box, its label, bends, a box."""
    turned: set[int]
    """The arrows that point upwards."""


def components(boxes: Sequence[Box], links: Sequence[Link]) -> list[list[Box]]:
    """The boxes in connected parts, in the order of their first boxes."""
    leader = {box.id: box.id for box in boxes}

    def find(id_: int) -> int:
        while leader[id_] != id_:
            leader[id_] = leader[leader[id_]]
            id_ = leader[id_]
        return id_

    for link in links:
        leader[find(link.target)] = find(link.source)
    parts: dict[int, list[Box]] = {}
    for box in boxes:
        parts.setdefault(find(box.id), []).append(box)
    return list(parts.values())


def layers(boxes: Sequence[Box], links: Sequence[Link], first: int | None) -> Layers:
    """A connected part in rows. Arrows from a box to itself must have been taken out.

    `first` is the box to begin with, at the top; None for any that nothing leads to.
    """
    turned = _turned([box.id for box in boxes], links, first)
    ends = {
        link.id: (link.target, link.source) if link.id in turned else (link.source, link.target)
        for link in links
    }
    rank = _ranks([box.id for box in boxes], list(ends.values()))
    spots = {box.id: Spot(box.width, box.height, 2 * rank[box.id], box=box.id) for box in boxes}
    rows: list[list[Spot]] = [[] for _ in range(2 * max(rank.values()) + 1)]
    for spot in spots.values():
        rows[spot.row].append(spot)
    ways = {link.id: _way(link, spots, ends[link.id], rows) for link in links}
    made = Layers(rows, ways, turned)
    _order(made)
    return made


def _turned(ids: Sequence[int], links: Sequence[Link], first: int | None) -> set[int]:
    """The arrows that close a circle, seen from the first box, then from others in their order."""
    out: dict[int, list[Link]] = {id_: [] for id_ in ids}
    for link in links:
        out[link.source].append(link)
    entered = {link.target for link in links}
    roots = sorted(ids, key=lambda id_: (id_ != first, id_ in entered))
    turned: set[int] = set()
    seen: set[int] = set()
    for root in roots:
        if root in seen:
            continue
        open_: dict[int, Iterator[Link]] = {root: iter(out[root])}
        seen.add(root)
        while open_:
            here = next(reversed(open_))
            following = next(open_[here], None)
            if following is None:
                del open_[here]
            elif following.target in open_:
                turned.add(following.id)
            elif following.target not in seen:
                seen.add(following.target)
                open_[following.target] = iter(out[following.target])
    return turned


def _ranks(ids: Sequence[int], ends: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Each box's rank by the longest way to it; what nothing leads to stands near its next."""
    after: dict[int, list[int]] = {id_: [] for id_ in ids}
    waits = dict.fromkeys(ids, 0)
    for upper, lower in ends:
        after[upper].append(lower)
        waits[lower] += 1
    rank = dict.fromkeys(ids, 0)
    ready = [id_ for id_ in ids if not waits[id_]]
    starts = list(ready)
    while ready:
        here = ready.pop()
        for lower in after[here]:
            rank[lower] = max(rank[lower], rank[here] + 1)
            waits[lower] -= 1
            if not waits[lower]:
                ready.append(lower)
    for start in starts:
        rank[start] = min((rank[lower] for lower in after[start]), default=1) - 1
    least = min(rank.values())
    return {id_: each - least for id_, each in rank.items()}


def _way(
    link: Link, spots: Mapping[int, Spot], ends: tuple[int, int], rows: list[list[Spot]]
) -> list[Spot]:
    """The spots of an arrow from the top down, joined, with new ones put into their rows."""
    top, bottom = spots[ends[0]], spots[ends[1]]
    way = [top, Spot(link.width, link.height, top.row + 1, link=link.id)]
    way += [
        Spot(BEND, 1, row, link=link.id, is_bend=True) for row in range(top.row + 2, bottom.row)
    ]
    for spot in way[1:]:
        rows[spot.row].append(spot)
    way.append(bottom)
    for upper, lower in pairwise(way):
        upper.down.append(lower)
        lower.up.append(upper)
    return way


# -- the order in the rows ---------------------------------------------------------------------


def _order(made: Layers) -> None:
    """Order the rows for few crossings."""
    _number(made.rows)
    best, fewest = _orders(made.rows), crossings(made.rows)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        down = sweep % 2 == 0
        for row in made.rows[1:] if down else made.rows[-2::-1]:
            row.sort(key=_barycentre_above if down else _barycentre_below)
            for place, spot in enumerate(row):
                spot.order = place
        if (now := crossings(made.rows)) < fewest:
            best, fewest = _orders(made.rows), now
    for row, order in zip(made.rows, best, strict=True):
        row[:] = order
    _number(made.rows)


def _barycentre_above(spot: Spot) -> float:
    return _barycentre(spot, spot.up)


def _barycentre_below(spot: Spot) -> float:
    return _barycentre(spot, spot.down)


def _barycentre(spot: Spot, joined: list[Spot]) -> float:
    return sum(each.order for each in joined) / len(joined) if joined else spot.order


def _number(rows: list[list[Spot]]) -> None:
    for row in rows:
        for place, spot in enumerate(row):
            spot.order = place


def _orders(rows: list[list[Spot]]) -> list[list[Spot]]:
    return [list(row) for row in rows]


def crossings(rows: Sequence[Sequence[Spot]]) -> int:
    """How often arrows cross between neighbouring rows."""
    found = 0
    for row in rows:
        ends: list[int] = []
        for spot in row:
            for below in sorted(each.order for each in spot.down):
                found += len(ends) - bisect_right(ends, below)
                insort(ends, below)
    return found
