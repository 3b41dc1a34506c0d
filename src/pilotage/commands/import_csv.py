"""Importing a CSV file: planning it, showing the plan, doing it, and saying what was done."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from pilotage import config
from pilotage.commands.import_report import HEAD, bad_rows_csv, plan_data, plan_lines, problem_lines
from pilotage.commands.output import patiently, say, say_json, shown, warn
from pilotage.errors import DONE, WRONG_USE, FileInUse, FileProblem, Refused
from pilotage.intake.csv_file import Progress, quietly
from pilotage.intake.fields import Kind
from pilotage.intake.plan import Options, Plan
from pilotage.intake.planning import plan
from pilotage.session import Session, SystemClock

SCREENS = {
    Kind.OUTPUTS: "key i on the screen of phase 4",
    Kind.MEASUREMENTS: "key i on the screen of phase 4, among the figures",
    Kind.STEPS: "key c on the screen of phase 3",
    Kind.BASELINE: "key i on the screen of phase 1",
}
"""The phase on whose screen each kind is imported in the app."""


@dataclass(frozen=True)
class Wish:
    """What is asked for on the command line."""

    file: Path
    kind: str
    csv: Path
    by: str = ""
    dry_run: bool = False
    as_json: bool = False
    errors: Path | None = None


def import_csv(wish: Wish, options: Options) -> int:
    """Import a CSV file; 0 when it is done or would be, 2 when it can't be."""
    kind = Kind(wish.kind)
    with patiently(f"Opening {wish.file.name} …"):
        session = _opened(wish, kind)
    who = session.project.name_of(session.actor)
    try:
        with _watched(f"Reading {wish.csv.name}") as progress:
            found = plan(wish.csv, kind, session.project, session.stamp(), options, progress)
        if not wish.as_json:
            say(*plan_lines(found))
        done = _done(wish, session, found)
    finally:
        session.close()
    if wish.as_json:
        say_json({"file": str(wish.file), "dry_run": wish.dry_run, **plan_data(found, done)})
    elif found.questions or found.problems:
        warn(*problem_lines(found))
    elif done:
        say(f"{who} {done}. One undo takes it back.")
    else:
        say("Nothing was written: this was a dry run." * wish.dry_run or "There is nothing new.")
    if wish.errors is not None and found.problems:
        from pilotage.export import files

        files.write(wish.errors, bad_rows_csv(found), force=_is_an_older_one(wish.errors))
        warn(f"All of them are in {shown(wish.errors)}.")
    return WRONG_USE if found.questions or found.problems else DONE


def _opened(wish: Wish, kind: Kind) -> Session:
    """The project, to be written where it is not a dry run."""
    settings, _ = config.load()
    session = Session.open(wish.file, SystemClock(), by=wish.by, read_only=wish.dry_run)
    for note in session.notes:
        warn(f"Note: {note}")
    named = session.project.named(settings.name) if settings.name and not wish.by else None
    if named is not None and session.project.handed_over is None:
        session.actor = named.id
    if wish.dry_run or not session.read_only:
        return session
    held, why = session.is_held, session.state.why
    session.close()
    if not held:
        raise FileProblem(f"{wish.file.name} can't be written: {why}.")
    raise FileInUse(
        f"{wish.file.name} is open elsewhere ({why}).",
        f"Import it there: {SCREENS[kind]}. Or close it there, and "
        "try again. --dry-run works meanwhile.",
    )


def _done(wish: Wish, session: Session, found: Plan) -> str:
    """Do it, and wait for the disk; what the journal says of it, empty where nothing is done."""
    if wish.dry_run or not found.ready or found.action is None:
        return ""
    _prove(session)
    with _to_the_end(), patiently(f"Saving {wish.file.name} …"):
        session.do(found.action, **found.arguments)
        said = session.can_undo
        state = session.flush()
        session.close()
    if state.kind == "failed":
        raise FileProblem(f"{wish.file.name} can't be saved: {state.why}")
    found.remember(session.project)
    return said


def _prove(session: Session) -> None:
    """Ask for the signing phrase of who brings it in, where they have one."""
    if not session.wants_phrase:
        return
    name = session.project.name_of(session.actor)
    if not sys.stdin.isatty():
        raise Refused(
            f"{name}'s signing phrase is wanted first.",
            "It is asked for on a terminal; or import it in the app.",
        )
    session.prove(click.prompt(f"{name}'s signing phrase", hide_input=True, err=True))


def _is_an_older_one(path: Path) -> bool:
    """Whether it is such a list of an earlier try, and nothing that would be missed."""
    try:
        with path.open("rb") as file:
            return file.read(len(HEAD) + 1) == f"{HEAD}\n".encode()
    except OSError:
        return False


@contextmanager
def _watched(label: str) -> Iterator[Progress]:
    """A bar on a terminal; nothing elsewhere. Ctrl+C ends what it watches."""
    if not sys.stderr.isatty():
        yield quietly
        return
    with click.progressbar(length=100, label=shown(label), file=sys.stderr) as bar:
        yield lambda part: bar.update(max(0, int(part * 100) - bar.pos))
        bar.update(100 - bar.pos)


@contextmanager
def _to_the_end() -> Iterator[None]:
    """What is being written is written: Ctrl+C comes too late, and would only look like success."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
