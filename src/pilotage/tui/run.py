"""Running the application on a terminal, and saying so in words when it ends by a fault."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from rich.console import Console

from pilotage import paths
from pilotage.errors import DONE, FileProblem, PilotageError
from pilotage.session import Session, SystemClock
from pilotage.tui.app import PilotageApp
from pilotage.tui.hang_up import HangUp
from pilotage.tui.terminal_input import tolerate_invalid_bytes


def run(
    path: Path | None,
    *,
    folder: Path,
    by: str = "",
    theme: str | None = None,
    at: int | None = None,
    tour: bool = False,
) -> int:
    """Run the application on a terminal and return its exit code.

    Raises `PilotageError` when `path` can't be opened.

    With `at` it shows the project as it stood after that entry of its journal; with `tour` the
    tour comes up by itself.
    """
    tolerate_invalid_bytes()
    session = Session.open(path, SystemClock(), by=by, read_only=at is not None) if path else None
    if session is not None and at is not None:
        session = session.at(at)
    app = PilotageApp(session, folder=folder, by=by, theme=theme, tour=tour)
    told = StringIO()
    app.error_console = Console(file=told, width=100)
    app.hang_up = HangUp(app.release)
    try:
        app.run()
    finally:
        app.hang_up.ended()
        if session is not None:
            session.close()
    left = [*app.left_behind, session.left_behind if session else ""]
    if said := next(filter(None, left), ""):
        raise FileProblem(said)
    # what a half-built screen says while it is torn down is no fault: all was saved before
    if told.getvalue() and not app.left:
        raise PilotageError(
            "Pilotage ended because of a fault of its own. What the header called saved is safe.",
            f"Please report it with the details in {_kept(told.getvalue())}.",
        )
    return 128 + app.told_by if app.told_by else DONE


def _kept(details: str) -> str:
    """Where the details of a fault were written."""
    file = paths.state_folder() / "fault.txt"
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.write_text(details, "utf-8")
    except OSError:
        return f"nowhere: {file} can't be written"
    return str(file)
