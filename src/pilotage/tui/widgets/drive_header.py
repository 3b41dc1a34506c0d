"""The two lines on top of the drive screen: who drives, the clock, gaps, saved; how far along."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from pilotage.method.driving import DriveStep, position
from pilotage.method.gate_second_owner import gaps_of
from pilotage.method.requirement import counted
from pilotage.model.runs import Run
from pilotage.session import Session
from pilotage.tui.drive_text import progress
from pilotage.tui.literal import put
from pilotage.tui.roles import with_role
from pilotage.tui.widgets.header import state_text

LEAST = 8
"""Columns of the progress line at least."""


class DriveHeader(Vertical):
    """Says whose run it is and how it stands."""

    def compose(self) -> ComposeResult:
        """Driver, pause, clock, gaps and save state; then run, revision and progress."""
        with Horizontal(id="drive-top"):
            yield Static("", id="drive-driver", markup=False)
            yield Static("", id="drive-paused", markup=False)
            yield Static("", id="drive-clock", markup=False)
            yield Static("", id="drive-found", markup=False)
            yield Static("", id="drive-state", markup=False)
        with Horizontal(id="drive-way"):
            yield Static("", id="drive-run", markup=False)
            yield Static("", id="drive-line", markup=False)

    def show(self, session: Session, run: Run, steps: tuple[DriveStep, ...]) -> None:
        """Show a run as it is now; its clock is shown by `tick`."""
        project, state = session.project, session.state
        self._put("driver", with_role(project, run.driver))
        self._put("paused", "PAUSED" if run.is_paused else "")
        self.query_one("#drive-paused").display = run.is_paused
        self._put("found", counted(len(gaps_of(project, run)), "gap"))
        self._put("state", state_text(state))
        self.query_one("#drive-state").set_class(state.kind == "failed", "-failed")
        self.query_one("#drive-state").set_class(state.kind == "read_only", "-read-only")
        at = position(run, steps)
        where = f"step {at + 1} of {len(steps)}" if at < len(steps) else "every step is done"
        said = f"Run #{run.number} · revision {run.revision} · {where}"
        self._put("run", said)
        width = max(LEAST, self.app.size.width - len(said) - 4)
        put(self.query_one("#drive-line", Static), progress(at, len(steps), width))

    def tick(self, clock: str) -> None:
        """Show the clock; its place is as wide as any time, so nothing moves."""
        put(self.query_one("#drive-clock", Static), clock, layout=False)

    def _put(self, name: str, text: str) -> None:
        put(self.query_one(f"#drive-{name}", Static), text)
