"""The cadence on screen: what is due, what was held."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from pilotage.actions import recurring
from pilotage.method.schedule import due_reviews
from pilotage.tui.widgets.table import RecordTable
from tests.tui.conftest import fill, front, notes, seen
from tests.tui.production_app import LITERAL, keys, on_screen, project_of, set_choice
from tests.way import SECOND_OWNER, Way, documented, reviewed


def after(days: int) -> Way:
    """Some days after the first review (15 June 2026) is due."""
    way = reviewed()
    assert way.project.cadence is not None
    way.clock.day = way.project.cadence.first + timedelta(days=days)
    return way


def held(text: str = "20 sampled") -> Way:
    way = after(1).as_(SECOND_OWNER)
    way.do(
        recurring.record_review,
        due=due_reviews(way.project, way.clock.day)[0],
        quality_holds=True,
        integrations_hold=False,
        outcome="adjust",
        quality_note=text,
        prompts_note=text,
        integrations_note=text,
        actions=text,
    )
    return way


def first_row(pilot: Pilot[None]) -> list[str]:
    table = pilot.app.screen.query_one("#reviews", RecordTable)
    return [str(cell) for cell in table.get_row_at(0)]


async def test_before_a_review_is_due_it_says_when(tmp_path: Path) -> None:
    async with on_screen(reviewed(), tmp_path, "cadence") as pilot:
        assert "Reviewed monthly, by Dana Osei. Next on 15 June 2026." in seen(pilot)
        assert "In production" in seen(pilot)
        await keys(pilot, "a")
        assert "the next one is on 15 June 2026" in notes(pilot)


async def test_what_is_due_comes_first_with_how_late(tmp_path: Path) -> None:
    way = held()
    way.clock.day += timedelta(days=32)
    async with on_screen(way, tmp_path, "cadence") as pilot:
        assert first_row(pilot)[:2] == ["2026-07-15", "3 days late"]
        assert "1 review due" in seen(pilot)
        assert "At risk" not in seen(pilot)


async def test_a_missed_review_puts_it_at_risk_and_says_why(tmp_path: Path) -> None:
    async with on_screen(after(8), tmp_path, "cadence") as pilot:
        assert "At risk: the review of 15 June 2026 was not held." in seen(pilot)


async def test_a_review_is_recorded(tmp_path: Path) -> None:
    async with on_screen(after(8), tmp_path, "cadence") as pilot:
        await keys(pilot, "enter")
        set_choice(pilot, "quality_holds", value=False)
        set_choice(pilot, "integrations_hold", value=True)
        set_choice(pilot, "outcome", "fine")
        await keys(pilot, "ctrl+s")
        assert "can't be “fine”" in seen(pilot)
        set_choice(pilot, "outcome", "adjust")
        await keys(pilot, "ctrl+s")
        assert "This outcome needs actions" in seen(pilot)
        fill(pilot, actions="Sharpen the second criterion: Dana")
        await keys(pilot, "ctrl+s")
        record = project_of(pilot).reviews[0]
        assert (record.quality_holds, record.outcome) == (False, "adjust")
        assert "At risk" not in seen(pilot)
        assert "✗ fails" in seen(pilot)
        assert "Sharpen the second criterion" in seen(pilot)


async def test_the_notes_are_corrected_and_the_record_deleted(tmp_path: Path) -> None:
    async with on_screen(held(), tmp_path, "cadence") as pilot:
        await keys(pilot, "e")
        fill(pilot, quality_note="30 sampled")
        await keys(pilot, "ctrl+s")
        assert project_of(pilot).reviews[0].quality_note == "30 sampled"
        await keys(pilot, "d", "n")
        assert len(project_of(pilot).reviews) == 1
        await keys(pilot, "d", "y")
        assert project_of(pilot).reviews == ()
        assert first_row(pilot)[:2] == ["2026-06-15", "1 day late"]


async def test_the_cadence_is_changed(tmp_path: Path) -> None:
    async with on_screen(reviewed(), tmp_path, "cadence") as pilot:
        await keys(pilot, "c")
        set_choice(pilot, "interval", "quarterly")
        fill(pilot, first="soon")
        await keys(pilot, "ctrl+s")
        assert "is not a date" in seen(pilot)
        fill(pilot, first="2026-08-03")
        await keys(pilot, "ctrl+s")
        assert "Reviewed quarterly, by Dana Osei. Next on 3 August 2026." in seen(pilot)


async def test_it_works_by_mouse(tmp_path: Path) -> None:
    async with on_screen(after(0), tmp_path, "cadence", size=(120, 36)) as pilot:
        assert first_row(pilot)[1] == "due today"
        await pilot.click("#reviews", offset=(3, 1))
        await keys(pilot)
        assert front(pilot) == "Form"
        await pilot.click("#form-cancel")
        await keys(pilot)
        assert front(pilot) == "CadenceScreen"
        for button in pilot.app.screen.query("CommandButton"):
            assert button.region.area


async def test_locked_it_says_what_it_will_be(tmp_path: Path) -> None:
    async with on_screen(documented(), tmp_path, "cadence") as pilot:
        assert "Locked until gate 2" in seen(pilot)
        assert "reviewed monthly or quarterly" in seen(pilot)
        await keys(pilot, "c")
        assert front(pilot) == "CadenceScreen"


@pytest.mark.parametrize("text", LITERAL)
async def test_texts_are_shown_as_they_read(tmp_path: Path, text: str) -> None:
    async with on_screen(held(text), tmp_path, "cadence", size=(120, 36)) as pilot:
        shown = str(pilot.app.screen.query_one("#review-chosen", Static).visual)
        assert shown.count(text) == 4
        assert seen(pilot).count(text) == 4
