"""Each size has a layout of its own, and says at every one what is missing and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.geometry import Region

from pilotage.actions import page, people
from pilotage.tui.widgets.key_line import KeyLine
from tests.tui.conftest import OpenApp, sees, until
from tests.tui.opened import opened
from tests.tui.test_every_screen import go_to
from tests.tui.typist import press, rest
from tests.way import Way, documented, handed_over, mapped, written

MARKS = set("✓✗↵ ")


def lines_in(pilot: Any, selector: str) -> list[str]:
    """What stands in the place of a widget."""
    widget = pilot.app.screen.query_one(selector)
    place = widget.scrollable_content_region
    strips = pilot.app.screen._compositor.render_strips()
    return [strips[y].text[place.x : place.right] for y in range(place.y, place.bottom)]


def regions(pilot: Any, *selectors: str) -> list[Region]:
    """Where some widgets stand."""
    return [pilot.app.screen.query_one(selector).region for selector in selectors]


@pytest.mark.parametrize("size", [(120, 36), (160, 48), (200, 60)])
async def test_only_marks_stand_at_the_edge_of_the_gate(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    async with open_app("Way", size=size) as pilot:
        await rest(pilot)
        lines = lines_in(pilot, "#gate-list")
        assert {line[:1] for line in lines} <= MARKS
        assert any(line.startswith("↵ ") for line in lines)


async def test_at_100_columns_the_middle_has_them_and_the_gate_names_what_is_missing(
    open_app: OpenApp,
) -> None:
    async with open_app("Way", size=(100, 30)) as pilot:
        await sees(pilot, "1 Document", "5 Review", "11 sections still empty")
        screen = pilot.app.screen
        assert screen.query_one("#middle").region.width == 100
        assert screen.query_one("#page-preview").display
        await pilot.resize_terminal(120, 36)
        await until(pilot, lambda: screen.query_one("#gate").display)
        assert not screen.query_one("#gate-line").display


async def test_at_200_columns_examples_stand_beside_the_text_and_no_line_is_too_long(
    open_app: OpenApp,
) -> None:
    async with open_app("written", size=(200, 60)) as pilot:
        await sees(pilot, "✓ Good", "✗ Poor")
        await pilot.resize_terminal(120, 36)
        await until(pilot, lambda: "✗ Poor" not in "".join(lines_in(pilot, "#section")))
        await pilot.resize_terminal(200, 60)
        await sees(pilot, "✗ Poor")
        assert pilot.app.screen.query_one("#middle").region.width <= 130


@pytest.mark.parametrize("size", [(80, 40), (120, 30), (120, 36), (140, 40)])
async def test_where_three_columns_would_be_narrow_the_page_stands_below_the_text(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    async with open_app("written", size=size) as pilot:
        await rest(pilot)
        text, page = regions(pilot, "#section-text", "#page-preview")
        assert text.bottom < page.y
        assert text.width >= 50
        assert text.height >= 6 <= page.height
        await pilot.resize_terminal(200, 60)
        await until(pilot, lambda: not pilot.app.screen.query(".-stacked"))
        await rest(pilot)
        text, page = regions(pilot, "#section-text", "#page-preview")
        assert text.right < page.x


async def test_at_200_columns_steps_systems_and_map_are_in_sight(tmp_path: Path) -> None:
    async with opened(mapped(handed_over()), tmp_path, "phase3", size=(200, 60)) as here:
        steps, systems, picture = regions(here, "#part-steps", "#part-systems", "#part-map")
        assert min(steps.height, systems.height) >= 8
        assert picture.height > 24  # what the tables leave is the picture's
        assert "Not a system" in here.seen()
        table, detail = (here.app.screen.query_one(f"#{name}").region for name in STEP)
        assert detail.x >= table.right
        await here.pilot.resize_terminal(80, 24)
        await until(here.pilot, lambda: not here.app.screen.query_one("#part-map").display)
        assert "Copy the form into the prompt" in here.seen()


STEP = ("steps", "step-detail")


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_a_note_covers_neither_the_keys_nor_the_rows(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    async with open_app("handed_over", size=size) as pilot:
        pilot.app.notify("Something was done; Ctrl+Z takes it back.")
        await until(pilot, lambda: bool(pilot.app.screen.query("Toast")))
        await rest(pilot)
        note = pilot.app.screen.query("Toast").first().region
        assert note.y == 1
        assert not note.overlaps(pilot.app.screen.query_one(KeyLine).region)
        assert not note.overlaps(pilot.app.screen.query_one("#systems").region)


@pytest.mark.parametrize("phase", ["phase2", "phase3", "phase4", "phase5"])
async def test_a_locked_phase_names_no_key_that_does_nothing(open_app: OpenApp, phase: str) -> None:
    async with open_app("Way", size=(120, 60)) as pilot:
        await go_to(pilot, phase)
        shown = " ".join(" ".join(lines_in(pilot, "#middle")).split())
        for promise in ("Press ", ": s starts", "; a adds", "p puts on", "(a)"):
            assert promise not in shown


async def test_what_is_typed_while_the_section_is_saved_is_not_overwritten(
    open_app: OpenApp,
) -> None:
    async with open_app(written()) as pilot:
        app: Any = pilot.app
        editor = app.screen.editor
        text = "Somebody else wrote this meanwhile."
        after = documented().do(page.edit_section, section="purpose", text=text)
        editor.text.insert("!", editor.text.document.end)  # nobody has been told of it yet
        typed = editor.text.text
        editor.show(after, locked=False)
        assert editor.text.text == typed
        assert editor.has_unsaved
        assert editor.flush()
        assert app.session.project.page.purpose == typed
        await press(pilot, "end")
        assert editor.text.text == typed
        assert not editor.has_unsaved


async def test_a_short_header_leaves_the_title_its_room(open_app: OpenApp) -> None:
    title = "Routing of inbound leads to whoever is on duty"
    way = Way()
    way.do(people.rename_workflow, title=title)
    async with open_app(way, size=(80, 24)) as pilot:
        await sees(pilot, "Ada Builder (builder)")
        assert "driving:" not in "".join(lines_in(pilot, "Header"))
        await pilot.resize_terminal(120, 36)
        await sees(pilot, "driving: Ada Builder (builder)")
