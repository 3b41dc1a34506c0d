"""Home: the projects there are, and the ways to a new one."""

from __future__ import annotations

from typing import Final

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Center, Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from pilotage.portfolio import Listed
from pilotage.tui.command_screen import CommandScreen
from pilotage.tui.copy_commands import COPY_ANYWHERE
from pilotage.tui.general import Help, Keys, Quit
from pilotage.tui.keymap import key_for, told
from pilotage.tui.literal import literal, put
from pilotage.tui.project_order import Sort, arranged
from pilotage.tui.project_reading import ProjectsRead, read_projects
from pilotage.tui.redraw_command import Redraw
from pilotage.tui.screens.home_commands import (
    Demo,
    Filter,
    New,
    OpenChosen,
    OpenFile,
    Reload,
    SortBy,
    StopReading,
    Theme,
    shown_path,
)
from pilotage.tui.sizes import TooSmall
from pilotage.tui.tour_command import TakeTour
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.key_line import KeyLine
from pilotage.tui.widgets.project_card import brief, detail
from pilotage.tui.widgets.project_filter import ProjectFilter
from pilotage.tui.widgets.project_list import ProjectList

LEAD: Final = (
    "An AI pilot that works is not yet a workflow. Pilotage takes it there:\n"
    "five phases in 90 days, each closed by a gate that opens on evidence only."
)
EMPTY: Final = (
    "Start your first workflow: {button:new}.\n\nOr look at an example first: {button:demo}."
)


