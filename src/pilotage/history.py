"""What can be undone and redone, step by step, in one session."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import takewhile
from typing import Any, Final

from pilotage.errors import Refused
from pilotage.model.journal import Entry
from pilotage.model.project import Project

MERGE_SECONDS: Final = 30
"""Typing in one field within this time is undone as one change."""
UNDO_STEPS: Final = 200


State = Callable[[], Project]
"""A project, or how to get it: what an earlier session did is put together when it is asked for."""


@dataclass(frozen=True)
class Step:
    """One change: the project before and after it, and who made it."""

    before: State
    after: State
    what: str
    merge_key: str
    """What was typed in; empty for everything that is not typing."""
    actor: int
    at: datetime
    serious: bool
    """Whether taking it back asks first."""
    known: int = 0
    """How many records had come from scripts before it."""

    def continues(self, last: Step) -> bool:
        """Whether this is more of the same typing by the same person."""
        return (
            bool(self.merge_key)
            and (self.merge_key, self.actor) == (last.merge_key, last.actor)
            and (self.at - last.at).total_seconds() < MERGE_SECONDS
        )

    def refuse_others(self, name: str, actor: int, project: Project) -> None:
        """Nobody takes back what somebody else did: their gap, their check, their signature."""
        if self.actor == actor:
            return
        known = project.person(self.actor)
        who = known.name if known else "Somebody else"
        raise Refused(
            f"{who} did this ({self.what}); only {who} can {name} it.",
            f"Let {who} take the keyboard: change who drives.",
        )


Made = tuple[str, int]
"""A record: the project's field that it is in, and its number."""


@dataclass
class History:
    """The steps that were done, oldest first, and those that were undone, newest last."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    recorded: list[Made] = field(default_factory=list)
    """What scripts recorded meanwhile, oldest first: no step, and left alone by all of them."""

    def remember(self, step: Step) -> None:
        """Add a step; what was undone before it can't be redone any more."""
        step = replace(step, known=len(self.recorded))
        if self.done and not self.undone and step.continues(self.done[-1]):
            last = self.done.pop()
            step = replace(step, before=last.before, known=last.known)
        self.done.append(step)
        del self.done[:-UNDO_STEPS]
        self.undone.clear()

    def target(self, step: Step, was: Project, now: Project) -> Project:
        """The project as it was beside a step, with what scripts recorded since, as it is now.

        Raises `Refused` where that does not go together.
        """
        return _with(was, now, self.recorded[step.known :])

    def undo(self) -> None:
        """The last step that was done is the last that was undone."""
        self.undone.append(self.done.pop())

    def redo(self) -> None:
        """The last step that was undone is done again."""
        self.done.append(self.undone.pop())


TYPING: Final = ("edit_section", "set_note")
"""Actions that are typing: undone as one change when they follow each other."""
NO_STEP: Final = ("create", "migrate", "drive", "hand_over", "merge")
"""Entries of the journal that are nothing to undo."""


def merge_key(action: str, args: Mapping[str, Any]) -> str:
    """What tells typing in one field from typing in another; empty for all else."""
    return f"{action} {args.get('section', '')}" if action in TYPING else ""


def restored(
    entries: Iterable[Entry],
    state: Callable[[int], Project],
    recorded: Iterable[tuple[int, Made]] = (),
) -> History:
    """The history that a session left behind; `state` gives the project after an entry.

    What it undid or did again of an earlier session is a step as any other. `recorded` is what
    scripts recorded in between: the number of the entry, and the record.
    """
    history, came = History(), deque(recorded)
    for entry in entries:
        while came and came[0][0] < entry.seq:
            history.recorded.append(came.popleft()[1])
        if entry.action == "undo" and history.done:
            _leave_out(history.done, entry)
            history.undo()
        elif entry.action == "redo" and history.undone:
            _leave_out(history.undone, entry)
            history.redo()
        elif entry.action == "undo":
            step = _step(entry, state, before=entry.seq, after=entry.seq - 1)
            history.undone.append(replace(step, known=len(history.recorded)))
        elif entry.action not in NO_STEP:
            history.remember(_step(entry, state, before=entry.seq - 1, after=entry.seq))
    history.recorded += [made for _, made in came]
    return history


def _leave_out(steps: list[Step], entry: Entry) -> None:
    """Leave out the steps that were refused before the one that an entry undid or did again."""
    moved = _said(entry.what)
    for at in range(len(steps) - 1, -1, -1):
        if _said(steps[at].what) == moved:
            del steps[at + 1 :]
            return


def _said(what: str) -> str:
    """What was done, without what became of the gates."""
    return what.removeprefix("undo: ").removeprefix("redo: ").partition("; ")[0]


def _with(target: Project, now: Project, made: Iterable[Made]) -> Project:
    """A project of before with what scripts have recorded since."""
    wanted = set(made)
    if not wanted:
        return target
    outputs = _since("outputs", target, now, wanted)
    measurements = _since("measurements", target, now, wanted)
    taken = {output.reference for output in outputs}
    if twice := next((o.reference for o in target.outputs if o.reference in taken), ""):
        raise Refused(
            f"A script has recorded “{twice}” meanwhile, so that it would be there twice."
        )
    people = {check.by for output in outputs for check in output.checks}
    people |= {measurement.by for measurement in measurements}
    metrics = {measurement.metric for measurement in measurements}
    if people - {person.id for person in target.people} or metrics - {
        metric.id for metric in target.metrics if metric.is_measured
    }:
        raise Refused("What a script has recorded meanwhile rests on this.")
    return target.having(
        outputs=(*target.outputs, *outputs) if outputs else target.outputs,
        measurements=(*target.measurements, *measurements) if measurements else target.measurements,
    )


def _since(field: str, target: Project, now: Project, wanted: set[Made]) -> tuple[Any, ...]:
    """The wanted records that are newer than a project: they stand last, by their numbers."""
    newer = takewhile(lambda r: r.id >= target.next_id, reversed(getattr(now, field)))
    return tuple(reversed([record for record in newer if (field, record.id) in wanted]))


def _step(entry: Entry, state: Callable[[int], Project], *, before: int, after: int) -> Step:
    return Step(
        before=partial(state, before),
        after=partial(state, after),
        what=entry.what.removeprefix("undo: ").removeprefix("redo: "),
        merge_key=merge_key(entry.action, entry.args),
        actor=entry.actor or 0,
        at=entry.at,
        serious=entry.serious,
    )
