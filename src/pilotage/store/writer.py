"""The storage thread: the only one that touches a project's tables and its file."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final, TypeAlias

from pilotage.errors import FileProblem
from pilotage.store import atomic
from pilotage.store.codec import Changes, apply
from pilotage.store.guarded import call_guarded
from pilotage.store.problems import in_words
from pilotage.store.storage import AtomicStorage, Tables, serialized

RETRY_SECONDS: Final = 5.0
"""After how long a failed save is tried again without being asked."""
SUFFIX: Final = ".pilotage.json"

Done: TypeAlias = Callable[[str], object]
"""Called with an empty text once all is on disk, with the reason when it could not be saved."""


class Writer:
    """Saves changes in their order, in the background; what came in meanwhile in one go.

    After a failure everything stays in memory and is tried again: when asked, with the next
    change, and every few seconds.
    """

    def __init__(
        self, storage: AtomicStorage, tables: Tables, *, retry_seconds: float = RETRY_SECONDS
    ) -> None:
        self.problem = ""
        """Why the last save failed; empty when it did not."""
        self._storage, self._tables = storage, tables
        self._retry_seconds = retry_seconds
        self._condition = threading.Condition()
        self._queue: list[Changes] = []
        self._waiting: list[Done] = []
        self._busy = self._asked = self._closing = False
        self._beside: Path | None = None
        self._conflict = False
        self._thread: threading.Thread | None = None

    def add(self, changes: Changes, done: Done) -> None:
        """Save changes; returns at once. `done` is called from the storage thread."""
        with self._condition:
            if self._closing:
                raise FileProblem(f"{self._storage.path.name} is closed.", "Open it again.")
            self._queue.append(changes)
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

    def close(self) -> None:
        """Save what is left, try a failed save once more, and end the thread."""
        with self._condition:
            if not self._closing:
                self._closing, self._asked = True, bool(self.problem)
                self._condition.notify_all()
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def _run(self) -> None:
        while self._wait():
            with self._condition:
                batch, self._queue = self._queue, []
                self._asked = False
            for changes in batch:
                apply(self._tables, changes)
            problem = self._save()
            for done in self._told(problem):
                call_guarded(done, problem)

    def _wait(self) -> bool:
        """Wait for work; False when there is none left and none will come."""
        with self._condition:
            self._busy = False
            self._condition.notify_all()
            while not (self._queue or self._asked):
                if self._closing:
                    return False
                again = self._retry_seconds if self.problem and not self._conflict else None
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
            self._conflict = not self._storage.is_ours()
            if self._conflict:
                return self._save_beside()
            self._storage.write(self._tables)
        except OSError as error:
            why, remedy = in_words(error, self._storage.path)
            again = f"{remedy}; saving is tried again" if remedy else "Saving is tried again"
            return f"{why}. {again} every {self._retry_seconds:g} seconds."
        except (ValueError, TypeError, RecursionError, MemoryError) as error:
            return f"The project could not be written as JSON ({type(error).__name__})."
        return ""

    def _save_beside(self) -> str:
        """Save next to a file that something else has changed, always under the same name."""
        if self._beside is None:
            self._beside = _free_name(self._storage.path, datetime.now().astimezone())
        atomic.write(self._beside, serialized(self._tables))
        return (
            f"Another program changed {self._storage.path.name}. It was not overwritten: "
            f"what you have here is saved as {self._beside.name}. Compare the two, keep one."
        )


def _free_name(path: Path, now: datetime) -> Path:
    stem = path.name.removesuffix(SUFFIX) if path.name.endswith(SUFFIX) else path.stem
    suffix = SUFFIX if path.name.endswith(SUFFIX) else path.suffix
    number, name = 1, path.with_name(f"{stem}.conflict-{now:%Y%m%d-%H%M%S}{suffix}")
    while name.exists():
        number += 1
        name = path.with_name(f"{stem}.conflict-{now:%Y%m%d-%H%M%S}-{number}{suffix}")
    return name
