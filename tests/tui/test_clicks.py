"""Clicks in dialogs, beside them, and the ones that led to them."""

from __future__ import annotations

from dataclasses import replace

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Button, Select, Static, TabbedContent
from textual.widgets.option_list import Option

from pilotage.method.requirement import Place
from pilotage.tui.prepared import Dialog, Prepared, PreparingApp
from pilotage.tui.screens.phase1 import Phase1
from pilotage.tui.widgets.pick_list import PickList
from tests.tui.clicker import Clicker
from tests.tui.conftest import OpenApp, front
from tests.tui.typist import press


async def test_a_click_beside_leaves_what_only_shows_or_asks_to_choose(open_app: OpenApp) -> None:
    async with open_app("written", size=(80, 24)) as pilot:
        you = Clicker(pilot)
        for key, dialog, beside in (
            ("f6", "Choose", "Lead routing"),
            ("f10", "AdviceDialog", "day 1"),
            ("f4", "GateDialog", "saved"),
        ):
            await press(pilot, key)
            await you.comes(dialog)
            await you.click(beside)
            await you.comes("Phase1")
        await press(pilot, "ctrl+n")
        await you.click("Lead routing")
        assert front(pilot) == "Confirm"
        assert pilot.app.screen.query_one("#confirm-yes", Button).variant == "primary"


async def test_a_double_click_does_nothing_in_the_dialog_that_it_opens(open_app: OpenApp) -> None:
    async with open_app("written", size=(120, 36)) as pilot:
        you = Clicker(pilot)
        you.app.CLICK_CHAIN_TIME_THRESHOLD = 60
        await press(pilot, "f9")
        await you.click("Cost per", right=25)
        place = you.where("Cost per")
        assert place is not None
        await you.click("Cost per", right=25)
        await you.comes("Form")
        under, _ = pilot.app.screen.get_widget_at(place[0] + 25, place[1])
        assert under.has_class("field-label")
        await you.click_at(place[0] + 25, place[1])
        assert not pilot.app.screen.selections
        # all fields have room on a screen of this height
        assert pilot.app.screen.query_one(".form-fields", VerticalScroll).max_scroll_y == 0
        await you.click("Back  Esc")
        await you.comes("Phase1")


async def test_a_click_on_what_stood_behind_a_dialog_is_meant(open_app: OpenApp) -> None:
    async with open_app("written", size=(120, 36)) as pilot:
        you = Clicker(pilot)
        you.app.CLICK_CHAIN_TIME_THRESHOLD = 60
        place = you.where("Baseline")
        assert place is not None
        await press(pilot, "f6")
        await you.click_at(place[0] + 2, place[1])
        assert front(pilot) == "Phase1"
        await you.click_at(place[0] + 2, place[1])
        assert pilot.app.screen.query_one(TabbedContent).active == "tab-baseline"


async def test_a_line_that_nobody_chose_is_not_taken_by_one_click() -> None:
    async with Picking().run_test() as pilot:
        await pilot.click("PickList", offset=(1, 0))
        assert pilot.app.query_one(PickList).highlighted == 0
        await pilot.click("PickList", offset=(1, 1))
        assert not pilot.app.taken  # type: ignore[attr-defined]
        await pilot.click("PickList", offset=(1, 1))
        assert pilot.app.taken == ["two"]  # type: ignore[attr-defined]


class Picking(App[None]):
    """Two lines to pick from."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[str] = []

    def compose(self) -> ComposeResult:
        yield PickList(Option("one", id="one"), Option("two", id="two"), compact=True)

    def on_mount(self) -> None:
        self.query_one(PickList).highlighted = 0

    def on_option_list_option_selected(self, event: PickList.OptionSelected) -> None:
        self.taken.append(event.option_id or "")


async def test_two_clicks_on_the_gate_open_one_form(open_app: OpenApp) -> None:
    async with open_app("documented", size=(120, 36)) as pilot:
        you = Clicker(pilot)
        await press(pilot, "1")
        await you.comes("Phase1")
        screen = pilot.app.screen
        assert isinstance(screen, Phase1)
        place = Place("phase1", "metrics", 1, "how")
        place = replace(place, row=screen.project.metrics[0].id)
        screen.show_place(place)
        screen.show_place(place)
        await you.comes("Form")
        assert len(pilot.app.screen_stack) == 2


async def test_the_click_that_closes_a_list_acts_on_what_it_hits(open_app: OpenApp) -> None:
    async with open_app("written", size=(120, 36)) as pilot:
        you = Clicker(pilot)
        await press(pilot, "f9", "a")
        await you.click("custom")
        select = pilot.app.screen.query(Select).first()
        assert select.expanded
        await you.click("custom", slow=True)
        assert not select.expanded
        await you.click("custom")
        await you.click("Back  Esc", slow=True)
        await you.comes("Phase1")


class Tipped(Prepared[None]):
    def compose(self) -> ComposeResult:
        tipped = Static("here", id="tipped")
        tipped.tooltip = "What it does"
        yield tipped


class TippedApp(PreparingApp):
    TOOLTIP_DELAY = 0.2

    def get_default_screen(self) -> Tipped:
        return Tipped()


async def test_no_tip_comes_behind_a_dialog() -> None:
    async with TippedApp().run_test(tooltips=True) as pilot:
        screen = pilot.app.screen
        tip = screen.query_one("#textual-tooltip")
        await pilot.hover("#tipped", offset=(1, 0))
        pilot.app.push_screen(Dialog())
        await pilot.pause(0.3)
        assert not tip.display
