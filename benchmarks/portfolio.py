"""A folder of 500 projects, listed, beside reading the bytes of the 500 files."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.report import Row, ratio_row
from pilotage import portfolio
from pilotage.actions.people import set_note
from pilotage.clock import SystemClock
from pilotage.session import Session
from pilotage.summaries import Summaries

PROJECTS = 500
AT_ONCE = 20
MIX = ("content_production", "lead_routing") * 2 + ("support_triage",)
"""Of five projects two have just begun, two are half way, one is in production."""


def folder_of(place: Path, projects: int = PROJECTS, *, worked_on: bool = True) -> Path:
    """A folder with that many projects: copies of the samples, as somebody leaves them who has
    worked on them with this version; or as they are when another version wrote them.
    """
    place.mkdir(parents=True, exist_ok=True)
    samples = {path.name.partition(".")[0]: path for path in portfolio.samples()}
    if worked_on:
        samples = {name: _worked_on(path, place.parent) for name, path in samples.items()}
    for number in range(projects):
        sample = samples[MIX[number % len(MIX)]]
        shutil.copyfile(sample, place / f"p{number:03d}.pilotage.json")
    return place


def _worked_on(sample: Path, place: Path) -> Path:
    path = place / f"worked-on-{sample.name}"
    shutil.copyfile(sample, path)
    session = Session.open(path, SystemClock())
    session.do(set_note, note="Looked at.")
    session.close()
    return path


def _bytes(files: tuple[Path, ...]) -> float:
    begun = time.perf_counter()
    for path in files:
        path.read_bytes()
    return time.perf_counter() - begun


def _listed(folder: Path, today: date, known: Summaries | None) -> tuple[float, float]:
    """Seconds until the first rows and until all, with what is kept from before."""
    begun = time.perf_counter()
    known = known or Summaries.load()
    files = portfolio.find(folder)
    first = 0.0
    for at in range(0, len(files), AT_ONCE):
        portfolio.read_all(files[at : at + AT_ONCE], today, known)
        first = first or time.perf_counter() - begun
    took = time.perf_counter() - begun
    known.save()
    return first, took


def rows(folder: Path, runs: int) -> list[Row]:
    """All rows of the list: closed by this version; by another, never listed before and listed."""
    today = date(2026, 6, 1)
    files = portfolio.find(folder)
    others = folder_of(folder.with_name("others"), len(files), worked_on=False)
    time.sleep(2.1)  # files changed just now are not kept
    floors, told, cold, warm = [], [], [], []
    _listed(others, today, Summaries({}))
    for _ in range(runs):
        floors.append(_bytes(files))
        told.append(_listed(folder, today, Summaries({}))[1])
        cold.append(_listed(others, today, Summaries({}))[1])
        warm.append(_listed(others, today, None)[1])
    floor = f"reading the bytes of the {len(files)} files"
    return [
        ratio_row(f"a folder of {len(files)} projects, listed", floor, told, floors, 6),
        ratio_row("… written by another version, listed before", floor, warm, floors, 6),
        ratio_row("… and for the first time", floor, cold, floors, 6),
    ]


async def on_screen(folder: Path, again: int) -> list[str]:
    """How long home takes to show the list, and the longest that it answered nothing meanwhile."""
    import gc

    from pilotage.tui.app import PilotageApp
    from pilotage.tui.screens.home import HomeScreen

    said = []
    for number in range(again):
        app = PilotageApp(folder=folder.with_name("nothing"), clock=SystemClock())
        async with app.run_test(size=(120, 36)) as pilot:
            screen = app.screen
            assert isinstance(screen, HomeScreen)
            await pilot.pause()
            gc.collect()
            gc.freeze()  # as the program does once its screens stand
            app.folder = folder
            begun, first, held = time.perf_counter(), 0.0, 0.0
            screen.load()
            while screen.is_reading:
                before = time.perf_counter()
                await asyncio.sleep(0.001)
                held = max(held, time.perf_counter() - before - 0.001)
                if not first and screen.has_projects:
                    first = time.perf_counter() - begun
            took = time.perf_counter() - begun
        what = "listed before" if number else "never listed before"
        said.append(
            f"home, {what}: first rows {first * 1e3:.0f} ms, all {took * 1e3:.0f} ms, "
            f"held for at most {held * 1e3:.0f} ms"
        )
    return said


def main() -> None:
    """Measure the list alone: `python -m benchmarks.portfolio`."""
    from benchmarks.report import markdown

    with tempfile.TemporaryDirectory() as place:
        os.environ["PILOTAGE_CONFIG_DIR"] = str(Path(place) / "config")
        folder = folder_of(Path(place) / "projects")
        print(markdown(rows(folder, 7)))
        os.environ["PILOTAGE_CONFIG_DIR"] = str(Path(place) / "again")
        print("\n".join(asyncio.run(on_screen(folder, 3))))


if __name__ == "__main__":
    main()
