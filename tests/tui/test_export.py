from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from pypdf import PdfReader
from textual.pilot import Pilot
from textual.widgets import Input, Select

from pilotage.actions import page, people
from pilotage.errors import FileProblem
from pilotage.export.formats import FORMATS, Format, What, name_end
from pilotage.model.document import Paper
from pilotage.tui.screens.export import CURRENT, DRAFT
from tests.tui.conftest import OpenApp, comes, fill, front, notes, seen, sees, until
from tests.way import Way


def pdf_text(path: Path) -> str:
    return PdfReader(path).pages[0].extract_text()


async def choose(pilot: Pilot[None], what: What, form: Format) -> None:
    pilot.app.screen.query_one("#field-what", Select).value = what
    chosen = pilot.app.screen.query_one("#field-form", Select)
    field = pilot.app.screen.query_one("#field-path", Input)
    await until(
        pilot,
        lambda: (
            chosen.value in FORMATS[what] and field.value.endswith(name_end(what, chosen.value))
        ),
    )
    chosen.value = form
    await until(pilot, lambda: field.value.endswith(name_end(what, form)))


async def opened(pilot: Pilot[None], name: str = "lead-routing.pdf") -> None:
    await pilot.press("f8")
    await comes(pilot, "ExportScreen")
    field = pilot.app.screen.query_one("#field-path", Input)
    await until(pilot, lambda: field.value.endswith(name))


@pytest.mark.parametrize(
    ("what", "form", "start"),
    [
        (What.DOCUMENT, Format.PDF, "%PDF-1.7"),
        (What.DOCUMENT, Format.HTML, "<!DOCTYPE html>"),
        (What.DOCUMENT, Format.DOCX, "PK"),
        (What.REVIEW, Format.PDF, "%PDF-1.7"),
        (What.REVIEW, Format.CSV, "part,item"),
        (What.MAP, Format.SVG, "<svg "),
        (What.DATA, Format.JSON, "{"),
        (What.JOURNAL, Format.CSV, "seq,at,by"),
        (What.CALENDAR, Format.ICS, "BEGIN:VCALENDAR"),
    ],
)
async def test_each_kind_is_written_beside_the_project(
    open_app: OpenApp, folder: Path, what: What, form: Format, start: str
) -> None:
    async with open_app("documented", size=(80, 24)) as pilot:
        await opened(pilot)
        await choose(pilot, what, form)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Written" in notes(pilot))
        path = folder / f"lead-routing{name_end(what, form)}"
        assert path.read_bytes().startswith(start.encode())
        await sees(pilot, "✓ Written:")


async def test_the_paper_is_asked_for_where_there_is_one(open_app: OpenApp, folder: Path) -> None:
    async with open_app("documented") as pilot:
        await opened(pilot)
        paper = pilot.app.screen.query_one("#field-paper", Select)
        assert paper.is_on_screen
        paper.value = Paper.LETTER
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Written" in notes(pilot))
        assert b"/MediaBox[0 0 612 792]" in (folder / "lead-routing.pdf").read_bytes()
        await choose(pilot, What.DOCUMENT, Format.MARKDOWN)
        assert not pilot.app.screen.query_one("#field-paper", Select).is_on_screen


async def test_an_older_revision_says_that_it_was_replaced(open_app: OpenApp, folder: Path) -> None:
    async with open_app("documented") as pilot:
        session = pilot.app.session  # type: ignore[attr-defined]
        session.do(page.edit_section, section="purpose", text="A newer purpose.")
        session.do(page.publish_revision, note="Newer")
        await opened(pilot)
        await choose(pilot, What.DOCUMENT, Format.MARKDOWN)
        pilot.app.screen.query_one("#field-version", Select).value = 1
        await sees(pilot, "marked as replaced by")
        await pilot.press("ctrl+s")
        path = folder / "lead-routing.md"
        await until(pilot, path.is_file)
        assert "Replaced by revision 2" in path.read_text()
        assert "A newer purpose" not in path.read_text()


