"""In which order a list of workflows stands, and which of them match what is typed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final

from pilotage.method.phases import name_of
from pilotage.method.standing import Health
from pilotage.portfolio import Listed


class Sort(StrEnum):
    """What a list is sorted by; the value is how it is called."""

    USED = "last used"
    """The recently used first, then as the files are found."""
    NAME = "name"
    PHASE = "phase"
    DAY = "day"
    HEALTH = "status"
    """At risk first, then late."""
    DUE = "next due"
    """What is overdue the longest first."""

    @property
    def following(self) -> Sort:
        """The next one, round and round."""
        every = list(Sort)
        return every[(every.index(self) + 1) % len(every)]


_WORST_FIRST: Final = (
    Health.AT_RISK,
    Health.LATE,
    Health.ON_THE_WAY,
    Health.IN_PRODUCTION,
    Health.STOPPED,
)
_KEYS: Final[dict[Sort, Callable[[Listed], Any]]] = {
    Sort.NAME: lambda each: each.title.casefold(),
    Sort.PHASE: lambda each: each.overview.phase if each.overview else 0,
    Sort.DAY: lambda each: -each.overview.day if each.overview else 0,
    Sort.HEALTH: lambda each: _WORST_FIRST.index(each.overview.health) if each.overview else 0,
    Sort.DUE: lambda each: each.next_due or date.max,
}


def arranged(found: Sequence[Listed], sort: Sort, text: str = "") -> list[Listed]:
    """What matches, sorted; equals by their name. What can't be read comes first.

    It stands in nobody's way there, since it is rare, and needs somebody's eye.
    """
    words = text.casefold().split()
    kept = [each for each in found if not words or _matches(each, words)]
    if sort is Sort.USED:
        return kept
    key = _KEYS[sort]
    return sorted(
        kept,
        key=lambda each: (each.overview is not None, key(each), each.title.casefold()),
    )


def _matches(each: Listed, words: Sequence[str]) -> bool:
    """Whether every word is somewhere in what a list shows of a project."""
    said = _said(each)
    return all(word in said for word in words)


def _said(each: Listed) -> str:
    here, project = each.overview, each.project
    parts = [each.title, each.path.name, each.problem]
    if here is not None and each.facts is not None and project is not None:
        parts += [name_of(here.phase), str(here.phase), here.health, here.why, here.next_step]
        parts += [each.facts.verdict, *(person.name for person in project.people)]
    return "\n".join(parts).casefold()
