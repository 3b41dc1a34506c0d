"""A review pack as it is at the end of the way, and its parts."""

from __future__ import annotations

from datetime import date
from functools import cache

from pilotage.export.review import review
from pilotage.export.review_content import Review
from tests.way import reviewed

DAY = date(2026, 5, 20)


@cache
def pack() -> Review:
    return review(reviewed().project, DAY)


def part(found: Review, title: str) -> tuple[object, ...]:
    return next(part.blocks for part in found.parts if part.title == title)
