"""Opening a screen on a project of `tests.way`, and seeing what stands on it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from textual.pilot import Pilot
from textual.widgets import Input, Select, TextArea

from pilotage.session import Session
from pilotage.tui.app import PilotageApp
from tests.tui.conftest import notes, seen, until
from tests.way import Way

HOSTILE = "[bold]x[/bold] a [/] b [@click=app.quit]x[/] $x [$y]"
"""Markup of every kind that must be shown as it reads."""


class Opened:
    """A running app on a screen."""

    def __init__(self, app: PilotageApp, pilot: Pilot[None], way: Way) -> None:
        self.app = app
        self.pilot = pilot
        self.way = way

    @property
    def project(self) -> Any:
        """The project as it is now."""
        return self.app.session.project

    async def press(self, *keys: str) -> None:
        """Press keys, and let what they start come to rest."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def click(self, selector: str, **where: Any) -> None:
        """Click on a widget of the screen in front, after a look at it."""
        self.app.pressed = None
        await self.pilot.click(selector, **where)
        await self.pilot.pause()

    async def click_command(self, name: str) -> None:
        """Click on the button of a command."""
        button = next(b for b in self.app.screen.query("CommandButton") if named(b) == name)
        await until(self.pilot, lambda: bool(button.region.area))
        await self.pilot.click(button)
        await self.pilot.pause()

    async def fill(self, **values: Any) -> None:
        """Fill in the form in front, then save it by key."""
        for name, value in values.items():
            field = self.app.screen.query_one(f"#field-{name}")
            if isinstance(field, TextArea):
                field.load_text(value)
            else:
                assert isinstance(field, Input | Select) or hasattr(field, "value")
                field.value = value  # type: ignore[union-attr]
        await self.press("ctrl+s")

    def seen(self) -> str:
        """All that stands on the screen in front, line by line."""
        return seen(self.pilot)

    def notes(self) -> str:
        """What was said in the corner."""
        return notes(self.pilot)

    @property
    def dialog(self) -> str:
        """The kind of the screen in front."""
        return type(self.app.screen).__name__


def named(button: Any) -> str:
    """The name of a button's command."""
    return str(button.command.__name__)


@asynccontextmanager
async def opened(
    way: Way, folder: Path, screen: str, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Opened]:
    """The app on a real file with that project, on one of its screens."""
    with patch.dict(os.environ, PILOTAGE_CONFIG_DIR=str(folder / "config")):
        session = Session.create(folder / "x.pilotage.json", way.project, way.clock)
        if way.actor != session.actor:
            session.drive(way.actor)
        app = PilotageApp(session, folder=folder, clock=way.clock)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            if screen != app.screen.NAME:
                app.go(screen)
            await until(pilot, lambda: screen == app.screen.NAME and app.stands())
            await pilot.pause()
            yield Opened(app, pilot, way)
