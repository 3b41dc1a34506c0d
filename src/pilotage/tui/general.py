"""What can be done on every screen of an open project."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pilotage.method.gates import standing
from pilotage.method.phases import BY_NUMBER
from pilotage.model.project import PHASES
from pilotage.tui.command import Command
from pilotage.tui.copy_commands import COPY_COMMANDS
from pilotage.tui.gate_commands import PassGate, ShowGate
from pilotage.tui.link_commands import OpenAddress
from pilotage.tui.redraw_command import Redraw
from pilotage.tui.suspend_command import Suspend
from pilotage.tui.table_commands import SortTable
from pilotage.tui.tour_command import TakeTour
from pilotage.tui.undo_commands import Redo, Undo
from pilotage.tui.widgets.rail import screen_name

if TYPE_CHECKING:
    from pilotage.tui.screens.frame import Frame


class Help(Command):
    """Help for where one is."""

    key = "f1,alt+h"
    label = "Help"
    title = "Help for this screen"
    help = "What this phase wants, why, and how."
    changes = False

    async def run(self, screen: Frame) -> None:
        """Show the screen's help page and its keys."""
        from pilotage.tui.help_text import help_for

        from .dialogs.show import Show

        page = Show("Help", markdown=help_for(screen), tour=True)
        await screen.app.push_screen_wait(page)
        if page.wants_tour:
            await TakeTour().run(screen)


class Keys(Command):
    """The list of keys."""

    key = "question_mark"
    shown = "?"
    title = "List the keys"
    help = "Every key of this screen."
    changes = False

    async def run(self, screen: Frame) -> None:
        """Show the keys."""
        from pilotage.tui.help_text import key_table

        from .dialogs.show import Show

        await screen.app.push_screen_wait(Show("Keys", markdown=key_table(screen)))


class Phases(Command):
    """To the rail, or a list of the phases."""

    key = "f2"
    label = "Phases"
    title = "Go to a phase"
    help = "See how each phase stands, and go there."
    changes = False

    async def run(self, screen: Frame) -> None:
        """Focus the rail; where there is no room for it, ask."""
        from .dialogs.choose import Choose
        from .widgets.rail import MARKS, Rail

        rail = screen.query_one(Rail)
        if rail.display:
            rail.query_one("#rail-list").focus()
            return
        marks = {n: MARKS[standing(screen.project, n)][0] for n in BY_NUMBER}
        rows = [
            f"{marks[n]} {n if n in PHASES else ' '} {phase.name}" for n, phase in BY_NUMBER.items()
        ]
        answer = await screen.app.push_screen_wait(
            Choose("Go to a phase", rows, at=max(0, screen.PHASE - 1), digits=len(PHASES))
        )
        if answer is not None:
            screen.app.go(screen_name(answer + 1))


class Drive(Command):
    """Change who is at the keyboard."""

    key = "f6"
    title = "Change who drives"
    help = "Who is at the keyboard decides what can be signed; the journal keeps it."
    changes = False

    async def run(self, screen: Frame) -> None:
        """Choose among the project's people."""
        from .dialogs.choose import Choose
        from .dialogs.phrase import take_keyboard

        project = screen.project
        people = project.people
        rows = [p.name + (f", {role}" if (role := project.role_of(p.id)) else "") for p in people]
        here = next((i for i, p in enumerate(people) if p.id == screen.session.actor), 0)
        answer = await screen.app.push_screen_wait(
            Choose("Who is at the keyboard now?", rows, at=here, detail=self.said())
        )
        if answer is not None:
            await take_keyboard(screen, screen.session, people[answer].id)


class People(Command):
    """People, roles, title and policy."""

    key = "f5"
    label = "People"
    at_the_end = True
    title = "People, roles and settings of this project"
    help = "Name the second owner and the decision-maker; change title, start and gate numbers."
    changes = False

    async def run(self, screen: Frame) -> None:
        """Go to the people screen."""
        screen.app.go("people")


