"""Opening a file with the program that the system has for it."""

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
    if sys.platform == "win32":
        try:
            os.startfile(path)  # noqa: S606 - the system's own way
        except OSError as error:
            raise _no(path, str(error.strerror or error)) from None
        return
    if sys.platform == "darwin":
        opener = "open"
    else:
        opener = "xdg-open"
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            raise _no(path, "there is no screen here")
    try:
        started = subprocess.Popen(  # noqa: S603 - a fixed program and one path that was just written
            [opener, str(path.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        raise _no(path, f"the program {opener} is missing") from None
    try:
        code = started.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        threading.Thread(target=started.wait, daemon=True).start()  # somebody has to
        return
    if code:
        raise _no(path, "the system has no program for it")


def _no(path: Path, why: str) -> FileProblem:
    return FileProblem(f"{path.name} can't be opened: {why}.", "Open it yourself; it is written.")
