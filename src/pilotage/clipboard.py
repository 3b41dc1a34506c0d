"""Copying to where a terminal can't reach: the system's clipboard, tmux, or a file."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from pilotage import config, paths

PATIENCE: Final = 2.0
"""Seconds within which tmux takes a text."""


def to_system(text: str) -> bool:
    """Whether a clipboard that says so took the text: the system's, or that of tmux.

    What a terminal is told (OSC 52) it never answers, and many don't listen; tmux by its own
    default does not. May take a moment; raises nothing.
    """
    took = _to_tmux(text)
    return _to_desktop(text) or took


def _to_tmux(text: str) -> bool:
    """Into a buffer of the tmux that this runs in, which hands it to its own terminal."""
    tmux = shutil.which("tmux") if os.environ.get("TMUX") else None
    if tmux is None:
        return False
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program; the text is its input
            [tmux, "load-buffer", "-w", "-"],
            input=text.encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def _to_desktop(text: str) -> bool:
    """Onto the clipboard of the desktop, by what the system has for it."""
    import pyperclip  # type: ignore[import-untyped]  # it has no types

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError, RuntimeError):
        return False
    return True


def to_file(text: str) -> Path:
    """Into a file that only the user can read, in the state folder; returns its path.

    Raises `FileProblem` when it can't be written.
    """
    path = paths.state_folder() / "copied.txt"
    config.write_state(path, text)
    return path
