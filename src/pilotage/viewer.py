"""Opening a file or an address with the program that the system has for it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

from pilotage.errors import FileProblem

PATIENCE: Final = 2.0
"""Seconds within which a system's opener says that it can't; afterwards it has handed over."""


def view(path: Path) -> None:
    """Show a file in the system's viewer; returns once that was started.

    Raises `FileProblem` where there is no screen, no such program, or it says no. Nothing of
    what the program prints reaches the terminal.
    """
    if why := _open(str(path.absolute())):
        said = f"{path.name} can't be opened: {why}."
        raise FileProblem(said, "Open it yourself; it is written.")


def browse(url: str) -> None:
    """Show an address of the web or of mail; as `view`, and it too raises `FileProblem`."""
    if why := _open(url):
        raise FileProblem(f"The address can't be opened: {why}.", "Copy it, and open it yourself.")


def _open(target: str) -> str:
    """Open something; why not, or an empty text."""
    if sys.platform == "win32":
        try:
            os.startfile(target)  # noqa: S606 - the system's own way
        except OSError as error:
            return str(error.strerror or error)
        return ""
    if sys.platform == "darwin":
        opener = "open"
    else:
        opener = "xdg-open"
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            return "there is no screen here"
    try:
        started = subprocess.Popen(  # noqa: S603 - a fixed program, and what somebody chose
            [opener, target],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return f"the program {opener} is missing"
    try:
        code = started.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        threading.Thread(target=started.wait, daemon=True).start()  # somebody has to
        return ""
    return "the system has no program for it" if code else ""
