"""Home in the plain mode: the projects there are, a new one, an example; and opening one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from pilotage import config, portfolio
from pilotage.actions.driving import pause_run
from pilotage.clock import Clock
from pilotage.errors import FileProblem, Invalid, PilotageError
from pilotage.forms.new_project import (
    QUESTIONS,
    fields,
    folder_from,
    free_name,
    path_from,
    problems,
    project_from,
)
from pilotage.method.driving import going
from pilotage.method.phases import name_of
from pilotage.method.traps import TRAPS
from pilotage.model.text import one_line
from pilotage.plain.desk import Desk
from pilotage.plain.dialogue import Dialogue
from pilotage.plain.filling import Answers, fill
from pilotage.plain.project import Walk
from pilotage.plain.seat import LEAVE, Option, Seat
from pilotage.plain.words import InputEnded, Quit
from pilotage.session import Session

LARGE: Final = 5_000_000
"""Bytes of a project file from which on opening it is announced."""


class Home:
    """The list of projects, and one project open at a time."""

    def __init__(self, dialogue: Dialogue, clock: Clock, folder: Path, by: str = "") -> None:
        self._dialogue = dialogue
        self._clock = clock
        self._folder = folder
        self._by = by

    def go(self, path: Path | None) -> None:
        """Open a project, or choose one; ends with `Quit`. Raises `PilotageError` for `path`."""
        if path is not None:
            self._open(path)
        while True:
            self._seat = Seat(self._dialogue, self._clock, "home")
            opened: list[Path] = []
            files = portfolio.find(self._folder, config.recent())
            self._listed = portfolio.read_all(files, self._clock.today())
            self._seat.menu("Projects", partial(self._options, opened))
            if not opened:
                raise Quit
            try:
                self._open(opened[0])
            except PilotageError as problem:
                self._seat.tell(str(problem))

    # -- the list ---------------------------------------------------------------------------

    def _options(self, opened: list[Path]) -> list[Option]:
        if opened:
            return []
        found = [Option(_said(each), partial(opened.append, each.path)) for each in self._listed]
        return [
            *found,
            Option("Start a new workflow", lambda: self._new(opened)),
            Option("Open a file by its path", lambda: self._file(opened)),
            Option("Open an example", lambda: self._example(opened)),
            Option("Five questions: what keeps your pilot a pilot", self._self_check),
            Option("Quit", lambda: LEAVE),
        ]

    def _file(self, opened: list[Path]) -> None:
        typed = one_line(self._dialogue.ask("Path of the file:"))
        try:
            path = Path(typed).expanduser()
            there = path.is_file()
        except (OSError, RuntimeError):  # no such home folder, or no name that a file can have
            there = False
        if not there:
            raise FileProblem(f"There is no file {typed}.")
        opened.append(path)

    def _example(self, opened: list[Path]) -> None:
        today = self._clock.today()
        samples = [portfolio.read(path, today) for path in portfolio.samples()]
        chosen = self._seat.pick("Which example?", samples, _said, "There are no examples here.")
        path = portfolio.copy_sample(chosen.path, self._folder, today)
        self._seat.tell(f"A copy of it is {path}; change whatever you like in it.")
        opened.append(path)

    def _new(self, opened: list[Path]) -> None:
        asked = fields(config.load()[0], self._folder, self._clock.today())

        def filled(values: Answers) -> tuple[dict[str, str], Path]:
            typed = {name: str(value) for name, value in values.items()}
            folder = folder_from(typed["folder"])
            typed["file"] = typed["file"] or free_name(folder, one_line(typed["title"]))
            return typed, folder

        def judge(values: Answers) -> dict[str, str]:
            return problems(*filled(values), self._clock.today())

        def save(values: Answers) -> None:
            typed, folder = filled(values)
            for field, problem in judge(values).items():
                raise Invalid(field, typed[field], "", problem)
            path = path_from(folder, typed["file"])
            project = project_from(typed, self._clock.today())
            Session.create(path, project, self._clock).close()
            self._seat.tell(f"Your workflow has begun. Its file is {path}.")
            opened.append(path)

        fill(
            self._seat,
            "A new workflow",
            [replace(each, required=each.required and each.name != "file") for each in asked],
            save,
            why="From a working pilot to production: five gated phases, 90 days.",
            asked=lambda field, _: field.name != "file",
            judge=judge,
        )

    def _self_check(self) -> None:
        still_open = [
            trap
            for trap in TRAPS
            if not self._dialogue.confirm(f"{QUESTIONS[trap.kind]} Is that so?")
        ]
        if not still_open:
            self._seat.tell("No trap is open by your account. The gates ask for the evidence.")
        for trap in still_open:
            self._seat.tell(f"Open: {trap.name}. It is closed in phase {trap.closes_in}.")

    # -- one project ------------------------------------------------------------------------

    def _open(self, path: Path) -> None:
        if _is_large(path):
            self._dialogue.tell("It is a large project: opening it takes a moment.")
        session = Session.open(path, self._clock, by=self._by)
        desk = Desk(self._dialogue, session)
        try:
            config.remember_recent(path)
            desk.tell(*session.notes)
            if session.read_only:
                desk.tell(f"Read-only: {session.state.why}.")
            desk.watch.start()
            while self._goes_on(desk):
                pass
        finally:
            self._close(desk)

    def _goes_on(self, desk: Desk) -> bool:
        """Walk through the project; whether somebody stays, since something is not saved."""
        try:
            Walk(desk).go_on()
        except InputEnded:
            raise
        except Quit:
            if self._may_go(desk):
                raise
            return True
        return not self._may_go(desk)

    def _may_go(self, desk: Desk) -> bool:
        if desk.session.state.kind == "failed":
            desk.session.retry()
        state = desk.session.flush()
        if state.kind != "failed":
            return True
        desk.tell(f"NOT SAVED: {state.why}.")
        return desk.dialogue.confirm("Leave and lose what is not saved?")

    def _close(self, desk: Desk) -> None:
        """Whatever the way out was: save, stop the clock of a run that is going, let go."""
        session = desk.session
        if _is_large(session.path):
            with suppress(OSError, Quit):
                desk.tell("Closing it takes a moment.")
        desk.watch.stop()
        run = going(session.project)
        if run and not run.is_paused and session.actor == run.driver:
            with suppress(PilotageError):  # read-only: whoever has the file sees to it
                session.do(pause_run, run=run.id)
        if session.flush().kind == "failed":
            session.retry()
        state = session.flush()
        session.close()
        with suppress(OSError, Quit):  # the terminal may be gone
            if state.kind == "failed":
                desk.tell(f"NOT SAVED: {state.why}.")
            desk.tell(*filter(None, (session.left_behind,)))


def _is_large(path: Path) -> bool:
    """Whether reading or writing it all takes so long that one wonders."""
    try:
        return path.stat().st_size > LARGE
    except OSError:
        return False


def _said(each: portfolio.Listed) -> str:
    """A project in the list, as a sentence."""
    if each.overview is None:
        return f"{each.title}: {each.problem}"
    here = each.overview
    phase = f"phase {here.phase}, {name_of(here.phase)}" if here.phase < 6 else name_of(here.phase)
    return f"{each.title}, {phase}, {here.health}. Next: {here.next_step}"
