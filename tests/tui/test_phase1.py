from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets import TextArea

from pilotage.actions import baseline, page
from pilotage.model.project import Project
from pilotage.store.project_file import ProjectFile
from pilotage.tui.widgets.table import RecordTable
from tests.tui.clicker import Clicker
from tests.tui.conftest import OpenApp, comes, fill, front, notes, seen, sees, until, write
from tests.way import Way, written

HOSTILE = ("a [/] b $x [$y]", "[@click=app.quit]x[/] [bold]")


def project_of(pilot: object) -> Project:
    project: Project = pilot.app.session.project  # type: ignore[attr-defined]
    return project


def text_of(pilot: object) -> TextArea:
    return pilot.app.screen.query_one("#section-text", TextArea)  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_typing_is_saved_without_asking(
    open_app: OpenApp, folder: Path, size: tuple[int, int]
) -> None:
    async with open_app(Way(), size=size) as pilot:
        await sees(pilot, "Purpose")
        await write(pilot, "Route leads.")
        await until(pilot, lambda: project_of(pilot).page.purpose == "Route leads.")
        await sees(pilot, "✓ Purpose", "saved")
        pilot.app.session.flush()  # type: ignore[attr-defined]
        kept = ProjectFile.open(folder / "leads.pilotage.json", read_only=True).project
        assert kept.page.purpose == "Route leads."


async def test_going_to_the_next_section_saves_the_one_before(open_app: OpenApp) -> None:
    async with open_app(Way(), size=(80, 24)) as pilot:
        await sees(pilot, "Purpose")
        await write(pilot, "Why")
        await pilot.press("ctrl+down")
        await sees(pilot, "Trigger  ")
        assert project_of(pilot).page.purpose == "Why"
        await write(pilot, "A form")
        await pilot.press("ctrl+up")
        await until(pilot, lambda: text_of(pilot).text == "Why")
        assert project_of(pilot).page.trigger == "A form"


async def test_text_that_is_too_long_stays_with_the_reason(open_app: OpenApp) -> None:
    async with open_app(Way()) as pilot:
        await sees(pilot, "Purpose")
        text_of(pilot).text = "x" * 4001
        await sees(pilot, "Not saved yet", "limit is 4,000")
        assert project_of(pilot).page.purpose == ""
        await pilot.press("f5")
        await pilot.pause()
        assert front(pilot) == "Phase1"
        text_of(pilot).text = "short"
        await until(pilot, lambda: project_of(pilot).page.purpose == "short")


async def test_the_header_says_that_typing_is_not_saved_yet(open_app: OpenApp) -> None:
    async with open_app(Way(), size=(80, 24)) as pilot:
        await sees(pilot, "Purpose")
        text_of(pilot).text = "x" * 4001
        await sees(pilot, "NOT SAVED")
        text_of(pilot).text = "short"
        await until(pilot, lambda: "NOT SAVED" not in seen(pilot))
        await until(pilot, lambda: project_of(pilot).page.purpose == "short")


async def test_undo_goes_on_with_the_project_where_no_typing_is_left(open_app: OpenApp) -> None:
    async with open_app(Way(), size=(80, 24)) as pilot:
        await sees(pilot, "Purpose")
        await write(pilot, "Why")
        await pilot.press("ctrl+down", "ctrl+up")
        await until(pilot, lambda: text_of(pilot).text == "Why")
        await pilot.press("ctrl+z")
        await until(pilot, lambda: project_of(pilot).page.purpose == "")


async def test_a_huge_paste_is_refused(open_app: OpenApp) -> None:
    async with open_app(Way()) as pilot:
        await sees(pilot, "Purpose")
        pilot.app.post_message(events.Paste("x" * 1_000_000))
        await until(pilot, lambda: "Nothing was pasted" in notes(pilot))
        assert text_of(pilot).text == ""


async def test_undo_shows_the_text_before(open_app: OpenApp) -> None:
    async with open_app("written") as pilot:
        await sees(pilot, "Purpose")
        pilot.app.session.do(page.edit_section, section="purpose", text="Another")  # type: ignore[attr-defined]
        await until(pilot, lambda: text_of(pilot).text == "Another")
        pilot.app.session.undo()  # type: ignore[attr-defined]
        await until(pilot, lambda: text_of(pilot).text.startswith("Route each"))


async def test_the_page_is_shown_alone_with_f3(open_app: OpenApp) -> None:
    async with open_app("written", size=(80, 24)) as pilot:
        await sees(pilot, "Purpose")
        await pilot.press("f3")
        await sees(pilot, "TRIGGER", "draft", "‹ Back to writing  F3")
        await pilot.press("f3")
        await until(pilot, lambda: "TRIGGER" not in seen(pilot))


async def test_clicks_lead_from_the_page_back_to_what_is_written(open_app: OpenApp) -> None:
    async with open_app("written", size=(80, 24)) as pilot:
        for click, section in (("Back to writing", "purpose"), ("TRIGGER", "trigger")):
            await pilot.press("f3")
            await Clicker(pilot).click(click)
            await until(pilot, lambda: "TRIGGER" not in seen(pilot))
            assert pilot.app.screen.editor.section == section  # type: ignore[attr-defined]
            assert text_of(pilot).has_focus


