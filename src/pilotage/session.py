"""A session: one open project, and the one way to change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic_core import to_jsonable_python

from pilotage.actions.action import Stamp, is_serious, recorded, settled
from pilotage.actions.wording import describe, gates_moved
from pilotage.clock import Clock, StoppedClock, SystemClock
from pilotage.errors import FileProblem, NeedsConfirmation, PilotageError, Refused
from pilotage.history import History, Made, Step, merge_key, restored
from pilotage.model.project import Project
from pilotage.model.text import cleaned
from pilotage.open_project import OpenProject
from pilotage.recording import records_made
from pilotage.save_state import Change, Listener, SaveState
from pilotage.signing import WRONG, Proofs, WrongPhrase, actor_named
from pilotage.store.codec import decode_journal
from pilotage.store.journal import RECORDED, entry_document
from pilotage.store.past import last_session, project_at
from pilotage.store.project_file import ProjectFile
from pilotage.store.working import open_any

__all__ = ["Change", "Clock", "Listener", "SaveState", "Session", "SystemClock"]


class Session(OpenProject):
    """An open project with who is at the keyboard, and what they can undo."""

    def __init__(self, file: ProjectFile, clock: Clock, actor: int | None = None) -> None:
        super().__init__(file, clock)
        here = self.project.handed_over
        self.actor: int = actor or (here.to if here else self.project.builder)
        self._proofs = Proofs()
        self._begin()

    def _begin(self) -> None:
        self._history: History | None = None
        self._earlier = () if self.read_only else last_session(self._file.documents)
        self._name = str(len(self._file.documents) + 1)
        self._taken: set[str] | None = None
        self._came: list[Made] = []

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
        file = open_any(path, read_only=read_only)
        try:
            return cls(file, clock, actor_named(file.project, by))
        except PilotageError:
            file.close()
            raise

    @property
    def history(self) -> History:
        """What can be undone and redone, also of the session before this one."""
        if self._history is None:
            own = [each for each in self._earlier if each.get("session") != RECORDED]
            recorded = records_made(self._earlier)
            self._history = restored(decode_journal(own), self._state_after, recorded)
            self._history.recorded += self._came
        return self._history

    def _state_after(self, seq: int) -> Project:
        return project_at(self._file.documents, seq)

    def at(self, seq: int) -> Session:
        """The project as it stood after an entry of its journal: to read only, on that day.

        Raises `Refused` for an entry that there is not, or whose state is not known.
        """
        past = self._file.at(seq)
        return Session(past, StoppedClock(past.journal[-1].at))

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
            before, stamp = self.project, self.stamp()
            after = action(before, stamp, **args)
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
                at=stamp.at,
                serious=is_serious(action),
            )
            kept = recorded(action, args)
            self._commit(after, name, what, at=stamp.at, args=kept, serious=step.serious)
            self.history.remember(step)
        self._saving.tell(self.project, what)
        return after

    def _came_in(self, made: Made) -> None:
        (self._history.recorded if self._history else self._came).append(made)

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
        if self._proofs.try_phrase(found, phrase, self._file.documents, self.clock.now()):
            return
        with self._acting:
            self._refuse_read_only()
            what = f"a wrong signing phrase was given for {found.name}"
            self._commit(self.project, WRONG, what, args={"person": who})
        self._saving.tell(self.project, what)
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
        self._saving.tell(self.project, what)

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
        keeps both, the act and its undoing. A step that doesn't go together with what scripts
        recorded since is refused once, and then left out.
        """
        return self._move("undo", confirmed=confirmed)

    def redo(self, *, confirmed: bool = False) -> str:
        """Do the last undone change again and return what it was."""
        return self._move("redo", confirmed=confirmed)

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
            state = step.before if name == "undo" else step.after
            was = state()
            try:
                target = self.history.target(step, was, self.project)
            except Refused as refused:
                source.pop()  # nothing could make it go, and it would be in the way of all others
                raise Refused(
                    f"{refused.message} “{step.what}” stays {'' if name == 'undo' else 'un'}done.",
                    f"The next {name} goes past it; what is to change here is changed by hand.",
                ) from None
            if target is not was:
                target = settled(self.project, target, self.stamp())
            # Numbers are never given twice, also not that of a record whose making was undone.
            target = target.having(next_id=max(self.project.next_id, target.next_id))
            moved = gates_moved(self.project, target)
            what = f"{name}: {step.what}" + (f"; {moved}" if moved else "")
            self._commit(target, name, what, serious=step.serious)
            self.history.undo() if name == "undo" else self.history.redo()
        self._saving.tell(self.project, what)
        return step.what

    def enter(
        self,
        name: str,
        what: str,
        args: Mapping[str, Any],
        *,
        after: Project | None = None,
        by: tuple[int, str] | None = None,
    ) -> None:
        """Enter into the journal what is no step to undo, and wait until it is on disk.

        With `after` the project becomes that, and nothing that was done before it is undone any
        more: it would take this along. `by` is who did it, number and name, where it was done
        elsewhere; whoever is at the keyboard does it else, and gave their signing phrase.
        Raises `FileProblem` where it can't be saved.
        """
        with self._acting:
            self._refuse_read_only()
            if by is None:
                self._proofs.refuse_unproven(self.project, self.actor)
            if after is not None and after is not self.project:
                self._file.flush()
                self._history, self._name = History(), str(len(self._file.documents) + 1)
            told: list[str] = []
            self._commit(after or self.project, name, what, args=args, by=by, told=told)
        self._file.flush()
        self._saving.tell(self.project, what)
        if failed := next(filter(None, told), ""):
            raise FileProblem(f"{self.path.name} can't be saved: {failed}.", "Try again then.")

    def _commit(
        self,
        after: Project,
        name: str,
        what: str,
        *,
        at: datetime | None = None,
        args: Mapping[str, Any] | None = None,
        serious: bool = False,
        by: tuple[int, str] | None = None,
        told: list[str] | None = None,
    ) -> None:
        before = self.project
        person = before.person(self.actor) or after.person(self.actor)
        actor, called = by or (self.actor, person.name if person else "")
        number = self._saving.begin()
        self.project = after
        entry = entry_document(
            at=at or self.clock.now(),
            by=called,
            actor=actor,
            role=before.role_of(actor),
            action=name,
            what=what,
            args=cleaned(to_jsonable_python(args or {})),
            session=self._name,
            serious=serious,
            proven=by is None and self._proofs.has(actor),
        )
        self._file.commit(after, entry, lambda problem: self._saved(number, problem, told))
