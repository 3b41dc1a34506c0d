"""The storage thread: the only one that commits to a project's file."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Final, TypeAlias

from pilotage.errors import FileProblem
from pilotage.store import names
from pilotage.store.changes import Tables
from pilotage.store.guarded import call_guarded
from pilotage.store.problems import in_words
from pilotage.store.storage import Commit, JournaledStorage, Summary

RETRY_SECONDS: Final = 5.0
"""After how long a failed save is tried again without being asked."""

Done: TypeAlias = Callable[[str], object]
"""Called with an empty text once all is on disk, with the reason when it could not be saved."""


class Writer:
    """Saves changes in their order, in the background; what came in meanwhile in one go.

    After a failure everything stays in memory and is tried again: when asked, with the next
    change, and every few seconds.
    """

    def __init__(self, storage: JournaledStorage, *, retry_seconds: float = RETRY_SECONDS) -> None:
        self.problem = ""
        """Why the last save failed; empty when it did not."""
        self._storage = storage
        self._retry_seconds = retry_seconds
        self._condition = threading.Condition()
        self._queue: list[Commit] = []
        self._unsaved: list[Commit] = []
        self._summary: Summary | None = None
        self._waiting: list[Done] = []
        self._busy = self._asked = self._closing = False
        self._moved = ""
        self._thread: threading.Thread | None = None

    @property
    def tables(self) -> Tables:
        """All tables as they are saved."""
        return self._storage.tables

    def add(self, commit: Commit, done: Done) -> None:
        """Save a commit; returns at once. `done` is called from the storage thread."""
        with self._condition:
            if self._closing:
                raise FileProblem(f"{self._storage.path.name} is closed.", "Open it again.")
            self._queue.append(commit)
            self._waiting.append(done)
            if self._thread is None:
                name = f"pilotage-storage {self._storage.path.name}"
                self._thread = threading.Thread(target=self._run, name=name, daemon=True)
                self._thread.start()
            self._condition.notify_all()

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        with self._condition:
            if self.problem:
                self._asked = True
                self._condition.notify_all()

    def flush(self) -> None:
        """Wait until everything is on disk, or was tried and is known not to be."""
        if threading.current_thread() is self._thread:
            return  # a listener asks: waiting for ourselves would never end
        with self._condition:
            while self._queue or self._asked or self._busy:
                self._condition.wait()

    def close(self, summary: Summary | None = None) -> None:
        """Save what is left, try a failed save once more, end the thread and close the file.

        `summary` is of what was committed last; it is asked for only where it is written.
        """
        with self._condition:
            self._summary = summary
            if not self._closing:
                self._closing, self._asked = True, bool(self.problem)
                self._condition.notify_all()
            thread = self._thread
        if thread is None:
            self._storage.close(summary)
        elif thread is not threading.current_thread():
            thread.join()

    def _run(self) -> None:
        try:
            while self._wait():
                with self._condition:
                    batch, self._queue = self._queue, []
                    self._asked = False
                self._unsaved += batch
                problem = self._save()
                for done in self._told(problem):
                    call_guarded(done, problem)
        finally:
            self._storage.close(None if self._unsaved or self._queue else self._summary)

    def _wait(self) -> bool:
        """Wait for work; False when there is none left and none will come."""
        with self._condition:
            self._busy = False
            self._condition.notify_all()
            while not (self._queue or self._asked):
                if self._closing:
                    return False
                again = self._retry_seconds if self._unsaved else None
                if not self._condition.wait(again):
                    break  # time to try a failed save again
            self._busy = True
            return True

    def _told(self, problem: str) -> list[Done]:
        """Who hears of a save: nobody yet while more is waiting to be written."""
        with self._condition:
            self.problem = problem
            if self._queue and not problem:
                return []
            told = self._waiting
            # Everyone heard of the failure; the newest also hears how it goes on.
            self._waiting = told[-1:] if problem else []
            return told

    def _save(self) -> str:
        try:
            if not self._storage.is_ours():
                self._move()
            self._storage.commit_all(self._unsaved)
            self._unsaved = []
        except OSError as error:
            why, remedy = in_words(error, self._storage.path)
            again = f"{remedy}; saving is tried again" if remedy else "Saving is tried again"
            return f"{why}. {again} every {self._retry_seconds:g} seconds."
        except FileProblem as error:
            return str(error)
        except (ValueError, TypeError, RecursionError, MemoryError) as error:
            return f"The project could not be written as JSON ({type(error).__name__})."
        return self._moved

    def _move(self) -> None:
        """Go on in a file beside one that something else has changed; that one is left alone."""
        path = self._storage.path
        self._storage = self._storage.moved(names.conflicting(path, datetime.now().astimezone()))
        self._moved = (
            f"Another program changed {path.name}. It was not overwritten: what you have here "
            f"is saved as {self._storage.path.name}. Compare the two, keep one."
        )
