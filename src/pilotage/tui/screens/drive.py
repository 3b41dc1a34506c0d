"""Driving a run: the page step by step, the clock, and one key for each gap.

Full screen, for the second owner; a second instance of the program sees the same, live, and can
change nothing. Where the driver is stands in the project, so nothing is lost here.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Center
from textual.widgets import Digits, Static

from pilotage.actions import driving
from pilotage.errors import PilotageError
from pilotage.method.driving import DriveStep, last_sign, page_of, worked
from pilotage.model.text import clean
from pilotage.session import Change
from pilotage.tui.command import Command, QuickCommand, possible
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.drive_commands import DRIVE_COMMANDS, Pause, StepIsDone
from pilotage.tui.drive_hints import answers, hints_of, out_of_zoom
from pilotage.tui.drive_summary import summary
from pilotage.tui.drive_text import DISQUALIFIERS, WHICH, clock_text, long_text
from pilotage.tui.gap_noting import GapNoting
from pilotage.tui.general import Help, Keys, Quit, SaveAgain, Theme, ToPresent
from pilotage.tui.keymap import button_for, key_for, keys_of, told
from pilotage.tui.literal import put
from pilotage.tui.sizes import TooSmall
from pilotage.tui.widgets.capture import Capture
from pilotage.tui.widgets.drive_header import DriveHeader
from pilotage.tui.widgets.drive_keys import DriveKeys
from pilotage.tui.widgets.drive_step import StepView

SILENCE: Final = timedelta(minutes=2)
"""After so long without a sign of life a run that was not paused has been interrupted."""
SCROLLS: Final = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8}
ROOMY: Final = 32
"""From how many lines on the sections before and after are shown with their text."""


class Drive(GapNoting):
    """A run, step by step."""

    NAME = "drive"
    CSS_PATH = "drive.tcss"
    OWN_COMMANDS = DRIVE_COMMANDS
    GENERAL_COMMANDS = (Help, Keys, Theme, SaveAgain, ToPresent, Quit)
    AUTO_FOCUS = "#drive-capture"
    IS_OVER_ANOTHER = True

    def __init__(self, run_id: int, *, shows: str = "step") -> None:
        super().__init__(run_id, shows)
        self._by_key = {key: c for c in self.commands for key in keys_of(c)}

    def compose(self) -> ComposeResult:
        """Header, clock of the zoom, the step, the line for a gap, the keys."""
        yield DriveHeader()
        yield Digits("", id="drive-digits")
        yield Static("", id="drive-banner", markup=False)
        yield StepView()
        with Center():  # right under the page, wherever that stands
            yield Static("", id="drive-said", markup=False)
            yield Capture(self.pressed)
        yield DriveKeys()
        yield Static("", id="drive-zoomed", markup=False)
        yield TooSmall()

    def on_mount(self) -> None:
        """Show the run, and let the clock tick."""
        self.filled = True
        self._show()
        self.set_interval(1, self._tick)
        self.call_after_refresh(self._stand)

    def _stand(self) -> None:
        self.takes_keys = True
        self.app.release_keys()
        self.run_worker(self._ask_for_a_break(), group="command")

    # -- showing ----------------------------------------------------------------------------

    def project_changed(self, change: Change) -> None:  # noqa: ARG002 - shows all of it
        """Show what changed."""
        if self.filled and self.is_mounted:
            self._show()

    def on_resize(self) -> None:
        """There may be more room, or less."""
        if self.filled:
            self._show()

    def look(self, wanted: str) -> None:
        """Look at the step, at what to do when it goes wrong, or at the end."""
        self._wanted = wanted
        self.say("")
        self._show()

    def zoom(self) -> None:
        """Show the step alone, or everything again."""
        self.toggle_class("-zoom")
        self._show()

    def _show(self) -> None:
        run, view, zoom = self.run_now, self.query_one(StepView), self.has_class("-zoom")
        self._show_banner()
        if run is None:
            view.show_words("This run is over.", "", f"{button_for('leave')} goes back to phase 2.")
        else:
            self.query_one(DriveHeader).show(self.session, run, self.steps)
            self.set_class(run.is_paused, "-paused")
            if self.shows == "end":
                whole = "" if self.at < len(self.steps) else "Every step is done. "
                view.show_words(
                    f"{whole}The end of the run",
                    "Did the output reach its destination?",
                    answers() if zoom and not self.why_locked() else "",
                )
            elif self.shows == "sum":
                view.show_sum(run, summary(self.project, run, to_the_end=self.to_the_end))
            elif self.shows == "wrong":
                view.show_wrong(self.project, run, page_of(self.project, run), zoom=zoom)
            else:
                roomy = self.app.size.height >= ROOMY
                view.show_step(self.project, run, self.steps, self.at, roomy=roomy, zoom=zoom)
        self._tick()
        self.show_keys()

    def _show_banner(self) -> None:
        banner, state = self.query_one("#drive-banner", Static), self.session.state
        run = self.run_now
        text = self.why_locked() if run else ""
        if run and self.session.is_held and not self.session.can_take_over:
            text = f"You look on: {self.project.name_of(run.driver)} drives in another window."
        helps = self.is_paused and not text and state.kind != "failed"
        if state.kind == "failed":
            text = f"NOT SAVED: {state.why}. It is tried again with the next change."
        elif helps:
            text = f"PAUSED. The clock stands still. {key_for('pause')}, or a click here, goes on."
        put(banner, text)
        banner.set_class(helps, "-helps")
        banner.display = bool(text)

    def show_keys(self) -> None:
        """Write out the keys that do something now."""
        hints, ways_on = hints_of(self)
        asks = self.shows in ("end", "sum") and not self.is_noting
        self.query_one(DriveKeys).show(hints, ways_on, asks=asks)
        if self.has_class("-zoom"):
            put(self.query_one("#drive-zoomed", Static), out_of_zoom(self))

    def _tick(self) -> None:
        run = self.run_now
        if run is not None and self.is_mounted:
            clock = clock_text(worked(run, self._now()))
            self.query_one(DriveHeader).tick(clock)
            if self.has_class("-zoom"):
                self.query_one(Digits).update(clock)

    def _now(self) -> datetime:
        return self.session.clock.now()

    # -- keys -------------------------------------------------------------------------------

    async def pressed(self, event: events.Key) -> bool:
        """Act on a key of this screen; False where it is text, or moves the cursor in it."""
        front = self.app.screen
        if front is not self:  # it was typed when something had just come to the front
            (front.focused or front).post_message(events.Key(event.key, event.character))
            return True
        if event.key in SCROLLS:
            self.query_one(StepView).scroll_relative(y=SCROLLS[event.key], animate=False)
            return True
        if self._noting is not None:
            return self.end_capture(event.key)
        command = self._by_key.get(event.key)
        if command is not None:
            self.run_command(type(command))
            while self._is_running() and self.app.screen is self:
                await asyncio.sleep(0.005)
        return command is not None or event.key != "ctrl+c"

    def _is_running(self) -> bool:
        return any(
            w.group == "command" and w.node is self and not w.is_finished for w in self.workers
        )

    def run_command(self, kind: type[Command]) -> None:
        """Run a command; a quick one before anything else happens."""
        command = self._commands.get(kind.name())
        if not isinstance(command, QuickCommand):
            super().run_command(kind)
        elif reason := possible(command, self):
            self.say(reason, wrong=True)
        else:
            self.say("")
            try:
                command.act(self)
            except PilotageError as problem:
                self.say(clean(str(problem)).text, wrong=True)

    # -- the mouse ----------------------------------------------------------------------------

    @on(events.Click)
    def _clicked(self, event: events.Click) -> None:
        """Do what a click on a place stands for; not where text was marked."""
        place = event.widget.id if event.widget else ""
        banner = self.query_one("#drive-banner")
        if self.selections or place == "drive-keys":  # the key that it pressed may have been zoom's
            return
        if event.widget is banner and banner.has_class("-helps"):
            self.run_command(Pause)
        elif self.has_class("-zoom"):
            self.zoom()  # and keys come to stand where the mouse may be
            self.query_one(DriveKeys).wait(event.screen_offset)
        elif place == "drive-now" and self.shows == "step" and not self.is_noting:
            self._tick_off(self.steps[self.at], chain=event.chain)

    def _tick_off(self, step: DriveStep, *, chain: int) -> None:
        """Be done with a line that was clicked; the rest of a double click is not for the next."""
        if step.section == DISQUALIFIERS:
            self.say(told(WHICH))
        elif step.item is not None and chain == 1:
            self.run_command(StepIsDone)

    # -- after a crash ------------------------------------------------------------------------

    async def _ask_for_a_break(self) -> None:
        run, now = self.run_now, self._now()
        if run is None or self.why_locked() or run.is_paused:
            return
        last = last_sign(self.project, run)
        if now - last <= SILENCE:
            return
        here = last.astimezone()
        form = "%H:%M" if here.date() == now.astimezone().date() else "%Y-%m-%d %H:%M"
        if await self.app.push_screen_wait(
            Confirm(
                f"Run #{run.number} was interrupted at {here:{form}}, "
                f"{long_text(now - last)} ago. Was that a break?",
                "A break does not count. Otherwise the clock has gone on.",
                yes="Yes, a break",
                no="No, it counts",
            )
        ):
            self.session.do(driving.pause_run, run=run.id, since=last)
            self.session.do(driving.resume_run, run=run.id)
