"""A gap's way: beside its section, answered by a revision, looked at by who raised it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from pilotage.actions import page
from pilotage.measure.handover import RunPoint, run_points, sentence
from pilotage.tui.dialogs.answer import answered as before_and_after
from pilotage.tui.widgets.run_report import chart
from tests.actions.stages import answered, with_gap
from tests.tui.clicker import Clicker
from tests.tui.conftest import OpenApp, comes, fill, seen, sees, until, write
from tests.way import BUILDER, SECOND_OWNER, handed_over


async def test_the_builder_sees_an_open_gap_beside_its_section(open_app: OpenApp) -> None:
    async with open_app(with_gap()) as pilot:
        await pilot.press("1")
        await comes(pilot, "Phase1")
        sections = pilot.app.screen.query_one("#sections", OptionList)
        assert str(sections.get_option("trigger").prompt) == "? Trigger"
        assert not pilot.app.screen.query_one("#section-gaps").display
        pilot.app.screen.editor.go_to("trigger")  # type: ignore[attr-defined]
        await sees(pilot, "? had to ask: Which one?", "Answer in the text below")
        assert "Publish  ^r" not in seen(pilot)  # nothing is answered yet
        await write(pilot, " Only the one for leads.")
        await sees(pilot, "Publish  ^r")
        await Clicker(pilot).click("Publish  ^r")
        await sees(pilot, "Publish revision 2")


async def test_an_answered_gap_is_no_longer_there(open_app: OpenApp) -> None:
    async with open_app(answered()) as pilot:
        await pilot.press("1")
        await comes(pilot, "Phase1")
        pilot.app.screen.editor.go_to("trigger")  # type: ignore[attr-defined]
        await pilot.pause()
        assert "Which one?" not in seen(pilot)


async def look(pilot: Pilot[None]) -> None:
    pilot.app.screen.parts.open("gaps")  # type: ignore[attr-defined]
    await pilot.press("l")
    await comes(pilot, "Answer")
    await sees(pilot, "Does revision 2 answer it?", "Which one?")


@pytest.mark.parametrize(("key", "confirmed"), [("c", True), ("o", False)])
async def test_who_raised_it_confirms_the_answer_or_reopens_it(
    open_app: OpenApp, key: str, confirmed: bool
) -> None:
    async with open_app(answered()) as pilot:
        session = pilot.app.session  # type: ignore[attr-defined]
        session.drive(SECOND_OWNER)
        await look(pilot)
        assert "leads-eu" in seen(pilot)
        await pilot.press(key)
        await comes(pilot, "Phase2")
        await until(pilot, lambda: session.project.gaps[0].is_open is not confirmed)
        assert bool(session.project.gaps[0].confirmed) is confirmed
        await sees(pilot, "✓ revision 2" if confirmed else "open")


async def test_the_answer_is_laid_out_in_the_other_way_by_key_and_by_mouse(
    open_app: OpenApp,
) -> None:
    async with open_app(answered(), size=(80, 24)) as pilot:
        await look(pilot)
        await sees(pilot, " │ ", "One column  s")
        await pilot.press("s")
        await sees(pilot, "]{+", "Side by side  s")
        await pilot.click("#other-way")
        await sees(pilot, "One column  s")


async def test_the_builder_is_asked_to_hand_the_keyboard_over(open_app: OpenApp) -> None:
    async with open_app(answered()) as pilot:
        session = pilot.app.session  # type: ignore[attr-defined]
        assert session.actor == BUILDER
        await look(pilot)
        await pilot.press("c")
        await comes(pilot, "Confirm")
        await sees(pilot, "Is Dana Osei at the keyboard?")
        await pilot.press("escape")
        await comes(pilot, "Phase2")
        assert session.project.gaps[0].confirmed is None


async def test_a_confirmed_answer_is_only_reopened(open_app: OpenApp) -> None:
    way = answered().as_(SECOND_OWNER)
    way.do(page.confirm_revision)
    assert way.project.gaps[0].confirmed
    async with open_app(way) as pilot:
        await look(pilot)
        assert "It does  c" not in seen(pilot)
        await pilot.press("c")
        await pilot.pause()
        await sees(pilot, "Does revision 2 answer it?")


def test_the_answer_shows_the_section_of_the_gap_alone() -> None:
    way = answered()
    old, new = before_and_after(way.project, way.project.gaps[0])
    assert old.trigger != new.trigger
    assert old.with_(trigger=new.trigger) == new


async def test_after_a_change_both_ways_are_offered(open_app: OpenApp) -> None:
    async with open_app(handed_over()) as pilot:
        session = pilot.app.session  # type: ignore[attr-defined]
        session.do(page.edit_section, section="trigger", text="A newer trigger.")
        await pilot.press("1")
        await comes(pilot, "Phase1")
        await pilot.press("ctrl+r")
        await comes(pilot, "Form")
        fill(pilot, note="Newer")
        await pilot.press("ctrl+s")
        await comes(pilot, "Choose")
        await sees(pilot, "How does Dana Osei get to know revision 2?", "The short way")
        await pilot.press("enter")
        await comes(pilot, "Confirm")
        await pilot.press("y")
        await comes(pilot, "Difference")
        await sees(pilot, "A newer trigger.")
        await pilot.click("#difference-yes")
        await until(pilot, lambda: len(session.project.confirmations) > 0)
        assert session.project.confirmations[-1].revision == 2


# -- the report ------------------------------------------------------------------------------


async def test_the_runs_are_shown_as_a_chart(open_app: OpenApp) -> None:
    async with open_app(with_gap(), size=(80, 24)) as pilot:
        await pilot.press("h")
        await comes(pilot, "Show")
        await sees(pilot, "How the runs went", "● 1 gap")


def point(number: int, minutes: str | None, gaps: int, *, end: bool = True) -> RunPoint:
    return RunPoint(number, number, Decimal(minutes) if minutes else None, gaps, end)


def test_runs_and_their_gaps_are_counted() -> None:
    project = with_gap().project
    assert [(p.number, p.gaps) for p in run_points(project.runs, project.gaps)] == [(1, 1)]


def test_what_the_runs_show_in_a_sentence() -> None:
    assert sentence((point(1, "55", 5),)) == ""
    assert sentence((point(1, "55", 5), point(2, None, 1))) == ""
    runs = (point(1, "55", 5), point(2, "41", 2), point(3, "33", 0))
    assert sentence(runs) == "Over 3 runs: gaps from 5 to 0, minutes from 55 to 33."
    assert "still 2 gaps" in sentence((point(1, "9", 2), point(2, "9", 2)))


def test_the_chart_shows_minutes_as_bars_and_gaps_as_dots() -> None:
    runs = (point(1, "60", 3), point(2, "30", 0), point(3, "0.5", 0, end=False))
    first, second, third, _ = chart(runs).plain.split("\n")
    assert first.count("█") == 2 * second.count("█") == 24
    assert "●●● 3 gaps" in first
    assert "✓ clean" in second
    assert third.count("█") == 1
    assert "not to the end" in third


def test_many_runs_are_the_first_and_the_newest() -> None:
    lines = chart(tuple(point(n, "9", 30) for n in range(1, 21))).plain.split("\n")
    assert lines[0].startswith("#1 ")
    assert lines[1].strip() == "… 12 more …"
    assert lines[-2].startswith("#20")
    assert "…" in lines[0]
    assert all(len(line) < 80 for line in lines)
