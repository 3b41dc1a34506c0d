"""What a session tells its listeners: the project, and whether it is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pilotage.model.project import Project


@dataclass(frozen=True)
class SaveState:
    """Whether what is on screen is on disk."""

    kind: str
    """`saved`, `saving`, `failed` or `read_only`."""
    why: str = ""
    """Why it is not saved, or who holds the file."""


@dataclass(frozen=True)
class Change:
    """What listeners are told: the project, or only the save state, is another."""

    project: Project
    state: SaveState
    what: str
    """What was done, as a sentence; empty when only the save state changed."""


Listener = Callable[[Change], None]
