"""One open project: the truth that screens show, and the one way to change it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, Protocol

from pilotage.actions.action import Stamp, is_serious
from pilotage.actions.wording import describe
from pilotage.errors import FileInUse, NeedsConfirmation, PilotageError, Refused
from pilotage.model.journal import Entry
from pilotage.model.project import Project
from pilotage.store.project_file import Holder, ProjectFile

MERGE_SECONDS: Final = 30
"""Typing in one field within this time is undone as one change."""
UNDO_STEPS: Final = 200


class Clock(Protocol):
    """Where the time comes from; tests and samples bring their own."""

    def now(self) -> datetime:
        """The moment, with its time zone."""
        ...

    def today(self) -> date:
        """The local date."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The local date."""
        return datetime.now().astimezone().date()


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


@dataclass(frozen=True)
class _Step:
    before: Project
    after: Project
    what: str
    merge_key: str
    at: datetime
    serious: bool


Listener = Callable[[Change], None]


class Session:
    """An open project file with its journal, its undo history and its save state."""

    def __init__(self, file: ProjectFile, clock: Clock, actor: int | None = None) -> None:
        self._file = file
        self.clock = clock
        self.project: Project = file.project
        self.actor: int = actor or self.project.builder
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._listeners: list[Listener] = []
        self._lock = threading.Lock()
        self.state = SaveState("saved")
        if file.read_only:
            self.state = SaveState("read_only", _held(file.holder))

    @classmethod
    def create(cls, path: Path, project: Project, clock: Clock) -> Session:
        """A new project file; raises `FileProblem` when the path is taken or not writable."""
        file = ProjectFile.create(path, project, at=clock.now())
        return cls(file, clock)

    @classmethod
    def open(cls, path: Path, clock: Clock, *, by: str = "", read_only: bool = False) -> Session:
        """Open a project file; `by` names who is at the keyboard (the builder by default).

        When another instance holds the file the session is read-only and says who holds it.
        Raises `FileProblem` for a file that can't be read and `Refused` for an unknown name.
        """
        file = ProjectFile.open(path, read_only=read_only)
        try:
            return cls(file, clock, _actor(file.project, by))
        except PilotageError:
            file.close()
            raise

    @property
    def path(self) -> Path:
        """The project file."""
        return self._file.path

    @property
    def journal(self) -> tuple[Entry, ...]:
        """All that was ever done, oldest first."""
        return self._file.journal

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed here."""
        return self._file.read_only

    @property
    def today(self) -> date:
        """The local date."""
        return self.clock.today()

    def stamp(self) -> Stamp:
        """Who acts, and when."""
        return Stamp(self.actor, self.clock.now(), self.clock.today())

    def do(self, action: Callable[..., Project], /, **args: Any) -> Project:
        """Do an action: the new project is shown at once and saved in the background.

        Raises `Refused` when the action says no or the session is read-only; nothing has
        changed then. An action that changes nothing leaves no trace.
        """
        self._refuse_read_only()
        before = self.project
        after = action(before, self.stamp(), **args)
        if after is before or after == before:
            return before
        name = action.__name__
        what = describe(name, args, before, after)
        key = f"{name} {args.get('section', '')}" if name in ("edit_section", "set_note") else ""
        self._remember(_Step(before, after, what, key, self.clock.now(), is_serious(action)))
        self._commit(after, name, what)
        return after

    def drive(self, person: int) -> None:
        """Change who is at the keyboard; the journal keeps it."""
        found = self.project.person(person)
        if found is None:
            raise Refused("There is no such person in this project.")
        if person == self.actor:
            return
        self.actor = person
        role = self.project.role_of(person)
        what = f"{found.name}{f' ({role})' if role else ''} drives"
        if self.read_only:
            self._tell(what)
        else:
            self._commit(self.project, "drive", what)

    @property
    def can_undo(self) -> str:
        """What undo would take back, as a sentence; empty when there is nothing."""
        return self._done[-1].what if self._done else ""

    @property
    def can_redo(self) -> str:
        """What redo would do again, as a sentence; empty when there is nothing."""
        return self._undone[-1].what if self._undone else ""

    def undo(self, *, confirmed: bool = False) -> str:
        """Take the last change back and return what it was.

        Raises `Refused` when there is nothing, and `NeedsConfirmation` for a passed gate or a
        signed decision unless confirmed; the journal keeps both, the act and its undoing.
        """
        return self._move("undo", self._done, self._undone, confirmed=confirmed)

    def redo(self, *, confirmed: bool = False) -> str:
        """Do the last undone change again and return what it was."""
        return self._move("redo", self._undone, self._done, confirmed=confirmed)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of every change, also from the storage thread; returns how to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def flush(self) -> SaveState:
        """Wait until everything is on disk, or known not to be."""
        self._file.flush()
        return self.state

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        if self.state.kind == "failed":
            self._set_state(SaveState("saving"))
            self._file.retry()

    def close(self) -> None:
        """Save, release the file and stop; calling it again does nothing."""
        self._file.close()

    def _refuse_read_only(self) -> None:
        if self.read_only:
            raise FileInUse(
                f"This project is open read-only: {self.state.why or 'nothing can be changed'}.",
                "Close it there, then open it again here.",
            )

    def _remember(self, step: _Step) -> None:
        last = self._done[-1] if self._done else None
        if (
            last is not None
            and step.merge_key
            and step.merge_key == last.merge_key
            and (step.at - last.at).total_seconds() < MERGE_SECONDS
        ):
            self._done.pop()
            step = _Step(last.before, step.after, step.what, step.merge_key, step.at, serious=False)
        self._done.append(step)
        del self._done[:-UNDO_STEPS]
        self._undone.clear()

    def _move(self, name: str, source: list[_Step], goal: list[_Step], *, confirmed: bool) -> str:
        self._refuse_read_only()
        if not source:
            raise Refused(f"There is nothing to {name}.")
        step = source[-1]
        if step.serious and not confirmed:
            raise NeedsConfirmation(
                f"{name.capitalize()}: {step.what}?",
                "The journal keeps both, the act and its undoing.",
            )
        source.pop()
        goal.append(step)
        target = step.before if name == "undo" else step.after
        newest = max(self.project.next_id, target.next_id)
        self._commit(target.having(next_id=newest), name, f"{name}: {step.what}")
        return step.what

    def _commit(self, after: Project, name: str, what: str) -> None:
        person = self.project.person(self.actor) or after.person(self.actor)
        self.project = after
        self._set_state(SaveState("saving"), tell=False)
        self._file.commit(
            after,
            at=self.clock.now(),
            by=person.name if person else "",
            role=after.role_of(self.actor),
            action=name,
            what=what,
            done=self._saved,
        )
        self._tell(what)

    def _saved(self, problem: str) -> None:
        """Called from the storage thread once everything so far is on disk, or failed."""
        self._set_state(SaveState("failed", problem) if problem else SaveState("saved"))

    def _set_state(self, state: SaveState, *, tell: bool = True) -> None:
        with self._lock:
            changed, self.state = state != self.state, state
        if changed and tell:
            self._tell("")

    def _tell(self, what: str) -> None:
        change = Change(self.project, self.state, what)
        for listener in tuple(self._listeners):
            listener(change)


def _held(holder: Holder | None) -> str:
    return f"held by {holder}" if holder else "opened to read only"


def _actor(project: Project, name: str) -> int | None:
    if not name.strip():
        return None
    person = project.named(name)
    if person is None:
        known = ", ".join(p.name for p in project.people)
        raise Refused(f"{name} is not in this project.", f"Its people are {known}.")
    return person.id
