"""Typing a path: what it may go on with, from what is there."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Final

from textual.suggester import Suggester

from pilotage.model.text import one_line

MOST: Final = 2_000
"""So many entries of a folder are looked at."""


class Paths(Suggester):
    """Proposes the file or folder that a path may mean, from a folder; → takes it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._folder = folder

    async def get_suggestion(self, value: str) -> str | None:
        """The first entry that begins so; a folder ends with a slash."""
        return await asyncio.to_thread(completed, value, self._folder)


def completed(value: str, folder: Path) -> str | None:
    """A path that begins with what was typed, or None."""
    head, slash, begun = value.rpartition("/")
    if not value.strip() or (not begun and not slash):
        return None
    try:
        place = folder / Path(head + slash).expanduser()
        with os.scandir(place) as entries:
            found = sorted(
                f"{entry.name}/" if entry.is_dir() else entry.name
                for _, entry in zip(range(MOST), entries, strict=False)
                if entry.name.startswith(begun) and (begun or not entry.name.startswith("."))
            )
    except (OSError, RuntimeError, ValueError):
        return None
    plain = (name for name in found if one_line(name) == name)
    return next((f"{head}{slash}{name}" for name in plain), None)
