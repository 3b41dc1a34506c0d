from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.widgets import OptionList

from pilotage.actions import page, people
from pilotage.method.requirement import Place
from pilotage.session import Session
from pilotage.tui.app import SCREENS, PilotageApp
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.widgets.gate_panel import GatePanel
from pilotage.tui.widgets.rail import Rail
from tests import way as ways
from tests.tui.conftest import OpenApp, comes, front, notes, seen, sees, until
from tests.way import SECOND_OWNER, FixedClock, Way


def session_of(pilot: object) -> Session:
    session: Session = pilot.app.session  # type: ignore[attr-defined]
    return session


async def test_header_rail_and_gate_say_where_one_is(open_app: OpenApp) -> None:
    async with open_app("documented", size=(160, 48)) as pilot:
        await sees(
            pilot,
            "Lead routing",
            "day 15 of 90",
            "driving: Ada Builder (builder)",
            "saved",
            "✓ 1 Document & baseline",
            "▶ 2 Second owner",
            "Gate 2",
            "2 of 5 closed",
        )


@pytest.mark.parametrize("size", [(80, 24)])
async def test_every_screen_opens_and_says_whether_it_is_locked(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    async with open_app("documented", size=size) as pilot:
        for name in (*SCREENS, "phase2"):
            pilot.app.go(name)  # type: ignore[attr-defined]
            await comes(pilot, SCREENS[name])
            await sees(pilot, "Lead routing", "Help")
            locked = name in ("phase3", "phase4", "phase5", "cadence")
            shown = " ".join(seen(pilot).split())
            assert ("Locked until gate 2" in shown) == locked, name


async def test_a_narrow_terminal_has_one_line_each_for_phases_and_gate(open_app: OpenApp) -> None:
    async with open_app("documented", size=(80, 24)) as pilot:
        assert not pilot.app.screen.query_one(Rail).display
        assert not pilot.app.screen.query_one(GatePanel).display
        await sees(pilot, "✓1", "▶2 Second owner", "missing (click or F4): ")


async def test_too_small_a_terminal_says_so_and_recovers(open_app: OpenApp) -> None:
    async with open_app("documented", size=(50, 16)) as pilot:
        await sees(pilot, "needs at least 60 × 20")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "needs at least" not in seen(pilot))


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 50)])
async def test_a_screen_is_never_laid_out_for_another_size(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    async with open_app("documented", size=size) as pilot:
        settled = set(pilot.app.screen.classes)
        for go_on in (
            lambda: pilot.app.action_go("journal"),
            lambda: pilot.app.action_go("phase2"),
            lambda: pilot.app.push_screen(Confirm("Now?")),
        ):
            go_on()
            assert settled <= set(pilot.app.screen.classes)  # before anything of it is painted
            await pilot.pause(0.1)
            assert settled <= set(pilot.app.screen.classes)


async def test_digits_and_the_rail_go_to_phases(open_app: OpenApp) -> None:
    async with open_app("documented", size=(160, 48)) as pilot:
        await pilot.press("4")
        await comes(pilot, "Phase4")
        await pilot.press("f2")
        rail = pilot.app.screen.query_one("#rail-list", OptionList)
        assert pilot.app.focused is rail
        await pilot.press("home", "down", "down", "enter")
        await comes(pilot, "Phase3")


async def test_a_click_on_the_title_goes_home(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await pilot.click("#header-title")
        await comes(pilot, "HomeScreen")


async def test_a_click_on_the_phase_line_goes_there(open_app: OpenApp) -> None:
    async with open_app("documented", size=(80, 24)) as pilot:
        await pilot.click("RailLine", offset=(3, 0))
        await comes(pilot, "Phase1")


async def test_f4_lists_what_is_missing_and_enter_goes_there(open_app: OpenApp) -> None:
    way = ways.written()
    way.do(page.edit_section, section="disqualifiers", text="")
    async with open_app(way, size=(80, 24)) as pilot:
        await sees(pilot, "Purpose")
        await pilot.press("f4")
        await comes(pilot, "GateDialog")
        await sees(pilot, "✗ At least one disqualifier")
        await pilot.press("enter")
        await comes(pilot, "Phase1")
        await sees(pilot, "Disqualifiers  What makes")


async def test_a_closed_gate_says_why_and_an_open_one_is_passed_after_a_question(
    open_app: OpenApp,
) -> None:
    async with open_app(Way(), size=(80, 24)) as pilot:
        await pilot.press("ctrl+n")
        await until(pilot, lambda: "Not yet" in notes(pilot))
        assert not session_of(pilot).project.passages
        why, pilot.app.last_said = pilot.app.last_said, ""  # type: ignore[attr-defined]
        await pilot.resize_terminal(160, 48)
        button = pilot.app.screen.query_one("#gate-pass")
        assert (str(button.tooltip), button.can_focus) == (why, False)
        await pilot.click(button)
        await until(pilot, lambda: pilot.app.last_said == why)  # type: ignore[attr-defined]


async def test_passing_a_gate_goes_on_and_undoing_it_asks(open_app: OpenApp) -> None:
    async with open_app("written") as pilot:
        await sees(pilot, "Everything is there")
        await pilot.press("ctrl+n")
        await comes(pilot, "Confirm")
        await pilot.press("escape")
        await comes(pilot, "Phase1")
        assert not session_of(pilot).project.passages
        await pilot.click("#gate-pass")
        await comes(pilot, "Confirm")
        await pilot.press("y")
        await comes(pilot, "Phase2")
        assert len(session_of(pilot).project.passages) == 1
        await pilot.press("ctrl+z")
        await comes(pilot, "Confirm")
        await pilot.press("y")
        await until(pilot, lambda: not session_of(pilot).project.passages)


async def test_nothing_changes_on_a_locked_phase(open_app: OpenApp) -> None:
    async with open_app("documented", size=(80, 24)) as pilot:
        await pilot.press("3")
        await comes(pilot, "Phase3")
        before = session_of(pilot).project
        await pilot.press("a")
        await pilot.pause(0.1)
        assert front(pilot) == "Phase3"
        buttons = pilot.app.screen.query("CommandButton")
        await pilot.click(next(button for button in buttons if button.region))
        await until(pilot, lambda: "Locked until gate 2" in notes(pilot))
        assert front(pilot) == "Phase3"
        assert session_of(pilot).project is before


async def test_a_second_instance_is_read_only_and_says_who_holds_it(folder: Path) -> None:
    path = folder / "leads.pilotage.json"
    holder = Session.create(path, Way().project, FixedClock())
    try:
        session = Session.open(path, FixedClock())
        app = PilotageApp(session, folder=folder, clock=FixedClock())
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await sees(pilot, "READ-ONLY", "Read-only: held by")
            await pilot.press("f5")
            await comes(pilot, "PeopleScreen")
            await pilot.press("a")
            await pilot.click("CommandButton")
            await until(pilot, lambda: "held by" in notes(pilot))
            assert front(pilot) == "PeopleScreen"
            metric = session.project.metrics[2]
            app.go(
                "phase1", Place("phase1", "metrics", metric.id, "value")
            )  # as a gate's line does
            await until(pilot, lambda: getattr(app.screen, "metric", None) == metric)
            await pilot.pause()
            assert front(pilot) == "Phase1"  # chosen, and no form of it opened
    finally:
        holder.close()


async def test_who_drives_is_chosen_and_shown(open_app: OpenApp) -> None:
    async with open_app("documented") as pilot:
        await pilot.press("f6")
        await comes(pilot, "Choose")
        await pilot.press("down", "enter")
        await sees(pilot, "driving: Dana Osei (second owner)")
        assert session_of(pilot).actor == SECOND_OWNER


async def test_a_change_shows_even_when_saved_overtakes_it(open_app: OpenApp) -> None:
    """The note that something is saved may replace the one that says what was done."""
    async with open_app() as pilot:
        await pilot.press("f5")
        await comes(pilot, "PeopleScreen")
        for number in range(5):
            session_of(pilot).do(people.add_person, name=f"Person {number}")
            session_of(pilot).flush()
            await sees(pilot, f"Person {number}")


async def test_everything_is_on_disk_after_quitting(open_app: OpenApp, folder: Path) -> None:
    async with open_app() as pilot:
        session_of(pilot).do(people.rename_workflow, title="Renamed")
        await pilot.press("ctrl+q")
        await pilot.pause(0.2)
    assert not list(folder.glob("*.lock"))
    assert Session.open(folder / "leads.pilotage.json", FixedClock()).project.title == "Renamed"


async def test_the_palette_finds_a_command_and_says_why_it_can_not_be(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await pilot.press("ctrl+p")
        await pilot.press(*"redo")
        await sees(pilot, "Redo what was undone", "There is nothing to redo.")
        await pilot.press("escape")


async def test_traps_open_from_the_palette_and_the_rail(open_app: OpenApp) -> None:
    async with open_app("documented", size=(160, 48)) as pilot:
        await pilot.click("#rail-traps")
        await comes(pilot, "Show")
        await sees(pilot, "The five traps", "Remedy (phase 2)")


async def test_a_screen_that_is_replaced_before_it_stands_is_left_alone(open_app: OpenApp) -> None:
    async with open_app("documented") as pilot:
        for name in ("phase3", "phase2", "journal", "phase4", "people", "phase3"):
            pilot.app.go(name)
            await asyncio.sleep(0)
        await comes(pilot, "Phase3")
        await until(pilot, lambda: pilot.app.screen.filled)


@pytest.mark.parametrize("moments", [0, 4, 12, 25, 50])
async def test_one_may_leave_the_first_screen_before_it_stands(folder: Path, moments: int) -> None:
    way = ways.documented()
    session = Session.create(folder / "leads.pilotage.json", way.project, way.clock)
    app = PilotageApp(session, folder=folder, clock=way.clock)
    async with app.run_test(size=(120, 36)) as pilot:
        for _ in range(moments):
            await asyncio.sleep(0)
        app.go("phase1")
        await comes(pilot, "Phase1")
        await until(pilot, app.stands)
        await sees(pilot, "1 · Document & baseline", "Purpose", "F1 Help")


async def test_a_phase_is_chosen_by_its_number(open_app: OpenApp) -> None:
    async with open_app("documented", size=(80, 24)) as pilot:
        await pilot.press("f2")
        await comes(pilot, "Choose")
        await pilot.press("9")  # no phase
        await pilot.press("3")
        await comes(pilot, "Phase3")
