"""Where the focus is can always be seen: on each screen, at each widget that takes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Button, Static

from pilotage import themes
from pilotage.session import Session
from pilotage.tui.app import SCREENS
from pilotage.tui.dialogs.choose import Choose
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.dialogs.form import Field, Form
from pilotage.tui.dialogs.phrase import NewPhrase
from pilotage.tui.dialogs.show import Show
from pilotage.tui.dialogs.theme import ChooseTheme
from tests.tui.conftest import OpenApp, comes, until
from tests.tui.test_every_screen import go_to
from tests.way import written

FIELDS = [
    Field("line", "A line"),
    Field("prose", "Lines", "prose"),
    Field("day", "A day", "day"),
    Field("number", "A number", "number", "1"),
    Field("choice", "A choice", "choice", 1, choices=[("One", 1), ("Two", 2)]),
    Field("check", "Ticked", "check", value=False),
]


class Forgetful(Static, can_focus=True):
    """Looks the same with the focus and without."""


class Forgetting(Screen[None]):
    """One widget that forgets its focus, and one that shows it."""

    def compose(self) -> ComposeResult:
        yield Forgetful("Which?")
        yield Button("This one")


Picture = list[list[Segment]]


def picture(strips: list[Strip], region: Region) -> Picture:
    """A part of the screen: its characters and how each looks."""
    inside = region.intersection(Region(0, 0, strips[0].cell_length, len(strips)))
    return [
        [Segment(s.text, s.style) for s in strips[y].crop(inside.x, inside.right).simplify()]
        for y in range(inside.y, inside.bottom)
    ]


async def unseen(pilot: Pilot[None]) -> list[str]:
    """The widgets of the screen in front that look no other when they have the focus.

    The focus goes from one to the next; each is compared with itself once the next one has it.
    Some show it in the line around what holds them.
    """
    screen: Any = pilot.app.screen
    chain = [each for each in screen.focus_chain if each.region.area and each.is_on_screen]
    assert chain
    same: list[Widget] = []
    last: tuple[Widget, Region, Picture] | None = None
    for widget in (*chain, None):
        strips = await with_focus(pilot, widget)
        if last is not None:
            before, region, focused = last
            if before.region == region and picture(strips, region) == focused:
                same.append(before)
        last = widget and (widget, widget.region, picture(strips, widget.region))
    return [f"{type(each).__name__}#{each.id}" for each in same if await is_alone(pilot, each)]


async def is_alone(pilot: Pilot[None], widget: Widget) -> bool:
    """Whether the line around a widget is the same with the focus and without, too."""
    around = widget.region.grow((1, 1, 1, 1))
    focused = picture(await with_focus(pilot, widget), around)
    return picture(await with_focus(pilot, None), around) == focused


async def with_focus(pilot: Pilot[None], widget: Widget | None) -> list[Strip]:
    """The screen with the focus there."""
    pilot.app.screen.set_focus(widget)
    await pilot.pause()
    return pilot.app.screen._compositor.render_strips()


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PILOTAGE_REDUCED_MOTION", "1")


async def test_on_each_screen_of_a_project(open_app: OpenApp) -> None:
    async with open_app("reviewed") as pilot:
        bad = {}
        for name in SCREENS:
            await go_to(pilot, name)
            bad[name] = await unseen(pilot)
        await go_to(pilot, "phase5")
        for part in ("evidence", "decision"):
            pilot.app.screen.open_part(part)  # type: ignore[attr-defined]
            await pilot.pause()
            bad[part] = await unseen(pilot)
        assert {name: found for name, found in bad.items() if found} == {}


async def test_at_home_and_in_a_new_project(open_home: OpenApp, folder: Path) -> None:
    way = written()
    Session.create(folder / "leads.pilotage.json", way.project, way.clock).close()
    async with open_home() as pilot:
        await until(pilot, lambda: bool(pilot.app.screen.focus_chain))
        assert await unseen(pilot) == []
        await pilot.press("n")
        await comes(pilot, "NewProject")
        assert await unseen(pilot) == []


async def test_in_forms_and_questions(open_app: OpenApp) -> None:
    async with open_app("written") as pilot:
        pilot.app.push_screen(Form("A form", FIELDS, dict))
        await comes(pilot, "Form")
        assert await unseen(pilot) == []
        for dialog in (
            Confirm("Sure?", "It is a question."),
            Choose("Which?", ["One", "Two"]),
            Show("A text", content=Content("To read.")),
            NewPhrase(pilot.app.session),  # type: ignore[attr-defined]
            ChooseTheme(tuple(themes.load()[0].values()), "harbour"),
        ):
            pilot.app.push_screen(dialog)
            await comes(pilot, type(dialog).__name__)
            assert await unseen(pilot) == [], dialog


async def test_a_widget_that_forgets_its_focus_is_found(open_home: OpenApp) -> None:
    async with open_home() as pilot:
        pilot.app.push_screen(Forgetting())
        await comes(pilot, "Forgetting")
        assert await unseen(pilot) == ["Forgetful#None"]
