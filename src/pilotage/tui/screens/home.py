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
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from pilotage import config, portfolio
from pilotage.portfolio import Listed
from pilotage.tui.command_screen import CommandScreen
from pilotage.tui.general import Help, Keys, Quit
from pilotage.tui.literal import literal
from pilotage.tui.screens.home_commands import (
    Demo,
    New,
    OpenChosen,
    OpenFile,
    Reload,
    Theme,
    shown_path,
)
from pilotage.tui.sizes import TooSmall
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.key_line import KeyLine
from pilotage.tui.widgets.project_card import card, detail

LEAD: Final = (
    "An AI pilot that works is not yet a workflow. Pilotage takes it there:\n"
    "five phases in 90 days, each closed by a gate that opens on evidence only."
)
EMPTY: Final = "Start your first workflow: press n.\n\nOr look at an example first: press m."
AT_ONCE: Final = 20
"""How many files are read before the list shows them."""


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
        yield KeyLine(palette=False)
        yield TooSmall()

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


def _read_all(paths: Sequence[Path], today: date) -> list[Listed]:
    return [portfolio.read(path, today) for path in paths]
