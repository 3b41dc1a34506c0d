"""A project that is handed over, worked on at both ends, and merged: what tests start from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pilotage.actions import page, runs
from pilotage.handover import hand_over_file
from pilotage.merging import Outcome, merge_file
from pilotage.model.project import Project
from pilotage.session import Session
from pilotage.store.project_file import ProjectFile
from pilotage.store.verify import verify
from tests.way import BUILDER, SECOND_OWNER, FixedClock, Way, documented

GAP = {"kind": "question", "section": "trigger"}


@dataclass
class Hands:
    """The builder's project file, and bundles made from it."""

    folder: Path
    way: Way = field(default_factory=documented)

    def __post_init__(self) -> None:
        self.path = self.folder / "leads.pilotage.json"
        at = datetime(2026, 3, 16, tzinfo=UTC)
        ProjectFile.create(self.path, self.way.project, at=at).close()

    @property
    def clock(self) -> FixedClock:
        """One clock for both ends, so that no moment comes twice."""
        return self.way.clock

    @property
    def project(self) -> Project:
        """The builder's project as it is on disk."""
        return ProjectFile.open(self.path, read_only=True).project

    def hand_over(self, name: str = "dana", **how: Any) -> Path:
        """Make a bundle."""
        return hand_over_file(self.path, self.folder / name, self.clock, **how).path

    @contextmanager
    def at(self, path: Path, actor: int | None = None) -> Iterator[Session]:
        """Work in a project file or a bundle."""
        session = Session.open(path, self.clock)
        if actor is not None:
            session.actor = actor
        try:
            yield session
        finally:
            session.close()
            assert session.left_behind == ""

    def here(self, actor: int = BUILDER) -> Any:
        """Work in the builder's project."""
        return self.at(self.path, actor)

    def merge(self, bundle: Path, **how: bool) -> Outcome:
        """Merge, and check that the file is whole then."""
        done = merge_file(self.path, bundle, self.clock, **how)
        report = verify(self.path)
        assert report.ok, report
        return done


def drive(session: Session, *texts: str, ends: bool = True) -> int:
    """A run with a gap for each text; its number."""
    session.do(runs.start_run)
    run = session.project.runs[-1].id
    for text in texts:
        session.do(runs.raise_gap, run=run, text=text, **GAP)
    if ends:
        session.do(runs.end_run, run=run, to_the_end=True, minutes="41")
    return run


def publish(session: Session, text: str) -> None:
    """The builder changes the page and publishes it."""
    session.do(page.edit_section, section="trigger", text=text)
    session.do(page.publish_revision, note=text)


class LaterClock(FixedClock):
    """Another day, for what happens after all else."""

    def now(self) -> datetime:
        """A week later."""
        return super().now() + timedelta(days=7)


Do = Callable[..., object]
__all__ = ["BUILDER", "GAP", "SECOND_OWNER", "Hands", "LaterClock", "drive", "publish"]
