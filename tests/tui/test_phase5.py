"""Phase 5 on screen: scorecard, diagnosis, decision, cadence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from pilotage.actions import review
from pilotage.forms.review import first_review
from pilotage.forms.scores import change
from pilotage.measure.scorecard import scorecard
from pilotage.model.review import Interval
from pilotage.tui.screens.phase5 import Phase5, _row
from pilotage.tui.widgets.review_text import score_text
from tests.tui.conftest import fill, front, notes, seen, sees
from tests.tui.production_app import LITERAL, keys, on_screen, project_of, set_choice
from tests.way import (
    DECISION_MAKER,
    DIAGNOSED,
    Way,
    decided,
    documented,
    integrated,
    measured,
    produced,
)

DIAGNOSIS: dict[str, Any] = {
    "trap": "integration_gaps",
    "finding": "Half of the leads are still pasted.",
    "action": "Route the second inbox too",
    **DIAGNOSED,
}


def diagnosed(**fields: Any) -> Way:
    way = measured(missed=True)
    way.do(review.diagnose, metric=way.project.metrics[0].id, **DIAGNOSIS | fields)
    return way


def screen_of(pilot: Pilot[None]) -> Phase5:
    assert isinstance(pilot.app.screen, Phase5)
    return pilot.app.screen


def text_of(pilot: Pilot[None], selector: str) -> str:
    return str(pilot.app.screen.query_one(selector, Static).visual)


async def test_the_scorecard_says_change_and_verdict_in_words(tmp_path: Path) -> None:
    async with on_screen(measured(missed=True), tmp_path, "phase5") as pilot:
        text = seen(pilot)
        assert "It worked in part: 2 of 3 metrics on target; missed: Working" in text
        assert "−36 % better" in text
        assert "✗ why?" in text
        assert "✓ met" in text
        assert "+58 % better" in text
        assert "6.41–11.59" not in text  # no room: the chosen metric says it below
        assert "Between 6.41 and 11.59 (95 %" in text
        await pilot.resize_terminal(200, 60)
        await sees(pilot, "95 %", "6.41–11.59", "✗ why?")


def test_the_table_says_the_verdict_as_the_pack_does() -> None:
    score = scorecard(measured().project)[0]
    for each, said in (("on_target", "✓ met"), ("not_enough", "? can't tell yet")):
        assert _row(score.with_(verdict=each), diagnosed=False)[-1] == said
    unsure = score.with_(verdict="not_enough")
    assert "? can't tell yet" in score_text(unsure, None).plain


async def test_a_missed_metric_is_diagnosed_edited_and_the_diagnosis_deleted(
    tmp_path: Path,
) -> None:
    async with on_screen(measured(missed=True), tmp_path, "phase5") as pilot:
        await keys(pilot, "enter")
        assert "1 Integration gaps  1 manual step kept: 16.8 h a month" in seen(pilot)
        await keys(pilot, "1")
        fill(pilot, finding="x", owner="Dana", due="soon")
        await keys(pilot, "ctrl+s")
        assert "is not a date" in seen(pilot)
        fill(pilot, due="30.6.2026")
        await keys(pilot, "ctrl+s")
        assert "too short" in seen(pilot)
        fill(pilot, finding="Half is still pasted.")
        await keys(pilot, "ctrl+s")
        diagnosis = project_of(pilot).diagnoses[0]
        assert diagnosis.evidence.startswith("1 manual step kept: 16.8 h a month")
        assert diagnosis.action == "Integrate “Assign the lead by hand”"
        assert (diagnosis.trap, diagnosis.due) == ("integration_gaps", date(2026, 6, 30))
        assert "Integration gaps. Half is still pasted." in seen(pilot)
        await keys(pilot, "g")
        fill(pilot, finding="All of it is.")
        await keys(pilot, "ctrl+s")
        assert project_of(pilot).diagnoses[0].finding == "All of it is."
        await keys(pilot, "d")
        assert project_of(pilot).diagnoses == ()


async def test_only_a_missed_metric_can_be_diagnosed(tmp_path: Path) -> None:
    async with on_screen(measured(missed=True), tmp_path, "phase5") as pilot:
        await keys(pilot, "down", "g")
        assert "is on target" in notes(pilot)
        assert front(pilot) == "Phase5"


async def test_the_decision_maker_takes_the_keyboard_and_decides(tmp_path: Path) -> None:
    async with on_screen(diagnosed(), tmp_path, "phase5") as pilot:
        await keys(pilot, "r")
        assert "Is Noor Haddad at the keyboard?" in seen(pilot)
        await keys(pilot, "n")
        assert project_of(pilot).decision is None
        await keys(pilot, "r", "y")
        set_choice(pilot, "choice", "increase_volume")
        fill(pilot, reason="Two of three are there.", conditions="By June.")
        await keys(pilot, "ctrl+s", "n")
        decision = project_of(pilot).decision
        assert decision is not None
        assert (decision.choice, decision.by) == ("increase_volume", DECISION_MAKER)
        text = text_of(pilot, "#decision")
        assert "Increase volume" in text
        assert "Noor Haddad, 16 May 2026: Two of three are there." in text
        assert "By June." in text
        assert "Working time per output 9 minutes (target 6, missed)" in text


async def test_to_hold_and_fix_opens_the_ticked_phases_again(tmp_path: Path) -> None:
    async with on_screen(diagnosed(), tmp_path, "phase5", size=(120, 36)) as pilot:
        await keys(pilot, "r", "y")
        set_choice(pilot, "choice", "hold_and_fix")
        fill(pilot, reason="Two of three are there.")
        await keys(pilot, "ctrl+s", "n")
        cycle = project_of(pilot).cycle
        assert cycle is not None
        assert cycle.phases == (3, 4, 5)  # the diagnosed trap's, and a new production run
        text = seen(pilot)
        assert "cycle 2, day 1 of 60" in text  # 30 + 15 + 15 days
        assert "Cycle 2 since 16 May 2026: phases 3, 4, 5" in text
        assert "Earlier: hold and fix, Noor Haddad, 16 May 2026" in text
        await keys(pilot, "f9")
        assert "In the cycle before: 9, missed." in seen(pilot)


async def test_a_decision_is_not_undone_without_a_question(tmp_path: Path) -> None:
    async with on_screen(measured(), tmp_path, "phase5") as pilot:
        await keys(pilot, "r", "y")
        set_choice(pilot, "choice", "stop")
        fill(pilot, reason="It is done.")
        await keys(pilot, "ctrl+s", "n", "ctrl+z")
        assert front(pilot) == "Confirm"
        assert project_of(pilot).decision is not None
        await keys(pilot, "y")
        assert project_of(pilot).decision is None


async def test_before_day_76_it_says_from_when(tmp_path: Path) -> None:
    way = measured().on_day(70)
    async with on_screen(way, tmp_path, "phase5") as pilot:
        await keys(pilot, "r")
        assert "from 16 May 2026 (day 76)" in notes(pilot)
        assert front(pilot) == "Phase5"
        await keys(pilot, "f9", "f9")
        assert "from 16 May 2026" in seen(pilot)


async def test_a_miss_without_diagnosis_comes_first(tmp_path: Path) -> None:
    async with on_screen(measured(missed=True), tmp_path, "phase5") as pilot:
        await keys(pilot, "r")
        assert "First diagnose what was missed: Working time per output" in notes(pilot)


async def test_the_cadence_is_set_and_cleared(tmp_path: Path) -> None:
    async with on_screen(measured(), tmp_path, "phase5") as pilot:
        await keys(pilot, "c")
        set_choice(pilot, "interval", "quarterly")
        fill(pilot, first="2020-01-01")
        await keys(pilot, "ctrl+s")
        assert "must come after" in seen(pilot)
        fill(pilot, first="2026-08-17")
        await keys(pilot, "ctrl+s")
        cadence = project_of(pilot).cadence
        assert cadence is not None
        assert (cadence.interval, cadence.owner) == ("quarterly", 2)
        assert "Quarterly, by Dana Osei. First on 17 August 2026" in text_of(pilot, "#cadence")
        await keys(pilot, "f9", "f9")
        assert "● closed   No documented workflow" in seen(pilot)
        assert "Revision 1 of 11 March 2026" in seen(pilot)
        assert "Salaries are not ours to publish." in text_of(pilot, "#evidence")
        await keys(pilot, "k", "y")
        assert project_of(pilot).cadence is None


async def test_the_gate_leads_to_metric_decision_and_cadence(tmp_path: Path) -> None:
    async with on_screen(measured(missed=True), tmp_path, "phase5") as pilot:
        await keys(pilot, "down", "down", "f4", "enter")
        score = screen_of(pilot).score
        assert score is not None
        assert score.name == "Working time per output"
        await keys(pilot, "f4", "down", "enter")
        assert screen_of(pilot).part == "decision"


async def test_it_works_by_mouse(tmp_path: Path) -> None:
    async with on_screen(diagnosed(), tmp_path, "phase5", size=(120, 36)) as pilot:
        await pilot.click("#--content-tab-tab-decision")
        await keys(pilot)
        for button in pilot.app.screen.query("#tab-decision CommandButton"):
            assert button.region.area
        await pilot.click(pilot.app.screen.query("#tab-decision CommandButton")[1])
        await keys(pilot)
        await pilot.click("#form-save")
        await keys(pilot)
        assert project_of(pilot).cadence is not None


async def test_locked_it_shows_and_changes_nothing(tmp_path: Path) -> None:
    async with on_screen(documented(), tmp_path, "phase5") as pilot:
        assert "Locked until gate 2" in seen(pilot)
        await keys(pilot, "c")
        assert front(pilot) == "Phase5"
        await pilot.click(pilot.app.screen.query("#tab-scorecard CommandButton").last())
        await keys(pilot)
        assert "Locked until gate 2" in notes(pilot)


@pytest.mark.parametrize("text", LITERAL)
async def test_texts_are_shown_as_they_read(tmp_path: Path, text: str) -> None:
    way = diagnosed(finding=text, action=text, owner=text)
    way.as_(DECISION_MAKER)
    way.do(review.record_decision, choice="stop", reason=text, conditions=text)
    async with on_screen(way, tmp_path, "phase5", size=(120, 36)) as pilot:
        assert seen(pilot).count(text) == 3
        await keys(pilot, "d", "ctrl+z")
        assert seen(pilot).count(text) >= 3
        await keys(pilot, "f9", "f9")
        assert seen(pilot).count(text) >= 2


async def test_a_new_decision_stands_above_the_earlier_one(tmp_path: Path) -> None:
    way = decided(measured()).as_(DECISION_MAKER)
    way.do(review.record_decision, choice="increase_volume", reason="More of it.")
    async with on_screen(way, tmp_path, "phase5") as pilot:
        text = text_of(pilot, "#decision")
        assert text.index("Increase volume") < text.index("Earlier: expand scope")


@pytest.mark.parametrize(
    ("baseline", "actual", "words"),
    [
        ("10", "5", "−50 % better"),
        ("10", "15", "+50 % worse"),
        ("10", "10", "unchanged"),
        ("0", "1", "from 0: worse"),
        ("1000", "1001", "+<1 % worse"),
        ("10", None, "–"),
    ],
)
def test_change_in_words(baseline: str, actual: str | None, words: str) -> None:
    time = scorecard(produced(integrated()).project)[0]
    figures = {"baseline": Decimal(baseline), "actual": Decimal(actual) if actual else None}
    assert change(time.model_copy(update=figures)) == words


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 5, 16), date(2026, 6, 16)),
        (date(2026, 1, 31), date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2026, 5, 14), date(2026, 6, 15)),  # 14 June is a Sunday
    ],
)
def test_the_first_review_is_proposed_for_a_working_day(today: date, first: date) -> None:
    assert first_review(today, Interval.MONTHLY) == first
