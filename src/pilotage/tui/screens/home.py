"""Home: the projects there are, and the ways to a new one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from pilotage import config, portfolio
from pilotage.errors import FileProblem, PilotageError
from pilotage.method.phases import BY_NUMBER
from pilotage.method.standing import Health
from pilotage.model.project import PHASES
from pilotage.model.text import one_line
from pilotage.portfolio import Listed
from pilotage.tui.command import Command
from pilotage.tui.command_screen import CommandScreen
from pilotage.tui.dialogs.choose import Choose
from pilotage.tui.dialogs.form import Field, Form
from pilotage.tui.general import Help, Keys, Quit
from pilotage.tui.general import Theme as AnyTheme
from pilotage.tui.literal import literal
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.rail import phase_row, traps_text

LEAD: Final = (
    "An AI pilot that works is not yet a workflow. Pilotage takes it there:\n"
    "five phases in 90 days, each closed by a gate that opens on evidence only."
)
EMPTY: Final = "Start your first workflow: press N.\n\nOr look at an example first: press M."
HEALTH: Final = {
    Health.ON_THE_WAY: ("▶", "$accent"),
    Health.LATE: ("!", "$text-warning"),
    Health.AT_RISK: ("!", "$text-error"),
    Health.IN_PRODUCTION: ("✓", "$text-success"),
    Health.STOPPED: ("■", "$foreground 65%"),
}
AT_ONCE: Final = 20
"""How many files are read before the list shows them."""


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
                await screen.app.open_project(typed_path(typed))
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
            return "There is no project to open yet: N starts one, M shows an example."
        return ""

    async def run(self, screen: HomeScreen) -> None:
        """Open it; a problem is said and the list stays."""
        listed = screen.chosen
        assert listed is not None  # noqa: S101 - why_not has checked
        await screen.app.open_project(listed.path)


class Reload(Command):
    """Look again."""

    key = "r"
    label = "Reload"
    title = "Read the list again"
    help = "After a file came or changed."
    changes = False

    async def run(self, screen: HomeScreen) -> None:
        """Read all files again."""
        screen.load()


class Theme(AnyTheme):
    """Another theme, by key."""

    key = "t"
    label = "Theme"


class HomeScreen(CommandScreen):
    """The list of projects."""

    NAME = "home"
    CSS_PATH = "home.tcss"
    OWN_COMMANDS = (OpenChosen, New, OpenFile, Demo, Reload, Theme)
    GENERAL_COMMANDS = (Help, Keys, Quit)
    AUTO_FOCUS = "#projects"

    def __init__(self) -> None:
        super().__init__()
        self._listed: list[Listed] = []

    def compose(self) -> ComposeResult:
        """Title, list, the chosen one's phases, keys."""
        with Horizontal(classes="home-title"):
            yield Static("Pilotage", id="home-name", markup=False)
            yield Static("", id="home-count", markup=False)
        with Vertical(id="home-body"):
            yield Static(LEAD, id="home-lead", markup=False)
            with Horizontal(id="home-columns"):
                with Vertical(id="home-list"):
                    yield OptionList(id="projects", markup=False, compact=True)
                    with Vertical(id="home-empty"):
                        yield Static(EMPTY, markup=False)
                        yield CommandBar(New, Demo)
                with VerticalScroll(id="home-detail", can_focus=False):
                    yield Static("", id="home-detail-text", markup=False)
            yield Static("", id="home-path", markup=False)
        yield Footer(show_command_palette=False)
        yield Static(
            "Pilotage needs at least 60 × 20 characters.\nMake the window larger.\nCtrl+Q quits.",
            id="too-small",
            markup=False,
        )

    def on_mount(self) -> None:
        """Read the projects."""
        self.query_one("#home-list").border_title = "Your workflows"
        self.query_one("#home-detail").border_title = "Where it stands"
        self.load()

    def on_screen_resume(self) -> None:
        """A file may have changed while another screen was in front."""
        if self._listed:
            self.load()

    # -- the list ---------------------------------------------------------------------------

    @property
    def chosen(self) -> Listed | None:
        """The project under the cursor."""
        at = self.query_one(OptionList).highlighted
        return self._listed[at] if at is not None and at < len(self._listed) else None

    def working(self, what: str) -> None:
        """Say that something takes a moment; an empty text says that it is done."""
        if self.is_attached:
            self.query_one("#home-count", Static).update(what or self._count())

    def _count(self) -> str:
        number = len(self._listed)
        return f"{number} {'workflow' if number == 1 else 'workflows'}" if number else ""

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Read the projects in a thread and show them; the first ones at once."""
        self.working("reading…")
        folder, today = self.app.folder, self.app.clock.today()
        found: list[Listed] = []
        paths = await asyncio.to_thread(lambda: portfolio.find(folder, config.recent()))
        for start in range(0, len(paths), AT_ONCE):
            some = paths[start : start + AT_ONCE]
            found += await asyncio.to_thread(_read_all, some, today)
            if len(found) > len(self._listed):
                self._show(found)
        self._show(found)
        self.working("")

    def _show(self, listed: Sequence[Listed]) -> None:
        if list(listed) == self._listed and listed:
            return
        before = self.chosen
        self._listed = list(listed)
        options = self.query_one(OptionList)
        options.clear_options()
        for number, each in enumerate(listed):
            options.add_options([*([None] if number else []), Option(card(each))])
        paths = [each.path for each in listed]
        if listed:
            options.highlighted = paths.index(before.path) if before and before.path in paths else 0
        self.set_class(not listed, "-empty")
        self._show_detail()

    def _show_detail(self) -> None:
        listed = self.chosen
        today = self.app.clock.today()
        self.query_one("#home-detail-text", Static).update(detail(listed, today) if listed else "")
        self.query_one("#home-path", Static).update(
            literal(shown_path(listed.path)) if listed else ""
        )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show where the project under the cursor stands."""
        event.stop()
        self._show_detail()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open it."""
        event.stop()
        self.run_command(OpenChosen)


def typed_path(text: str) -> Path:
    """A typed path, with ~ for the home folder."""
    return Path(one_line(text)).expanduser()


def shown_path(path: Path) -> str:
    """A path as one reads it: ~ for the home folder, nothing that a terminal would act on."""
    try:
        return one_line(f"~/{path.absolute().relative_to(Path.home())}")
    except (ValueError, RuntimeError):
        return one_line(str(path.absolute()))


def phase_text(listed: Listed) -> str:
    """“Phase 3, Integrations”, or that it is in production; why, when it can't be read."""
    here = listed.overview
    if here is None:
        return listed.problem
    if here.phase in PHASES:
        return f"Phase {here.phase}, {BY_NUMBER[here.phase].name}"
    return "All five gates passed"


