"""What the outputs and their checks add up to: in all, by day, and between two checkers.

A project may have 100,000 outputs and changes one at a time. A ledger is kept for the outputs
that were asked about last; asked about others, it books only what differs. So the figures of an
earlier state, after an undo, cost as little as those of a later one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import Final

from pilotage.model.production import Output, Verdict
from pilotage.model.project import Project
from pilotage.model.sequences import difference

KEPT: Final = 4
"""So many ledgers are kept: one for each open project, with its gate passed or not."""


@dataclass
class DayCount:
    """What one day's outputs add up to."""

    outputs: int = 0
    checked: int = 0
    """How many were checked by anybody."""
    failed: int = 0
    """How many the verdict that counts has failed."""
    waiting: int = 0
    """How many the second owner has not checked."""


@dataclass(frozen=True)
class Pairs:
    """How often builder and second owner gave the same output which verdicts."""

    both_pass: int = 0
    only_builder_passes: int = 0
    only_second_owner_passes: int = 0
    both_fail: int = 0

    @property
    def cases(self) -> int:
        """How many outputs both have checked."""
        return (
            self.both_pass
            + self.only_builder_passes
            + self.only_second_owner_passes
            + self.both_fail
        )


@dataclass(frozen=True)
class Key:
    """Whose checks count, and which outputs: those numbered from `since` to below `before`."""

    builder: int
    owners: frozenset[int]
    before: int | None
    since: int = 0


class Numbers:
    """Outputs' numbers, of which the smallest is asked for again and again."""

    def __init__(self) -> None:
        self._ids: dict[int, None] = {}
        self._is_sorted = True

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, id_: int) -> None:
        """Add a number."""
        self._is_sorted = self._is_sorted and next(reversed(self._ids), 0) < id_
        self._ids[id_] = None

    def remove(self, id_: int) -> None:
        """Take a number out."""
        self._ids.pop(id_, None)

    @property
    def first(self) -> int | None:
        """The smallest; None where there is none."""
        if not self._is_sorted:
            self._ids = dict.fromkeys(sorted(self._ids))
            self._is_sorted = True
        return next(iter(self._ids), None)


class Ledger:
    """The books over some outputs. Read it under `books`; it moves on with the next question."""

    def __init__(self, key: Key) -> None:
        self._key = key
        self._clear()

    def _clear(self) -> None:
        self.outputs: tuple[Output, ...] = ()
        """What the books are of now."""
        self.count = 0
        self.failed = 0
        self.days: dict[date, DayCount] = {}
        self.unchecked = Numbers()
        """Outputs that nobody has checked."""
        self.alone = Numbers()
        """Outputs that were checked, but by no second owner."""
        self.pairs = Counter[tuple[Verdict, Verdict]]()
        """How often the builder's and the second owner's verdicts met."""
        self._tally: Tally | None = None

    def move_to(self, outputs: tuple[Output, ...]) -> None:
        """Book what differs between these outputs and those of now."""
        span = difference(self.outputs, outputs)
        gone, come = span.old_end - span.start, span.new_end - span.start
        if gone + come > len(outputs) and gone:
            self._clear()
            span = difference((), outputs)
        for output in self.outputs[span.start : span.old_end]:
            self._book(output, -1)
        for output in outputs[span.start : span.new_end]:
            self._book(output, 1)
        self.outputs, self._tally = outputs, None

    @property
    def tally(self) -> Tally:
        """What they add up to now."""
        if self._tally is None:
            self._tally = Tally(
                self.count,
                len(self.days),
                len(self.unchecked),
                self.unchecked.first,
                len(self.alone),
                self.alone.first,
                self.failed,
                tuple((on, replace(day)) for on, day in sorted(self.days.items())),
                Pairs(
                    self.pairs[Verdict.PASS, Verdict.PASS],
                    self.pairs[Verdict.PASS, Verdict.FAIL],
                    self.pairs[Verdict.FAIL, Verdict.PASS],
                    self.pairs[Verdict.FAIL, Verdict.FAIL],
                ),
            )
        return self._tally

    def _book(self, output: Output, sign: int) -> None:
        key = self._key
        if output.id < key.since or (key.before is not None and output.id >= key.before):
            return
        day = self.days.get(output.on)
        if day is None:
            day = self.days[output.on] = DayCount()
        day.outputs += sign
        self.count += sign
        own = built = None
        for check in output.checks:
            if own is None and check.by in key.owners:
                own = check
            elif check.by == key.builder:
                built = check
        if own is None:
            day.waiting += sign
            _mark(self.alone if output.checks else self.unchecked, output.id, sign)
        if output.checks:
            day.checked += sign
            if (own or output.checks[-1]).verdict is Verdict.FAIL:
                day.failed += sign
                self.failed += sign
            if own is not None and built is not None:
                self.pairs[built.verdict, own.verdict] += sign
        if not day.outputs:
            del self.days[output.on]


def _mark(numbers: Numbers, id_: int, sign: int) -> None:
    if sign > 0:
        numbers.add(id_)
    else:
        numbers.remove(id_)


@dataclass
class _Shelf:
    """The ledgers that are kept, the one asked last at the end."""

    ledgers: dict[Key, Ledger] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


_SHELF: Final = _Shelf()


@dataclass(frozen=True)
class Tally:
    """What the outputs add up to."""

    outputs: int
    days: int
    unchecked: int
    first_unchecked: int | None
    by_builder_only: int
    """Checked, but not by the second owner."""
    first_by_builder_only: int | None
    failed: int
    """Outputs whose check by the second owner (or else the latest by anybody) is a fail."""
    by_day: tuple[tuple[date, DayCount], ...]
    """The days with outputs, oldest first."""
    pairs: Pairs


def second_owners(project: Project) -> frozenset[int]:
    """The present second owner and those before, who drove a run to the end.

    A check stays good when the role passes on to somebody else.
    """
    drivers = {run.driver for run in project.runs if run.to_the_end}
    return frozenset(drivers | ({project.second_owner} if project.second_owner else set()))


def failures(project: Project) -> Counter[str]:
    """How often each criterion failed in the last cycle through phase 4; "" where none was named.

    The verdict of the second owner counts; where there is none yet, the latest of anybody.
    """
    owners, since = second_owners(project), project.since(4)
    found: Counter[str] = Counter()
    for output in project.outputs:
        if output.id < since or not output.checks:
            continue
        check = next((c for c in output.checks if c.by in owners), output.checks[-1])
        if check.verdict is Verdict.FAIL:
            found[check.failed] += 1
    return found


def books(project: Project, *, before: int | None = None, since: int | None = None) -> Tally:
    """What a project's outputs add up to; with `before`, only those with a smaller number.

    They are those of the last cycle through phase 4; with `since`, those with no smaller number
    than that: 0 for all of them.
    """
    first = project.since(4) if since is None else since
    key = Key(project.builder, second_owners(project), before, first)
    with _SHELF.lock:
        ledger = _SHELF.ledgers.pop(key, None) or Ledger(key)
        _SHELF.ledgers[key] = ledger
        if len(_SHELF.ledgers) > KEPT:
            del _SHELF.ledgers[next(iter(_SHELF.ledgers))]
        if ledger.outputs is not project.outputs:
            ledger.move_to(project.outputs)
        return ledger.tally
