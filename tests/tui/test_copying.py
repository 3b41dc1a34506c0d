"""Copying: what is marked, a row, a table, a page; nothing quits, and no phrase is copied."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from pilotage import clipboard
from pilotage.tui import copying_app
from pilotage.tui.copying import in_markdown, tabbed
from pilotage.tui.widgets.table import RecordTable
from tests.tui.conftest import OpenApp, comes, notes, seen, until
from tests.way import Way, written

OSC_52 = "\x1b]52;c;"


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the terminal is told to copy."""
    found: list[str] = []
    from textual.drivers.headless_driver import HeadlessDriver

    def write(driver: Any, data: str) -> None:
        if data.startswith(OSC_52):
            found.append(base64.b64decode(data[len(OSC_52) : -1]).decode())

    monkeypatch.setattr(HeadlessDriver, "write", write)
    return found


async def was_told(pilot: Pilot[None], text: str) -> None:
    await until(pilot, lambda: text in notes(pilot))


def file(folder: Path) -> str:
    return (folder.parent / "config" / "copied.txt").read_text("utf-8")


async def test_ctrl_c_copies_the_row_under_the_cursor_and_the_table_has_a_key(
    open_app: OpenApp, told: list[str], folder: Path
) -> None:
    async with open_app("written") as pilot:
        await pilot.press("f9", "down", "ctrl+c")
        await was_told(pilot, "the row, 32 characters.")
        assert told == ["Cost per output\twaived\t\t✓ waived"]
        assert file(folder) == told[0]
        await pilot.press("Y")
        await was_told(pilot, "the table (4 rows), ")
        assert told[-1].splitlines()[0] == "Metric\tWithout AI\tTarget\tState"
        assert [line.split("\t")[0] for line in told[-1].splitlines()[1:]] == [
            metric.name
            for metric in pilot.app.session.project.metrics  # type: ignore[attr-defined]
        ]


async def test_what_the_mouse_marks_is_copied_by_a_click(
    open_app: OpenApp, told: list[str]
) -> None:
    async with open_app("written", size=(80, 24)) as pilot:
        await pilot.press("f9")
        lead = pilot.app.screen.query_one(".lead")
        await pilot.mouse_down(lead, offset=(0, 0))
        await pilot.hover(lead, offset=(16, 0))
        await pilot.mouse_up(lead, offset=(16, 0))
        await until(pilot, lambda: "^c Copy" in seen(pilot).splitlines()[-1])
        await pilot.click("KeyLine", offset=(seen(pilot).splitlines()[-1].index("Copy"), 0))
        await was_told(pilot, "what is marked, 17 characters")
        assert told == ["How things stand "]
        await until(pilot, lambda: "^c Copy" not in seen(pilot))


async def test_in_a_text_ctrl_c_copies_what_is_marked_and_loses_nothing(
    open_app: OpenApp, told: list[str]
) -> None:
    async with open_app("written") as pilot:
        before = pilot.app.screen.editor.text.text  # type: ignore[attr-defined]
        await pilot.press("ctrl+c")
        await was_told(pilot, "Nothing is marked.")
        await pilot.press("ctrl+home", "shift+right", "shift+right", "ctrl+c")
        await was_told(pilot, "what is marked, 2 characters")
        assert (told, pilot.app.screen.editor.text.text) == ([before[:2]], before)  # type: ignore[attr-defined]
        assert pilot.app.is_running


async def test_a_list_a_text_to_read_and_the_last_message(
    open_app: OpenApp, told: list[str]
) -> None:
    async with open_app("written") as pilot:
        await pilot.press("f4", "ctrl+c")
        await was_told(pilot, "the line")
        assert told[-1].startswith("✓ Every section")
        await pilot.press("Y")
        await was_told(pilot, "the list (8 rows)")
        await pilot.press("f1")
        await comes(pilot, "Show")
        await pilot.press("ctrl+c")
        await was_told(pilot, "the text")
        assert "## Keys" in told[-1]
        await pilot.press("escape")
        await pilot.press("ctrl+y")
        await was_told(pilot, "There is nothing to redo.")
        said = pilot.app.last_said  # type: ignore[attr-defined]
        await choose(pilot, "copy the last message")
        await was_told(pilot, "the message")
        assert told[-1] == said


