"""The application on a real project file, driven by keys and clicks."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from pilotage.session import Session
from pilotage.tui.app import PilotageApp
from tests import way as ways
from tests.way import FixedClock, Way

OpenApp = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for projects; settings and recent files are kept out of the real ones."""
    monkeypatch.setenv("PILOTAGE_CONFIG_DIR", str(tmp_path / "config"))
    place = tmp_path / "projects"
    place.mkdir()
    return place


@pytest.fixture
def open_app(folder: Path) -> OpenApp:
    """`async with open_app(stage, size=…) as pilot`: a project of `tests.way`, by the name of
    its stage or as a `Way`, in a real file, open at its current phase.
    """

    @asynccontextmanager
    async def opened(
        stage: str | Way = "written", size: tuple[int, int] = (120, 36), **options: Any
    ) -> AsyncIterator[Pilot[None]]:
        way = getattr(ways, stage)() if isinstance(stage, str) else stage
        session = Session.create(folder / "leads.pilotage.json", way.project, way.clock)
        app = PilotageApp(session, folder=folder, clock=way.clock, **options)
        async with app.run_test(size=size, notifications=True) as pilot:
            await until(pilot, app.stands)
            await pilot.pause()
            yield pilot

    return opened


@pytest.fixture
def open_home(folder: Path) -> OpenApp:
    """`async with open_home(size=…) as pilot`: the application without a project, on day 1."""

    @asynccontextmanager
    async def opened(
        size: tuple[int, int] = (120, 36), clock: FixedClock | None = None
    ) -> AsyncIterator[Pilot[None]]:
        app = PilotageApp(folder=folder, clock=clock or FixedClock())
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            await until(pilot, lambda: type(app.screen).__name__ == "HomeScreen")
            yield pilot

    return opened


async def until(pilot: Pilot[None], condition: Callable[[], bool], *, tries: int = 100) -> None:
    """Wait until something is so, as after work in a thread; fails when it never is."""
    for _ in range(tries):
        if condition():
            return
        await pilot.pause(0.02)
    raise AssertionError(f"it never came to be; the screen shows:\n{seen(pilot)}")


def seen(pilot: Pilot[None]) -> str:
    """What stands on the screen, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


async def sees(pilot: Pilot[None], *texts: str) -> None:
    """Wait until all the texts stand on the screen."""
    await until(pilot, lambda: all(text in seen(pilot) for text in texts))


async def write(pilot: Pilot[None], text: str) -> None:
    """Type a text into the field that has the focus, key by key."""
    names = {" ": "space", "\n": "enter"}
    await pilot.press(*(names.get(character, character) for character in text))


def notes(pilot: Pilot[None]) -> str:
    """What the notifications say."""
    return "\n".join(f"{note.title} {note.message}" for note in pilot.app._notifications)


def fill(pilot: Pilot[None], **values: str) -> None:
    """Put texts into the fields of the form in front, by their names."""
    from textual.widgets import Input, TextArea

    for name, value in values.items():
        field = pilot.app.screen.query_one(f"#field-{name}")
        if isinstance(field, TextArea):
            field.text = value
        else:
            assert isinstance(field, Input)
            field.value = value


def front(pilot: Pilot[None]) -> str:
    """The name of the class of the screen in front."""
    return type(pilot.app.screen).__name__


async def comes(pilot: Pilot[None], kind: str) -> None:
    """Wait until a screen of that class is in front, and shown."""
    await until(pilot, lambda: front(pilot) == kind)
    await pilot.pause()
