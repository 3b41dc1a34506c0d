"""Where somebody sits in the plain mode: the dialogue, the open project, and what is done there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pilotage.actions.action import refuse_locked
from pilotage.errors import FileInUse, NeedsConfirmation, PilotageError, Refused
from pilotage.method.schedule import day_in_words
from pilotage.method.standing import overview
from pilotage.method.turn import next_step, with_role
from pilotage.model.project import CADENCE, Project
from pilotage.plain.dialogue import Dialogue, sentence
from pilotage.plain.seat import Seat
from pilotage.plain.watch import Watch
from pilotage.plain.words import Back, Skip, Undone
from pilotage.session import Session


class Desk(Seat):
    """The dialogue on one open project."""

    def __init__(self, dialogue: Dialogue, session: Session) -> None:
        super().__init__(dialogue, session.clock, session.project.uid)
        self.session = session
        self.watch = Watch(session)
        self._told_free = False
        dialogue.asides |= {"undo": self._undo, "redo": self._redo, "where": self.where}
        dialogue.before = self._meanwhile

    # -- what there is ----------------------------------------------------------------------

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return self.session.project

    def where(self) -> None:
        """Say where one is, who is at the keyboard, and what comes next."""
        project = self.project
        day = day_in_words(project, self.today)
        self.tell(f"{project.title}. {day[:1].upper()}{day[1:]}.")
        self.tell_place()
        self.tell(f"At the keyboard: {with_role(project, self.session.actor)}.")
        here = overview(project, self.today)
        if here.why:
            self.tell(f"{here.health.value.capitalize()}: {here.why}.")
        self.tell(sentence(self.next_said))
        if here.phase != CADENCE:
            self.tell(next_step(project).replace("Next: ", "Whose turn: ", 1))

    @property
    def next_said(self) -> str:
        """What comes next: what the gate wants first, with what is missing, or the next step."""
        here = overview(self.project, self.today)
        if here.phase == CADENCE or not here.gate.missing:
            return f"Next: {here.next_step}"
        first = here.gate.missing[0]
        return f"Next, gate {here.phase} wants: {first.sentence}. Missing: {first.missing}"

    def _meanwhile(self) -> None:
        """Before a question: say what happened since the last one."""
        self.tell(*self.watch.news())
        if self.session.can_take_over and not self._told_free:
            self._told_free = True
            self.tell("Nobody else has the project open any more. Main menu, Take over, writes.")

    # -- doing ------------------------------------------------------------------------------

    def refuse_read_only(self, phase: int = 0) -> None:
        """Refuse before anything is asked that could not be saved."""
        if self.session.read_only:
            why = self.session.state.why or "nothing can be changed"
            raise FileInUse(
                f"This project is open read-only: {why}.", "Close it there, then open it again."
            )
        if phase:
            refuse_locked(self.project, phase)

    def may_fill(self, phase: int) -> None:
        """Before a form is asked: refused where it could not be saved."""
        self.refuse_read_only(phase)
        self.prove(self.session.actor)

    def do(self, action: Callable[..., Project], /, *, quiet: bool = False, **args: Any) -> None:
        """Do an action, wait until it is on disk, and say what was saved unless it is `quiet`.

        Raises `PilotageError` where it is refused; nothing has changed then.
        """
        self.prove(self.session.actor)
        before = self.project
        after = self.session.do(action, **args)
        if after is before:
            self.tell("Nothing was changed.")
            return
        self.saved("" if quiet else self.session.can_undo)

    def saved(self, what: str) -> None:
        """Say what is saved once it is; else that it is not, and why."""
        if self.session.state.kind == "failed":
            self.session.retry()
        state = self.session.flush()
        if state.kind == "failed":
            self.tell(f"NOT SAVED: {state.why}.", "It is kept here meanwhile, and tried again.")
        elif what:
            self.tell(sentence(f"Saved: {what}"))

    def _undo(self) -> None:
        self._move(self.session.undo, "Undone")

    def _redo(self) -> None:
        self._move(self.session.redo, "Done again")

    def _move(self, step: Callable[..., str], said: str) -> None:
        try:
            self.prove(self.session.actor)
            try:
                what = step()
            except NeedsConfirmation as question:
                if not self.dialogue.confirm(f"{question.message} {question.remedy}"):
                    return
                what = step(confirmed=True)
        except PilotageError as problem:
            self.tell(str(problem))
            return
        self.session.flush()
        self.tell(sentence(f"{said}: {what}"))
        raise Undone

    # -- who is at the keyboard -------------------------------------------------------------

    def prove(self, person: int) -> None:
        """Ask for somebody's signing phrase where it is wanted. Raises `Back` without it."""
        session, name = self.session, self.project.name_of(person)
        while not session.read_only and session.wants_phrase_of(person):
            given = self.dialogue.secret(f"{name}'s signing phrase, empty for back:")
            if not given:
                raise Back
            try:
                session.prove(given, person)
            except PilotageError as problem:
                self.tell(str(problem))

    def drive(self, person: int) -> None:
        """Let somebody take the keyboard, after their signing phrase where they have one."""
        self.prove(person)
        self.session.drive(person)
        self.session.flush()
        self.tell(f"At the keyboard now: {with_role(self.project, person)}.")

    @contextmanager
    def as_person(self, person: int | None, what: str) -> Iterator[None]:
        """Only that person does this: they take the keyboard for it, and are asked to give it back.

        `what` says what they are about to do. Raises `Back` where they are not here, and
        `Refused` where nobody has that role.
        """
        found = self.project.person(person)
        if found is None:
            raise Refused("Nobody is named for this yet.", "Main menu, People, names them.")
        before = self.session.actor
        if before != found.id:
            self.tell(f"{found.name} does this. {what}")
            if not self.dialogue.confirm(f"Is {found.name} at the keyboard?"):
                raise Back
            self.drive(found.id)
        try:
            yield
        except (Back, Skip, Undone):
            self._give_back(before)
            raise
        except PilotageError as problem:
            if before == self.session.actor:
                raise
            self.tell(str(problem))
            self._give_back(before)
            raise Back from None
        self._give_back(before)

    def _give_back(self, person: int) -> None:
        if person != self.session.actor:
            self.hand_back(person)

    def hand_back(self, person: int) -> None:
        """Ask whether somebody else takes the keyboard again."""
        name = with_role(self.project, person)
        self.tell("What is done from now on stands under the name of who is at the keyboard.")
        if self.dialogue.confirm(f"Hand the keyboard back to {name}?"):
            self.drive(person)
