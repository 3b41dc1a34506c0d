"""The application: theme, screens, start and end. Nothing else."""

from __future__ import annotations

import asyncio
import gc
import signal
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding
from textual.screen import ModalScreen, Screen

from pilotage.method.gates import current_phase
from pilotage.method.requirement import Place
from pilotage.session import Clock, Session, SystemClock
from pilotage.tui.command_screen import CommandScreen
from pilotage.tui.copying_app import CopyingApp
from pilotage.tui.hang_up import HUNG_UP
from pilotage.tui.job_control import JobControl, can_suspend, has_terminal
from pilotage.tui.keyed_app import KeyedApp, shortened
from pilotage.tui.keymap import QUIT_KEY
from pilotage.tui.prepared import Dialog
from pilotage.tui.project_app import ProjectApp
from pilotage.tui.project_screen import ProjectScreen
from pilotage.tui.sizes import HEIGHTS, WIDTHS
from pilotage.tui.telling_app import TellingApp
from pilotage.tui.themed_app import ThemedApp
from pilotage.tui.touring_app import TouringApp
from pilotage.tui.widgets.rail import screen_name

if TYPE_CHECKING:
    from pilotage.tui.hang_up import HangUp
    from pilotage.tui.screens.frame import Frame

SCREENS = {
    "phase1": "Phase1",
    "phase2": "Phase2",
    "phase3": "Phase3",
    "phase4": "Phase4",
    "phase5": "Phase5",
    "cadence": "CadenceScreen",
    "people": "PeopleScreen",
    "evidence": "EvidenceScreen",
    "journal": "JournalScreen",
    "export": "ExportScreen",
}
"""The screens of an open project, each in the module of its name, imported when first shown."""


