"""The project that is open in the application: followed, shown as it once stood, and closed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from textual.screen import ModalScreen
from textual.timer import Timer

from pilotage import config
from pilotage.actions.driving import pause_run
from pilotage.errors import PilotageError
from pilotage.method.driving import going
from pilotage.method.gates import current_phase
from pilotage.method.requirement import Place
from pilotage.model.text import clean
from pilotage.session import Change, Clock, Session
from pilotage.taking_in import Intake, Refusal
from pilotage.tui.look_through import look_through
from pilotage.tui.messages import ProjectChanged
from pilotage.tui.project_screen import ProjectScreen
from pilotage.tui.typed import TypedApp
from pilotage.tui.widgets.rail import screen_name

LOOK_SECONDS = 0.5
"""How often it is seen whether another process has something: what the one that holds the file
has saved, or, where the file is ours, what a script has recorded."""
MANY = 5_000
"""From so many outputs on, what takes a look at each is done in a thread."""
LINGER_SECONDS = 1.0
"""How long to wait for more of a script: each of its entries waits for an answer."""


class ProjectApp(TypedApp):
    """An app with one open project, or none."""

    clock: Clock
    by = ""
    """The name of who is at the keyboard; empty for the builder."""

    def __init__(self, session: Session | None) -> None:
        super().__init__()
        self._session = session
        self._present: Session | None = None
        """The open project, while the past of it is shown."""
        self._watch: Timer | None = None
        self._takes_in = False
        self._intake: Intake | None = None
        self.left_behind: list[str] = []
        """What could not be put where it belongs when a project was closed, in sentences."""

    def go(self, name: str, place: Place | None = None) -> None:
        """Go to a screen of the open project, and to a place on it."""
        raise NotImplementedError

    @property
    def is_open(self) -> bool:
        """Whether a project is open."""
        return self._session is not None

    @property
    def session(self) -> Session:
        """The open project; only screens of a project may ask."""
        assert self._session is not None  # noqa: S101 - home never asks
        return self._session

    def _adopt(self, session: Session) -> None:
        self._session = session
        session.subscribe(self._heard)
        config.remember_recent(session.path)
        for note in session.notes:
            self.notify(note, severity="warning", timeout=12)
        if session.wants_phrase:
            name = clean(session.project.name_of(session.actor)).text
            self.notify(f"{name}'s signing phrase is asked for before anything is changed.")
        if len(session.project.outputs) >= MANY and not session.read_only:
            self.run_worker(
                partial(look_through, session.project), thread=True, group="look-through"
            )
        self._intake = Intake(session)
        self._tell_refused(self._intake.refusals())
        if self._watch is None:
            self._watch = self.set_interval(LOOK_SECONDS, self._look)
        self._look()

    def _look(self) -> None:
        """Look, in a thread, what the instance that holds the file has saved, or take in what
        scripts have recorded for us.
        """
        session = self._present or self._session
        if session is None or self._intake is None:
            return
        if session.is_held:
            self.run_worker(session.follow, thread=True, group="follow", exclusive=True)
        elif not session.read_only and not self._takes_in and self._intake.may_have():
            self._takes_in = True
            self.run_worker(self._take_in(self._intake, LINGER_SECONDS), group="intake")

    async def _take_in(self, intake: Intake, linger: float = 0.0) -> None:
        """Take in what scripts have recorded, and say what could not be."""
        try:
            found = await asyncio.to_thread(intake.take_in, linger=linger)
        finally:
            self._takes_in = False
        self._tell_refused(found.refused)

    def _tell_refused(self, refused: Sequence[Refusal]) -> None:
        """Say what could not be recorded; it is kept."""
        if not refused:
            return
        first = clean(refused[0].reason).text
        more = f" And {len(refused) - 1} more." if len(refused) > 1 else ""
        self.notify(
            f"What a script recorded was refused: {first}{more} The script was told; where it no "
            "longer waited, `pilotage record FILE refused` lists it.",
            severity="warning",
            timeout=15,
        )

    def look_back(self, past: Session) -> None:
        """Show the project as it stood; `to_present` comes back."""
        if self.flush_screens():
            self._present, self._session = self._present or self._session, past
            self.go(screen_name(current_phase(past.project)))

    @property
    def is_past(self) -> bool:
        """Whether a project is shown as it once stood, with the present one at hand."""
        return self._present is not None

    def to_present(self) -> None:
        """Show the project as it is again, at its journal."""
        self._session, self._present = self._present, None
        self.go("journal")

    def _heard(self, change: Change) -> None:
        """Called on any thread: pass it on to the screens' own."""
        self.post_message(ProjectChanged(change))

    def on_project_changed(self, message: ProjectChanged) -> None:
        """Let every screen of the project show it."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, ProjectScreen) and screen.is_mounted:
                screen.project_changed(message.change)
            if not isinstance(screen, ModalScreen):
                break  # what is behind it is not seen, and looks when it comes to the front

    async def open_project(self, path: Path) -> None:
        """Open a project file and go to its current phase; raises `PilotageError`.

        Nothing happens when it takes a while and is given up.
        """
        from pilotage.tui.dialogs.waiting import GivenUp

        with suppress(GivenUp):
            self.show_session(await self._opened(path))

    async def _opened(self, path: Path) -> Session:
        """The session of a project file; raises `PilotageError`, and `GivenUp` by waiting."""
        from pilotage.tui.dialogs.waiting import waited_for

        what, opens = f"Opening {path.name}", partial(Session.open, path, self.clock, by=self.by)
        return await waited_for(self, what, opens, unwanted=Session.close)  # type: ignore[arg-type]

    @property
    def open_path(self) -> Path | None:
        """The file of the open project; None where none is."""
        session = self._present or self._session
        return session.path.absolute() if session else None

    def change_project(self, path: Path) -> None:
        """Close the open project and open another; where that can't be, say why and stay."""
        self.run_worker(self._change_project(path), group="command", exit_on_error=True)

    async def _change_project(self, path: Path) -> None:
        if path.absolute() == self.open_path:
            self.notify("This project is open.")
            return
        from pilotage.tui.dialogs.waiting import GivenUp

        try:
            session = await self._opened(path)
        except GivenUp:
            return
        except PilotageError as problem:
            self.notify(clean(str(problem)).text, severity="error", timeout=8)
            return
        if await self._close_session():
            self.show_session(session)
        else:
            await asyncio.to_thread(session.close)

    def show_session(self, session: Session) -> None:
        """Go to the current phase of a session that was just opened or created."""
        self._adopt(session)
        self.go(screen_name(current_phase(session.project)))
        if session.read_only:
            self.notify(f"Read-only: {session.state.why}.", severity="warning", timeout=10)

    def flush_screens(self) -> bool:
        """Save what is still being typed anywhere; False where something can't be saved."""
        saved = [s.flush() for s in self.screen_stack if isinstance(s, ProjectScreen) and s.filled]
        return all(saved)

    def end_screens(self) -> None:
        """The program ends: a run that is going stands still until it is gone on with."""
        for screen in self.screen_stack:
            if isinstance(screen, ProjectScreen) and screen.filled:
                screen.closing()
        self._pause_run()

    def stand_by(self) -> None:
        """The program stops for a while: all that was typed is on the disk, no clock runs on."""
        self.flush_screens()
        self._pause_run()
        session = self._present or self._session
        if session is not None:
            session.flush()

    def _pause_run(self) -> None:
        session = self._present or self._session
        run = session and going(session.project)
        if session and run and not run.is_paused and session.actor == run.driver:
            with suppress(PilotageError):  # read-only: whoever has the file sees to it
                session.do(pause_run, run=run.id)

    def on_unmount(self) -> None:
        """Whatever the way out was, release the file."""
        self.release()

    def release(self) -> None:
        """Let go of what is open; may be called again."""
        for session in (self._session, self._present):
            if session is not None:
                self._release(session)

    def _release(self, session: Session) -> None:
        session.close()
        if session.left_behind and session.left_behind not in self.left_behind:
            self.left_behind.append(session.left_behind)

    async def _close_session(self) -> bool:
        from pilotage.tui.dialogs.confirm import Confirm

        self._session, self._present = self._present or self._session, None
        self.end_screens()
        typed = self.flush_screens()
        session = self._session
        if session is None:
            return True
        if self._intake is not None and not session.read_only:
            self._intake.stop()
            await self._take_in(self._intake)
        state = await asyncio.to_thread(session.flush)
        if not typed or state.kind == "failed":
            why = state.why or "Some text on the screen is over its limit."
            if not await self.push_screen_wait(
                Confirm("Quit without saving?", why, yes="Quit and lose it", no="Stay", loses=True)
            ):
                return False
        await asyncio.to_thread(self._release, session)
        if session.left_behind:
            self.notify(session.left_behind, severity="error", timeout=30)
        self._session = self._intake = None
        return True