class Journal(Command):
    """The journal."""

    key = "f7"
    label = "Journal"
    at_the_end = True
    title = "See the journal"
    help = "Who did what when."
    changes = False

    async def run(self, screen: Frame) -> None:
        """Go to the journal."""
        screen.app.go("journal")


class Evidence(Command):
    """Evidence files and what the playbook asks for."""

    key = "ctrl+l"
    label = "Evidence"
    in_footer = False
    title = "Evidence files, and what the playbook asks for"
    help = "Attach a file and see whether it is still the same; sign what has to be signed."
    elsewhere = "A bundle holds no evidence files."
    changes = False

    async def run(self, screen: Frame) -> None:
        """Go to the evidence screen."""
        screen.app.go("evidence")


class Export(Command):
    """Export the page or the data."""

    key = "f8"
    label = "Export"
    at_the_end = True
    title = "Export the page or the data"
    help = "Write the one-page document or all data to a file."
    changes = False

    async def run(self, screen: Frame) -> None:
        """Go to the export screen."""
        screen.app.go("export")


class ToPresent(Command):
    """From the past to the present, or from reading to writing."""

    key = "ctrl+t,alt+t"
    title = "Take the file over, or come back to the present"
    help = "Once whoever held the file has closed it; or after a look at the past."
    changes = False

    def why_not(self, screen: Frame) -> str:
        """The file must be free, or the past be shown."""
        session = screen.session
        if screen.app.is_past or session.can_take_over:
            return ""
        return f"It is {session.state.why}." if session.read_only else "This is the present."

    async def run(self, screen: Frame) -> None:
        """Come back, or become the writer."""
        if screen.app.is_past:
            screen.app.to_present()
            return
        await asyncio.to_thread(screen.session.take_over)
        screen.app.notify("You write this file now.")


class Traps(Command):
    """The five traps and what closes them."""

    title = "See the five traps"
    help = "What keeps a pilot a pilot, and what closes each trap."
    changes = False

    async def run(self, screen: Frame) -> None:
        """Explain them."""
        from pilotage.tui.help_text import traps_of

        from .dialogs.show import Show

        await screen.app.push_screen_wait(Show("The five traps", content=traps_of(screen.project)))


class SaveAgain(Command):
    """Try to save again."""

    title = "Try to save again"
    help = "After a full disk or a lost folder came back."
    changes = False

    def why_not(self, screen: Frame) -> str:
        """Only after a failure."""
        return "" if screen.session.state.kind == "failed" else "Everything is saved."

    async def run(self, screen: Frame) -> None:
        """Retry."""
        screen.session.retry()


class Theme(Command):
    """Another theme."""

    title = "Change the theme"
    help = "Colours, dark and light."
    changes = False

    async def run(self, screen: Frame) -> None:
        """Choose one of the themes."""
        await screen.app.choose_theme()


class Home(Command):
    """Back to the list of projects."""

    key = "ctrl+o"
    title = "Close this project and go home"
    help = "Everything is saved."
    changes = False

    async def run(self, screen: Frame) -> None:
        """Go home."""
        await screen.app.go_home()


class Quit(Command):
    """Leave the program."""

    title = "Quit"
    help = "Everything is saved."
    changes = False

    async def run(self, screen: Frame) -> None:
        """Quit; asks only when something is not saved."""
        await screen.app.leave()


GENERAL: tuple[type[Command], ...] = (
    Help,
    Phases,
    ShowGate,
    PassGate,
    Drive,
    People,
    Journal,
    Evidence,
    Export,
    Undo,
    Redo,
    Keys,
    TakeTour,
    Traps,
    *COPY_COMMANDS,
    SortTable,
    OpenAddress,
    Theme,
    SaveAgain,
    ToPresent,
    Home,
    Redraw,
    Suspend,
    Quit,
)
