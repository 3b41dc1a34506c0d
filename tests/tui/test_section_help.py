"""What the editor says around a section: guide, explanation, marks shown as typed, ways to go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from pilotage.actions import page
from pilotage.method.section_guide import GUIDES
from pilotage.model.document import SECTIONS
from pilotage.tui.widgets.section_help import has_inner_list
from tests.tui.areas import faults
from tests.tui.conftest import comes, seen, sees, until, write
from tests.tui.opened import HOSTILE, Opened, opened
from tests.way import Way, documented, written


def editor_of(here: Opened) -> Any:
    return here.app.screen.editor  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_key_opens_the_guide_and_esc_goes_back_to_the_cursor(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(written(), tmp_path, "phase1", size) as here:
        editor_of(here).go_to("criteria")
        await here.press("up")
        at = editor_of(here).text.cursor_location
        await here.press("ctrl+g")
        await comes(here.pilot, "SectionGuide")
        await sees(here.pilot, "Quality criteria: what belongs here", "✓ Good", "✗ Poor")
        await here.press("end")
        await sees(here.pilot, "Yours now", "Urgency names the sentence")
        await here.press("escape")
        assert here.dialog == "Phase1"
        assert editor_of(here).text.has_focus
        assert editor_of(here).text.cursor_location == at
        await here.press("ctrl+g", "ctrl+g")
        assert here.dialog == "Phase1"


async def test_a_click_on_the_question_or_its_button_opens_the_guide(tmp_path: Path) -> None:
    way = Way()
    way.do(page.edit_section, section="purpose", text=HOSTILE)
    async with opened(way, tmp_path, "phase1") as here:
        await sees(here.pilot, "Guide  ^g")
        await here.click("#section-question")
        await comes(here.pilot, "SectionGuide")
        await here.press("escape")
        await here.click("#section-tools CommandButton")
        await comes(here.pilot, "SectionGuide")
        assert HOSTILE[:40] in here.seen()
        assert faults(here.pilot) == []


@pytest.mark.parametrize("section", list(GUIDES))
async def test_every_guide_can_be_read_to_its_end(tmp_path: Path, section: str) -> None:
    async with opened(Way(), tmp_path, "phase1", (80, 24)) as here:
        editor_of(here).go_to(section)
        await here.press("ctrl+g")
        await comes(here.pilot, "SectionGuide")
        await here.press("end")
        await sees(here.pilot, "Nothing is written yet.")


@pytest.mark.parametrize(
    ("size", "there"),
    [((80, 24), False), ((119, 40), False), ((120, 30), False), ((120, 36), True)],
)
async def test_the_explanation_stands_where_there_is_room(
    tmp_path: Path, size: tuple[int, int], there: bool
) -> None:
    async with opened(Way(), tmp_path, "phase1", size) as here:
        await sees(here.pilot, "Purpose")
        why = here.app.screen.query_one("#section-why", Static)
        assert why.display is there
        editor_of(here).go_to("trigger")
        assert str(why.content) == GUIDES["trigger"].why


async def test_what_is_shown_as_typed_is_said_while_one_types(tmp_path: Path) -> None:
    async with opened(Way(), tmp_path, "phase1") as here:
        await sees(here.pilot, "Purpose")
        hint = here.app.screen.query_one("#section-marks", Static)
        assert not hint.display
        await write(here.pilot, "# Head")
        await sees(here.pilot, "Shown as typed: heading (#). The page has emphasis,")
        await until(here.pilot, lambda: here.project.page.purpose == "# Head")
        await here.press(*["backspace"] * 6)
        await until(here.pilot, lambda: not hint.display)
        await write(here.pilot, "**fine** `code`")
        assert not hint.display
        editor_of(here).go_to("reviewer")
        await write(here.pilot, "**Dana**")
        await sees(here.pilot, "links. This line is")
        editor_of(here).go_to("purpose")
        await until(here.pilot, lambda: not hint.display)


async def test_the_palette_goes_to_each_section(tmp_path: Path) -> None:
    async with opened(documented(), tmp_path, "phase1") as here:
        await here.press("f9", "ctrl+p", *"section", "space", *"disq")
        await sees(here.pilot, "Go to section: Disqualifiers")
        await here.press("enter")
        await until(here.pilot, lambda: editor_of(here).section == "disqualifiers")
        await until(here.pilot, lambda: editor_of(here).text.has_focus)
        titles = [command.title for command in here.app.screen.commands]  # type: ignore[attr-defined]
        assert [t for t in titles if t.startswith("Go to section")] == [
            f"Go to section: {section.title}" for section in SECTIONS
        ]
        await here.press("f1")
        assert "Go to section" not in seen(here.pilot)


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("one\ntwo", False),
        ("- one\n- two", False),
        ("one:\n- a\n- b", True),
        ("- one\n  - nested", True),
        ("", False),
    ],
)
def test_a_list_inside_an_item_is_noticed(text: str, inner: bool) -> None:
    assert has_inner_list(text) is inner
