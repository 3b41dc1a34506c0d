"""What the palette finds besides the commands of the screen in front: where one can go."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final, Generic, TypeVar, cast

from pilotage.method.gates import Standing, standing
from pilotage.method.phases import BY_NUMBER, name_of
from pilotage.method.requirement import Place
from pilotage.model.document import SECTIONS
from pilotage.model.project import PHASES
from pilotage.portfolio import Listed
from pilotage.tui.command import Command
from pilotage.tui.command_screen import CommandScreen
from pilotage.tui.keymap import key_for, shown_key
from pilotage.tui.palette import Entries, Entry, Palette
from pilotage.tui.project_screen import ProjectScreen
from pilotage.tui.widgets.rail import screen_name

if TYPE_CHECKING:
    from pilotage.tui.app import PilotageApp

AT_ONCE: Final = 0.02
"""Seconds for which the lines that are there already wait for those that take a moment."""
CLOSED: Final = "Open a project first."
MOST_PROJECTS: Final = 200
"""Of so many projects the titles are looked up; others are opened from the list at home."""
STANDS: Final = {
    Standing.PASSED: "Its gate is passed.",
    Standing.CURRENT: "You are at this phase.",
    Standing.REOPENED: "Its gate is open again.",
    Standing.LOCKED: "Locked: you can look ahead.",
}


T = TypeVar("T")


class FromHere(Entries):
    """Lines that lead away from the screen in front; from a run that is driven nothing does."""

    @property
    def pilotage(self) -> PilotageApp:
        """The application."""
        return cast("PilotageApp", self.app)

    @property
    def leads(self) -> bool:
        """Whether one may go from here."""
        screen = self.screen
        if not isinstance(screen, CommandScreen) or screen.NAME == "new_project":
            return False
        return not (isinstance(screen, ProjectScreen) and screen.IS_OVER_ANOTHER)

    def closed(self) -> str:
        """Why one can't go into a project; empty where one is open."""
        return "" if self.pilotage.is_open else CLOSED

    def go(self, place: Place) -> None:
        """Go to a place of the open project."""
        from pilotage.tui.screens.frame import Frame

        if not self.pilotage.is_open:
            self.pilotage.notify(CLOSED, severity="warning")
        elif isinstance(self.screen, Frame):
            self.screen.go(place)


class Phases(FromHere):
    """The phases, and the cadence after them."""

    def entries(self) -> Iterator[Entry]:
        """One each."""
        if not self.leads:
            return
        for number in BY_NUMBER:
            what = f"phase {number}: {name_of(number)}" if number in PHASES else "the cadence"
            stands = ""
            if self.pilotage.is_open and isinstance(self.screen, ProjectScreen):
                stands = STANDS[standing(self.screen.project, number)]
            yield Entry(
                f"Go to {what}",
                f"{stands} {BY_NUMBER[number].aim}".strip(),
                partial(self._go, screen_name(number)),
                str(number),
                self.closed(),
            )

    def _go(self, name: str) -> None:
        if self.pilotage.is_open:
            self.pilotage.go(name)
        else:
            self.pilotage.notify(CLOSED, severity="warning")


class Exports(FromHere):
    """Each thing that can be exported, in each of its formats."""

    def entries(self) -> Iterator[Entry]:
        """One each."""
        from pilotage.export.formats import FORMATS

        if not self.leads:
            return
        for what, forms in FORMATS.items():
            name = what.label[:1].lower() + what.label[1:]
            for form in forms:
                yield Entry(
                    f"Export {name}: {form.label}",
                    "Opens the export screen with this chosen; nothing is written yet.",
                    partial(self.go, Place("export", f"{what}/{form}")),
                    key_for("export"),
                    self.closed(),
                    words=f"{form} {form.label} {what.label}",
                )


class Late(FromHere, Generic[T]):
    """Lines that take a moment to find. The others do not wait for them: they come up later."""

    finding: asyncio.Task[tuple[T, ...]] | None = None

    def find(self) -> tuple[T, ...]:
        """Find them; called in a thread."""
        raise NotImplementedError

    @property
    def found(self) -> tuple[T, ...]:
        """What was found by now."""
        here = self.finding
        if here is None or not here.done() or here.cancelled() or here.exception():
            return ()
        return here.result()

    async def startup(self) -> None:
        """Begin to look."""
        if self.leads:
            self.finding = asyncio.create_task(asyncio.to_thread(self.find))
            done, _ = await asyncio.wait({self.finding}, timeout=AT_ONCE)
            if not done:
                self.finding.add_done_callback(self._say_so)

    def _say_so(self, _: object) -> None:
        if self.found and isinstance(self.app.screen, Palette):
            self.app.screen.look_again()


class Elsewhere(Late[tuple[str, str, "type[Command]"]]):
    """What can be done on another screen of the project, and the sections of the page."""

    def find(self) -> tuple[tuple[str, str, type[Command]], ...]:
        """Of each command the screen that has it, what that is called, and the command.

        Most of it is importing the other screens.
        """
        from pilotage.tui.app import SCREENS
        from pilotage.tui.every_command import called, screens

        return tuple(
            (screen.NAME, called(screen), command)
            for screen in screens()
            if screen.NAME in SCREENS
            for command in screen.OWN_COMMANDS
            if command.listed
        )

    def entries(self) -> Iterator[Entry]:
        """One for each command that the screen in front does not have."""
        screen = self.screen
        if not self.leads or not isinstance(screen, CommandScreen):
            return
        here = {command.name() for command in screen.commands}
        if "go_to_purpose" not in here:
            for section in SECTIONS:
                yield Entry(
                    f"Go to section: {section.title}",
                    "Write in this section of the page.",
                    partial(self.go, Place("phase1", section.key)),
                    why_not=self.closed(),
                )
        for name, where, command in self.found:
            if command.name() not in here:
                yield Entry(
                    command.title,
                    f"Is done on {where}: this goes there. {command.said()}",
                    partial(self._go, name),
                    shown_key(command),
                    self.closed(),
                    weight=0.5,
                )

    def _go(self, name: str) -> None:
        if self.pilotage.is_open:
            self.pilotage.go(name)
        else:
            self.pilotage.notify(CLOSED, severity="warning")


class Projects(Late[Listed]):
    """The projects that were used lately, and those of the folder."""

    def find(self) -> tuple[Listed, ...]:
        """Read them; what home has read before is not read again."""
        from pilotage import config, portfolio
        from pilotage.summaries import Summaries

        files = portfolio.find(self.pilotage.folder, config.recent())[:MOST_PROJECTS]
        today = self.pilotage.clock.today()
        return tuple(portfolio.read_all(files, today, Summaries.load()))

    def entries(self) -> Iterator[Entry]:
        """One each, the latest first; the one that is open says so."""
        from pilotage.tui.screens.home_commands import shown_path
        from pilotage.tui.widgets.project_card import phase_text

        here = self.pilotage.open_path
        for each in self.found:
            is_open = here is not None and each.path.absolute() == here
            yield Entry(
                f"Open project: {each.title}",
                f"{phase_text(each)} · {shown_path(each.path)}",
                partial(self.pilotage.change_project, each.path),
                why_not="It is open." if is_open else each.problem,
                words=each.path.name,
            )
