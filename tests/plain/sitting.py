"""Somebody who sits at the plain mode and types, in a test."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from pathlib import Path

from pilotage.model.project import Project
from pilotage.plain.dialogue import Dialogue
from pilotage.plain.home import Home
from pilotage.plain.words import Quit
from pilotage.session import Session
from tests.way import FixedClock, Way


class Sitting:
    """A project file, and sittings at it: each types its answers and then has no more."""

    def __init__(self, path: Path, way: Way | None = None) -> None:
        self.path = path
        self.clock = way.clock if way else FixedClock()
        self.said = ""
        """What the last sitting heard, its own answers included."""
        if way is not None:
            Session.create(path, way.project, way.clock).close()

    def type(self, *answers: str, by: str = "", start: Path | None = None) -> Project:
        """Open the project, type, and return it as it is on disk afterwards."""
        out = StringIO()
        read = StringIO("".join(f"{answer}\n" for answer in answers))
        home = Home(Dialogue(read, out, echo=True), self.clock, self.path.parent, by)
        with suppress(Quit):
            home.go(start or (self.path if self.path.exists() else None))
        self.said = out.getvalue()
        return self.project

    def heard(self, *parts: str) -> bool:
        """Whether the last sitting heard all of these, in this order."""
        at = 0
        for part in parts:
            at = self.said.find(part, at)
            if at < 0:
                return False
            at += len(part)
        return True

    @property
    def project(self) -> Project:
        """The project as it is on disk."""
        session = Session.open(self.path, self.clock, read_only=True)
        session.close()
        return session.project


Sit = Callable[..., Sitting]