class PilotageApp(CopyingApp, TellingApp, ThemedApp, KeyedApp, TouringApp, ProjectApp):
    """Pilotage in a terminal."""

    CSS_PATH = "pilotage.tcss"
    TITLE = "Pilotage"
    HORIZONTAL_BREAKPOINTS = list(WIDTHS)
    VERTICAL_BREAKPOINTS = list(HEIGHTS)
    COMMANDS: ClassVar[set[Any]] = set()
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [Binding(QUIT_KEY, "quit", "Quit", priority=True)]

    def __init__(
        self,
        session: Session | None = None,
        *,
        folder: Path,
        by: str = "",
        theme: str | None = None,
        clock: Clock | None = None,
        tour: bool = False,
    ) -> None:
        super().__init__(session)
        self.folder = folder
        """Where home looks for projects and new ones are made."""
        self.by = by
        self._tours = tour
        """Whether the tour is shown by itself."""
        self.clock: Clock = clock or SystemClock()
        self.hang_up: HangUp | None = None
        """What ends the process when it is told to end and can't; None where it must not."""
        self.told_by = 0
        """The number of the signal that told it to end; 0 for none."""
        self.jobs: JobControl | None = None
        """What gives the terminal back to a shell; None where there is none."""
        self.left = False
        """Whether the user quit, with everything saved and the file released."""
        self.starting = session is not None
        """Whether the first screen of a project is being painted; see `Frame`."""
        # Theme, first screen and its styles are settled before anything runs: the styles are
        # parsed once then, which is most of what a first frame costs.
        self._told_at_start = [*self.load_keys(), *self.load_themes(theme)]
        self._first = self._first_screen()
        self.css_path = [*self.css_path, *self._first.css_path]

    # -- start and end ------------------------------------------------------------------------

    def _first_screen(self) -> CommandScreen:
        """The current phase of the project, or home."""
        if self._session is None:
            return self._screen("home", "HomeScreen")
        return self._frame(screen_name(current_phase(self._session.project)))

    def get_default_screen(self) -> Screen[Any]:
        """The first screen."""
        self._first.prepare(self)
        return self._first

    def on_mount(self) -> None:
        """Say what is wrong with themes and settings; end well when the terminal goes away."""
        # Textual gives its default screen no callback, and then can't switch away from it.
        self._first._push_result_callback(self._first, None)
        for problem in shortened(self._told_at_start):
            self.notify(problem, severity="warning", timeout=12)
        self.call_after_refresh(self.follow_themes)
        if self._session is not None:
            self.call_after_refresh(self._adopt, self._session)
        if self._tours:
            self.call_after_refresh(self.begin_tour)
        if not gc.isenabled():  # the command line has switched it off for the start
            self.call_after_refresh(_collect_from_now_on)
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                try:
                    number = getattr(signal, name)
                    loop.add_signal_handler(number, self._hang_up, int(number))
                except (NotImplementedError, RuntimeError, ValueError):
                    continue  # not the main thread, or a platform without it
        if self._driver is not None and can_suspend(self._driver):
            self.jobs = JobControl(self._driver, before=self.stand_by, after=self._woken)
            self.jobs.listen()

    def _woken(self) -> None:
        if has_terminal():
            self.call_next(self.paint_again)
        else:
            self._hang_up(HUNG_UP - 128)

    def _hang_up(self, number: int = 0) -> None:
        self.told_by = number
        self.end_screens()
        self.flush_screens()
        if self.hang_up is not None:
            self.hang_up.told()
        self.exit()

    def stands(self) -> bool:
        """Whether the screen in front is ready for keys."""
        screen = self.screen_stack[-1] if self.screen_stack else None
        if screen is not None and screen is self._coming:
            return False
        return not isinstance(screen, ProjectScreen | Dialog) or screen.takes_keys

    def _frame_in_front(self) -> Frame | None:
        from pilotage.tui.screens.frame import Frame

        screen = self.screen_stack[-1] if self.screen_stack else None
        return screen if isinstance(screen, Frame) else None

    async def leave(self) -> None:
        """Quit; asks when something could not be saved."""
        if await self._close_session():
            self.left = True
            self.exit()

    async def action_quit(self) -> None:
        """Quit by the framework's own key."""
        self.run_worker(self.leave(), group="leave", exclusive=True)

    # -- screens ------------------------------------------------------------------------------

    def _screen(self, name: str, kind: str, *args: Any) -> CommandScreen:
        module = import_module(f"pilotage.tui.screens.{name}")
        screen: CommandScreen = getattr(module, kind)(*args)
        return screen

    def _frame(self, name: str, place: Place | None = None) -> CommandScreen:
        return self._screen(name, SCREENS[name], place)

    def go(self, name: str, place: Place | None = None) -> None:
        """Go to a screen of the open project, and to a place on it."""
        here = self._frame_in_front()
        if name == "traps":
            from pilotage.tui.general import Traps

            if here:
                here.run_command(Traps)
        elif self.flush_screens():
            frame = self._frame(name, place)
            if name == "phase1" and place is None and here:
                frame.AUTO_FOCUS = "#sections"  # type: ignore[misc]  # a next digit goes on; it is no text
            self._replace(frame)

    def _replace(self, screen: Screen[Any]) -> None:
        """Put a screen in the place of the one below any dialog that is just closing."""
        here = self.screen
        over = isinstance(here, ProjectScreen) and here.IS_OVER_ANOTHER
        if over:
            here.dismiss()
        if over or isinstance(here, ModalScreen):
            self.set_timer(0.02, lambda: self._replace(screen))
        else:
            if isinstance(self.screen, CommandScreen):
                self.screen.leave()
            self.switch_screen(screen)

    async def go_home(self) -> None:
        """Close the project and show the list of projects."""
        if await self._close_session():
            self._replace(self._screen("home", "HomeScreen"))

    def action_go(self, name: str) -> None:
        """Go to a screen by key."""
        if self._session is not None:
            self.go(name)

    # -- small things -------------------------------------------------------------------------

    def action_open_link(self, url: str) -> None:
        """Ask whether to open an address that was clicked."""
        from pilotage.tui.link_commands import open_link

        self.run_worker(open_link(self, url), group="link", exclusive=True)

    def action_command_palette(self) -> None:
        """Open the palette with the commands of the screen in front."""
        from pilotage.tui.dialogs.tour import Tour
        from pilotage.tui.palette import Palette, palette

        if isinstance(self.screen, Tour):
            self.run_worker(self._palette_after(self.screen), group="palette")
        elif not isinstance(self.screen, Palette):
            self.push_screen(palette())

    async def _palette_after(self, tour: Screen[Any]) -> None:
        """Leave the tour, so that the palette finds what the screen below it can do."""
        await tour.dismiss()
        self.action_command_palette()


def _collect_from_now_on() -> None:
    """Look for garbage again (see `cli.main`), but never among what stands since the start."""
    gc.freeze()
    gc.enable()
