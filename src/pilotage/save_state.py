"""What a session tells its listeners: the project, and whether it is saved."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from pilotage.model.project import Project
from pilotage.store.guarded import call_guarded


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


class Saving:
    """Whether everything is saved, and who is told; each method may be called on any thread."""

    def __init__(self, state: SaveState) -> None:
        self.state = state
        self._lock = threading.Lock()
        self._begun = 0
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of every change; returns how to stop."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def tell(self, project: Project, what: str = "") -> None:
        """Tell the listeners; what one of them raises stops nobody."""
        change = Change(project, self.state, what)
        for listener in tuple(self._listeners):
            call_guarded(listener, change)

    def begin(self) -> int:
        """A commit is on its way: its number."""
        with self._lock:
            self._begun += 1
            self.state = SaveState("saving")
            return self._begun

    def end(self, number: int, problem: str) -> bool:
        """A commit is on disk, or failed; whether the state is another now."""
        with self._lock:
            if number < self._begun and not problem:
                return False  # newer ones are still to be saved
            return self._set(SaveState("failed", problem) if problem else SaveState("saved"))

    def try_again(self) -> bool:
        """What failed is tried again; whether anything had."""
        with self._lock:
            return self.state.kind == "failed" and self._set(SaveState("saving"))

    def set(self, state: SaveState) -> bool:
        """It is so now; whether that is another state."""
        with self._lock:
            return self._set(state)

    def _set(self, state: SaveState) -> bool:
        changed, self.state = state != self.state, state
        return changed
