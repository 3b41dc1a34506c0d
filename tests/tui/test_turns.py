"""The keyboard goes back when a role's act is over."""

from __future__ import annotations

from pathlib import Path

from pilotage.actions import page, runs
from tests.tui.opened import opened
from tests.tui.test_phase2 import redrafted, with_gaps
from tests.way import (
    BUILDER,
    DECISION_MAKER,
    SECOND_OWNER,
    clean_run,
    documented,
    handed_over,
    measured,
)


async def test_after_a_run_the_keyboard_is_offered_to_the_builder(tmp_path: Path) -> None:
    way = documented()
    way.as_(SECOND_OWNER).do(runs.start_run)
    async with opened(way, tmp_path, "phase2") as here:
        await here.press("x", "y", "enter")
        await here.fill(minutes="41")
        assert "Hand the keyboard back to Ada Builder (builder)?" in here.seen()
        assert "Next: Ada Builder passes gate 2 (Second owner)." in " ".join(here.seen().split())
        await here.press("y")
        assert here.app.session.actor == BUILDER
        assert here.dialog == "Phase2"


async def test_a_run_that_starts_is_the_chosen_one(tmp_path: Path) -> None:
    async with opened(clean_run(documented()), tmp_path, "phase2") as here:
        await here.press("s", "y", "escape", "y")
        assert here.app.screen.run_chosen.number == 2  # type: ignore[attr-defined]


async def test_who_stays_at_the_keyboard_publishes_in_their_own_name_or_not(
    tmp_path: Path,
) -> None:
    way = redrafted(with_gaps()).as_(SECOND_OWNER)
    async with opened(way, tmp_path, "phase2") as here:
        await here.press("ctrl+r")
        assert "In whose name is revision 2 published?" in here.seen()
        await here.press("escape")
        assert here.dialog == "Phase2"
        await here.press("ctrl+r", "enter")
        assert "in the name of Dana Osei (second owner)" in " ".join(here.seen().split())
        await here.press("escape", "ctrl+r", "down", "enter")
        assert "in the name of Ada Builder (builder)" in " ".join(here.seen().split())
        await here.press("ctrl+s")
        assert here.project.revision.by == BUILDER
        assert here.app.session.actor == BUILDER


async def test_when_more_runs_are_wanted_nothing_is_asked(tmp_path: Path) -> None:
    way = documented()
    way.project = way.project.having(policy=way.project.policy.with_(second_owner_runs=2))
    way.as_(SECOND_OWNER).do(runs.start_run)
    async with opened(way, tmp_path, "phase2") as here:
        await here.press("x", "y", "enter")
        await here.fill(minutes="41")
        assert here.dialog == "Phase2"
        assert "Next: Dana Osei drives 1 more run." in here.notes()
        assert "Next: Dana Osei drives 1 more run." in here.seen()


async def test_a_lent_keyboard_is_offered_back_also_when_nothing_was_done(tmp_path: Path) -> None:
    async with opened(with_gaps(), tmp_path, "phase2") as here:
        await here.press("f9", "e", "y", "escape")
        assert "Hand the keyboard back to Ada Builder (builder)?" in here.seen()
        await here.press("n")
        assert here.app.session.actor == SECOND_OWNER
        await here.press("e", "escape")  # lent by nobody
        assert here.dialog == "Phase2"


async def test_after_confirming_the_keyboard_goes_back(tmp_path: Path) -> None:
    way = redrafted(handed_over())
    way.do(page.publish_revision)
    async with opened(way, tmp_path, "phase2") as here:
        await here.press("f9", "f9", "c", "y")
        await here.click("#difference-yes")
        assert "Hand the keyboard back to Ada Builder" in here.seen()
        await here.press("enter")
        assert here.app.session.actor == BUILDER


async def test_after_deciding_the_keyboard_is_offered_to_the_builder(tmp_path: Path) -> None:
    way = measured().on_day(76).as_(DECISION_MAKER)
    async with opened(way, tmp_path, "phase5") as here:
        await here.press("r")
        await here.fill(choice="hold_and_fix", reason="On target.")
        assert "Hand the keyboard back to Ada Builder (builder)?" in here.seen()
        await here.press("enter")
        assert here.app.session.actor == BUILDER


async def test_passing_a_gate_says_in_whose_name(tmp_path: Path) -> None:
    way = clean_run(documented()).as_(SECOND_OWNER)
    async with opened(way, tmp_path, "phase2") as here:
        await here.press("ctrl+n")
        assert "with the name of Dana Osei (second owner)" in " ".join(here.seen().split())
