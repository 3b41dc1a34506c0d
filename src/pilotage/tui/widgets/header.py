"""The line on top: workflow, day, who drives, and whether everything is saved."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from pilotage.method.schedule import day_in_words
from pilotage.model.project import Project
from pilotage.session import SaveState, Session
from pilotage.tui.keymap import short_for
from pilotage.tui.literal import literal, put
from pilotage.tui.messages import DriverWanted

SHORT_BELOW: Final = 96
"""Under so many columns the driver is only named where the title needs the room."""
DRIVING: Final = "driving: "
ROOM: Final = len("saving…")
"""What the save state has room for whatever it says, so that typing moves nothing."""


class Title(Static):
    """The workflow; a click leads to all of them."""

    ALLOW_SELECT = False

    def on_click(self) -> None:
        """Go home."""
        self.screen.action_command("home")  # type: ignore[attr-defined]  # always in a Frame


class Driver(Static):
    """Who is at the keyboard; a click changes it."""

    def on_click(self) -> None:
        """Ask who drives now."""
        self.post_message(DriverWanted())


class Header(Horizontal):
    """Says where one is, who is at the keyboard and whether it is saved."""

    typed = ""
    """How it stands with text that is being typed and not yet in the project."""

    def compose(self) -> ComposeResult:
        """The four parts, left to right."""
        title = Title("", id="header-title", markup=False)
        title.tooltip = f"All workflows ({short_for('home')})"
        yield title
        yield Static("", id="header-day", markup=False)
        yield Driver("", id="header-driver", markup=False)
        yield Static("", id="header-state", markup=False)

    def show(self, session: Session) -> None:
        """Show the session as it is now; nothing once its screen is being taken away."""
        if not (self.is_attached and self.query("#header-state")):
            return
        project = session.project
        role = project.role_of(session.actor)
        who = project.name_of(session.actor)
        driver = who + (f" ({role})" if role else "")
        day = day_text(project, session)
        taken = sum(cell_len(text) + 2 for text in (project.title, day, DRIVING, driver)) + ROOM + 2
        if self.screen.size.width >= min(taken, SHORT_BELOW):
            driver = DRIVING + driver
        put(self.query_one("#header-title", Static), f"‹ {project.title}")
        put(self.query_one("#header-day", Static), day)
        put(self.query_one("#header-driver", Static), driver)
        self._show_state(session.state)

    def _show_state(self, saved: SaveState) -> None:
        state = self.query_one("#header-state", Static)
        kind = saved.kind
        typed = self.typed if kind in ("saved", "saving") else ""
        text = typed or state_text(saved)
        put(state, text, layout=max(len(text), len(str(state.content))) > ROOM)
        state.set_class(kind == "failed" or typed.startswith("NOT"), "-failed")
        state.set_class(kind == "read_only", "-read-only")
        state.tooltip = literal(saved.why) if saved.why else None


def day_text(project: Project, session: Session) -> str:
    """“day 23 of 90”, or how far away the start is."""
    return day_in_words(project, session.today)


def state_text(state: SaveState) -> str:
    """The save state in words."""
    words = {"saved": "saved", "saving": "saving…", "read_only": "READ-ONLY"}
    return words.get(state.kind, f"NOT SAVED: {state.why}")
