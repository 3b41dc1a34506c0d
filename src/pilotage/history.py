"""What can be undone and redone, step by step, in one session."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
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


@dataclass
class History:
    """The steps that were done, oldest first, and those that were undone, newest last."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def remember(self, step: Step) -> None:
        """Add a step; what was undone before it can't be redone any more."""
        if self.done and not self.undone and step.continues(self.done[-1]):
            step = replace(step, before=self.done.pop().before)
        self.done.append(step)
        del self.done[:-UNDO_STEPS]
        self.undone.clear()

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


def restored(entries: Iterable[Entry], state: Callable[[int], Project]) -> History:
    """The history that a session left behind; `state` gives the project after an entry.

    What it undid or did again of an earlier session is a step as any other.
    """
    history = History()
    for entry in entries:
        if entry.action == "undo" and history.done:
            history.undo()
        elif entry.action == "redo" and history.undone:
            history.redo()
        elif entry.action == "undo":
            history.undone.append(_step(entry, state, before=entry.seq, after=entry.seq - 1))
        elif entry.action not in NO_STEP:
            history.remember(_step(entry, state, before=entry.seq - 1, after=entry.seq))
    return history


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
