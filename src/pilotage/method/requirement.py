"""What a gate demands: a sentence, whether it is met, what is missing and where to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where in the program something is fixed."""

    screen: str
    """`phase1` to `phase5`, `cadence`, `people` or `evidence`."""
    field: str
    """The field or table on that screen."""
    row: int | None = None
    """The id of the record to select there."""
    at: str = ""
    """The field of that record's form that is missing or wrong; empty where it is no single one."""


@dataclass(frozen=True)
class Requirement:
    """One thing that must be true for a gate to open."""

    id: str
    """`N.word`: the phase and a word for it; stable, used in files, commands and tests."""
    sentence: str
    """What must be true, in the user's words."""
    met: bool
    missing: str
    """What exactly is missing; empty when met."""
    place: Place

    @property
    def phase(self) -> int:
        """The phase whose gate demands this."""
        return int(self.id.split(".")[0])


def require(id_: str, sentence: str, place: Place, missing: str = "") -> Requirement:
    """A requirement that is met when nothing is missing."""
    return Requirement(id_, sentence, not missing, missing, place)


def listed(names: Iterable[str], most: int = 3) -> str:
    """Names as a list in words, cut after a few: “a, b, c and 4 more”."""
    items = list(names)
    shown = ", ".join(items[:most])
    return f"{shown} and {len(items) - most} more" if len(items) > most else shown


def counted(number: int, word: str, plural: str = "") -> str:
    """“1 gap”, “2 gaps”, “1,204 outputs”."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"
