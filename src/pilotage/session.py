"""One open project: the truth that screens show, and the one way to change it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic_core import to_jsonable_python

from pilotage.actions.action import Stamp, is_serious
from pilotage.actions.wording import describe, gates_moved
from pilotage.clock import Clock, StoppedClock, SystemClock
from pilotage.errors import FileInUse, FileProblem, NeedsConfirmation, PilotageError, Refused
from pilotage.history import History, Step, merge_key, restored
from pilotage.model.journal import Entry
from pilotage.model.project import Project
from pilotage.model.text import cleaned
from pilotage.save_state import Change, Listener, SaveState
from pilotage.signing import WRONG, Proofs, WrongPhrase, in_words, wait
from pilotage.store.codec import decode_journal
from pilotage.store.guarded import call_guarded
from pilotage.store.journal import check_chain, entry_document
from pilotage.store.past import last_session, project_at
from pilotage.store.project_file import ProjectFile

__all__ = ["Change", "Clock", "Listener", "SaveState", "Session", "SystemClock"]


class Session:
    """An open project file with its journal, its undo history and its save state."""

    def __init__(self, file: ProjectFile, clock: Clock, actor: int | None = None) -> None:
        self._file = file
        self.clock = clock
        self.project: Project = file.project
        self.actor: int = actor or self.project.builder
        self._history: History | None = None
        self._earlier = () if file.read_only else last_session(file.documents)
        self._name = str(len(file.documents) + 1)
        self._listeners: list[Listener] = []
        self._lock = threading.Lock()
        self._acting = threading.RLock()
        self._commits = 0
        self._closed = False
        self._proofs = Proofs()
        self.can_take_over = False
        """Whether the instance that held the file is gone."""
        self.state = SaveState("saved")
        if file.read_only:
            self.state = SaveState("read_only", file.why_read_only)

    @classmethod
    def create(cls, path: Path, project: Project, clock: Clock, *, what: str = "") -> Session:
        """A new project file; raises `FileProblem` when the path is taken or not writable.

        `what` is the sentence of the journal's first entry, where a plain start is not it.
        """
        return cls(ProjectFile.create(path, project, at=clock.now(), what=what), clock)

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
    def history(self) -> History:
        """What can be undone and redone, also of the session before this one."""
        if self._history is None:
            self._history = restored(decode_journal(self._earlier), self._state_after)
        return self._history

    def _state_after(self, seq: int) -> Project:
        return project_at(self._file.documents, seq)

    @property
    def path(self) -> Path:
        """The project file."""
        return self._file.path

    @property
    def journal(self) -> tuple[Entry, ...]:
        """All that was ever done, oldest first."""
        return self._file.journal

    def journal_problem(self) -> str:
        """What is wrong with the journal's chain; empty when it is unbroken."""
        return check_chain(self._file.documents)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was mended when the file was opened, and where it is kept, in sentences."""
        return self._file.notes

    def at(self, seq: int) -> Session:
        """The project as it stood after an entry of its journal: to read only, on that day.

        Raises `Refused` for an entry that there is not, or whose state is not known.
        """
        past = self._file.at(seq)
        return Session(past, StoppedClock(past.journal[-1].at))

    def follow(self) -> bool:
        """Take in what the instance that holds the file has saved; whether anything is new.

        Reads the disk: call it from a thread, now and then.
        """
        changed = self._file.follow()
        with self._lock:
            if changed:
                self.project = self._file.project
            if not self.can_take_over and self._file.is_free():
                self.can_take_over = True
                changed |= self._now(SaveState("read_only", "nobody holds it any more"))
        if changed:
            self._tell("")
        return changed

    def take_over(self) -> None:
        """Become the writer of a file that was held by another instance.

        Raises `FileInUse` when somebody holds it still, or again, and `FileProblem`.
        """
        file = ProjectFile.open(self.path)
        if file.read_only:
            file.close()
            raise FileInUse(
                f"{self.path.name} is {file.why_read_only}.", "Wait until it is closed."
            )
        with self._acting, self._lock:
            self._file, self.project = file, file.project
            self._history, self._earlier = None, last_session(file.documents)
            self._name = str(len(file.documents) + 1)
            self.can_take_over = False
            self._now(SaveState("saved"))
        self._tell("took over the file")

    @property
    def is_held(self) -> bool:
        """Whether another instance has the file, or had it when it was opened here."""
        return self._file.holder is not None

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
        with self._acting:
            self._refuse_read_only()
            self._proofs.refuse_unproven(self.project, self.actor)
            before = self.project
            after = action(before, self.stamp(), **args)
            if after is before or after == before:
                return before
            name = action.__name__
            what = describe(name, args, before, after)
            step = Step(
                before=lambda: before,
                after=lambda: after,
                what=what,
                merge_key=merge_key(name, args),
                actor=self.actor,
                at=self.clock.now(),
                serious=is_serious(action),
            )
            self._commit(after, name, what, args=args, serious=step.serious)
            self.history.remember(step)
        self._tell(what)
        return after

    @property
    def wants_phrase(self) -> bool:
        """Whether who is at the keyboard has to give their signing phrase before doing anything."""
        return not self.read_only and self._proofs.wants(self.project, self.actor)

    def wants_phrase_of(self, person: int) -> bool:
        """Whether somebody has a signing phrase that was not given since they were here."""
        return self._proofs.wants(self.project, person)

    def prove(self, phrase: str, person: int | None = None) -> None:
        """Give the signing phrase of who is at the keyboard, or of who is about to take it.

        Takes a moment on purpose: call it from a thread. Raises `WrongPhrase`, also when it is
        too soon after wrong ones; the journal keeps each wrong try.
        """
        who = person or self.actor
        found = self.project.person(who)
        if found is None or found.phrase is None:
            return
        self._file.flush()  # a wrong try counts once it is in the journal
        if left := wait(reversed(self._file.documents), who, self.clock.now()):
            raise WrongPhrase(
                "Too many wrong phrases were given.", f"Try again in {in_words(left)}."
            )
        right = found.phrase.matches(phrase)
        with self._acting:
            if right:
                self._proofs.give(who)
                return
            self._refuse_read_only()
            what = f"a wrong signing phrase was given for {found.name}"
            self._commit(self.project, WRONG, what, args={"person": who})
        self._tell(what)
        raise WrongPhrase(f"That is not {found.name}'s signing phrase.", "Try again.")

    def drive(self, person: int) -> None:
        """Change who is at the keyboard; the journal keeps it.

        Raises `PhraseWanted` for somebody with a signing phrase that was not given (`prove`).
        """
        found = self.project.person(person)
        if found is None:
            raise Refused("There is no such person in this project.")
        if person == self.actor:
            return
        if not self.read_only:
            self._proofs.refuse_unproven(self.project, person)
        with self._acting:
            self._proofs.left(person)
            self.actor = person
            role = self.project.role_of(person)
            what = f"{found.name}{f' ({role})' if role else ''} drives"
            if not self.read_only:
                self._commit(self.project, "drive", what)
        self._tell(what)

    @property
    def can_undo(self) -> str:
        """What undo would take back, as a sentence; empty when there is nothing."""
        return self.history.done[-1].what if self.history.done else ""

    @property
    def can_redo(self) -> str:
        """What redo would do again, as a sentence; empty when there is nothing."""
        return self.history.undone[-1].what if self.history.undone else ""

    def undo(self, *, confirmed: bool = False) -> str:
        """Take the last change back and return what it was.

        Raises `Refused` when there is nothing or when somebody else did it, and
        `NeedsConfirmation` for a passed gate or a signed decision unless confirmed; the journal
        keeps both, the act and its undoing.
        """
        return self._move("undo", confirmed=confirmed)

    def redo(self, *, confirmed: bool = False) -> str:
        """Do the last undone change again and return what it was."""
        return self._move("redo", confirmed=confirmed)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of every change, also from the storage thread; returns how to stop."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def flush(self) -> SaveState:
        """Wait until everything is on disk, or known not to be."""
        self._file.flush()
        return self.state

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        with self._lock:
            if self.state.kind != "failed":
                return
            self._now(SaveState("saving"))
        self._tell("")
        self._file.retry()

    def close(self) -> None:
        """Save, release the file and stop; calling it again does nothing."""
        self._closed = True
        self._file.close()

    def _refuse_read_only(self) -> None:
        if self._closed:
            raise FileProblem("This project is closed.", "Open it again.")
        if self.read_only:
            raise FileInUse(
                f"This project is open read-only: {self.state.why or 'nothing can be changed'}.",
                "Close it there, then open it again here.",
            )

    def _move(self, name: str, *, confirmed: bool) -> str:
        source = self.history.done if name == "undo" else self.history.undone
        with self._acting:
            self._refuse_read_only()
            if not source:
                raise Refused(f"There is nothing to {name}.")
            step = source[-1]
            self._proofs.refuse_unproven(self.project, self.actor)
            step.refuse_others(name, self.actor, self.project)
            if step.serious and not confirmed:
                raise NeedsConfirmation(
                    f"{name.capitalize()}: {step.what}?",
                    "The journal keeps both, the act and its undoing.",
                )
            target = step.before() if name == "undo" else step.after()
            # Numbers are never given twice, also not that of a record whose making was undone.
            target = target.having(next_id=max(self.project.next_id, target.next_id))
            moved = gates_moved(self.project, target)
            what = f"{name}: {step.what}" + (f"; {moved}" if moved else "")
            self._commit(target, name, what, serious=step.serious)
            self.history.undo() if name == "undo" else self.history.redo()
        self._tell(what)
        return step.what

    def _commit(
        self,
        after: Project,
        name: str,
        what: str,
        *,
        args: Mapping[str, Any] | None = None,
        serious: bool = False,
    ) -> None:
        before = self.project
        person = before.person(self.actor) or after.person(self.actor)
        with self._lock:
            self._commits += 1
            number, self.state = self._commits, SaveState("saving")
        self.project = after
        entry = entry_document(
            at=self.clock.now(),
            by=person.name if person else "",
            actor=self.actor,
            role=before.role_of(self.actor),
            action=name,
            what=what,
            args=cleaned(to_jsonable_python(args or {})),
            session=self._name,
            serious=serious,
            proven=self._proofs.has(self.actor),
        )
        self._file.commit(after, entry, lambda problem: self._saved(number, problem))

    def _saved(self, number: int, problem: str) -> None:
        """Called from the storage thread once a commit is on disk, or failed."""
        with self._lock:
            if number < self._commits and not problem:
                return  # newer ones are still to be saved
            changed = self._now(SaveState("failed", problem) if problem else SaveState("saved"))
        if changed:
            self._tell("")

    def _now(self, state: SaveState) -> bool:
        changed, self.state = state != self.state, state
        return changed

    def _tell(self, what: str) -> None:
        change = Change(self.project, self.state, what)
        for listener in tuple(self._listeners):
            call_guarded(listener, change)


def _actor(project: Project, name: str) -> int | None:
    if not name.strip():
        return None
    person = project.named(name)
    if person is None:
        known = ", ".join(p.name for p in project.people)
        raise Refused(f"{name} is not in this project.", f"Its people are {known}.")
    return person.id