def card(listed: Listed) -> Content:
    """A project in the list: title and status, phase and day, what is next."""
    here = listed.overview
    if here is None:
        return Content.assemble(
            (listed.title, "bold"), ("  ✗ can't be read", "$text-error"), f"\n{listed.problem}"
        )
    day = f"day {here.day} of 90" if 1 <= here.day <= 90 else f"day {here.day}"
    if here.day < 1:
        day = f"starts in {1 - here.day} days"
    gate = f" · {here.gate.summary} met" if here.gate.requirements else ""
    return Content.assemble(
        (listed.title, "bold"),
        (f"  {HEALTH[here.health][0]} {here.health}", HEALTH[here.health][1]),
        (f": {here.why}" if here.why else "", HEALTH[here.health][1]),
        (f"\n{phase_text(listed)} · {day}{gate}\n", "$foreground 65%"),
        ("→ ", "$accent bold"),
        here.next_step,
    )


def detail(listed: Listed, today: date) -> Content:
    """Where the chosen project stands: phases, traps, people."""
    project = listed.project
    if project is None:
        return Content(listed.problem)
    parts: list[str | Content | tuple[str, str]] = []
    for phase in BY_NUMBER:
        parts += [phase_row(project, phase, today), "\n"]
    parts += ["\n", traps_text(project), "\n\n"]
    for label, who in (
        ("Builder", project.builder),
        ("Second owner", project.second_owner),
        ("Decision-maker", project.decision_maker),
    ):
        parts += [(f"{label}: ", "$foreground 65%"), f"{project.name_of(who)}\n"]
    return Content.assemble(*parts)


def _read_all(paths: Sequence[Path], today: date) -> list[Listed]:
    return [portfolio.read(path, today) for path in paths]
