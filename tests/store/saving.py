"""A project file that is open for writing, and saving to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.way import Way

from pilotage.model.project import Project
from pilotage.store.journal import entry_document
from pilotage.store.project_file import ProjectFile

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def file(path: Path) -> Iterator[ProjectFile]:
    file = ProjectFile.create(path, Way().project, at=AT)
    yield file
    file.close()


def noted(note: str) -> dict[str, Any]:
    """What the journal says of a note."""
    return entry_document(at=AT, by="Ada", role="builder", action="set_note", what=f"noted {note}")


def commit(
    file: ProjectFile, note: str, heard: list[str] | Callable[[str], object] | None = None
) -> Project:
    """Save another note; `heard` is told how it went."""
    after = file.project.having(note=note)
    if heard is None:
        heard = []
    file.commit(after, noted(note), heard.append if isinstance(heard, list) else heard)
    return after


def on_disk(path: Path) -> Project:
    return ProjectFile.open(path, read_only=True).project
