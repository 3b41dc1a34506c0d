"""Taking a picture of a screen: the clock stands still, nothing blinks, nothing moves."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from rich.terminal_theme import TerminalTheme
from textual import events
from textual._compositor import Compositor
from textual.pilot import Pilot

from pilotage import paths
from pilotage.session import Session
from pilotage.store.shift import shifted_copy
from pilotage.tui.app import PilotageApp
from tests import way as ways
from tests.contrast import XTERM, rgb
from tests.screenshots.shots import Shot
from tests.tui.typist import Typist, press, rest, send

TODAY: Final = date(2026, 6, 1)
"""The day on which the samples are shown; their lateness and their due dates follow from it."""
LATER: Final = re.compile(r"later:(\d+)")
RESIZED: Final = re.compile(r"(\d+)x(\d+)")
SHORT: Final = Path("/tmp")  # noqa: S108 - what is in it is shown, and must be as short everywhere
PLACE: Final = re.compile(r"pictures-\d\d")
"""The folder of a picture's projects; which one it was is left out of the picture."""
FONT_FACE: Final = re.compile(r"\s*@font-face\s*\{.*?\}", re.DOTALL)

COLOURS: Final = [tuple(map(int, rgb(colour))) for colour in XTERM.split()]
SIXTEEN: Final = TerminalTheme(COLOURS[0], COLOURS[7], COLOURS[:8], COLOURS[8:])  # type: ignore[arg-type]
"""A theme of the terminal's own colours as a terminal shows it; Rich's are no terminal's."""


@dataclass
class StillClock:
    """A clock that stands still until it is moved on."""

    day: date = TODAY
    minutes: int = 0

    def now(self) -> datetime:
        """Nine in the morning of its day, and the minutes that it was moved on."""
        start = datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC)
        return start + timedelta(minutes=self.minutes)

    def today(self) -> date:
        """Its day."""
        return self.day


@cache
def sample(name: str, store: Path) -> Path:
    """A sample as it stands on `TODAY`, made once."""
    file = store / f"{name}.pilotage.json"
    if not file.exists():
        shifted_copy(paths.samples_folder() / file.name, file, TODAY)
    return file


def open_session(shot: Shot, store: Path, folder: Path) -> tuple[Session | None, StillClock]:
    """The project of a shot: a copy of a sample, a stage of `tests.way`, or none."""
    clock = StillClock()
    for name in shot.beside:
        shutil.copy(sample(name, store), folder)
    if shot.stage:
        way = getattr(ways, shot.stage)()
        clock.day = way.clock.day
        return Session.create(folder / "lead_routing.pilotage.json", way.project, clock), clock
    if not shot.sample:
        return None, clock
    file = Path(shutil.copy(sample(shot.sample, store), folder))
    clock.day += timedelta(days=shot.days_later)
    return Session.open(file, clock), clock


def _only_in_full(
    self: Compositor, full: bool = False, screen_stack: Any = None, simplify: bool = False
) -> Any:
    """Paint for a picture, and not each change on a terminal that is none: a third of the time."""
    self._dirty_regions.clear()
    return _render(self, full, screen_stack, simplify) if full else None


_render: Final = Compositor.render_update


@contextmanager
def own_place() -> Iterator[Path]:
    """A folder of one's own, whose path has the same length wherever and whenever it is made."""
    for number in range(100):
        place = SHORT / f"pictures-{number:02}"
        with suppress(FileExistsError):
            place.mkdir()
            break
    else:
        raise FileExistsError(f"Remove what was left of {SHORT}/pictures-00 to -99.")
    try:
        with patch.dict(os.environ, PILOTAGE_CONFIG_DIR=str(place / "config")):
            yield place
    finally:
        shutil.rmtree(place)


def anywhere(text: str) -> str:
    """A picture without the number of its folder."""
    return PLACE.sub("pictures-00", text)


