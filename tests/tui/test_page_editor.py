"""The editor of the page: what it says of unsaved text, and the page that follows beside it."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Static, Tabs, TextArea

from pilotage.actions import page
from pilotage.method.page_fit import known
from pilotage.model.document import SECTIONS
from pilotage.tui.widgets import page_editor
from pilotage.tui.widgets.page_editor import PageEditor
from tests.tui.conftest import OpenApp, comes, seen, sees, until, write
from tests.way import Way

LONG = "\n".join(f"Do the thing number {number} with great care" for number in range(1, 31))


def screen_of(pilot: Pilot[None]) -> Any:
    return pilot.app.screen


def page_of(pilot: Pilot[None]) -> Any:
    return pilot.app.session.project.page  # type: ignore[attr-defined]


def preview_of(pilot: Pilot[None]) -> VerticalScroll:
    return screen_of(pilot).query_one("#page-preview", VerticalScroll)  # type: ignore[no-any-return]


def known_sentence(pilot: Pilot[None]) -> str:
    """How full the draft is, as it was laid out; impossible words before it was."""
    found = known(pilot.app.session.project, page_of(pilot))  # type: ignore[attr-defined]
    return found.sentence if found else "not laid out yet"


def shows(pilot: Pilot[None], block: str) -> bool:
    """Whether the heading of a part of the page is in sight in the preview."""
    view = preview_of(pilot).content_region
    part = screen_of(pilot).query_one(f"#preview-{block}", Static).region
    return part.height > 0 and view.y <= part.y < view.bottom


@pytest.mark.parametrize("words", [160, 1800], ids=["in sight", "with a scrollbar"])
async def test_what_could_not_be_saved_is_not_said_when_it_is_gone(
    open_app: OpenApp, words: int
) -> None:
    async with open_app("written") as pilot:
        await sees(pilot, "Purpose")
        screen_of(pilot).editor.go_to("steps")
        text = screen_of(pilot).query_one("#section-text", TextArea)
        before = text.text
        pilot.app.post_message(events.Paste("\n" + "x " * words))
        await sees(pilot, "Not saved yet")
        await pilot.press("ctrl+z")
        await until(pilot, lambda: text.text == before)
        await until(pilot, lambda: "Not saved yet" not in seen(pilot))
        assert not screen_of(pilot).editor.has_unsaved


async def test_a_letter_that_is_told_late_is_neither_overwritten_nor_left_out(
    open_app: OpenApp,
) -> None:
    async with open_app(Way()) as pilot:
        await sees(pilot, "Purpose")
        editor = screen_of(pilot).editor
        editor.text.insert("typed")  # the field tells of it with the next message
        editor.show(pilot.app.session.project, locked=False)  # type: ignore[attr-defined]
        assert editor.text.text == "typed"
        assert editor.flush()
        assert page_of(pilot).purpose == "typed"


async def test_the_reason_goes_when_another_text_is_saved(open_app: OpenApp) -> None:
    async with open_app(Way()) as pilot:
        await sees(pilot, "Purpose")
        text = screen_of(pilot).query_one("#section-text", TextArea)
        text.text = "x" * 4001
        await sees(pilot, "Not saved yet")
        text.text = "short"
        await until(pilot, lambda: page_of(pilot).purpose == "short")
        await until(pilot, lambda: "Not saved yet" not in seen(pilot))


@pytest.mark.parametrize(
    ("section", "block"),
    [
        ("tool", "steps"),
        ("reviewer", "review"),
        ("criteria", "criteria"),
        ("when_wrong", "when_wrong"),
    ],
)
async def test_the_page_follows_the_section_in_the_editor(
    open_app: OpenApp, section: str, block: str
) -> None:
    way = Way()
    way.do(page.edit_section, section="input_format", text=LONG)
    async with open_app(way, size=(160, 30)) as pilot:
        await sees(pilot, "TRIGGER")
        assert not shows(pilot, block)
        text = screen_of(pilot).query_one("#section-text", TextArea)
        screen_of(pilot).editor.go_to(section)
        await until(pilot, lambda: shows(pilot, block))
        assert text.has_focus
        screen_of(pilot).editor.go_to("purpose")
        await until(pilot, lambda: preview_of(pilot).scroll_y == 0)


async def test_what_is_typed_is_in_sight_in_the_page(open_app: OpenApp) -> None:
    way = Way()
    way.do(page.edit_section, section="input_format", text=LONG)
    async with open_app(way, size=(160, 30)) as pilot:
        await sees(pilot, "TRIGGER")
        screen_of(pilot).editor.go_to("when_wrong")
        await until(pilot, lambda: shows(pilot, "when_wrong"))
        preview_of(pilot).scroll_home(animate=False)
        await until(pilot, lambda: not shows(pilot, "when_wrong"))
        await write(pilot, "Stop it")
        await until(pilot, lambda: page_of(pilot).when_wrong == "Stop it")
        await until(pilot, lambda: shows(pilot, "when_wrong"))
        assert screen_of(pilot).query_one("#section-text").has_focus


async def test_a_page_shown_alone_opens_at_the_section(open_app: OpenApp) -> None:
    way = Way()
    way.do(page.edit_section, section="input_format", text=LONG)
    async with open_app(way, size=(80, 24)) as pilot:
        await sees(pilot, "Purpose")
        screen_of(pilot).editor.go_to("when_wrong")
        await pilot.press("f3")
        await sees(pilot, "WHEN IT GOES WRONG")


async def test_only_the_part_that_changed_is_drawn_anew(open_app: OpenApp) -> None:
    async with open_app("written", size=(160, 30)) as pilot:
        await sees(pilot, "TRIGGER")
        blocks = {str(b.id): b for b in screen_of(pilot).query(".preview-block").results(Static)}
        before = {id_: block.content for id_, block in blocks.items()}
        pilot.app.session.do(page.edit_section, section="trigger", text="A bell rings.")  # type: ignore[attr-defined]
        await sees(pilot, "A bell rings.")
        changed = {id_ for id_, block in blocks.items() if block.content is not before[id_]}
        assert changed == {"preview-trigger"}


async def test_marks_that_are_typed_stay_in_the_field_and_not_on_the_page(
    open_app: OpenApp,
) -> None:
    async with open_app(Way(), size=(160, 36)) as pilot:
        await sees(pilot, "Purpose")
        screen_of(pilot).editor.go_to("steps")
        text = screen_of(pilot).query_one("#section-text", TextArea)
        await write(pilot, "1. Open\n2) Read\n")
        await until(pilot, lambda: page_of(pilot).steps == ("Open", "Read"))
        await sees(pilot, "2. Read")
        assert "1. 1." not in seen(pilot)
        assert text.text == "1. Open\n2) Read\n"
        assert text.cursor_location == (2, 0)
        assert not screen_of(pilot).editor.has_unsaved
        await pilot.press("ctrl+down", "ctrl+up")
        await until(pilot, lambda: text.text == "Open\nRead")


async def test_a_section_says_once_how_it_is_written(open_app: OpenApp) -> None:
    async with open_app(Way(), size=(160, 36)) as pilot:
        await sees(pilot, "Purpose")
        question = screen_of(pilot).query_one("#section-question", Static)
        for section in SECTIONS:
            screen_of(pilot).editor.go_to(section.key)
            said = str(question.content)
            wanted = {"prose": 0, "line": 1, "lines": 1}[section.kind]
            assert said.count(" line") == wanted, said


async def test_an_empty_page_is_said_to_be_empty(open_app: OpenApp) -> None:
    async with open_app(Way()) as pilot:
        await sees(pilot, "The page is empty.")
        assert "% of one page" not in seen(pilot)
        await write(pilot, "Why")
        await sees(pilot, "% of one page")


async def test_the_meter_goes_back_with_what_is_taken_back(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_editor, "SAVE_AFTER", 60)
    async with open_app("written") as pilot:
        await sees(pilot, "% of one page")
        text = screen_of(pilot).query_one("#section-text", TextArea)
        meter, before = screen_of(pilot).query_one("#page-fit", Static), text.text
        await until(pilot, lambda: known_sentence(pilot) in str(meter.content))
        text.text = f"{before} " + "More of the same. " * 40
        await until(pilot, lambda: known_sentence(pilot) not in str(meter.content))
        text.text = before
        await until(pilot, lambda: known_sentence(pilot) in str(meter.content))


async def test_a_private_character_is_pasted_and_measured(open_app: OpenApp) -> None:
    async with open_app(Way()) as pilot:
        await sees(pilot, "The page is empty.")
        pilot.app.post_message(events.Paste("Prompt \ue0b0 here"))
        await until(pilot, lambda: page_of(pilot).purpose == "Prompt \ue0b0 here")
        await until(pilot, lambda: known_sentence(pilot) in seen(pilot))


async def test_who_types_in_the_list_of_sections_writes(open_app: OpenApp) -> None:
    async with open_app(Way(), size=(80, 24)) as pilot:
        await sees(pilot, "Purpose")
        pilot.app.screen.query_one("#sections").focus()
        await pilot.pause()
        await write(pilot, "a baseline, and what we want")
        await until(pilot, lambda: page_of(pilot).purpose == "a baseline, and what we want")


async def test_who_types_on_the_tabs_writes_and_no_key_of_the_baseline_acts(
    open_app: OpenApp,
) -> None:
    async with open_app(Way(), size=(80, 24)) as pilot:
        await sees(pilot, "Purpose")
        pilot.app.screen.query_one(Tabs).focus()
        await pilot.pause()
        await write(pilot, "In a week, edited")
        await until(pilot, lambda: page_of(pilot).purpose == "In a week, edited")
        await pilot.press("f9")
        await sees(pilot, "How things stand without AI")
        await pilot.press("i")
        await comes(pilot, "Import")


async def test_enter_in_a_section_of_one_line_goes_on(open_app: OpenApp) -> None:
    async with open_app(Way(), size=(80, 24)) as pilot:
        await sees(pilot, "Purpose")
        pilot.app.screen.query_one(PageEditor).go_to("reviewer")
        await write(pilot, "Dana Osei\nshe looks at it")
        await until(pilot, lambda: page_of(pilot).review == "she looks at it")
        assert page_of(pilot).reviewer == "Dana Osei"


async def test_an_empty_line_is_no_text(open_app: OpenApp) -> None:
    async with open_app(Way(), size=(80, 24)) as pilot:
        await sees(pilot, "Purpose")
        await write(pilot, "\n \n")
        pilot.app.screen.query_one(PageEditor).flush()
        assert page_of(pilot).purpose == ""
        await sees(pilot, "0 of 8", "The page is empty.")
