"""Completing the path of a file as it is typed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from textual.suggester import Suggester

from pilotage.model.text import clean

LOOKED_AT: Final = 2_000
"""So many names of a folder are looked at."""


class PathSuggester(Suggester):
    """Suggests folders, and files with one of some endings."""

    def __init__(self, endings: Sequence[str], base: Path) -> None:
        """`base` is where a path begins that does not begin at the top."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._base = base
        self._endings = tuple(endings)

    async def get_suggestion(self, value: str) -> str | None:
        """The first path in order that begins with what is typed; looked for in a thread."""
        return await asyncio.to_thread(self._look, value)

    def _look(self, value: str) -> str | None:
        folder, name = os.path.split(value)
        if not name:
            return None
        try:
            with os.scandir(self._base / os.path.expanduser(folder)) as found:  # noqa: PTH111
                names = sorted(
                    entry.name + os.sep * entry.is_dir()
                    for entry in islice(found, LOOKED_AT)
                    if entry.name.startswith(name)
                    and (entry.is_dir() or entry.name.casefold().endswith(self._endings))
                )
        except (OSError, ValueError):
            return None
        good = next((each for each in names if not clean(each).dropped), None)
        return None if good is None else os.path.join(folder, good)  # noqa: PTH118
