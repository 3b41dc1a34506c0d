"""Files of older versions are brought to this one's format, kept as they were before."""

from __future__ import annotations

import json
import shutil
from copy import deepcopy
from pathlib import Path

import pytest
from tests.disk import Disk, disk
from tests.way import FixedClock

from pilotage.actions import people
from pilotage.errors import FileProblem, Refused
from pilotage.session import Session
from pilotage.store.codec import SCHEMA, decode
from pilotage.store.migrations import MIGRATIONS, migrated, version
from pilotage.store.project_file import ProjectFile
from pilotage.store.verify import verify

__all__ = ["disk"]
KEPT = Path(__file__).parent / "kept"
OLDER = sorted(KEPT.glob("format-*.pilotage.json"))


def test_a_file_of_every_older_format_is_kept_here() -> None:
    assert [json.loads(p.read_bytes())["project"]["1"]["schema_version"] for p in OLDER] == list(
        range(1, SCHEMA)
    )
    assert set(MIGRATIONS) == set(range(1, SCHEMA))


@pytest.fixture(params=OLDER, ids=lambda path: path.stem)
def older(request: pytest.FixtureRequest, path: Path) -> Path:
    shutil.copy(request.param, path)
    return path


def test_a_migration_is_pure(older: Path) -> None:
    tables = json.loads(older.read_bytes())
    before = deepcopy(tables)
    after = migrated(tables)
    assert tables == before
    assert version(after) == SCHEMA
    assert migrated(after) is after
    assert after["journal"] == before["journal"]


def test_nothing_that_was_written_is_lost(older: Path) -> None:
    was = json.loads(older.read_bytes())
    project = ProjectFile.open(older, read_only=True).project
    page = was["project"]["1"].get("page") or {
        each["section"]: each["text"] for each in was["page"].values()
    }
    assert project.page.model_dump(mode="json") == page
    assert page["trigger"]
    assert project.title == was["project"]["1"]["title"]
    assert [str(metric.id) for metric in project.metrics] == list(was["metrics"])


def test_opening_it_migrates_it_and_keeps_it_as_it_was(older: Path) -> None:
    before = older.read_bytes()
    file = ProjectFile.open(older)
    said = " ".join(file.notes)
    file.close()
    (kept,) = older.parent.glob("*.format-*")
    assert kept.name in said
    assert kept.read_bytes() == before
    report = verify(older)
    assert report.ok, report
    again = ProjectFile.open(older)
    assert again.notes == ()
    assert again.journal[-1].action == "migrate"
    again.close()


def test_reading_it_changes_nothing(older: Path) -> None:
    before = older.read_bytes()
    ProjectFile.open(older, read_only=True).close()
    assert verify(older).ok
    assert older.read_bytes() == before
    assert list(older.parent.iterdir()) == [older]


def test_it_can_be_worked_on(older: Path) -> None:
    session = Session.open(older, FixedClock())
    session.do(people.set_note, note="after the change of format")
    session.undo()
    session.close()
    assert verify(older).ok
    session = Session.open(older, FixedClock())
    assert "after the change" in session.redo() or session.project.note
    session.close()


def test_what_it_was_before_the_migration_is_shown_or_refused_in_words(older: Path) -> None:
    keeps_documents = json.loads(older.read_bytes())["journal"]["1"].get("put")
    session = Session.open(older, FixedClock())
    if keeps_documents:
        assert session.at(1).project.page.trigger == ""
    else:
        with pytest.raises(Refused, match="older format"):
            session.at(1)
    last = len(session.journal)
    assert session.at(last).project == session.project
    session.close()


def test_a_full_disk_leaves_the_older_file(older: Path, disk: Disk) -> None:
    before = older.read_bytes()
    disk.write_error = 28
    with pytest.raises(FileProblem, match="disk is full"):
        ProjectFile.open(older)
    assert older.read_bytes() == before
    disk.write_error = 0
    ProjectFile.open(older).close()
    assert verify(older).ok


def test_a_project_without_anything_in_it_is_refused() -> None:
    with pytest.raises(FileProblem, match="uid"):
        decode({"project": {"1": {"schema_version": SCHEMA, "page": {}}}})