async def choose(pilot: Pilot[None], command: str) -> None:
    await pilot.press("ctrl+p")
    await comes(pilot, "Palette")
    await pilot.press(*("space" if c == " " else c for c in command))
    await until(pilot, lambda: command in seen(pilot).casefold().replace("▌", ""))
    await pilot.pause(0.1)
    await pilot.press("enter")


async def test_the_page_as_markdown(open_app: OpenApp, told: list[str]) -> None:
    async with open_app("written") as pilot:
        await choose(pilot, "copy the page")
        await was_told(pilot, "the page")
        assert told[-1].startswith("# Lead routing")
        assert "Route each inbound lead" in told[-1]


async def test_a_scorecard_is_copied_whole_however_it_is_cut(
    open_app: OpenApp, told: list[str]
) -> None:
    async with open_app("measured", size=(80, 24)) as pilot:
        pilot.app.go("phase5")  # type: ignore[attr-defined]
        await comes(pilot, "Phase5")
        await until(pilot, lambda: bool(pilot.app.screen.query_one(RecordTable).row_count))
        await pilot.press("Y")
        await was_told(pilot, "the table")
        assert "\nWorking time per output\t14\t6\t" in told[-1]


async def test_a_phrase_is_never_copied(open_app: OpenApp, told: list[str], folder: Path) -> None:
    async with open_app("written") as pilot:
        field = Input("open sesame", password=True)
        await pilot.app.screen.mount(field)
        field.focus()
        await pilot.press("ctrl+a", "ctrl+shift+left", "ctrl+c")
        await pilot.press("home", "shift+end", "ctrl+c")
        await was_told(pilot, "A signing phrase is not copied.")
        assert told == []
        assert not (folder.parent / "config" / "copied.txt").exists()


@pytest.mark.parametrize("length", [10, 200_000])
async def test_a_clipboard_that_took_it_is_enough(
    open_app: OpenApp,
    told: list[str],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    length: int,
) -> None:
    taken: list[str] = []
    monkeypatch.setattr(copying_app, "to_system", lambda text: not taken.append(text))
    async with open_app("written") as pilot:
        monkeypatch.setattr(type(pilot.app), "is_headless", False)
        pilot.app.copy_to_clipboard("x" * length)
        await was_told(pilot, f"what is marked, {length:,} characters.")
        assert "Your terminal" not in notes(pilot)
        assert (taken, told) == (["x" * length], ["x" * length] if length < 100 else [])
        assert not (folder.parent / "config" / "copied.txt").exists()


async def test_home_copies_what_it_lists(open_home: OpenApp, folder: Path, told: list[str]) -> None:
    from pilotage.session import Session

    way: Way = written()
    Session.create(folder / "leads.pilotage.json", way.project, way.clock).close()
    async with open_home() as pilot:
        await until(pilot, lambda: "Lead routing" in seen(pilot))
        await pilot.press("ctrl+c")
        await was_told(pilot, "the row")
        assert told[-1].startswith("Lead routing\t1 Document\t")


def test_cells_are_guarded_from_spreadsheets_and_from_markdown() -> None:
    assert tabbed([["=1+1", "a\tb\nc"], ["-5", "-2+cmd"]]) == "'=1+1\ta b c\n-5\t'-2+cmd"
    assert in_markdown([["a", "b"], ["x|y", "\\|"]]) == (
        "| a | b |\n| --- | --- |\n| x\\|y | \\\\\\| |"
    )


def test_without_any_clipboard_nothing_took_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(clipboard.shutil, "which", lambda _: None)
    assert clipboard.to_system("x") is False
