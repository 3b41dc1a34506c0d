"""What can be done at home: start, open, look at an example."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from pilotage import portfolio
from pilotage.errors import FileProblem, PilotageError
from pilotage.model.text import one_line
from pilotage.tui.command import Command, QuickCommand
from pilotage.tui.dialogs.choose import Choose
from pilotage.tui.dialogs.form import Field, Form
from pilotage.tui.general import Theme as AnyTheme
from pilotage.tui.keymap import button_for
from pilotage.tui.widgets.project_card import phase_text

if TYPE_CHECKING:
    from pilotage.tui.screens.home import HomeScreen


class New(Command):
    """A new workflow."""

    key = "n"
    label = "New"
    title = "Start a new workflow"
    help = "A short form; after it you write the one-page document."
    changes = False

    async def run(self, screen: HomeScreen) -> None:
        """Show the form."""
        from pilotage.tui.screens.new_project import NewProject

        screen.app.switch_screen(NewProject())


class OpenFile(Command):
    """A project file by its path."""

    key = "o"
    label = "Open file"
    title = "Open a project file by its path"
    help = "For a file that is not in the list."
    changes = False

    async def run(self, screen: HomeScreen) -> None:
        """Ask for the path until it opens; what is wrong is said where it was typed."""
        typed, problem = f"{screen.app.folder.absolute()}/", ""
        while True:
            field = Field(
                "path",
                "Project file",
                value=typed,
                hint="Such as ~/workflows/leads.pilotage.json",
                required=True,
            )
            answer = await screen.app.push_screen_wait(
                Form("Open a project", [field], lambda _: None, button="Open", problem=problem)
            )
            if answer is None:
                return
            typed = answer["path"]
            try:
                await screen.app.open_project(screen.app.folder / typed_path(typed))
            except PilotageError as error:
                problem = one_line(str(error))
            else:
                return


class Demo(Command):
    """A copy of a sample."""

    key = "m"
    label = "Example"
    title = "Open an example"
    help = "A copy of a sample project, dated so that it stands where it should today."
    changes = False

    async def run(self, screen: HomeScreen) -> None:
        """Choose, copy and open."""
        today = screen.app.clock.today()
        samples = await asyncio.to_thread(
            lambda: [portfolio.read(path, today) for path in portfolio.samples()]
        )
        if not samples:
            raise FileProblem("There are no examples here.", "Install Pilotage again.")
        answer = await screen.app.push_screen_wait(
            Choose(
                "Which example?",
                [f"{each.title}: {phase_text(each)}" for each in samples],
                detail=f"A copy is made in {shown_path(screen.app.folder)}; "
                "change whatever you like in it.",
            )
        )
        if answer is None:
            return
        screen.working("making a copy…")
        try:
            path = await asyncio.to_thread(
                portfolio.copy_sample, samples[answer].path, screen.app.folder, today
            )
            await screen.app.open_project(path)
        finally:
            screen.working("")


class OpenChosen(Command):
    """The project under the cursor."""

    title = "Open the chosen project"
    help = "Enter on it, or a click."
    changes = False

    def why_not(self, screen: HomeScreen) -> str:
        """One must be chosen."""
        if screen.chosen is None:
            return (
                f"There is no project to open yet: {button_for('new')} starts one, "
                f"{button_for('demo')} shows an example."
            )
        return ""

    async def run(self, screen: HomeScreen) -> None:
        """Open it; a problem is said and the list stays."""
        listed = screen.chosen
        assert listed is not None  # noqa: S101 - why_not has checked
        await screen.app.open_project(listed.path)


class Filter(QuickCommand):
    """To the filter."""

    key = "slash"
    shown = "/"
    label = "Filter"
    in_footer = False  # the field names its key
    title = "Filter the list"
    help = "By any text: workflow, person, phase, status, what is next. Esc shows all again."
    changes = False

    def why_not(self, screen: HomeScreen) -> str:
        """There must be something to filter."""
        return "" if screen.has_projects else "There is no workflow to look for yet."

    def act(self, screen: HomeScreen) -> None:
        """Go there."""
        screen.query_one("#home-filter").focus()


class SortBy(QuickCommand):
    """Another order."""

    key = "s"
    label = "Sort"
    in_footer = False  # the order that is shown names its key
    title = "Sort the list by something else"
    help = "Last used, name, phase, day, status, next due; or click on a column's head."
    changes = False

    def act(self, screen: HomeScreen) -> None:
        """Sort by the next."""
        screen.sort_by(screen.sort.following)


class Reload(Command):
    """Look again."""

    key = "r"
    label = "Reload"
    in_footer = False  # the list is read again by itself whenever one comes back to it
    title = "Read the list again"
    help = "After a file came or changed."
    changes = False

    async def run(self, screen: HomeScreen) -> None:
        """Read all files again."""
        screen.load()


class StopReading(QuickCommand):
    """Read no further."""

    key = "escape"
    shown = "Esc"
    title = "Stop reading the list"
    help = "What was found stays; {reload} reads it again."
    changes = False

    def act(self, screen: HomeScreen) -> None:
        """Stop, if something is being read."""
        if screen.is_reading:
            screen.stop()


class Theme(AnyTheme):
    """Another theme, by key."""

    key = "t"
    label = "Theme"


def typed_path(text: str) -> Path:
    """A typed path, with ~ for the home folder; raises `FileProblem` where there is no such one."""
    try:
        return Path(one_line(text)).expanduser()
    except RuntimeError:
        raise FileProblem("There is no such home folder.", "Write the whole path.") from None


def shown_path(path: Path) -> str:
    """A path as one reads it: ~ for the home folder, nothing that a terminal would act on."""
    try:
        return one_line(f"~/{path.absolute().relative_to(Path.home())}")
    except (ValueError, RuntimeError):
        return one_line(str(path.absolute()))
