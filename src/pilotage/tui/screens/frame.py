"""The frame around every screen of an open project: header, rail, gate, footer.

A screen holds no copy of the truth: `show` is called with the project whenever it changed.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from pilotage.method.gates import (
    ELSEWHERE,
    HANDED_OVER,
    Gate,
    Standing,
    current_phase,
    gate,
    standing,
)
from pilotage.method.phases import BY_NUMBER, name_of
from pilotage.method.requirement import Place
from pilotage.model.project import PHASES, Project
from pilotage.session import Change
from pilotage.tui.gate_commands import PassGate, ShowGate, why_not_passed
from pilotage.tui.general import GENERAL, Drive
from pilotage.tui.literal import put
from pilotage.tui.messages import DriverWanted, PlaceWanted, ScreenWanted
from pilotage.tui.project_screen import ProjectScreen
from pilotage.tui.sizes import TooSmall
from pilotage.tui.widgets.banner import Banner
from pilotage.tui.widgets.gate_panel import GateLine, GatePanel, GateWanted, PassWanted
from pilotage.tui.widgets.header import SHORT_BELOW, Header
from pilotage.tui.widgets.key_line import KeyLine
from pilotage.tui.widgets.rail import Rail, RailLine, screen_name


class Content(Vertical):
    """The middle of a screen, as the screen composes it."""

    def compose(self) -> ComposeResult:
        """What the screen gives."""
        screen = self.screen
        assert isinstance(screen, Frame)  # noqa: S101 - only frames have a middle
        yield from screen.compose_content()

    def on_mount(self) -> None:
        """All that the screen gave stands now."""
        screen = self.screen
        assert isinstance(screen, Frame)  # noqa: S101 - only frames have a middle
        screen.call_after_refresh(screen.stand)


LEAVES = Binding("escape", "leave", "Back", show=False)
"""For the screens that belong to no phase."""


class Frame(ProjectScreen):
    """A screen of an open project. Subclasses give `compose_content` and `show`."""

    PHASE: ClassVar[int] = 0
    """The phase it belongs to: 1 to 5, 6 for the cadence, 0 for none."""
    TITLE_TEXT: ClassVar[str] = ""
    """The title of the middle, where it is not the phase's name."""
    GENERAL_COMMANDS = GENERAL
    MORE_BINDINGS = tuple(
        Binding(str(phase), f"app.go('{screen_name(phase)}')", BY_NUMBER[phase].name, show=False)
        for phase in BY_NUMBER
    )

    def __init__(self, place: Place | None = None) -> None:
        super().__init__()
        self._place = place
        self._shown: tuple[Project | None, int] = (None, 0)
        """Which project, and who at the keyboard, is shown."""

    def action_leave(self) -> None:
        """Back to the current phase."""
        self.app.go(screen_name(current_phase(self.project)))

    # -- what subclasses give ---------------------------------------------------------------

    def compose_content(self) -> ComposeResult:
        """The middle of the screen."""
        yield from ()

    def show(self, project: Project) -> None:
        """Show the project as it is now."""

    def gate_known(self, gate: Gate) -> None:
        """What the gate demands was looked at anew; also before the middle stands."""

    def show_place(self, place: Place) -> None:
        """Go to a field or a row of this screen."""

    def has_unsaved(self) -> bool:
        """Whether something typed here could not be saved."""
        return False

    # -- the frame --------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Header, rail, middle, gate, footer."""
        yield Header()
        yield RailLine(self.PHASE)
        with Horizontal(id="body"):
            yield Rail(self.PHASE)
            with Vertical(id="middle") as middle:
                middle.border_title = self._title()
                yield Banner()
                if not self.app.starting:
                    yield Content()
            if self.PHASE in PHASES:
                yield GatePanel(id="gate")
        if self.PHASE in PHASES:
            yield GateLine("", id="gate-line", markup=False)
        if not self.app.starting:
            yield KeyLine()
        yield TooSmall()

    def _title(self) -> str:
        if self.TITLE_TEXT or self.PHASE not in BY_NUMBER:
            return self.TITLE_TEXT
        number = f"{self.PHASE} · " if self.PHASE in PHASES else ""
        return number + name_of(self.PHASE)

    def on_mount(self) -> None:
        """Show the project, and the place that was asked for."""
        self.filled = not self.app.starting
        self._show_all()
        if self.app.starting:
            self.call_after_refresh(self._fill)

    async def _fill(self) -> None:
        """Add what the first frame was painted without, so that it stood sooner."""
        if not self._is_gone:
            await self.query_one("#middle").mount(Content())
        if not self._is_gone:
            await self.mount(KeyLine(), before="#too-small")

    @property
    def _is_gone(self) -> bool:
        """Whether another screen, or home, took its place before it stood."""
        return not self.app.is_open or self not in self.app.screen_stack

    def stand(self) -> None:
        """All of it is there: go to the place that was asked for, take what was typed meanwhile."""
        if self._is_gone:
            return
        if not self.filled:
            self.filled = True
            if self.focused is None and isinstance(self.AUTO_FOCUS, str):
                self.query(self.AUTO_FOCUS).focus()  # Textual looked for it before it was there
            self.show(self.project)
            self.refresh_bindings()
        if self._place:
            self.show_place(self._place)
        self.call_after_refresh(self._take_keys)

    def _take_keys(self) -> None:
        self.takes_keys = True
        self.app.release_keys()

    def on_screen_resume(self) -> None:
        """Something may have changed while another screen was in front."""
        if self.filled and not self._is_new:
            self._show_all()

    def on_resize(self) -> None:
        """The one-line rail names more phases where there is room, the header says more."""
        self._show_rail()
        self.query_one(Header).show(self.session)

    def project_changed(self, change: Change) -> None:
        """Show what changed; called by the app.

        A message that something is saved may have taken the place of the one that said what was
        done, so what counts is whether the screen shows the session as it is.
        """
        if not self.query("#header-state"):
            return  # it does not stand yet, or is just being taken away
        shown, actor = self._shown
        if change.what or shown is not self.project or actor != self.session.actor:
            self._show_all()
        else:
            self.query_one(Header).show(self.session)

    def _show_all(self) -> None:
        project = self.project
        self._shown = (project, self.session.actor)
        self.query_one(Header).show(self.session)
        self._show_rail()
        banner = self.query_one(Banner)
        reason = self.why_locked()
        still = self.session.read_only or self.in_bundle
        ahead = "N" if still else "You can look ahead; n"
        helps = " A click here does it." * self.can_come_back
        put(banner, f"{reason}{helps} {ahead}othing can be changed here." if reason else "")
        banner.display = bool(reason)
        banner.offer(helps=bool(helps))
        self.show_gate()
        if self.filled:
            self.show(project)
            self.refresh_bindings()

    def show_gate(self) -> None:
        """Show what the gate demands, as it is now."""
        if self.PHASE in PHASES:
            here = gate(self.project, self.PHASE)
            self.query_one(GatePanel).show(here, why_not=self._why_not_passed(here))
            self.query_one(GateLine).show(here)
            self.gate_known(here)

    def _why_not_passed(self, here: Gate) -> str:
        """As `possible` says of the command, on the gate that is at hand."""
        if self.in_bundle:
            return PassGate.elsewhere
        return self.why_locked() or why_not_passed(self.project, self.PHASE, here)

    def _show_rail(self) -> None:
        today = self.session.today
        self.query_one(Rail).show(self.project, today)
        self.query_one(RailLine).show(self.project, today, short=self.size.width < SHORT_BELOW)

    def why_locked(self) -> str:
        """Why nothing can be changed on this screen; empty when it can."""
        if reason := self.why_read_only():
            return reason
        if self.in_bundle and self.PHASE != HANDED_OVER and _changes(self):
            return ELSEWHERE
        if self.PHASE and standing(self.project, self.PHASE) is Standing.LOCKED:
            here = current_phase(self.project)
            return f"Locked until gate {here} ({name_of(here)}) is passed."
        return ""

    # -- going places -----------------------------------------------------------------------

    @on(PlaceWanted)
    def _go_to_place(self, message: PlaceWanted) -> None:
        message.stop()
        self.go(message.place)

    def go(self, place: Place) -> None:
        """Go to where a requirement is fixed."""
        if place.screen == self.NAME:
            self.show_place(place)
        else:
            self.app.go(place.screen, place)

    @on(ScreenWanted)
    def _go_to_screen(self, message: ScreenWanted) -> None:
        message.stop()
        if message.name != self.NAME:
            self.app.go(message.name)
        elif isinstance(self.AUTO_FOCUS, str):
            self.query(self.AUTO_FOCUS).focus()

    @on(DriverWanted)
    def _driver(self, message: DriverWanted) -> None:
        message.stop()
        self.run_command(Drive)

    @on(PassWanted)
    def _pass(self, message: PassWanted) -> None:
        message.stop()
        self.run_command(PassGate)

    @on(GateWanted)
    def _gate(self, message: GateWanted) -> None:
        message.stop()
        self.run_command(ShowGate)


def _changes(screen: Frame) -> bool:
    """Whether a screen has commands of its own that change the project."""
    return any(command.changes for command in screen.OWN_COMMANDS)
