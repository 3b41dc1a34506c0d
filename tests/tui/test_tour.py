"""The tour: once for each user, in six steps, and never in the way of who types."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from pilotage import config, first_run
from pilotage.tui.app import PilotageApp
from pilotage.tui.dialogs import tour as tours
from pilotage.tui.tour_steps import NARROW, SMALL, WIDE, steps
from tests.tui.conftest import OpenApp, comes, front, notes, seen, sees, until, write
from tests.way import FixedClock

Start = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@pytest.fixture
def start(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """The program as somebody starts it for the first time."""
    monkeypatch.setattr("pilotage.tui.touring_app.CALM_SECONDS", 0.05)

    @asynccontextmanager
    async def started(size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
        app = PilotageApp(folder=folder, clock=FixedClock(), tour=True)
        async with app.run_test(size=size, notifications=True) as pilot:
            yield pilot

    return started


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody had the time to read a step."""
    monkeypatch.setattr(tours, "UNREAD_SECONDS", 0.0)


# -- when ---------------------------------------------------------------------------------------


@pytest.fixture
def nothing_says_no(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(first_run.TOUR_VARIABLE)
    return folder.parent / "config"


def test_it_is_wanted_once(nothing_says_no: Path) -> None:
    assert first_run.wants_tour(config.Settings())
    assert not nothing_says_no.exists()
    assert first_run.remember_tour()
    assert not first_run.wants_tour(config.Settings())


def test_settings_and_environment_keep_it_away(
    nothing_says_no: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing_says_no.mkdir()
    (nothing_says_no / "settings.toml").write_text('tour = "off"\n')
    assert not first_run.wants_tour(config.load()[0])
    (nothing_says_no / "settings.toml").write_text('tour = "maybe"\n')
    settings, problems = config.load()
    assert "must be “on” or “off”" in str(problems[0])
    assert first_run.wants_tour(settings)
    monkeypatch.setenv(first_run.TOUR_VARIABLE, "Off")
    assert not first_run.wants_tour(settings)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_where_it_cannot_be_remembered_it_does_not_come(nothing_says_no: Path) -> None:
    nothing_says_no.mkdir(mode=0o500)
    assert not first_run.remember_tour()


def test_a_file_where_the_folder_should_be_is_as_good_as_remembered(nothing_says_no: Path) -> None:
    nothing_says_no.write_text("no folder")
    assert not first_run.remember_tour()


# -- what ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("roomy", [False, True])
def test_six_steps_fit_their_card(roomy: bool) -> None:
    all_ = steps(roomy=roomy)
    assert len(all_) == 6
    width, height = (86, 16) if roomy else (70, 14)
    for step in all_:
        lines = step.picture.splitlines()
        assert all(len(line) <= width for line in lines)
        rows = sum(-(-len(line) // (width - 8)) or 1 for line in step.text.splitlines())
        assert len(lines) + bool(lines) + rows <= height


@pytest.mark.parametrize(("size", "pictures"), [((80, 24), SMALL), ((120, 36), WIDE)])
async def test_it_comes_up_is_walked_through_and_does_not_come_again(
    start: Start, folder: Path, read: None, size: tuple[int, int], pictures: str
) -> None:
    async with start(size) as pilot:
        await comes(pilot, "Tour")
        assert (folder.parent / "config" / first_run.STATE).exists()
        everything = ""
        for number in range(1, 7):
            await sees(pilot, f"{number} of 6")
            everything += seen(pilot)
            await pilot.press("right" if number % 2 else "enter")
        await comes(pilot, "HomeScreen")
        assert all(line.strip() in everything for line in pictures.splitlines())
        assert (NARROW.splitlines()[2] in everything) is (size[0] < 96)
    assert list(folder.iterdir()) == []


async def test_it_goes_back_and_is_left_by_mouse(start: Start, read: None) -> None:
    async with start() as pilot:
        await comes(pilot, "Tour")
        await pilot.click("#tour-next")
        await sees(pilot, "2 of 6")
        await pilot.press("left")
        await sees(pilot, "1 of 6")
        await pilot.click("#tour-leave")
        await comes(pilot, "HomeScreen")


async def test_it_can_be_taken_again_from_the_palette_and_from_help(open_home: OpenApp) -> None:
    async with open_home() as pilot:
        assert front(pilot) == "HomeScreen"  # off unless somebody asks for it
        await pilot.press("ctrl+p")
        await write(pilot, "tour")
        await sees(pilot, "Take the tour")
        await pilot.press("enter")
        await comes(pilot, "Tour")
        await pilot.press("f1")
        await sees(pilot, "Two minutes: six steps")
        await pilot.press("escape", "escape")
        await comes(pilot, "HomeScreen")
        await pilot.press("f1", "t")
        await comes(pilot, "Tour")


# -- out of the way -------------------------------------------------------------------------------


def burst(pilot: Pilot[None], *keys: str) -> None:
    driver: Any = pilot.app._driver
    for key in keys:
        driver.send_message(events.Key(key, key if len(key) == 1 else None))


async def test_who_types_at_once_is_left_alone(start: Start, folder: Path) -> None:
    async with start() as pilot:
        burst(pilot, "n")
        await comes(pilot, "NewProject")
        await pilot.pause(0.2)
        assert front(pilot) == "NewProject"
    assert not (folder.parent / "config" / first_run.STATE).exists()


async def test_what_is_typed_as_it_comes_up_acts_below_in_its_order(start: Start) -> None:
    async with start() as pilot:
        await comes(pilot, "Tour")
        burst(pilot, "n", *"Leads", "tab", *"Ada")
        await comes(pilot, "NewProject")
        await until(pilot, lambda: getattr(pilot.app.focused, "value", "") == "Ada")
        assert pilot.app.screen.query(Input).first().value == "Leads"


async def test_enter_before_anybody_can_have_read_it_is_not_for_the_tour(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tours, "UNREAD_SECONDS", 60.0)
    async with start() as pilot:
        await comes(pilot, "Tour")
        burst(pilot, "enter")
        await comes(pilot, "HomeScreen")


async def test_pasting_and_the_palette_leave_it(start: Start, read: None) -> None:
    async with start() as pilot:
        await comes(pilot, "Tour")
        await pilot.press("ctrl+p")
        await comes(pilot, "Palette")
        await sees(pilot, "Start a new workflow")
        await pilot.press("escape", "n")
        await comes(pilot, "NewProject")


async def test_a_note_of_the_start_is_read_first(start: Start, folder: Path) -> None:
    file = folder.parent / "config" / "settings.toml"
    file.parent.mkdir()
    file.write_text('[keys]\nnew = "m"\n')
    async with start() as pilot:
        await until(pilot, lambda: "keys.new" in notes(pilot))
        await pilot.pause(0.2)
        assert front(pilot) == "HomeScreen"
