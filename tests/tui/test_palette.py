"""The palette: what can be done here and elsewhere, phases, sections, exports, projects."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from textual.command import Hit
from textual.pilot import Pilot
from textual.widgets import Select

from pilotage.actions import people
from pilotage.export.formats import FORMATS, Format, What
from pilotage.session import Session
from pilotage.tui.palette import Commands, Entries
from pilotage.tui.palette_places import Elsewhere, Exports, Late, Phases, Projects
from tests.tui.conftest import OpenApp, comes, front, notes, seen, sees, until, write
from tests.way import FixedClock, written

KINDS = (Commands, Phases, Exports, Elsewhere, Projects)


async def found(pilot: Pilot[None], query: str) -> list[Hit]:
    """What the palette finds, the best first."""
    hits: list[Hit] = []
    for kind in KINDS:
        provider: Entries = kind(pilot.app.screen)
        await provider.startup()
        if isinstance(provider, Late) and provider.finding:
            await provider.finding
        hits += [cast(Hit, hit) async for hit in provider.search(query)]
    return sorted(hits, key=lambda hit: -hit.score)


async def test_all_that_there_is_is_found_by_what_people_call_it(open_app: OpenApp) -> None:
    async with open_app("documented") as pilot:
        for query, best in (
            ("pdf", "Export the one-page document: PDF, to print or send"),
            ("word", "Export the one-page document: Word (DOCX), to edit further"),
            ("docx", "Export the one-page document: Word (DOCX), to edit further"),
            ("calendar", "Export dates, for a calendar: iCalendar (ICS), to import"),
            ("ics", "Export dates, for a calendar: iCalendar (ICS), to import"),
            ("csv", "Export the review pack: CSV, for a spreadsheet"),
            ("review pack", "Export the review pack: PDF, to print or send"),
            ("integrations", "Go to phase 3: Integrations"),
            ("cadence", "Go to the cadence"),
            ("disqual", "Go to section: Disqualifiers"),
            ("record the decision", "Record the decision"),
            ("adopt a playbook", "Adopt a playbook"),
            ("publish", "Publish the page as a revision"),
        ):
            hits = await found(pilot, query)
            assert hits, query
            assert hits[0].text == best, [hit.text for hit in hits[:3]]
        exports = [hit.text for hit in await found(pilot, "export")]
        assert sum(map(len, FORMATS.values())) <= len(exports)


async def test_each_says_its_key_and_why_it_cannot_be(open_app: OpenApp) -> None:
    async with open_app("documented") as pilot:
        keys = {hit.text: str(hit.match_display) for hit in await found(pilot, "the")}
        assert keys["Pass the gate"].endswith("  ^n")
        assert keys["See the journal"].endswith("  F7")
        assert keys["See the five traps"] == "See the five traps"
        redo = (await found(pilot, "redo"))[0]
        assert str(redo.help) == "✗ There is nothing to redo."
        assert any("$text-muted" in str(s.style) for s in cast(Any, redo.match_display).spans)


async def test_an_export_is_chosen_on_its_screen(open_app: OpenApp) -> None:
    async with open_app("written", size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await write(pilot, "journal json")
        await sees(pilot, "Export the journal: JSON")
        await pilot.press("enter")
        await comes(pilot, "ExportScreen")
        chosen = {each.id: each.value for each in pilot.app.screen.query(Select)}
        assert chosen["field-what"] is What.JOURNAL
        assert chosen["field-form"] is Format.JSON
        await until(pilot, lambda: "-journal.json" in pilot.app.focused.value)  # type: ignore[union-attr]
        await pilot.press("alt+p")
        await write(pilot, "map svg")
        await sees(pilot, "Export the integration map: SVG")
        await pilot.press("enter")
        await until(pilot, lambda: "-map.svg" in getattr(pilot.app.focused, "value", ""))


async def test_one_goes_to_a_section_and_to_what_is_done_elsewhere(open_app: OpenApp) -> None:
    async with open_app("documented") as pilot:
        await pilot.press("ctrl+p")
        await write(pilot, "disqualif")
        await sees(pilot, "Go to section: Disqualifiers")
        await pilot.press("enter")
        await comes(pilot, "Phase1")
        await until(pilot, lambda: cast(Any, pilot.app.screen).editor.section == "disqualifiers")
        await pilot.press("ctrl+p")
        await write(pilot, "change cadence")
        await sees(pilot, "Is done on the cadence screen: this goes there.")
        await pilot.press("enter")
        await comes(pilot, "CadenceScreen")


async def test_another_project_is_opened_and_this_one_closed(
    open_app: OpenApp, folder: Path
) -> None:
    way = written()
    way.do(people.rename_workflow, title="Tickets [@click=app.quit]x")
    Session.create(folder / "tickets.pilotage.json", way.project, FixedClock()).close()
    async with open_app("documented") as pilot:
        app = cast(Any, pilot.app)
        await pilot.press("ctrl+p")
        await write(pilot, "open lead")
        await sees(pilot, "Open project: Lead routing", "✗ It is open.")
        await pilot.press("escape", "ctrl+p")
        await write(pilot, "tickets")
        await sees(pilot, "Open project: Tickets [@click=app.quit]x")
        await pilot.press("enter")
        await until(pilot, lambda: app.open_path == folder / "tickets.pilotage.json")
        await comes(pilot, "Phase1")
        await sees(pilot, "Tickets [@click=app.quit]x")
        assert not list(folder.glob("leads*.log"))
        Session.open(folder / "leads.pilotage.json", FixedClock()).close()


async def test_a_project_that_cannot_be_opened_leaves_this_one_open(
    open_app: OpenApp, folder: Path
) -> None:
    async with open_app("documented") as pilot:
        app = cast(Any, pilot.app)
        app.change_project(folder / "gone.pilotage.json")
        await until(pilot, lambda: "gone" in notes(pilot))
        assert app.open_path == folder / "leads.pilotage.json"
        assert front(pilot) == "Phase2"


@pytest.mark.parametrize("query", ["pdf", "disqualifiers", "phase 3", "record the decision"])
async def test_at_home_it_says_what_is_wanted_first(open_home: OpenApp, query: str) -> None:
    async with open_home() as pilot:
        best = (await found(pilot, query))[0]
        assert str(best.help) == "✗ Open a project first."
        best.command()
        await until(pilot, lambda: "Open a project first." in notes(pilot))


async def test_from_a_run_that_is_driven_nothing_leads_away(open_app: OpenApp) -> None:
    from tests.tui.driving import driven

    async with open_app(driven()) as pilot:
        await pilot.press("g")
        await comes(pilot, "Confirm")
        await pilot.press("y")
        await comes(pilot, "Drive")
        titles = {hit.text for hit in await found(pilot, "e")}
        assert "Note that I had to ask" in titles or "Pause the run and leave it" in titles
        assert not any(title and title.startswith(("Go to", "Export", "Open")) for title in titles)


async def test_f1_says_what_it_finds(open_app: OpenApp) -> None:
    async with open_app("written", size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", "f1")
        await sees(pilot, "A few letters of what you want to do")
        await pilot.press("f1")
        await comes(pilot, "Palette")
        assert "What do you want to do?" in seen(pilot)
