"""Where two tuples differ, and where a number stands."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from pilotage.model.sequences import CHUNK, difference, index_of, replaced


@dataclass(frozen=True)
class Numbered:
    id: int


items = st.lists(st.integers(0, 5), max_size=12)


@given(items, items, items, items, st.sampled_from([0, 1, CHUNK, 3 * CHUNK]))
def test_what_is_outside_the_span_is_the_same(
    head: list[int], old: list[int], new: list[int], tail: list[int], far: int
) -> None:
    filling = tuple(range(far))
    before = (*filling, *head, *old, *tail, *filling)
    after = (*filling, *head, *new, *tail, *filling)
    span = difference(before, after)
    assert before[: span.start] == after[: span.start]
    assert before[span.old_end :] == after[span.new_end :]
    assert span.old_end - span.start <= len(old)
    assert span.new_end - span.start <= len(new)


def test_one_change_among_many_is_found_alone() -> None:
    many = tuple(Numbered(i) for i in range(5_000))
    changed = (*many[:3_000], Numbered(9_999), *many[3_001:])
    assert difference(many, changed) == (3_000, 3_001, 3_001)
    assert difference(many, many) == (5_000, 5_000, 5_000)
    assert difference(many, many[1:]) == (0, 1, 0)


@given(st.lists(st.integers(1, 50), unique=True), st.integers(1, 50))
def test_a_number_is_found_in_any_order(numbers: list[int], wanted: int) -> None:
    at = index_of(tuple(map(Numbered, numbers)), wanted)
    assert at == (numbers.index(wanted) if wanted in numbers else None)


@given(st.lists(st.integers(0, 9), max_size=8), st.data())
def test_what_was_replaced_is_known_without_looking(
    numbers: list[int], data: st.DataObject
) -> None:
    before = tuple(map(Numbered, numbers))
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    new = tuple(map(Numbered, data.draw(st.lists(st.integers(0, 9), max_size=3))))
    after = replaced(before, start, end, new)
    assert after == (*before[:start], *new, *before[end:])
    span = difference(before, after)
    assert before[: span.start] == after[: span.start]
    assert before[span.old_end :] == after[span.new_end :]