@asynccontextmanager
async def standing(
    shot: Shot, size: tuple[int, int], theme: str, store: Path, place: Path
) -> AsyncIterator[Pilot[None]]:
    """The app at the place that a shot shows, with its settings and projects in a folder."""
    with patch.object(Compositor, "render_update", _only_in_full):
        async with _led(shot, size, theme, store, place) as pilot:
            yield pilot


@asynccontextmanager
async def _led(
    shot: Shot, size: tuple[int, int], theme: str, store: Path, place: Path
) -> AsyncIterator[Pilot[None]]:
    folder = place / "projects"
    folder.mkdir()
    for name, text in shot.files.items():
        (folder / name).write_text(text, "utf-8")
    session, clock = open_session(shot, store, folder)
    app = PilotageApp(session, folder=folder, theme=theme, clock=clock)
    app.animation_level = "none"
    async with app.run_test(size=size, notifications=True) as pilot:
        await rest(pilot)
        if session is None:
            await app.workers.wait_for_complete()
            await rest(pilot)
        if shot.screen and shot.screen != app.screen.NAME:  # type: ignore[attr-defined]
            app.go(shot.screen)
            await rest(pilot)
        for key in shot.keys:
            await step(pilot, clock, key)
        if shot.settles:
            await pilot.pause(shot.settles)
        await rest(pilot)
        if session is not None:
            await asyncio.to_thread(session.flush)
            await rest(pilot)
        still(pilot)
        yield pilot


async def step(pilot: Pilot[None], clock: StillClock, key: str) -> None:
    """One step on the way to a picture: a key, time that goes by, or another size."""
    if later := LATER.fullmatch(key):
        clock.minutes += int(later[1])
        screen: Any = pilot.app.screen
        getattr(screen, "_tick", screen.refresh)()  # its own timer goes by the real clock
        await rest(pilot)
    elif size := RESIZED.fullmatch(key):
        await pilot.resize_terminal(int(size[1]), int(size[2]))
        await rest(pilot)
    elif key.startswith("paste:"):
        send(pilot, events.Paste("word " * (int(key.removeprefix("paste:")) // 5)))
        await rest(pilot)
    elif key.startswith("type:"):
        await Typist(pilot).write(key.removeprefix("type:"))
    else:
        await press(pilot, key)


def still(pilot: Pilot[None]) -> None:
    """Let no cursor blink."""
    screen: Any = pilot.app.screen
    for widget in screen.query("Input, TextArea"):
        widget.cursor_blink = False


def picture(pilot: Pilot[None], title: str) -> str:
    """What stands on the screen as SVG that asks for nothing from outside."""
    with patch("rich.console.SVG_EXPORT_THEME", SIXTEEN):
        svg = pilot.app.export_screenshot(title=title)
    return anywhere(FONT_FACE.sub("", svg))


async def take(
    shot: Shot, size: tuple[int, int], themes: Sequence[str], store: Path, place: Path
) -> dict[str, str]:
    """A shot at a size, in each of the themes, by their names."""
    taken: dict[str, str] = {}
    async with standing(shot, size, themes[0], store, place) as pilot:
        for theme in themes:
            if pilot.app.theme != theme:
                pilot.app.theme = theme
                await pilot.pause(0)
                await pilot.pause(0)
            title = f"{shot.about} · {size[0]} × {size[1]}"
            taken[theme] = picture(pilot, title)
    return taken


def write(
    shot: Shot, size: tuple[int, int], wanted: tuple[str, ...], store: Path, target: Path
) -> str:
    """Take a shot at a size in some themes, and write the pictures; returns what went wrong."""
    try:
        with own_place() as place:
            taken = asyncio.run(take(shot, size, wanted, store, place))
    except Exception as problem:  # noqa: BLE001 - the other pictures are wanted all the same
        return f"{shot.name} {size[0]}×{size[1]}: {problem!r}"
    for theme, svg in taken.items():
        (target / f"{shot.name}-{size[0]}x{size[1]}-{theme}.svg").write_text(svg, "utf-8")
    return ""
