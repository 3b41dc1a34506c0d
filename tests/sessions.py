"""Sessions on projects at any stage, each in a file that must verify in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pilotage.session import Session
from pilotage.store.verify import verify
from tests.way import Way

Start = Callable[[Way], Session]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lead.pilotage.json"


@pytest.fixture
def start(path: Path) -> Iterator[Start]:
    """Opens a session on a way; every file it made must verify in the end."""
    sessions: list[Session] = []

    def begin(way: Way) -> Session:
        sessions.append(Session.create(path, way.project, way.clock))
        return sessions[-1]

    yield begin
    for session in sessions:
        session.close()
        report = verify(session.path)
        assert all(check.ok for check in report.checks if check.name != "inbox"), report


@pytest.fixture
def session(start: Start) -> Session:
    return start(Way())