class HomeScreen(CommandScreen):
    """The list of projects."""

    NAME = "home"
    CSS_PATH = "home.tcss"
    OWN_COMMANDS = (OpenChosen, New, OpenFile, Demo, Filter, SortBy, Reload, StopReading, Theme)
    GENERAL_COMMANDS = (Help, Keys, TakeTour, *COPY_ANYWHERE, Redraw, Quit)
    AUTO_FOCUS = "#projects"

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Listed] = []
        """All that was found, in the order in which it was."""
        self._coming: list[Listed] = []
        """What the reading that goes on has found."""
        self._reading = 0
        """The number of the latest reading."""
        self._total: int | None = None
        """How many the reading that goes on will find; None while none does."""
        self.sort = Sort.USED
        """What the list is sorted by."""

    def compose(self) -> ComposeResult:
        """Title, list, the chosen one's phases, keys."""
        with Horizontal(classes="home-title"):
            yield Static("Pilotage", id="home-name", markup=False)
            yield Static("", id="home-count", markup=False)
        with Vertical(id="home-body"):
            yield Static(LEAD, id="home-lead", markup=False)
            with Horizontal(id="home-columns"):
                with Vertical(id="home-list"):
                    with Horizontal(id="home-top"):
                        yield ProjectFilter(
                            placeholder=f"{key_for('filter')} filter by any text",
                            id="home-filter",
                            classes="compact",
                        )
                        yield SortedBy()
                    yield ProjectList(id="projects")
                    yield Static("", id="home-none", markup=False)
                    with Vertical(id="home-empty"):
                        yield Static(told(EMPTY), markup=False)
                        with Center():
                            yield CommandBar(New, Demo)
                with VerticalScroll(id="home-detail", can_focus=False):
                    yield Static("", id="home-detail-text", markup=False)
            yield Static("", id="home-brief", markup=False)
            yield Static("", id="home-path", markup=False)
        yield KeyLine()
        yield TooSmall()

    def on_mount(self) -> None:
        """Read the projects."""
        self.query_one("#home-list").border_title = "Your workflows"
        self.query_one("#home-detail").border_title = "Where it stands"
        self.load()

    def on_screen_resume(self) -> None:
        """A file may have changed while another screen was in front."""
        if self._found:
            self.load()

    # -- reading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Read the projects in a thread; the first time they show as they come."""
        self._reading += 1
        self._coming, self._total = [], 0
        self._show_count()
        self._read(self._reading)

    @work(thread=True, exclusive=True, group="load")
    def _read(self, reading: int) -> None:
        worker = get_current_worker()
        read_projects(
            reading,
            self.app.folder,
            self.app.clock.today(),
            self.post_message,
            lambda: worker.is_cancelled,
        )

    def on_projects_read(self, event: ProjectsRead) -> None:
        """Show what has come; once there was a list it is replaced at the end only."""
        event.stop()
        if event.reading != self._reading:
            return
        self._coming += event.found
        self._total = None if event.is_last else event.total
        if event.is_last:
            self._show_lead(event.advice)
        if event.is_last or len(self._coming) > len(self._found):
            self._found = list(self._coming)
            self.show()
        else:
            self._show_count()

    @property
    def is_reading(self) -> bool:
        """Whether projects are still being read."""
        return self._total is not None

    def stop(self) -> None:
        """Read no further; what was found stays."""
        self.workers.cancel_group(self, "load")
        self._reading += 1
        self._total = None
        if self._coming and not self._found:
            self._found = list(self._coming)
        self.show()

    # -- showing ----------------------------------------------------------------------------

    @property
    def chosen(self) -> Listed | None:
        """The project under the cursor."""
        return self.query_one(ProjectList).chosen

    @property
    def has_projects(self) -> bool:
        """Whether anything was found."""
        return bool(self._found)

    def show(self) -> None:
        """Sort and filter what was found, and show it."""
        text = self.query_one(ProjectFilter).value
        rows = arranged(self._found, self.sort, text)
        self.query_one(ProjectList).show(rows, self.app.clock.today(), self.sort)
        self.set_class(not self._found, "-empty")
        self.set_class(bool(self._found) and not rows, "-none")
        if self._found and not rows:
            put(
                self.query_one("#home-none", Static),
                f"Nothing matches “{text.strip()}”. Esc, or an empty filter, shows all.",
            )
        self.query_one(SortedBy).tell(self.sort)
        self._show_count()
        self._show_chosen()

    def _show_lead(self, advice: str) -> None:
        lead = self.query_one("#home-lead", Static)
        put(lead, advice or LEAD)
        lead.set_class(bool(advice), "-advice")

    def working(self, what: str) -> None:
        """Say that something takes a moment; an empty text says that it is done."""
        if self.is_attached:
            put(self.query_one("#home-count", Static), what or self._count())

    def _show_count(self) -> None:
        self.working("")

    def _count(self) -> str:
        if self._total is not None:
            done = f"{len(self._coming):,} of {self._total:,}" if self._total else ""
            stops = f"{key_for('stop_reading')} stops"
            return f"reading {done}… {stops}" if done else f"reading… {stops}"
        number = len(self._found)
        if not number:
            return ""
        rows = self.query_one(ProjectList).row_count
        shown = f"{rows:,} of " if rows != number else ""
        return f"{shown}{number:,} {'workflow' if number == 1 else 'workflows'}"

    def _show_chosen(self) -> None:
        listed, today = self.chosen, self.app.clock.today()
        put(self.query_one("#home-detail-text", Static), detail(listed, today) if listed else "")
        put(self.query_one("#home-brief", Static), brief(listed, today) if listed else "")
        path = literal(shown_path(listed.path)) if listed else ""
        put(self.query_one("#home-path", Static), path)

    # -- what is done to it -----------------------------------------------------------------

    def sort_by(self, sort: Sort) -> None:
        """Sort by something else."""
        self.sort = sort
        self.show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as one types."""
        event.stop()
        self.show()

    def on_project_list_moved(self, event: ProjectList.Moved) -> None:
        """Show where the project under the cursor stands."""
        event.stop()
        self._show_chosen()

    def on_project_list_opened(self, event: ProjectList.Opened) -> None:
        """Open it."""
        event.stop()
        self.run_command(OpenChosen)

    def on_project_list_sort_wanted(self, event: ProjectList.SortWanted) -> None:
        """Sort by the column."""
        event.stop()
        self.sort_by(event.sort)


class SortedBy(Static):
    """What the list is sorted by; a click sorts by the next."""

    def __init__(self) -> None:
        super().__init__("", id="home-sort", markup=False)

    def tell(self, sort: Sort) -> None:
        """Say it."""
        put(self, f"sorted by {sort} ({key_for('sort_by')})")

    def on_click(self, event: events.Click) -> None:
        """Sort by the next."""
        event.stop()
        if isinstance(self.screen, HomeScreen):
            self.screen.run_command(SortBy)