async def test_an_older_revision_that_went_away_is_not_chosen_any_more(open_app: OpenApp) -> None:
    async with open_app("documented") as pilot:
        session = pilot.app.session  # type: ignore[attr-defined]
        for purpose in ("A newer purpose.", "The newest purpose."):
            session.do(page.edit_section, section="purpose", text=purpose)
            session.do(page.publish_revision, note="Newer")
        await opened(pilot)
        version = pilot.app.screen.query_one("#field-version", Select)
        version.value = 2
        await sees(pilot, "A newer purpose.", "marked as replaced by")
        while len(session.project.revisions) > 1:
            session.undo()
        await until(pilot, lambda: version.value == CURRENT)
        await until(pilot, lambda: "A newer purpose." not in seen(pilot))
        session.do(page.publish_revision, note="Again")
        await until(pilot, lambda: 1 in version._legal_values)
        version.value = 1
        await sees(pilot, "Revision 1, replaced", "marked as replaced by")


async def test_the_last_choice_comes_back(open_app: OpenApp, folder: Path) -> None:
    elsewhere = folder / "elsewhere"
    async with open_app("documented") as pilot:
        await opened(pilot)
        await choose(pilot, What.DOCUMENT, Format.MARKDOWN)
        fill(pilot, path=str(elsewhere / "mine.md"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Written" in notes(pilot))
        await pilot.press("f1", "escape", "1")
        await comes(pilot, "Phase1")
        await opened(pilot, str(elsewhere / "lead-routing.md"))
        assert pilot.app.screen.query_one("#field-form", Select).value is Format.MARKDOWN


async def test_a_page_of_too_much_is_refused_with_what_to_shorten(
    open_app: OpenApp, folder: Path
) -> None:
    way = Way()
    way.do(page.edit_section, section="when_wrong", text="Stop and say so. " * 200)
    async with open_app(way) as pilot:
        await opened(pilot)
        await pilot.press("ctrl+s")
        await sees(pilot, "does not fit on one sheet", "When it goes wrong")
        assert not (folder / "lead-routing.pdf").exists()


async def test_what_was_written_is_opened_on_request(
    open_app: OpenApp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen_by_viewer: list[Path] = []
    monkeypatch.setattr("pilotage.viewer.view", seen_by_viewer.append)
    async with open_app("documented") as pilot:
        await opened(pilot)
        await pilot.press("f3")
        assert not seen_by_viewer
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Written" in notes(pilot))
        await pilot.press("f3")
        await until(pilot, lambda: seen_by_viewer == [folder / "lead-routing.pdf"])


async def test_where_nothing_can_be_opened_it_says_so(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no(path: Path) -> None:
        raise FileProblem("x can't be opened: there is no [/] screen here.", "Open it yourself.")

    monkeypatch.setattr("pilotage.viewer.view", no)
    async with open_app("documented") as pilot:
        await opened(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Written" in notes(pilot))
        await pilot.press("f3")
        await until(pilot, lambda: "there is no [/] screen here" in notes(pilot))


async def test_the_preview_shows_the_page(open_app: OpenApp) -> None:
    async with open_app("documented") as pilot:
        await opened(pilot)
        await sees(pilot, "# Lead routing", "Revision 1, unchanged", "A form arrives in the inbox")
        await choose(pilot, What.DATA, Format.JSON)
        await sees(pilot, "0 outputs", "0 measurements", "1 journal entry")
        await choose(pilot, What.CALENDAR, Format.ICS)
        await sees(pilot, "15 March 2026, all day", "What is to come")


async def test_before_the_first_revision_it_says_draft(open_app: OpenApp, folder: Path) -> None:
    async with open_app("written") as pilot:
        await opened(pilot)
        await sees(pilot, "No revision is published yet")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Written" in notes(pilot))
    assert "DRAFT" in pdf_text(folder / "lead-routing.pdf")


async def test_the_draft_or_the_revision(open_app: OpenApp, folder: Path) -> None:
    async with open_app("documented") as pilot:
        session = pilot.app.session  # type: ignore[attr-defined]
        session.do(page.edit_section, section="purpose", text="A newer purpose.")
        await opened(pilot)
        await sees(pilot, "the draft has newer changes")
        await choose(pilot, What.DOCUMENT, Format.MARKDOWN)
        path = folder / "lead-routing.md"
        await pilot.press("ctrl+s")
        await until(pilot, path.is_file)
        assert "A newer purpose." not in path.read_text()
        pilot.app.screen.query_one("#field-version", Select).value = DRAFT
        await sees(pilot, "marked as a draft", "A newer purpose.")
        await pilot.press("ctrl+s")
        await comes(pilot, "Confirm")
        await pilot.press("y")
        await until(pilot, lambda: "A newer purpose." in path.read_text())


async def test_nothing_is_replaced_without_asking(open_app: OpenApp, folder: Path) -> None:
    path = folder / "lead-routing.pdf"
    path.write_bytes(b"mine")
    async with open_app("documented") as pilot:
        await opened(pilot)
        await pilot.press("ctrl+s")
        await comes(pilot, "Confirm")
        await pilot.press("escape")
        await comes(pilot, "ExportScreen")
        assert path.read_bytes() == b"mine"
        await pilot.press("ctrl+s")
        await comes(pilot, "Confirm")
        await pilot.press("y")
        await until(pilot, lambda: path.read_bytes() != b"mine")


BAD_PATHS = (
    ("", "Say where the file goes"),
    ("{folder}", "is a folder"),
    ("{folder}/leads.pilotage.json", "the project's own file"),
    ("{folder}/file/x.pdf", "can't be written"),
    ("{folder}/x.html", "The name ends in .html"),
)


async def test_a_bad_path_is_refused_at_the_field(open_app: OpenApp, folder: Path) -> None:
    (folder / "file").write_text("")
    async with open_app("documented") as pilot:
        await opened(pilot)
        before = (folder / "leads.pilotage.json").read_bytes()
        for path, said in BAD_PATHS:
            fill(pilot, path=path.format(folder=folder))
            await pilot.press("ctrl+s")
            await sees(pilot, said)
            assert front(pilot) == "ExportScreen"
        assert (folder / "leads.pilotage.json").read_bytes() == before


async def test_a_path_of_ones_own_stays(open_app: OpenApp, folder: Path) -> None:
    async with open_app("documented") as pilot:
        await opened(pilot)
        own = str(folder / "deep" / "own.pdf")
        fill(pilot, path=own)
        pilot.app.screen.query_one("#field-version", Select).value = DRAFT
        await sees(pilot, "marked as a draft")
        pilot.app.screen.query_one("#field-path", Input).focus()
        await pilot.press("enter")
        await until(pilot, lambda: Path(own).is_file())


async def test_the_button_writes_too(open_app: OpenApp, folder: Path) -> None:
    async with open_app("documented", size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.click("CommandButton")
        await until(pilot, (folder / "lead-routing.pdf").is_file)


@pytest.mark.parametrize("text", ["a [/] b $x [$y]", "[@click=app.quit]x[/] [bold]"])
async def test_hostile_texts_and_names(open_app: OpenApp, folder: Path, text: str) -> None:
    way = Way()
    way.do(people.rename_workflow, title=text)
    way.do(page.edit_section, section="tool", text=f"Tool {text}")
    async with open_app(way) as pilot:
        await pilot.press("f8")
        await comes(pilot, "ExportScreen")
        await sees(pilot, "DRAFT")
        await choose(pilot, What.DATA, Format.JSON)
        path = Path(pilot.app.screen.query_one("#field-path", Input).value)
        assert path.parent == folder
        await pilot.press("ctrl+s")
        await until(pilot, path.is_file)
        assert json.loads(path.read_text())["project"]["title"] == text
        fill(pilot, path=str(folder / f"x{os.path.basename(text)}"))  # noqa: PTH119
        await pilot.press("ctrl+s")
        await until(pilot, lambda: notes(pilot).count("Written") == 2)
        assert "Written" in seen(pilot)
