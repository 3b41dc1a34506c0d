"""Recording from a script: in the project if nobody has it open, else by its running Pilotage.

Either way an entry is first left in the inbox, so that from then on nothing can lose it. Nothing
heavy is imported before it is known that the project has to be read here.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pilotage.errors import FileProblem, PilotageError, Refused
from pilotage.store import names, places
from pilotage.store.inbox import VERSION, Inbox, Refusal
from pilotage.store.lock import Holder, Lock

if TYPE_CHECKING:
    from pilotage.model.project import Project
    from pilotage.taking_in import TakenIn

WAIT: Final = 10.0
"""Seconds for which to wait for a running Pilotage unless told otherwise."""
POLL: Final = 0.01
PROBE: Final = 0.4
"""Seconds after which, and then each of which, it is seen whether the holder is still there."""


@dataclass(frozen=True)
class HandedIn:
    """What became of an entry."""

    id: str
    recorded: bool
    """Whether it is saved in the project; else it waits in the inbox."""
    holder: Holder | None = None
    """Who has the project open; None where nobody has, or where they recorded it."""
    notes: tuple[str, ...] = ()
    """What was mended when the project was opened, in sentences."""
    project: Project | None = None
    """The project with it, where it was opened here to record it."""


def hand_in(
    path: Path, items: Sequence[Mapping[str, object] | None], *, tool: str, wait: float = WAIT
) -> HandedIn:
    """Record things, all or none of them; returns once they are saved, or left after `wait`.

    One that is None is nothing: an empty line among others.

    Raises `Refused` when they can't be recorded, and `FileProblem` when there is no such
    project, or it can't be written. Nothing is left in the inbox then. Stopped by
    `KeyboardInterrupt`, it takes them back, and the one that it raises says what became of them.
    """
    real = places.real(path)
    if not places.may_be_there(real):
        raise FileProblem(f"There is no file {path}.", "Check the name.")
    if names.is_bundle(path):
        raise PilotageError(
            f"{path.name} is a bundle: only runs, gaps and confirmations are worked on in it.",
            "Record into the builder's project.",
        )
    inbox = Inbox(path)
    content: dict[str, Any] = {
        "version": VERSION,
        "at": datetime.now(UTC).isoformat(),
        "tool": tool,
        "items": list(items),
    }
    try:
        id_ = inbox.drop(content)
    except OSError as error:
        from pilotage.store.problems import problem

        raise problem("can't be recorded in", error, inbox.folder) from None
    try:
        return _settled(path, real, inbox, id_, wait)
    except FileProblem:
        with suppress(OSError):
            inbox.remove(id_)  # it was not recorded, and is not going to be behind one's back
        raise
    except Refused:
        inbox.forget(id_)  # it is told here
        raise
    except KeyboardInterrupt:
        raise KeyboardInterrupt(_taken_back(path, real, inbox, id_)) from None
    finally:
        inbox.tidy()


def try_again(path: Path, *, wait: float = WAIT) -> list[Refusal]:
    """Record once more what was refused earlier; returns what is refused again, and kept.

    Raises `FileProblem` when the project or its inbox can't be written.
    """
    real, inbox = places.real(path), Inbox(path)
    for refusal in inbox.refusals():
        try:
            if inbox.again(refusal.id):
                _settled(path, real, inbox, refusal.id, wait)
        except Refused:
            continue
        except OSError as error:
            from pilotage.store.problems import problem

            raise problem("can't be written", error, inbox.folder) from None
    inbox.tidy()
    return inbox.refusals()


def _settled(path: Path, real: Path, inbox: Inbox, id_: str, wait: float) -> HandedIn:
    notes: list[str] = []
    begun = time.monotonic()
    probe = begun + PROBE
    while inbox.is_waiting(id_):
        now = time.monotonic()
        if not names.lock(real).exists() or now >= probe:
            probe = now + PROBE
            if _is_free(real) and (project := _took_in(path, id_, notes)) is not None:
                return HandedIn(id_, recorded=True, notes=tuple(notes), project=project)
        if now - begun >= wait and inbox.is_waiting(id_):
            return HandedIn(id_, recorded=False, holder=Lock(real).holder() or Holder.unknown())
        time.sleep(POLL)
    if refusal := inbox.refusal(id_):
        raise Refused(refusal.reason)
    return HandedIn(id_, recorded=True, notes=tuple(notes))


def _taken_back(path: Path, real: Path, inbox: Inbox, id_: str) -> str:
    """Take an entry back whose script is stopped; what became of it, in a sentence."""
    from pilotage.recording import documents_of
    from pilotage.store.project_file import ProjectFile

    if refusal := inbox.refusal(id_):
        inbox.forget(id_)
        return f"Stopped. It was refused: {refusal.reason}"
    try:
        inbox.remove(id_)
    except OSError:
        return "Stopped, but it waits in the inbox and is recorded later."
    try:
        if documents_of(ProjectFile.open(path, read_only=True).documents, id_):
            return "Stopped, but it is recorded already."
        if _is_free(real):
            return "Stopped. Nothing is recorded."
    except PilotageError:
        pass
    return (
        "Stopped and taken back. A Pilotage that has the project open may just have read it: look "
        "there before you record it again."
    )


def _is_free(real: Path) -> bool:
    """Whether nobody holds the project's lock."""
    lock = Lock(real)
    try:
        if not lock.acquire():
            return False
    except OSError as error:
        from pilotage.store.problems import problem

        raise problem("can't be locked", error, real) from None
    lock.release()
    return True


def _took_in(path: Path, id_: str, notes: list[str]) -> Project | None:
    """Open the project and take in all that waits; the project, if that one was recorded.

    It is not where it was refused, and where somebody else was quicker to open the project.
    """
    from pilotage.clock import SystemClock
    from pilotage.session import Session
    from pilotage.taking_in import Intake

    session = Session.open(path, SystemClock())
    try:
        if session.is_held:
            return None
        if session.read_only:
            raise FileProblem(f"{path.name} can't be written: {session.state.why}.")
        notes += session.notes
        done: TakenIn = Intake(session).take_in()
    finally:
        session.close()
    # Closing has tried once more to save it; then it is found in the journal, and only removed.
    if done.problem and id_ not in done.taken and session.state.kind != "saved":
        raise FileProblem(f"{path.name} can't be saved: {done.problem}")
    return session.project if id_ in done.taken else None
