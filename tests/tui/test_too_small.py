"""While there is no room for a screen, nothing acts on what nobody can see."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import seen, until
from tests.tui.opened import opened
from tests.tui.test_phase2 import with_gaps
from tests.way import SECOND_OWNER, documented, written

TINY = [(59, 24), (80, 19)]


@pytest.mark.parametrize("size", TINY)
async def test_keys_pastes_and_clicks_do_nothing_and_nothing_typed_is_lost(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(written(), tmp_path, "phase1") as here:
        await here.press("end", *" more")
        typed = here.app.screen.editor.text.text  # type: ignore[attr-defined]
        await here.pilot.resize_terminal(*size)
        await until(here.pilot, lambda: "needs at least 60 × 20" in here.seen())
        assert "Purpose" not in here.seen()
        await here.press("x", "enter", "backspace", "ctrl+z", "ctrl+down", "f5", "ctrl+p", "f9")
        await here.pilot.click(offset=(5, 6))
        await here.pilot.resize_terminal(80, 24)
        await until(here.pilot, lambda: "needs at least" not in here.seen())
        assert here.dialog == "Phase1"
        assert here.app.screen.editor.text.text == typed  # type: ignore[attr-defined]
        await here.press("!")
        assert here.app.screen.editor.text.text != typed  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", TINY)
async def test_a_dialog_is_covered_and_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(with_gaps().as_(SECOND_OWNER), tmp_path, "phase2") as here:
        await here.press("f9", "down", "e", "end", *" now?")
        await here.pilot.resize_terminal(*size)
        await until(here.pilot, lambda: "needs at least 60 × 20" in here.seen())
        assert "Which inbox" not in here.seen()
        await here.press("z", "escape", "ctrl+s", "tab")
        await here.pilot.resize_terminal(80, 24)
        await until(here.pilot, lambda: "needs at least" not in here.seen())
        assert here.app.screen.query_one("#field-text").value == "Which inbox? now?"  # type: ignore[attr-defined]
        assert here.app.focused.id == "field-text"  # type: ignore[union-attr]


@pytest.mark.parametrize("size", TINY)
async def test_a_gap_that_is_being_written_is_covered_and_kept(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(documented(), tmp_path, "phase2") as here:
        await here.press("s", "y", "enter", "q", *"Which inbox")
        await here.pilot.resize_terminal(*size)
        await until(here.pilot, lambda: "needs at least 60 × 20" in here.seen())
        assert "Which inbox" not in here.seen()
        await here.press("z", "escape", "enter", "backspace")
        await here.pilot.resize_terminal(80, 24)
        await until(here.pilot, lambda: "needs at least" not in here.seen())
        await here.press("?", "enter")
        assert here.project.gaps[-1].text == "Which inbox?"
        assert here.project.gaps[-1].section == "trigger"


async def test_ctrl_q_quits_all_the_same(tmp_path: Path) -> None:
    async with opened(written(), tmp_path, "phase1") as here:
        await here.pilot.resize_terminal(40, 10)
        await until(here.pilot, lambda: "Ctrl+Q quits" in seen(here.pilot))
        await here.pilot.press("ctrl+q")
        await until(here.pilot, lambda: here.app.left)
