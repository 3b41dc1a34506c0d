"""Taking in what scripts recorded while the project was open here: each once, in its order."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import Final

from pilotage.errors import FileProblem, PilotageError
from pilotage.model.project import Project
from pilotage.recording import Recorded, recorded
from pilotage.session import Session
from pilotage.store.inbox import Inbox, Refusal, Unreadable

__all__ = ["Intake", "Refusal", "TakenIn"]

SLICE: Final = 200
"""So many entries at most are saved together."""
SLICE_SECONDS: Final = 0.25
"""After this time a slice is saved, so that no change made meanwhile voids much work."""
LOOK_SECONDS: Final = 0.02
"""How often the inbox is looked at while a script is at work."""
FRESH_SECONDS: Final = 3.0
"""File systems tell the time of a change no more exactly than this."""


@dataclass
class TakenIn:
    """What became of the entries that lay there."""

    taken: list[str] = field(default_factory=list)
    """The ids of those that are saved in the project."""
    refused: list[Refusal] = field(default_factory=list)
    problem: str = ""
    """Why the others could not be saved; they stay where they are."""


@dataclass
class _Slice:
    """Some entries, as they are done one after the other on the project as it was."""

    before: Project
    ids: list[str] = field(default_factory=list)
    done: list[Recorded] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


class Intake:
    """Takes in the inbox of one session; each method may be called on any thread."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.inbox = Inbox(session.path)
        self._seen: tuple[int, int] | None = None
        self._one = threading.Lock()
        self._hurry = threading.Event()
        self._unsaved: set[str] = set()
        """Entries that are in the project in memory, but not on the disk yet."""

    def may_have(self) -> bool:
        """Whether there may be something new; costs one question to the file system."""
        imprint = self.inbox.imprint()
        if imprint is None:
            return False
        fresh = abs(time.time_ns() - imprint[1]) < FRESH_SECONDS * 1e9
        return imprint != self._seen or fresh or bool(self._unsaved)

    def take_in(self, *, linger: float = 0.0) -> TakenIn:
        """Take in all that is there, and what comes within `linger` seconds after the last.

        Returns when each is saved or refused, or can't be saved; at once when something was
        refused, so that it is told. A session that reads only, or is closed, takes in nothing.
        """
        result = TakenIn()
        with self._one:
            end = time.monotonic() + linger
            while not (self._session.read_only or self._session.closed):
                self._seen = self.inbox.imprint()
                if self._seen is not None and self._all(result):
                    end = time.monotonic() + linger
                if result.refused or result.problem or time.monotonic() >= end:
                    break
                if self._hurry.wait(LOOK_SECONDS):
                    break
            if self._seen is not None:  # the folder stays while a script is at work in it
                self.inbox.tidy()
        return result

    def stop(self) -> None:
        """The project is about to be closed: wait for no more."""
        self._hurry.set()

    def _all(self, result: TakenIn) -> bool:
        """Take in what is there; whether there was anything."""
        anything, most = False, SLICE
        self._remove_saved(result)
        while ids := [id_ for id_ in self.inbox.waiting() if id_ not in self._unsaved]:
            part = self._prepared(ids[:most])
            try:
                if not self._session.take_in(part.before, part.done):
                    most = max(1, most // 4)  # somebody is at work: step in between
                    continue
            except FileProblem:
                return anything  # it was closed meanwhile, and what is there waits
            anything, most = True, SLICE
            self._unsaved.update(part.ids)
            self._remove_saved(result)
            for id_, reason in part.refused.items():
                self._refuse(id_, reason, result)
            if result.problem:
                break
        return anything

    def _prepared(self, ids: list[str]) -> _Slice:
        """Entries done on the project as it is now, without holding anybody up."""
        project, known, clock = self._session.project, self._session.taken_in, self._session.clock
        part = _Slice(project)
        end = time.monotonic() + SLICE_SECONDS
        for id_ in ids:
            try:
                done = recorded(project, self.inbox.read(id_), id_, known, clock)
            except FileNotFoundError:
                continue
            except (Unreadable, PilotageError) as error:
                part.refused[id_] = str(error)
            else:
                part.ids.append(id_)
                part.done += done
                project = part.done[-1].after if part.done else project
            if time.monotonic() > end:
                break
        return part

    def _remove_saved(self, result: TakenIn) -> None:
        """Remove entries once all is on the disk: until then they are what is sure to last."""
        if not self._unsaved:
            return
        state = self._session.flush()
        if state.kind != "saved":
            if state.kind == "failed":
                result.problem = state.why
            return
        for id_ in sorted(self._unsaved):
            try:
                self.inbox.remove(id_)
            except OSError as error:
                result.problem = f"It can't be taken out of the inbox ({error.strerror or error})."
            else:
                self._unsaved.discard(id_)
            result.taken.append(id_)

    def _refuse(self, id_: str, reason: str, result: TakenIn) -> None:
        try:
            self.inbox.refuse(id_, reason)
        except OSError as error:
            result.problem = f"The inbox can't be written ({error.strerror or error})."
        else:
            result.refused.append(Refusal(id_, reason, None))

    def refusals(self) -> list[Refusal]:
        """What could not be taken in, now or earlier."""
        return self.inbox.refusals()
