"""Dates and numbers in forms: what was understood stands beside them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from textual import events

from tests.tui.conftest import until
from tests.tui.opened import opened
from tests.way import clean_run, documented, integrated, written


async def test_a_typed_date_is_understood_and_shown(tmp_path: Path) -> None:
    async with opened(integrated(), tmp_path, "phase4") as here:
        await here.press("a", *"lead-1", "tab")
        today = here.app.clock.today()
        assert f" {today.day} " in here.seen()
        await here.press("end", *["backspace"] * 10, *"today")
        assert f"{today:%a} {today.day} {today:%b} {today.year}" in here.seen()
        await here.press("ctrl+s")
        assert here.project.outputs[-1].on == today


async def test_a_date_that_can_be_two_is_refused_with_both(tmp_path: Path) -> None:
    async with opened(written(), tmp_path, "people") as here:
        await here.press("w")
        await here.fill(start="3/4/2026")
        assert "can be 3 Apr 2026 or 4 Mar 2026" in " ".join(here.seen().split())
        assert here.app.focused.id == "field-start"  # type: ignore[union-attr]
        await here.fill(start="31/3/2026")
        assert here.dialog == "PeopleScreen"
        assert here.project.start == date(2026, 3, 31)


async def test_what_is_wrong_with_a_date_is_said_when_its_field_is_left(tmp_path: Path) -> None:
    async with opened(written(), tmp_path, "people") as here:
        await here.press("w", "tab", "end", *["backspace"] * 10, *"31.12.26")
        assert "four digits" not in here.seen()
        await here.press("tab")
        assert "four digits" in here.seen()
        await here.press("shift+tab", *"31.12.2026")  # what stood there was marked
        assert "four digits" not in here.seen()
        assert "Thu 31 Dec 2026" in here.seen()


async def test_a_number_that_is_written_in_another_way_is_shown(tmp_path: Path) -> None:
    async with opened(written(), tmp_path, "phase1") as here:
        await here.press("f9", "enter")
        await here.fill(value="1,200")
        assert "can be 1200 or 1.2" in " ".join(here.seen().split())
        field = here.app.screen.query_one("#field-value")
        field.value = "1.200,50"  # type: ignore[attr-defined]
        await here.pilot.pause()
        assert "= 1,200.50" in here.seen()
        await here.press("ctrl+s")
        assert here.project.metrics[0].baseline.value == Decimal("1200.50")


async def test_a_run_of_no_minutes_is_refused_at_its_field(tmp_path: Path) -> None:
    async with opened(documented(), tmp_path, "phase2") as here:
        await here.press("s", "y", "x", "y", "enter")
        await here.fill(minutes="0")
        assert "a run lasts at least a minute" in here.seen()
        assert here.app.focused.id == "field-minutes"  # type: ignore[union-attr]
        assert here.project.runs[0].ended is None


async def test_a_run_is_not_corrected_to_no_minutes(tmp_path: Path) -> None:
    way = clean_run(documented()).as_(2)
    async with opened(way, tmp_path, "phase2") as here:
        await here.press("e")
        await here.fill(minutes="0,5")
        assert "a run lasts at least a minute" in here.seen()
        assert here.project.runs[0].minutes == 41


async def test_keys_act_in_the_order_in_which_they_are_typed(tmp_path: Path) -> None:
    async with opened(written(), tmp_path, "people") as here:
        await here.press("w", "tab", "end")
        field = here.app.focused
        assert field is not None
        for key in (*["backspace"] * 10, *"31.12.2026", "left", "backspace", "3"):
            here.app._driver.send_message(events.Key(key, key if len(key) == 1 else None))  # type: ignore[union-attr]
        await until(here.pilot, lambda: field.value == "31.12.2036")  # type: ignore[attr-defined]


async def test_what_must_hold_something_says_so_when_one_goes_on_without(tmp_path: Path) -> None:
    async with opened(written(), tmp_path, "people") as here:
        await here.press("a", "tab")
        assert "Please fill this in." in here.seen()
        await here.press("shift+tab", "K")
        assert "Please fill this in." not in here.seen()
