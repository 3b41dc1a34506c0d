"""A file that another instance holds, and a look at the past: seen, followed, and left again."""

from __future__ import annotations

from pathlib import Path

from pilotage.actions import page, people
from pilotage.session import Session
from pilotage.tui.app import PilotageApp
from tests.tui.conftest import OpenApp, comes, notes, seen, sees, until, write
from tests.tui.driving import driven
from tests.tui.typist import press
from tests.way import FixedClock, Way, documented


async def test_it_follows_the_holder_and_takes_over_with_one_key(folder: Path) -> None:
    path, way = folder / "leads.pilotage.json", Way()
    holder = Session.create(path, way.project, way.clock)
    second = Session.open(path, FixedClock())
    app = PilotageApp(second, folder=folder, clock=FixedClock())
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await sees(pilot, "READ-ONLY", "held by")
        holder.do(people.rename_workflow, title="Lead routing, renamed elsewhere")
        holder.flush()
        await sees(pilot, "renamed elsewhere")
        await press(pilot, "ctrl+t")
        await sees(pilot, "It is held by")
        holder.close()
        await sees(pilot, "Ctrl+T takes it over. A click here does it.")
        await pilot.click("#banner")
        await sees(pilot, "You write this file now", "saved")
        second.do(people.set_note, note="mine")
        assert second.flush().kind == "saved"
        assert "READ-ONLY" not in seen(pilot)


async def test_the_project_as_it_stood_and_back_again(open_app: OpenApp) -> None:
    async with open_app(documented(), size=(100, 30)) as pilot:
        session = pilot.app.session  # type: ignore[attr-defined]
        session.do(page.edit_section, section="purpose", text="Quite another purpose.")
        session.do(people.rename_workflow, title="Renamed")
        session.flush()
        await press(pilot, "f7")
        await comes(pilot, "JournalScreen")
        await sees(pilot, "3 entries, chain unbroken")
        await press(pilot, "end", "o")
        await comes(pilot, "Phase2")
        await sees(pilot, "READ-ONLY", "after entry 1", "comes back", "Lead routing")
        await press(pilot, "1")
        await comes(pilot, "Phase1")
        await sees(pilot, "within the hour")
        await press(pilot, "ctrl+t")
        await comes(pilot, "JournalScreen")
        await sees(pilot, "Renamed", "saved")
        assert session.project.page.purpose == "Quite another purpose."
        await press(pilot, "1")
        await comes(pilot, "Phase1")
        await press(pilot, "enter")
        await write(pilot, "!")
        await until(pilot, lambda: "!" in session.project.page.purpose)


async def test_quitting_from_the_past_closes_the_present(open_app: OpenApp, folder: Path) -> None:
    async with open_app(documented()) as pilot:
        await press(pilot, "f7")
        await comes(pilot, "JournalScreen")
        await sees(pilot, "1 entry, chain unbroken")
        await press(pilot, "o")
        await comes(pilot, "Phase2")
        await press(pilot, "ctrl+q")
        await until(pilot, lambda: pilot.app._exit)
    assert not list(folder.glob("*.lock"))
    assert not list(folder.glob("*.log-*"))


async def test_what_was_mended_is_said_on_opening(folder: Path) -> None:
    path, way = folder / "leads.pilotage.json", Way()
    Session.create(path, way.project, way.clock).close()
    path.write_bytes(path.read_bytes()[:-50])
    app = PilotageApp(Session.open(path, FixedClock()), folder=folder, clock=FixedClock())
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await comes(pilot, "Phase1")
        await sees(pilot, "Purpose")
        await until(pilot, lambda: "Its backup was used" in notes(pilot))
        assert "damaged file is kept" in notes(pilot)


async def test_a_run_that_is_looked_at_in_the_past_is_left_on_coming_back(
    open_app: OpenApp,
) -> None:
    async with open_app(driven(2)) as pilot:
        app: PilotageApp = pilot.app  # type: ignore[assignment]
        session = app.session
        app.look_back(session.at(1))
        await until(pilot, lambda: app.is_past and app.screen.session is not session)  # type: ignore[attr-defined]
        await until(pilot, app.stands)
        await press(pilot, "g")
        await comes(pilot, "Drive")
        await press(pilot, "ctrl+t")
        await comes(pilot, "JournalScreen")
        assert [type(each).__name__ for each in app.screen_stack] == ["JournalScreen"]
        assert app.session is session
