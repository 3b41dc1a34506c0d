from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select

from pilotage.actions import page, people
from pilotage.tui.exports import Export
from tests.tui.conftest import OpenApp, comes, fill, front, notes, seen, sees, until
from tests.way import Way


async def choose(pilot: Pilot[None], what: Export) -> None:
    pilot.app.screen.query_one("#field-what", Select).value = what
    field = pilot.app.screen.query_one("#field-path", Input)
    await until(pilot, lambda: field.value.endswith(what.value))


async def opened(pilot: Pilot[None]) -> None:
    await pilot.press("f8")
    await comes(pilot, "ExportScreen")
    field = pilot.app.screen.query_one("#field-path", Input)
    await until(pilot, lambda: field.value.endswith("lead-routing.html"))


@pytest.mark.parametrize(
    ("what", "start"),
    [
        (Export.PAGE_HTML, "<!DOCTYPE html>"),
        (Export.PAGE_MARKDOWN, "# Lead routing"),
        (Export.DATA, "{"),
        (Export.JOURNAL, "seq,at,by"),
    ],
)
async def test_each_kind_is_written_beside_the_project(
    open_app: OpenApp, folder: Path, what: Export, start: str
) -> None:
    async with open_app("documented", size=(80, 24)) as pilot:
        await opened(pilot)
        await choose(pilot, what)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Written" in notes(pilot))
        path = folder / f"lead-routing{what}"
        assert path.read_text().startswith(start)
        await sees(pilot, "✓ Written:")


async def test_the_preview_shows_the_page(open_app: OpenApp) -> None:
    async with open_app("documented") as pilot:
        await opened(pilot)
        await sees(pilot, "# Lead routing", "Revision 1, unchanged", "A form arrives in the inbox")
        await choose(pilot, Export.DATA)
        await sees(pilot, "0 outputs", "0 measurements", "1 journal entry")


async def test_before_the_first_revision_it_says_draft(open_app: OpenApp, folder: Path) -> None:
    async with open_app("written") as pilot:
        await opened(pilot)
        await sees(pilot, "No revision is published yet")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Written" in notes(pilot))
    assert "DRAFT" in (folder / "lead-routing.html").read_text()


async def test_the_draft_or_the_revision(open_app: OpenApp, folder: Path) -> None:
    async with open_app("documented") as pilot:
        session = pilot.app.session  # type: ignore[attr-defined]
        session.do(page.edit_section, section="purpose", text="A newer purpose.")
        await opened(pilot)
        await sees(pilot, "the draft has newer changes")
        await choose(pilot, Export.PAGE_MARKDOWN)
        path = folder / "lead-routing.md"
        await pilot.press("ctrl+s")
        await until(pilot, path.is_file)
        assert "A newer purpose." not in path.read_text()
        pilot.app.screen.query_one("#field-version", Select).value = "draft"
        await sees(pilot, "marked as a draft", "A newer purpose.")
        await pilot.press("ctrl+s")
        await comes(pilot, "Confirm")
        await pilot.press("y")
        await until(pilot, lambda: "A newer purpose." in path.read_text())


async def test_nothing_is_replaced_without_asking(open_app: OpenApp, folder: Path) -> None:
    path = folder / "lead-routing.html"
    path.write_text("mine")
    async with open_app("documented") as pilot:
        await opened(pilot)
        await pilot.press("ctrl+s")
        await comes(pilot, "Confirm")
        await pilot.press("escape")
        await comes(pilot, "ExportScreen")
        assert path.read_text() == "mine"
        await pilot.press("ctrl+s")
        await comes(pilot, "Confirm")
        await pilot.press("y")
        await until(pilot, lambda: path.read_text() != "mine")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", "Say where the file goes"),
        ("{folder}", "is a folder"),
        ("{folder}/leads.pilotage.json", "the project's own file"),
        ("{folder}/file/x.html", "can't be written"),
    ],
)
async def test_a_bad_path_is_refused_at_the_field(
    open_app: OpenApp, folder: Path, path: str, said: str
) -> None:
    (folder / "file").write_text("")
    async with open_app("documented") as pilot:
        await opened(pilot)
        before = (folder / "leads.pilotage.json").read_bytes()
        fill(pilot, path=path.format(folder=folder))
        await pilot.press("ctrl+s")
        await sees(pilot, said)
        assert front(pilot) == "ExportScreen"
        assert (folder / "leads.pilotage.json").read_bytes() == before


async def test_a_path_of_ones_own_stays(open_app: OpenApp, folder: Path) -> None:
    async with open_app("documented") as pilot:
        await opened(pilot)
        own = str(folder / "deep" / "own.html")
        fill(pilot, path=own)
        pilot.app.screen.query_one("#field-version", Select).value = "draft"
        await sees(pilot, "marked as a draft")
        pilot.app.screen.query_one("#field-path", Input).focus()
        await pilot.press("enter")
        await until(pilot, lambda: Path(own).is_file())


async def test_the_button_writes_too(open_app: OpenApp, folder: Path) -> None:
    async with open_app("documented", size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.click("CommandButton")
        await until(pilot, (folder / "lead-routing.html").is_file)


@pytest.mark.parametrize("text", ["a [/] b $x [$y]", "[@click=app.quit]x[/] [bold]"])
async def test_hostile_texts_and_names(open_app: OpenApp, folder: Path, text: str) -> None:
    way = Way()
    way.do(people.rename_workflow, title=text)
    way.do(page.edit_section, section="tool", text=f"Tool {text}")
    async with open_app(way) as pilot:
        await pilot.press("f8")
        await comes(pilot, "ExportScreen")
        await sees(pilot, "DRAFT")
        await choose(pilot, Export.DATA)
        path = Path(pilot.app.screen.query_one("#field-path", Input).value)
        assert path.parent == folder
        await pilot.press("ctrl+s")
        await until(pilot, path.is_file)
        assert json.loads(path.read_text())["project"]["title"] == text
        fill(pilot, path=str(folder / f"x{os.path.basename(text)}"))  # noqa: PTH119
        await pilot.press("ctrl+s")
        await until(pilot, lambda: notes(pilot).count("Written") == 2)
        assert "Written" in seen(pilot)
