"""Projects of any size to measure with."""

from __future__ import annotations

from pathlib import Path

from tests.way import integrated

from pilotage.model.production import Output
from pilotage.model.project import Project
from pilotage.model.record import make
from pilotage.session import Session, SystemClock


def project_of(size: int) -> Project:
    """A project with that many outputs."""
    way = integrated()
    outputs = tuple(
        make(
            Output,
            id=1000 + number,
            reference=f"lead-{number:06d}",
            on=way.clock.today(),
            made_by="routing",
        )
        for number in range(size)
    )
    return way.project.having(outputs=outputs, next_id=size + 2000)


def file_of(folder: Path, size: int) -> Path:
    """A closed project file with that many outputs."""
    path = folder / f"outputs-{size}.pilotage.json"
    Session.create(path, project_of(size), SystemClock()).close()
    return path
