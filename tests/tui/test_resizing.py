"""The window changes its size while somebody types: nothing is lost, and the cursor stays."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Final

from textual import events
from textual.geometry import Size

from tests.tui.conftest import until
from tests.tui.opened import Opened, opened
from tests.tui.test_phase2 import with_gaps
from tests.tui.typist import NAMES, rest, send
from tests.way import SECOND_OWNER, documented, written

SIZES: Final = ((100, 30), (59, 19), (200, 60), (120, 36), (80, 24), (200, 60), (80, 24))
"""One after the other: larger, too small, and back to the first."""
WORDS: Final = ("north, ", "", "south; ", "east ", "or ", "west ", "wind")
"""What is typed just before each change; nothing for the one that comes while all is covered."""


def hit(here: Opened, text: str) -> None:
    """Press keys and don't wait for what they do."""
    for character in text:
        send(here.pilot, events.Key(NAMES.get(character, character), character))


async def type_while_resizing(here: Opened) -> str:
    """Type a piece, change the size before it can be seen, and so on; all that was typed."""
    for size, words in zip(SIZES, WORDS, strict=True):
        hit(here, words)
        await here.pilot.resize_terminal(*size)
        await until(here.pilot, lambda size=size: here.app.screen.size == size)
        covered = "needs at least" in here.seen()
        assert covered == (size == (59, 19))
    await rest(here.pilot)
    return "".join(WORDS)


async def test_in_the_page(tmp_path: Path) -> None:
    async with opened(written(), tmp_path, "phase1") as here:
        before = here.app.screen.editor.text.text  # type: ignore[attr-defined]
        await here.press("ctrl+end")
        row = here.app.screen.editor.text.cursor_location[0]  # type: ignore[attr-defined]
        typed = await type_while_resizing(here)
        editor = here.app.screen.editor  # type: ignore[attr-defined]
        assert editor.text.text == before + typed
        assert editor.text.has_focus
        assert editor.text.cursor_location[0] == row
        here.app.flush_screens()
        assert here.project.page.purpose == before + typed


async def test_in_a_form(tmp_path: Path) -> None:
    async with opened(with_gaps().as_(SECOND_OWNER), tmp_path, "phase2") as here:
        await here.press("f9", "down", "e", "end")
        before = here.app.focused.value  # type: ignore[union-attr]
        typed = await type_while_resizing(here)
        assert here.dialog == "Form"
        assert here.app.focused.id == "field-text"  # type: ignore[union-attr]
        assert here.app.focused.value == before + typed  # type: ignore[union-attr]
        await here.press("ctrl+s")
        await until(here.pilot, lambda: any(g.text == before + typed for g in here.project.gaps))


async def test_in_a_gap_that_is_noted(tmp_path: Path) -> None:
    async with opened(documented(), tmp_path, "phase2") as here:
        await here.press("s", "y", "enter", "q")
        typed = await type_while_resizing(here)
        assert typed in here.seen()
        await here.press("enter")
        assert here.project.gaps[-1].text == typed
        assert here.project.gaps[-1].section == "trigger"


async def test_in_the_form_of_a_metric_far_down(tmp_path: Path) -> None:
    async with opened(written(), tmp_path, "phase1") as here:
        await here.press("f9", "b")
        here.app.screen.query_one("#field-how").focus()
        await here.press("ctrl+end")
        before = here.app.focused.text  # type: ignore[union-attr]
        typed = await type_while_resizing(here)
        field = here.app.focused
        assert field is here.app.screen.query_one("#field-how")
        assert field.text == before + typed  # type: ignore[attr-defined]
        assert field.region.bottom <= here.app.size.height  # what is typed in stays in sight
        shown = here.app.screen.query_one(".form-fields").region
        assert shown.overlaps(field.region)


async def test_sizes_that_are_past_do_not_take_turns_for_ever(tmp_path: Path) -> None:
    """As when a terminal is made larger and smaller while a screen is still being made."""
    async with opened(written(), tmp_path, "phase1", (80, 24)) as here:
        screen, told = here.app.screen, list[Any]()
        for size in (Size(120, 36), Size(80, 24), Size(100, 30)):
            screen.post_message(events.Resize(size, size))
            screen.post_message(events.Callback(callback=partial(told.append, size)))
        await until(here.pilot, lambda: len(told) == 3)
        screen.call_after_refresh(told.append, "stands")
        await until(here.pilot, lambda: "stands" in told)
        assert screen.size == here.app.size == Size(80, 24)