async def test_a_click_below_the_text_goes_to_its_end(open_app: OpenApp) -> None:
    async with open_app("written", size=(80, 24)) as pilot:
        text = text_of(pilot)
        assert text.cursor_location == (0, 0)
        await Clicker(pilot).click(text.text[:12], down=1)  # its last line
        assert text.cursor_location < text.document.end
        await Clicker(pilot).click(text.text[:12], down=4)
        assert text.cursor_location == text.document.end


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_kept_and_shown_as_it_reads(open_app: OpenApp, text: str) -> None:
    way = Way()
    for section in ("purpose", "tool", "steps", "criteria"):
        way.do(page.edit_section, section=section, text=text)
    way.do(baseline.edit_metric, metric=way.project.metrics[0].id, name=f"M {text}", unit="[/]")
    async with open_app(way, size=(160, 48)) as pilot:
        await sees(pilot, text)
        assert seen(pilot).count(text) >= 4
        await pilot.press("f9")
        await sees(pilot, f"M {text}")
        await pilot.press("d")
        await sees(pilot, f"takes back: removed the metric “M {text}”")


async def test_a_metric_is_added_measured_edited_waived_and_deleted(open_app: OpenApp) -> None:
    async with open_app(Way(), size=(80, 24)) as pilot:
        await sees(pilot, "Purpose")
        await pilot.press("f9")
        table = pilot.app.screen.query_one("#metrics", RecordTable)
        await until(pilot, lambda: table.has_focus)
        await pilot.press("a")
        await comes(pilot, "Form")
        fill(pilot, name="First reply", unit="hours")
        await pilot.press("ctrl+s")
        await comes(pilot, "Phase1")
        new = project_of(pilot).metrics[-1]
        assert new.name == "First reply"
        table.choose(new.id)
        await pilot.press("enter")
        await comes(pilot, "Form")
        fill(pilot, value="many", sample_size="40", how="timed", target="6")
        await pilot.press("ctrl+s")
        await sees(pilot, "is not a number")
        fill(pilot, value="12,5")
        await pilot.press("ctrl+s")
        await comes(pilot, "Phase1")
        await sees(pilot, "12.5 hours", "6 hours")
        await pilot.press("e")
        await comes(pilot, "Form")
        fill(pilot, name="Answer")
        await pilot.press("ctrl+s")
        await sees(pilot, "Answer")
        await pilot.press("d")
        await until(pilot, lambda: len(project_of(pilot).metrics) == 4)


async def test_what_the_gate_misses_is_marked_named_and_opened(open_app: OpenApp) -> None:
    way = written()
    time = way.project.metrics[0].id
    way.do(page.edit_section, section="criteria", text="Good enough")
    way.do(
        baseline.set_figures,
        metric=time,
        value="14",
        sample_size="40",
        period="",
        how="",
        target="",
    )
    async with open_app(way, size=(160, 48)) as pilot:
        await sees(pilot, "! Quality criteria", "✓ Disqualifiers")
        screen = pilot.app.screen
        screen.editor.go_to("criteria")  # type: ignore[attr-defined]
        text_of(pilot).text = "Names the lead's country"
        await sees(pilot, "✓ Quality criteria")
        for line, field in (("↵ how it was", "how"), ("↵ Working time", "target")):
            await Clicker(pilot).click(line)
            await comes(pilot, "Form")
            await until(pilot, lambda field=field: pilot.app.focused.id == f"field-{field}")  # type: ignore[misc,union-attr]
            await pilot.press("escape")
            await comes(pilot, "Phase1")
        assert screen.metric.id == time  # type: ignore[attr-defined]
        await sees(pilot, "✗ say how, no target", "✗ how it was measured is not said; ")


async def test_a_waiver_needs_a_reason_and_can_be_taken_back(open_app: OpenApp) -> None:
    async with open_app(Way()) as pilot:
        await sees(pilot, "Purpose")
        await pilot.press("f9", "w")
        await comes(pilot, "Form")
        await pilot.press("ctrl+s")
        await sees(pilot, "Please fill this in")
        fill(pilot, reason="Nobody may see salaries.")
        await pilot.press("ctrl+s")
        await comes(pilot, "Phase1")
        await sees(pilot, "waived", "Nobody may see")
        await pilot.press("w")
        await until(pilot, lambda: project_of(pilot).metrics[0].waiver is None)


async def test_leaving_a_form_with_something_typed_asks(open_app: OpenApp) -> None:
    async with open_app(Way()) as pilot:
        await sees(pilot, "Purpose")
        await pilot.press("f9", "a")
        await comes(pilot, "Form")
        fill(pilot, name="x")
        await pilot.press("escape")
        await comes(pilot, "Confirm")
        await pilot.press("n")
        await comes(pilot, "Form")
        await pilot.press("escape")
        await comes(pilot, "Confirm")
        await pilot.press("y")
        await comes(pilot, "Phase1")
        assert len(project_of(pilot).metrics) == 4
