"""A sample's copy stands today where the sample stood on its day, and verifies."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.way import START, measured

from pilotage import paths
from pilotage.actions import people
from pilotage.errors import FileProblem
from pilotage.method.schedule import day_month_year, day_of
from pilotage.session import Session
from pilotage.store import base
from pilotage.store.codec import SAMPLE
from pilotage.store.project_file import ProjectFile
from pilotage.store.shift import as_of, mark_as_sample, shifted_copy, told
from pilotage.store.verify import verify

AS_OF = START + timedelta(days=75)


@pytest.fixture
def sample(worked: Path) -> Path:
    mark_as_sample(worked, AS_OF)
    return worked


def test_a_sample_opens_and_verifies_as_it_is(sample: Path) -> None:
    assert as_of(base.read(sample).tables) == AS_OF
    assert verify(sample).ok
    session = Session.open(sample, measured().clock)
    session.do(people.set_note, note="changed")
    session.close()
    assert as_of(base.read(sample).tables) == AS_OF


@pytest.mark.parametrize("days", [-400, -1, 0, 1, 333])
def test_every_date_and_moment_moves(sample: Path, tmp_path: Path, days: int) -> None:
    today, by = AS_OF + timedelta(days=days), timedelta(days=days)
    target = shifted_copy(sample, tmp_path / "copy.pilotage.json", today)
    assert verify(target).ok, verify(target)
    old, new = (ProjectFile.open(p, read_only=True) for p in (sample, target))
    assert day_of(new.project, today) == day_of(old.project, AS_OF)
    assert [e.at - by for e in new.journal] == [e.at for e in old.journal]
    assert [told(e.what, -by) for e in new.journal] == [e.what for e in old.journal]
    assert new.project.start - by == old.project.start
    assert [r.started - by for r in new.project.runs] == [r.started for r in old.project.runs]
    assert [r.at - by for r in new.project.revisions] == [r.at for r in old.project.revisions]
    assert [p.at - by for p in new.project.passages] == [p.at for p in old.project.passages]
    assert new.project.page == old.project.page
    assert SAMPLE not in base.read(target).tables
    assert target.stat().st_mode & 0o777 == 0o600


def test_shifting_there_and_back_gives_the_same_project(tmp_path: Path) -> None:
    way = measured(missed=True)
    source = tmp_path / "source.pilotage.json"
    Session.create(source, way.project, way.clock).close()
    mark_as_sample(source, AS_OF)
    there = shifted_copy(source, tmp_path / "there", date(2031, 12, 31))
    mark_as_sample(there, date(2031, 12, 31))
    back = shifted_copy(there, tmp_path / "back", AS_OF)
    assert ProjectFile.open(back, read_only=True).project == way.project


def test_a_copy_can_be_worked_on(sample: Path, tmp_path: Path) -> None:
    target = shifted_copy(sample, tmp_path / "copy.pilotage.json", date(2027, 1, 1))
    session = Session.open(target, measured().clock)
    session.do(people.set_note, note="mine now")
    session.close()
    assert verify(target).ok


def test_a_changed_copy_is_still_found_out(sample: Path, tmp_path: Path) -> None:
    target = shifted_copy(sample, tmp_path / "copy.pilotage.json", date(2027, 1, 1))
    target.write_text(target.read_text().replace("Which inbox?", "Which fox?"))
    assert not verify(target).ok


def test_a_file_that_is_no_sample_is_refused(worked: Path, tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="no sample"):
        shifted_copy(worked, tmp_path / "copy", AS_OF)
    assert not (tmp_path / "copy").exists()


def test_a_clock_that_is_far_off_is_refused(sample: Path, tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="start"):
        shifted_copy(sample, tmp_path / "copy", date(1970, 1, 1))
    assert not (tmp_path / "copy").exists()


def test_it_never_overwrites(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("mine")
    with pytest.raises(FileProblem, match="exists"):
        shifted_copy(sample, tmp_path / "copy", AS_OF)
    assert (tmp_path / "copy").read_text() == "mine"


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(today=st.dates(date(2010, 1, 1), date(2100, 1, 1)))
def test_any_day_verifies(sample: Path, today: date) -> None:
    target = sample.with_name("any")
    target.unlink(missing_ok=True)
    target.with_name("any.bak").unlink(missing_ok=True)
    assert verify(shifted_copy(sample, target, today)).ok


@pytest.mark.parametrize(
    ("what", "moved"),
    [
        ("recorded 9 minutes on 28 February 2026", "recorded 9 minutes on 7 March 2026"),
        ("from 31 December 2026 to 1 January 2027", "from 7 January 2027 to 8 January 2027"),
        ("renamed it to “31 February 2026”", "renamed it to “31 February 2026”"),
        ("passed gate 1", "passed gate 1"),
    ],
)
def test_what_the_journal_says_moves_with_its_dates(what: str, moved: str) -> None:
    assert told(what, timedelta(days=7)) == moved


def test_the_journal_of_a_shipped_sample_names_the_days_of_its_records(tmp_path: Path) -> None:
    shipped = paths.samples_folder() / "support_triage.pilotage.json"
    target = shifted_copy(shipped, tmp_path / "copy.pilotage.json", date(2031, 7, 9))
    said = [
        (entry["what"], record["on"])
        for entry in base.read(target).tables["journal"].values()
        if entry["action"] == "record_measurement"
        for record in entry["put"]["measurements"].values()
    ]
    assert said
    for what, on in said:
        assert what.endswith(day_month_year(date.fromisoformat(on)))
