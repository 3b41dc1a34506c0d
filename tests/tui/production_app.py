"""What the tests of production, review and cadence share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Select

from pilotage.model.project import Project
from pilotage.tui.app import PilotageApp
from tests.tui.opened import opened
from tests.way import Way

LITERAL = ("[bold]x[/bold]", "a [/] b", "[@click=app.quit]x[/]", "$x [$y]")
"""Texts that a terminal toolkit would read as markup."""


@asynccontextmanager
async def on_screen(
    way: Way, folder: Path, screen: str, *, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    """The application on a screen, with whoever acts on the way driving."""
    async with opened(way, folder, screen, size) as here:
        yield here.pilot


def project_of(pilot: Pilot[None]) -> Project:
    """The project as it is now."""
    assert isinstance(pilot.app, PilotageApp)
    return pilot.app.session.project


async def keys(pilot: Pilot[None], *pressed: str) -> None:
    """Press keys and let what they start come to rest; `t:some text` types a text."""
    for key in pressed:
        if key.startswith("t:"):
            await pilot.press(*("space" if c == " " else c for c in key[2:]))
        else:
            await pilot.press(key)
    searches = [w for w in pilot.app.workers if w.group == "output-search"]
    if searches:
        await pilot.app.workers.wait_for_complete(searches)
    await pilot.pause()


def set_choice(pilot: Pilot[None], field: str, value: object) -> None:
    """Make a choice in the form that is open."""
    pilot.app.screen.query_one(f"#field-{field}", Select).value = value
