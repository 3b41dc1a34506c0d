"""An open project file: what it holds, whether it is saved, and who else has it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from pilotage.clock import Clock
from pilotage.errors import FileInUse, FileProblem
from pilotage.history import Made
from pilotage.model.journal import Entry
from pilotage.model.project import Project
from pilotage.recording import Recorded, recorded_ids
from pilotage.save_state import Listener, SaveState, Saving
from pilotage.store.journal import check_chain
from pilotage.store.project_file import ProjectFile
from pilotage.store.working import open_any


class OpenProject:
    """A project file or bundle that is open here, alone or beside the instance that holds it."""

    def __init__(self, file: ProjectFile, clock: Clock) -> None:
        self._file = file
        self.clock = clock
        self.project: Project = file.project
        self._acting = threading.RLock()
        self._closed = False
        self._taken: set[str] | None = None
        self.can_take_over = False
        """Whether the instance that held the file is gone."""
        state = SaveState("read_only", file.why_read_only) if file.read_only else SaveState("saved")
        self._saving = Saving(state)

    @property
    def path(self) -> Path:
        """The project file, or the bundle."""
        return self._file.source

    @property
    def journal(self) -> tuple[Entry, ...]:
        """All that was ever done, oldest first."""
        return self._file.journal

    @property
    def documents(self) -> Sequence[Mapping[str, Any]]:
        """The journal's entries that are saved, as the file has them, oldest first."""
        return self._file.documents

    def alone(self) -> AbstractContextManager[object]:
        """`with session.alone():` nobody else changes the project meanwhile.

        Keep it short on the thread of the screens: whoever acts waits.
        """
        return self._acting

    def journal_problem(self) -> str:
        """What is wrong with the journal's chain; empty when it is unbroken."""
        return check_chain(self._file.documents)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was mended when the file was opened, and where it is kept, in sentences."""
        return self._file.notes

    def follow(self) -> bool:
        """Take in what the instance that holds the file has saved; whether anything is new.

        Reads the disk: call it from a thread, now and then.
        """
        changed = self._file.follow()
        with self._acting:
            if changed:
                self.project = self._file.project
            if not self.can_take_over and self._file.is_free():
                self.can_take_over = True
                changed |= self._saving.set(SaveState("read_only", "nobody holds it any more"))
        if changed:
            self._saving.tell(self.project)
        return changed

    def take_over(self) -> None:
        """Become the writer of a file that was held by another instance.

        Raises `FileInUse` when somebody holds it still, or again, and `FileProblem`.
        """
        file = open_any(self.path)
        if file.read_only:
            file.close()
            raise FileInUse(
                f"{self.path.name} is {file.why_read_only}.", "Wait until it is closed."
            )
        with self._acting:
            self._file, self.project = file, file.project
            self.can_take_over = False
            self._begin()
            self._saving.set(SaveState("saved"))
        self._saving.tell(self.project, "took over the file")

    def _begin(self) -> None:
        """The file was opened for writing: subclasses begin with what it holds."""

    @property
    def state(self) -> SaveState:
        """Whether what is shown is on disk."""
        return self._saving.state

    @property
    def is_held(self) -> bool:
        """Whether another instance has the file, or had it when it was opened here."""
        return self._file.holder is not None

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed here."""
        return self._file.read_only

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._closed

    @property
    def today(self) -> date:
        """The local date."""
        return self.clock.today()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of every change, also from the storage thread; returns how to stop."""
        return self._saving.subscribe(listener)

    def flush(self) -> SaveState:
        """Wait until everything is on disk, or known not to be."""
        self._file.flush()
        return self.state

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        if self._saving.try_again():
            self._saving.tell(self.project)
            self._file.retry()

    def close(self) -> None:
        """Save, release the file and stop; calling it again does nothing."""
        self._closed = True
        self._file.close(_summary)

    @property
    def left_behind(self) -> str:
        """After closing: what could not be put where it belongs, and where it is kept."""
        return self._file.left_behind

    def _refuse_read_only(self) -> None:
        if self._closed:
            raise FileProblem("This project is closed.", "Open it again.")
        if self.read_only:
            raise FileInUse(
                f"This project is open read-only: {self.state.why or 'nothing can be changed'}.",
                "Close it there, then open it again here.",
            )

    @property
    def taken_in(self) -> set[str]:
        """What tells all that scripts have ever recorded here."""
        if self._taken is None:
            self._taken = recorded_ids(self._file.documents)
        return self._taken

    def take_in(self, before: Project, done: Sequence[Recorded]) -> bool:
        """Save what scripts recorded, as it was done on `before`; it is no step of anybody's.

        False, and nothing has changed, where the project is another by now. Raises `FileInUse`
        when it is read-only. Takes no longer than queueing it: what was done is done already.
        """
        with self._acting:
            self._refuse_read_only()
            if self.project is not before:
                return False
            taken = self.taken_in
            for each in done:
                saved = partial(self._saved, self._saving.begin())
                self._file.commit(each.after, each.entry, saved, each.changes)
                self.project = each.after
                taken.add(each.key)
                self._came_in(each.made)
        if done:
            self._saving.tell(self.project, done[-1].entry["what"])
        return True

    def _came_in(self, made: Made) -> None:
        """A script's record was taken in: subclasses keep it out of what is undone."""

    def _saved(self, number: int, problem: str, told: list[str] | None = None) -> None:
        """Called from the storage thread once a commit is on disk, or failed."""
        if told is not None:
            told.append(problem)
        if self._saving.end(number, problem):
            self._saving.tell(self.project)


def _summary(project: Project) -> bytes:
    from pilotage.summaries import summary

    return summary(project)
