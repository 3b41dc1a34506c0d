"""Where boxes and arrows stand: nothing covers anything, whatever the shape of the map."""

from __future__ import annotations

import random
import time

from hypothesis import given, settings

from pilotage.export.flow_layout import layout
from pilotage.export.flow_words import flow, folded
from pilotage.export.layering import Box, Link, crossings, layers
from pilotage.model.project import Project
from tests.export.maps import a_map, faults, maps


def links(*ends: tuple[int, int]) -> list[Link]:
    return [Link(100 + at, one, two, 6, 1) for at, (one, two) in enumerate(ends)]


def boxes(count: int) -> list[Box]:
    return [Box(at, 8, 3) for at in range(1, count + 1)]


def rank_of(made: list[list[object]]) -> dict[int, int]:
    return {spot.box: row for row, spots in enumerate(made) for spot in spots if spot.box}  # type: ignore[attr-defined]


def test_a_chain_stands_row_by_row_from_its_beginning() -> None:
    made = layers(boxes(3), links((3, 1), (1, 2)), first=3)
    assert rank_of(made.rows) == {3: 0, 1: 2, 2: 4}  # labels stand in the rows between
    assert made.turned == set()


def test_what_closes_a_circle_points_up() -> None:
    made = layers(boxes(3), links((1, 2), (2, 3), (3, 1)), first=2)
    assert rank_of(made.rows) == {2: 0, 3: 2, 1: 4}
    assert made.turned == {100}


def test_the_longest_way_counts_and_a_feeder_stands_near_what_it_feeds() -> None:
    made = layers(boxes(4), links((1, 2), (2, 3), (1, 3), (4, 3)), first=1)
    assert rank_of(made.rows) == {1: 0, 2: 2, 3: 4, 4: 2}
    (bend,) = [spot for spot in made.rows[2] if spot.is_bend]
    assert bend.link == 102


def test_crossings_are_taken_out() -> None:
    ends = ((1, 2), (1, 3), (1, 4), (2, 7), (3, 6), (4, 5))
    assert crossings(layers(boxes(7), links(*ends), first=1).rows) == 0


def test_parts_that_are_not_connected_stand_beside_each_other_while_there_is_room() -> None:
    laid = layout(boxes(3), links((1, 2)), first=1, room=40)
    assert laid.boxes[3].y == laid.boxes[1].y == 0
    laid = layout(boxes(3), links((1, 2)), first=3, room=10)
    assert laid.boxes[3].y == 0 < laid.boxes[1].y


def test_nothing_is_nothing() -> None:
    laid = layout([], [])
    assert (laid.width, laid.height, laid.arrows) == (0, 0, {})
    assert layout(boxes(1), links((1, 1), (1, 9))).arrows == {}


@settings(max_examples=120, deadline=None)
@given(maps())
def test_nothing_covers_anything_and_every_arrow_leads_where_it_should(project: Project) -> None:
    assert faults(flow(project, len).layout, project) == []


def test_forty_systems_and_eighty_steps_are_laid_out_at_once() -> None:
    chance = random.Random(7)  # noqa: S311 - a shape, not a secret
    ends = [(chance.randrange(40), chance.randrange(40)) for _ in range(80)]
    project = a_map([f"System {at}" for at in range(40)], ends, (0, 39))
    start = time.perf_counter()
    laid = flow(project, len).layout
    assert time.perf_counter() - start < 2
    assert faults(laid, project) == []
    assert len(laid.boxes) == 40


def test_a_name_is_broken_between_words_then_within_and_cut_after_the_third_line() -> None:
    assert folded("Shared inbox of the team", 12, len) == ["Shared inbox", "of the team"]
    assert folded("x" * 20, 8, len) == ["x" * 8, "x" * 8, "x" * 4]
    assert folded("a b c d", 1, len) == ["a", "b", "…"]
    assert folded("", 8, len) == [""]
