"""A project file that is open for writing, and saving to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.way import Way

from pilotage.model.project import Project
from pilotage.store.project_file import ProjectFile

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def file(path: Path) -> Iterator[ProjectFile]:
    file = ProjectFile.create(path, Way().project, at=AT)
    yield file
    file.close()


def commit(file: ProjectFile, note: str, heard: list[str] | None = None) -> Project:
    after = file.project.having(note=note)
    file.commit(
        after,
        at=AT,
        by="Ada",
        role="builder",
        action="set_note",
        what=f"noted {note}",
        done=(lambda _: None) if heard is None else heard.append,
    )
    return after


def on_disk(path: Path) -> Project:
    return ProjectFile.open(path, read_only=True).project
