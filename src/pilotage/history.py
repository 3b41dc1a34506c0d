"""What can be undone and redone, step by step, in one session."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from pilotage.model.project import Project

MERGE_SECONDS: Final = 30
"""Typing in one field within this time is undone as one change."""
UNDO_STEPS: Final = 200


@dataclass(frozen=True)
class Step:
    """One change: the project before and after it, and who made it."""

    before: Project
    after: Project
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
