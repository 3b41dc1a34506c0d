"""A project file with work in it, written through the session as a person would."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.way import SECOND_OWNER, documented

from pilotage.actions import page, people, runs
from pilotage.session import Session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lead.pilotage.json"


@pytest.fixture
def worked(path: Path) -> Path:
    """A closed file with some work in it: puts, changes and deletions in several tables."""
    way = documented()
    session = Session.create(path, way.project, way.clock)
    session.drive(SECOND_OWNER)
    session.do(runs.start_run)
    run = session.project.runs[-1].id
    session.do(runs.raise_gap, run=run, kind="question", text="Which inbox?", section="trigger")
    session.do(runs.raise_gap, run=run, kind="question", text="Which CRM?", section="purpose")
    session.do(runs.end_run, run=run, to_the_end=True, minutes="41.5")
    session.do(runs.start_run)
    session.do(runs.delete_run, run=session.project.runs[-1].id)
    session.drive(1)
    session.do(
        page.edit_section, section="trigger", text="A form in the inbox “leads”.\nOr a call."
    )
    session.do(page.publish_revision, note="Named", answers=[session.project.gaps[0].id])
    session.do(people.set_note, note="Ünïcode 漢字 🧭 [bold] [/]")
    session.close()
    return path
