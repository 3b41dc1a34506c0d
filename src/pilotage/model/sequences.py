"""Records in tuples of 100,000: where two differ, and where a number stands.

Records are shared between the states of a project, so that most compare by identity.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeVar

CHUNK: Final = 1024
Item = TypeVar("Item")
_ID: Final = attrgetter("id")


class Span(NamedTuple):
    """Where two sequences differ: `old[start:old_end]` became `new[start:new_end]`."""

    start: int
    old_end: int
    new_end: int


_MADE: Final[deque[tuple[tuple[Any, ...], tuple[Any, ...], Span]]] = deque(maxlen=8)
"""The last tuples that were made from others here, and where they differ: the store, the gates
and the screens all ask for it, one after the other."""


def replaced(
    items: tuple[Item, ...], start: int, end: int, new: tuple[Item, ...]
) -> tuple[Item, ...]:
    """The items with those from `start` up to `end` replaced by others."""
    made = (*items[:start], *new, *items[end:])
    _MADE.appendleft((items, made, Span(start, end, start + len(new))))
    return made


def difference(old: tuple[Any, ...], new: tuple[Any, ...]) -> Span:
    """The shortest middle part in which two tuples differ; tuples compare by identity first."""
    for was, made, span in tuple(_MADE):
        if was is old and made is new:
            return span
    top = min(len(old), len(new))
    start = 0
    while start + CHUNK <= top and old[start : start + CHUNK] == new[start : start + CHUNK]:
        start += CHUNK
    while start < top and _same(old[start], new[start]):
        start += 1
    old_end, new_end = len(old), len(new)
    while (
        min(old_end, new_end) - CHUNK >= start
        and old[old_end - CHUNK : old_end] == new[new_end - CHUNK : new_end]
    ):
        old_end, new_end = old_end - CHUNK, new_end - CHUNK
    while min(old_end, new_end) > start and _same(old[old_end - 1], new[new_end - 1]):
        old_end, new_end = old_end - 1, new_end - 1
    return Span(start, old_end, new_end)


def _same(old: Any, new: Any) -> bool:
    return old is new or old == new


def index_of(items: Sequence[Any], id_: int) -> int | None:
    """Where the record with a number stands; None where there is none.

    Records mostly stand in the order of their numbers: it looks there first.
    """
    at = bisect_left(items, id_, key=_ID)
    if at < len(items) and items[at].id == id_:
        return at
    return next((i for i, item in enumerate(items) if getattr(item, "id", None) == id_), None)
