"""A run that is driven on its screen, for tests."""

from __future__ import annotations

from textual import events
from textual.widgets import Static

from pilotage.actions import driving, runs
from pilotage.method.driving import drive_steps, position
from pilotage.tui.widgets.drive_keys import DriveKeys
from tests.tui.conftest import until
from tests.tui.opened import Opened
from tests.tui.typist import NAMES, rest, send
from tests.way import SECOND_OWNER, Way, documented


def driven(done: int = 0, way: Way | None = None) -> Way:
    """A run with so many steps done, its driver at the keyboard."""
    way = way or documented()
    way.as_(SECOND_OWNER).do(runs.start_run)
    steps = drive_steps(way.project.page)
    for step in steps[:done]:
        way.do(driving.complete_step, run=way.last("runs"), section=step.section, item=step.item)
    return way


async def to_the_run(here: Opened) -> None:
    """Go on with the run that is going."""
    await here.press("g")
    await until(here.pilot, lambda: here.dialog == "Drive" and here.app.stands())
    await rest(here.pilot)


async def click_key(here: Opened, key: str) -> None:
    """Click a key of the last lines, where it stands."""
    keys = here.app.screen.query_one(DriveKeys)
    y, columns, _ = next(place for place in keys._places if place[2].key == key)
    await here.click("#drive-keys", offset=(columns.start + 3, y))
    await rest(here.pilot)


def at(here: Opened) -> int:
    run = here.project.runs[-1]
    return position(run, drive_steps(here.project.revision.page))


def said(here: Opened) -> str:
    return str(here.app.screen.query_one("#drive-said", Static).content)


async def burst(here: Opened, *keys: str) -> None:
    """Press keys without a pause between them."""
    for key in keys:
        name = NAMES.get(key, key)
        send(here.pilot, events.Key(name, {"enter": None}.get(key, key if len(key) == 1 else None)))
    await rest(here.pilot)
