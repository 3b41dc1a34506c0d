"""The cadence on screen: what is due, what was held."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from pilotage import review_draft
from pilotage.actions import recurring
from pilotage.method.recurring import Population
from pilotage.method.schedule import due_reviews
from pilotage.tui.dialogs.sample_check import rule
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
        upstream=[{"step": way.project.steps[0].id, "holds": False, "note": text}],
        to_do=[{"what": text, "owner": text}],
    )
    return way


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (4, "with 19 % probability, if 5 % of all fail; the 54 proposed would with 95 %"),
        (54, "with 95 % probability, if 5 % of all fail (acceptance"),
        (53, "with 94 % probability, if 5 % of all fail; the 54 proposed would with 95 %"),
        (300, "with 99 % probability, if 5 % of all fail (acceptance"),
        (434, "with 100 % probability, if 5 % of all fail (acceptance"),
    ],
)
def test_the_sample_says_what_its_own_size_shows(size: int, said: str) -> None:
    assert said in rule(Population(tuple(range(434)), 1, 435, "434 outputs"), size)


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


async def test_a_review_is_walked_through_left_and_gone_on_with(tmp_path: Path) -> None:
    async with on_screen(after(8), tmp_path, "cadence") as pilot:
        await keys(pilot, "enter")
        assert "23 of 30 outputs of the production run" in " ".join(seen(pilot).split())
        await keys(pilot, "x", *["p"] * 21, "ctrl+s")
        assert "1 output still to judge" in notes(pilot)
        await keys(pilot, "escape", "escape")
        assert "Kept: “Hold review” (a) goes on at step 1 of 5." in notes(pilot)
        await keys(pilot, "a")
        assert "22 of 23 judged · 1 fails" in seen(pilot)
        await keys(pilot, "p", "enter")
        assert "1 of 23 outputs failed: 4.35 %, between" in seen(pilot)
        set_choice(pilot, "quality_holds", value=True)
        await keys(pilot, "ctrl+s")
        said = "The page was not changed since gate 5; no review was held before."
        assert said in " ".join(seen(pilot).split())
        fill(pilot, prompts_note="Model 2.2 since May")
        await keys(pilot, "ctrl+s")
        step = project_of(pilot).steps[0].id
        set_choice(pilot, f"step{step}", value=True)
        fill(pilot, **{f"note{step}": "12 followed"})
        await keys(pilot, "ctrl+s")
        assert "Form arrives" in seen(pilot) or "Route each inbound lead" in seen(pilot)
        await keys(pilot, "escape")
        set_choice(pilot, "page_is_true", value=False)
        await keys(pilot, "ctrl+s")
        set_choice(pilot, "outcome", "fine")
        await keys(pilot, "ctrl+s")
        assert "can't be “fine”" in seen(pilot)
        set_choice(pilot, "outcome", "adjust")
        fill(pilot, to_do="Sharpen the second criterion; Dana; soon")
        await keys(pilot, "ctrl+s")
        assert "line 1" in seen(pilot)
        fill(pilot, to_do="Sharpen the second criterion; Dana; +10\nAsk the vendor")
        await keys(pilot, "ctrl+s")
        record = project_of(pilot).reviews[0]
        assert record.sample is not None
        assert (len(record.sample.outputs), len(record.sample.failed)) == (23, 1)
        assert (record.page_is_true, record.upstream[0].note) == (False, "12 followed")
        assert [each.owner for each in record.to_do] == ["Dana", ""]
        assert "At risk" not in seen(pilot)
        assert "2 actions open" in seen(pilot)
        await keys(pilot, "m", "enter")
        assert project_of(pilot).reviews[0].to_do[0].done is not None
        assert review_draft.unfinished(project_of(pilot).uid, record.due) is None


async def test_a_review_goes_back_a_step_and_can_be_dropped(tmp_path: Path) -> None:
    way = after(1)
    way.project = way.project.having(outputs=())
    async with on_screen(way, tmp_path, "cadence") as pilot:
        await keys(pilot, "a")
        assert "nothing to draw a sample from" in " ".join(seen(pilot).split())
        set_choice(pilot, "quality_holds", value=True)
        await keys(pilot, "ctrl+s", "escape", "down", "enter")
        assert "Step 1 of 5" in seen(pilot)
        await keys(pilot, "escape", "down", "down", "enter")
        assert front(pilot) == "CadenceScreen"
        assert (
            review_draft.unfinished(way.project.uid, due_reviews(way.project, way.clock.day)[0])
            is None
        )


async def test_the_notes_are_corrected_and_the_record_deleted(tmp_path: Path) -> None:
    async with on_screen(held(), tmp_path, "cadence") as pilot:
        await keys(pilot, "e")
        fill(pilot, quality_note="30 sampled")
        await keys(pilot, "ctrl+s")
        assert project_of(pilot).reviews[0].quality_note == "30 sampled"
        await keys(pilot, "d")
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
    way = after(0)
    outputs = (
        o.with_(reference=f"{LITERAL[1]} {o.id}", link=LITERAL[0]) for o in way.project.outputs
    )
    way.project = way.project.having(outputs=tuple(outputs))
    async with on_screen(way, tmp_path, "cadence", size=(120, 36)) as pilot:
        assert first_row(pilot)[1] == "due today"
        await pilot.click("#reviews", offset=(3, 1))
        await keys(pilot)
        assert front(pilot) == "SampleCheck"
        assert LITERAL[1] in seen(pilot)
        assert LITERAL[0] in seen(pilot)
        await pilot.click("#sample-fail")
        await pilot.click("#sample-back")
        await keys(pilot, "escape")
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
        assert shown.count(text) == 7
        assert seen(pilot).count(text) == 7
        await keys(pilot, "m")
        assert f"{text} · {text}" in seen(pilot)


async def test_one_look_settles_the_older_reviews_and_they_stay_on_record(tmp_path: Path) -> None:
    async with on_screen(after(40), tmp_path, "cadence") as pilot:
        table = pilot.app.screen.query_one("#reviews", RecordTable)
        assert first_row(pilot)[:2] == ["2026-07-15", "10 days late"]
        assert "It settles the older ones too" in " ".join(seen(pilot).split())
        assert table.row_count == 2
    way = after(40).as_(SECOND_OWNER)
    way.do(
        recurring.record_review,
        due=due_reviews(way.project, way.clock.day)[-1],
        quality_holds=True,
        integrations_hold=True,
        outcome="fine",
    )
    async with on_screen(way, tmp_path / "held", "cadence") as pilot:
        assert "In production" in seen(pilot)
        table = pilot.app.screen.query_one("#reviews", RecordTable)
        rows = [[str(cell) for cell in table.get_row_at(at)][:2] for at in range(table.row_count)]
        assert rows == [["2026-07-15", "2026-07-25"], ["2026-06-15", "not held"]]
        await keys(pilot, "down", "enter")
        assert "was not held. A later look settled it." in " ".join(seen(pilot).split())
        await keys(pilot, "a")
        assert "No review is due" in notes(pilot)
