"""What a script leaves in the inbox of a project, for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pilotage.session import Session
from pilotage.store.inbox import Inbox
from pilotage.taking_in import Intake, TakenIn
from tests.sessions import Start
from tests.way import integrated

AT = datetime(2026, 5, 4, 8, 30, tzinfo=UTC)
"""Within the production run of `tests.way`."""


def content(*items: object, at: datetime = AT, tool: str = "a test") -> dict[str, Any]:
    """An entry's content."""
    return {"version": 1, "at": at.isoformat(), "tool": tool, "items": list(items)}


def drop(path: Path, *references: str, **more: Any) -> list[str]:
    """Leave one entry for each output, as `pilotage record` does; their ids."""
    inbox = Inbox(path)
    return [inbox.drop(content({"output": each, **more})) for each in references]


def references(project: Any) -> list[str]:
    """The references of a project's outputs."""
    return [output.reference for output in project.outputs]


@pytest.fixture
def session(start: Start) -> Session:
    """In the production run, on the day of what is recorded."""
    return start(integrated().on_day(64))


def take_in(session: Session) -> TakenIn:
    found = Intake(session).take_in()
    assert not found.problem
    return found
