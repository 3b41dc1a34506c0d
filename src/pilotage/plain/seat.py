"""Where somebody sits in the plain mode: the dialogue, and the place where one is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from pilotage.clock import Clock
from pilotage.errors import PilotageError, Refused
from pilotage.plain.dialogue import Dialogue
from pilotage.plain.words import Back, Skip, Undone

Item = TypeVar("Item")
LEAVE: Final = object()
"""What an option returns that ends its menu."""


@dataclass(frozen=True)
class Option:
    """Something to choose in a menu."""

    label: str
    run: Callable[[], object]


class Seat:
    """The dialogue with its menus; `Desk` adds an open project."""

    def __init__(self, dialogue: Dialogue, clock: Clock, key: str) -> None:
        """`key` tells the unfinished forms of this seat from those of others."""
        self.dialogue = dialogue
        self.clock = clock
        self.key = key
        self._at: list[str] = []
        dialogue.asides["undo"] = lambda: self.tell("There is nothing to undo here.")
        dialogue.asides["redo"] = lambda: self.tell("There is nothing to redo here.")
        dialogue.asides["where"] = self.where
        dialogue.before = lambda: None

    @property
    def today(self) -> date:
        """The local date."""
        return self.clock.today()

    def tell(self, *lines: str) -> None:
        """Say something."""
        self.dialogue.tell(*lines)

    def may_fill(self, phase: int) -> None:
        """Before a form is asked: refused where it could not be saved."""

    @contextmanager
    def at(self, place: str) -> Iterator[None]:
        """Be at a place meanwhile; `where` says it."""
        self._at.append(place)
        try:
            yield
        finally:
            self._at.pop()

    def where(self) -> None:
        """Say where one is."""
        self.tell_place()

    def tell_place(self) -> None:
        """Say the way to here."""
        if self._at:
            self.tell(f"You are at: {', '.join(self._at)}.")

    @contextmanager
    def undoing(self, first: Callable[[], bool]) -> Iterator[None]:
        """Meanwhile undo asks `first`, which says whether there was anything for it."""
        outer = self.dialogue.asides["undo"]

        def undo() -> None:
            if not first():
                outer()

        self.dialogue.asides["undo"] = undo
        try:
            yield
        finally:
            self.dialogue.asides["undo"] = outer

    # -- menus ------------------------------------------------------------------------------

    def menu(
        self,
        title: str,
        build: Callable[[], Sequence[Option]],
        *,
        explain: Sequence[str] = (),
        intro: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        """Choices until somebody goes back; said again only when they are others than before."""
        shown: list[str] = []
        with self.at(title):
            self.dialogue.gap()
            self.tell(f"{title}.", *intro())
            while True:
                options = build()
                if not options:
                    return
                labels = [option.label for option in options]
                try:
                    chosen = self.dialogue.choose(
                        f"{title}.", labels, explain, enter=0, known=shown
                    )
                except Undone:
                    continue
                except (Back, Skip):
                    return
                shown = labels
                try:
                    if options[chosen].run() is LEAVE:
                        return
                except (Back, Skip, Undone):
                    continue
                except PilotageError as problem:
                    self.tell(str(problem))

    def pick(
        self, title: str, records: Sequence[Item], label: Callable[[Item], str], none: str
    ) -> Item:
        """One of some records. Raises `Refused` with `none` where there is none."""
        if not records:
            raise Refused(none)
        self.dialogue.gap()
        return records[self.dialogue.choose(title, [label(each) for each in records])]
