"""Who has given their signing phrase in a session, and how often a wrong one may be tried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from pilotage.errors import Refused
from pilotage.model.people import Person
from pilotage.model.project import Project
from pilotage.store.journal import RECORDED

WRONG: Final = "wrong_phrase"
"""The journal's name for a wrong try."""
FREE_TRIES: Final = 3
"""So many wrong tries in a row cost nothing but the moment that each takes."""
FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(minutes=15)
LOOKED_BACK: Final = 2_000
"""So many of the journal's last entries are looked at."""


class PhraseWanted(Refused):
    """Somebody has a signing phrase and has not given it yet; `person` is their number."""

    def __init__(self, project: Project, person: int) -> None:
        name = project.name_of(person)
        super().__init__(
            f"{name}'s signing phrase is wanted first.", "“Change who drives” asks for it."
        )
        self.person = person


class WrongPhrase(Refused):
    """It was not that phrase, or it is too soon for another try."""


class Proofs:
    """Whose signing phrase was given since they took the keyboard."""

    def __init__(self) -> None:
        self._given: int | None = None

    def has(self, person: int) -> bool:
        """Whether they gave it."""
        return self._given == person

    def wants(self, project: Project, person: int) -> bool:
        """Whether it is needed before anything is done in their name."""
        found = project.person(person)
        return found is not None and found.phrase is not None and not self.has(person)

    def refuse_unproven(self, project: Project, person: int) -> None:
        """Raise `PhraseWanted` where it is needed."""
        if self.wants(project, person):
            raise PhraseWanted(project, person)

    def try_phrase(
        self, person: Person, phrase: str, journal: Sequence[Mapping[str, Any]], now: datetime
    ) -> bool:
        """Whether it is their phrase. Then whoever was here before has left, and is asked again.

        `journal` holds the journal's documents. Raises `WrongPhrase` when it is too soon.
        """
        if left := wait(reversed(journal), person.id, now):
            raise WrongPhrase(
                "Too many wrong phrases were given.", f"Try again in {in_words(left)}."
            )
        if person.phrase is None or not person.phrase.matches(phrase):
            return False
        self._given = person.id
        return True

    def left(self, by: int) -> None:
        """Somebody else took the keyboard, who has no phrase."""
        if self._given != by:
            self._given = None


def actor_named(project: Project, name: str) -> int | None:
    """The number of the person of a name; None for an empty name. Raises `Refused` for others."""
    if not name.strip():
        return None
    person = project.named(name)
    if person is None:
        known = ", ".join(p.name for p in project.people)
        raise Refused(f"{name} is not in this project.", f"Its people are {known}.")
    return person.id


def wait(entries: Iterable[Mapping[str, Any]], person: int, now: datetime) -> timedelta:
    """How long until another try; `entries` are the journal's documents, the newest first.
    What scripts recorded does not count among those that are looked at.

    Counted from the journal, so that starting the program anew changes nothing. Never more than
    twice `LONGEST_WAIT`, whatever became of the clock.
    """
    wrong: list[datetime] = []
    by_people = (entry for entry in entries if entry.get("session") != RECORDED)
    for number, entry in enumerate(by_people):
        if number == LOOKED_BACK or (entry.get("proven") and entry.get("actor") == person):
            break
        if entry.get("action") == WRONG and entry.get("args", {}).get("person") == person:
            wrong.append(datetime.fromisoformat(entry["at"]))
    if len(wrong) < FREE_TRIES:
        return timedelta(0)
    doublings = min(10, len(wrong) - FREE_TRIES)
    pause: timedelta = min(LONGEST_WAIT, FIRST_WAIT * (1 << doublings))
    left: timedelta = wrong[0] + pause - now
    # A wrong try far in the future was noted by a clock that was put right since: years of waiting
    # would be no punishment for guessing.
    return left if timedelta(0) < left <= pause + LONGEST_WAIT else timedelta(0)


def in_words(left: timedelta) -> str:
    """“40 seconds” or “8 minutes”, rounded up."""
    seconds = -(-int(left.total_seconds() * 1000) // 1000)
    if seconds <= 90:
        return f"{max(1, seconds)} second{'' if seconds == 1 else 's'}"
    return f"{-(-seconds // 60)} minutes"
