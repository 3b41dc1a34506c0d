from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from pilotage.actions import page, people
from pilotage.model.journal import FIRST, Entry
from pilotage.session import Session
from pilotage.store.project_file import ProjectFile
from pilotage.tui.app import PilotageApp
from pilotage.tui.screens.journal import MOST, matching, note_text
from pilotage.tui.widgets.table import RecordTable
from tests.tui.conftest import OpenApp, comes, seen, sees, until, write
from tests.way import FixedClock, Way


def session_of(pilot: object) -> Session:
    session: Session = pilot.app.session  # type: ignore[attr-defined]
    return session


async def test_the_newest_entry_is_on_top_with_its_author(open_app: OpenApp) -> None:
    async with open_app(size=(80, 24)) as pilot:
        session_of(pilot).do(people.rename_workflow, title="Leads")
        session_of(pilot).drive(2)
        session_of(pilot).do(people.add_person, name="Kim Lee")
        await pilot.press("f7")
        await comes(pilot, "JournalScreen")
        await sees(pilot, "4 entries, chain unbroken", "Kim Lee")
        lines = [line for line in seen(pilot).splitlines() if "2026-03-" in line]
        assert "Kim Lee" in lines[0]
        assert "Dana Osei" in lines[0]
        assert pilot.app.screen.query_one(RecordTable).copied_rows(chosen=True)[0][1] == (
            "Dana Osei (second owner)"
        )
        pilot.app.screen.query_one(RecordTable).sort_by(2)
        sorted_so = pilot.app.screen.query_one(RecordTable).order
        assert "Dana Osei (second owner): " in seen(pilot)
        await pilot.resize_terminal(120, 36)
        await until(pilot, lambda: "Role" in seen(pilot))
        assert pilot.app.screen.query_one(RecordTable).order == sorted_so
        assert "started the project" in lines[-1]


async def test_it_follows_what_happens_while_it_is_open(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        session_of(pilot).do(people.rename_workflow, title="Leads")
        await pilot.press("f7")
        await comes(pilot, "JournalScreen")
        await sees(pilot, "2 entries, chain unbroken")
        await pilot.press("ctrl+z")
        await sees(pilot, "undo: renamed")
        pilot.app.clear_notifications()
        await sees(pilot, "3 entries, chain unbroken")


async def test_the_filter_finds_and_escape_shows_all_then_leaves(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        session_of(pilot).do(people.add_person, name="Kim Lee")
        session_of(pilot).do(people.add_person, name="Sam Roy")
        await pilot.press("f7")
        await comes(pilot, "JournalScreen")
        await pilot.press("slash")
        await write(pilot, "kim")
        await sees(pilot, "1 of 3 entries match.")
        assert "Sam Roy" not in seen(pilot)
        await write(pilot, " nothing")
        await sees(pilot, "Nothing matches")
        await pilot.press("escape")
        await sees(pilot, "Sam Roy", "Kim Lee")
        assert pilot.app.screen.query_one("#journal-filter", Input).value == ""
        await pilot.press("escape")
        await comes(pilot, "Phase1")


async def test_enter_shows_an_entry_in_full(open_app: OpenApp) -> None:
    async with open_app(size=(80, 24)) as pilot:
        session_of(pilot).do(people.rename_workflow, title="Leads")
        await pilot.press("f7")
        await comes(pilot, "JournalScreen")
        await sees(pilot, "2 entries")
        await pilot.press("enter")
        await comes(pilot, "Show")
        await sees(pilot, "Entry 2", "project/1", session_of(pilot).journal[-1].hash[:30])
        await pilot.press("escape")
        await comes(pilot, "JournalScreen")


async def test_a_broken_chain_is_said(open_app: OpenApp, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_app() as pilot:
        session = session_of(pilot)
        session.do(people.rename_workflow, title="Leads")
        session.flush()
        forged = session._file.documents[0] | {"what": "nothing happened"}
        kept = (forged, *session._file.documents[1:])
        monkeypatch.setattr(ProjectFile, "documents", property(lambda _: kept))
        await pilot.press("f7")
        await comes(pilot, "JournalScreen")
        await sees(pilot, "✗ Entry 1 was changed")


async def test_it_can_be_read_without_the_right_to_write(folder: Path) -> None:
    way = Way()
    path = folder / "leads.pilotage.json"
    Session.create(path, way.project, way.clock).close()
    session = Session.open(path, FixedClock(), read_only=True)
    app = PilotageApp(session, folder=folder, clock=FixedClock())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f7")
        await comes(pilot, "JournalScreen")
        await sees(pilot, "Read-only", "started the project")


@pytest.mark.parametrize("text", ["a [/] b $x [$y]", "[@click=app.quit]x[/] [bold]"])
async def test_hostile_texts_are_shown_as_they_read(open_app: OpenApp, text: str) -> None:
    async with open_app() as pilot:
        session_of(pilot).do(people.edit_person, person=1, name=text)
        session_of(pilot).do(page.edit_section, section="purpose", text=text)
        session_of(pilot).do(people.rename_workflow, title=f"T {text}")
        await pilot.press("f7")
        await comes(pilot, "JournalScreen")
        await sees(pilot, f"T {text}")
        await pilot.press("enter")
        await comes(pilot, "Show")
        await sees(pilot, f"T {text}")
        await pilot.press("escape")


def entry(seq: int, what: str) -> Entry:
    return Entry(
        seq=seq,
        at="2026-03-02T09:00:00Z",
        by="Ada",
        role="builder",
        action="x",
        what=what,
        previous=FIRST,
        hash=FIRST,
    )


def test_every_word_must_be_there_and_case_does_not_matter() -> None:
    journal = [entry(1, "Named Dana"), entry(2, "named KIM"), entry(3, "passed gate 1")]
    assert [each.seq for each in matching(journal, "")] == [3, 2, 1]
    assert [each.seq for each in matching(journal, "NAMED")] == [2, 1]
    assert [each.seq for each in matching(journal, "named kim")] == [2]
    assert [each.seq for each in matching(journal, "builder 2026-03")] == [3, 2, 1]


def test_the_note_says_that_only_a_part_is_shown() -> None:
    assert note_text(3, 3, "") == ""
    assert f"newest {MOST} of 1,200 entries" in note_text(1200, 1200, "")
    assert "of 700 matching entries" in note_text(700, 1200, "x")


async def test_a_long_journal_is_windowed(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tuple(entry(n, f"did {n}") for n in range(1, MOST + 101))
    monkeypatch.setattr(Session, "journal", property(lambda _: long))
    monkeypatch.setattr(Session, "journal_problem", lambda _: "")
    async with open_app() as pilot:
        await pilot.press("f7")
        await comes(pilot, "JournalScreen")
        table = pilot.app.screen.query_one(RecordTable)
        await until(pilot, lambda: table.row_count == MOST)
        await sees(pilot, f"The newest {MOST} of {MOST + 100}")
        await pilot.press("slash")
        await write(pilot, "did 7")
        await sees(pilot, "did 7 ")
