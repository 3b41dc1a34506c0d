"""Which outputs a screen shows: a window of at most 500 on what may be 100,000.

What is searched is kept from one question to the next: of 100,000 outputs only those that changed
since are looked at again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from threading import Lock
from typing import Final

from pilotage.method.gate_production import awaits
from pilotage.model.production import Output
from pilotage.model.sequences import difference, index_of

LIMIT: Final = 500
"""The most rows in a window."""


@dataclass(frozen=True)
class Window:
    """A part of the outputs that match, newest first."""

    rows: tuple[Output, ...]
    start: int
    """How many matching outputs come before the first row."""
    matching: int
    total: int

    @property
    def sentence(self) -> str:
        """“showing 500 of 12,345”: what part of the outputs this is."""
        shown = f"{len(self.rows):,}"
        if self.start:
            shown = f"{self.start + 1:,}–{self.start + len(self.rows):,}"
        some = "" if self.matching == self.total else f" found, {self.total:,} in all"
        return f"showing {shown} of {self.matching:,}{some}"


@dataclass(frozen=True)
class Wanted:
    """What is looked for."""

    text: str = ""
    """A part of the reference, maker, link, or of what a check failed on or noted."""
    waiting_for: tuple[int, int | None] | None = None
    """Only what still waits for this person's check, by who is second owner."""
    start: int = 0
    """How many matching outputs to leave out before the window."""
    at: int | None = None
    """An output's id: the window that holds it, instead of `start`."""


def searched(output: Output) -> str:
    """The text in which an output is looked for, without case."""
    parts = [output.reference, output.made_by, output.link]
    for check in output.checks:
        parts += [check.failed, check.note]
    return "\n".join(filter(None, parts)).casefold()


class OutputSearch:
    """Answers what is looked for; may be asked from several threads."""

    def __init__(self) -> None:
        self._texts = _Texts()
        self._waiting = _Waiting()

    def find(self, outputs: tuple[Output, ...], wanted: Wanted) -> Window:
        """The window on the outputs that match, newest first."""
        found: Sequence[Output] = outputs
        text = wanted.text.casefold()
        if text:
            found = self._texts.find(outputs, text)
            if wanted.waiting_for is not None:
                found = [each for each in found if awaits(each, *wanted.waiting_for)]
        elif wanted.waiting_for is not None:
            found = self._waiting.find(outputs, *wanted.waiting_for)
        start = wanted.start
        if wanted.at is not None and (place := index_of(found, wanted.at)) is not None:
            start = (len(found) - 1 - place) // LIMIT * LIMIT
        start = min(max(0, start), max(0, (len(found) - 1) // LIMIT * LIMIT))
        end = len(found) - start
        rows = tuple(reversed(found[max(0, end - LIMIT) : end]))
        return Window(rows, start, len(found), len(outputs))


class _Texts:
    """The texts of all outputs, and what was found last: a longer text is looked for in that."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: tuple[Output, ...] = ()
        self._texts: list[str] = []
        self._last: tuple[str, list[int]] = ("", [])

    def find(self, outputs: tuple[Output, ...], text: str) -> list[Output]:
        """The outputs that hold a text, oldest first."""
        with self._lock:
            if outputs is not self._of:
                span = difference(self._of, outputs)
                new = outputs[span.start : span.new_end]
                self._texts[span.start : span.old_end] = map(searched, new)
                self._of, self._last = outputs, ("", [])
            texts, (before, places) = self._texts, self._last
            if before and before in text:
                at = [i for i in places if text in texts[i]]
            else:
                at = [i for i, each in enumerate(texts) if text in each]
            self._last = (text, at)
            return [outputs[i] for i in at]


class _Waiting:
    """Which outputs wait for a person's check."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: tuple[Output, ...] = ()
        self._who: tuple[int, int | None] = (0, None)
        self._wait: list[bool] = []

    def find(
        self, outputs: tuple[Output, ...], person: int, second_owner: int | None
    ) -> list[Output]:
        """The outputs that wait, oldest first."""
        with self._lock:
            if self._who != (person, second_owner):
                self._of, self._wait, self._who = (), [], (person, second_owner)
            if outputs is not self._of:
                span = difference(self._of, outputs)
                new = outputs[span.start : span.new_end]
                self._wait[span.start : span.old_end] = [
                    awaits(each, person, second_owner) for each in new
                ]
                self._of = outputs
            return list(compress(outputs, self._wait))
