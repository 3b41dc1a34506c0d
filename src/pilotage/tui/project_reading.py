"""Reading the projects of a list in a thread, which tells how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from textual.message import Message

from pilotage import config, portfolio
from pilotage.method.facts import one_at_a_time
from pilotage.model.project import Project
from pilotage.portfolio import Listed
from pilotage.summaries import Summaries

FIRST: Final = 20
"""So many are read before any is shown; a screen holds no more."""
AT_ONCE: Final = 8
"""So many are read between two looks at the clock, and at whether anybody still waits."""
BREATH: Final = 0.008
"""Seconds of work after which the thread of the screen gets its turn."""
PAUSE: Final = 0.0003
EVERY: Final = 0.1
"""Seconds between two reports: each has the list sorted anew."""


@dataclass
class ProjectsRead(Message):
    """Some more projects were read."""

    reading: int
    """Which reading it is of."""
    found: list[Listed]
    total: int
    """How many there are to read in all."""
    is_last: bool
    advice: str = ""
    """With the last: what is to be said of all of them together."""


def read_projects(
    reading: int,
    folder: Path,
    today: date,
    tell: Callable[[ProjectsRead], object],
    given_up: Callable[[], bool],
) -> None:
    """Read the recent projects and those of a folder, and tell of them bit by bit."""
    files = portfolio.find(folder, config.recent())
    known = Summaries.load()
    found: list[Listed] = []
    outlines: list[Project] = []
    told, paused, done = 0.0, 0.0, 0
    while done < len(files) and not given_up():
        some = files[done : done + AT_ONCE]
        for each in portfolio.read_each(some, today, known):
            found.append(each)
            if each.project is not None:
                outlines.append(each.project)
            if time.monotonic() - paused >= BREATH:  # Python lets another thread in too seldom
                time.sleep(PAUSE)
                paused = time.monotonic()
        done += len(some)
        if done < len(files) and done >= FIRST and time.monotonic() - told >= EVERY:
            tell(ProjectsRead(reading, found, len(files), is_last=False))
            found, told = [], time.monotonic()
    if not given_up():
        advice = one_at_a_time(outlines)
        tell(ProjectsRead(reading, found, len(files), is_last=True, advice=advice))
    known.save()
