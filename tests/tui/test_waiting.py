"""What takes a while: said, and given up by whoever does not want to wait."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from pilotage.session import Session
from pilotage.store.lock import Lock
from pilotage.tui.dialogs import import_, waiting
from pilotage.tui.dialogs.waiting import PATIENCE
from pilotage.tui.screens import export
from tests.tui.clicker import Clicker
from tests.tui.conftest import OpenApp, comes, front, seen, sees, until
from tests.way import FixedClock, Way


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Lets what takes a while come to its end."""
    monkeypatch.setattr(waiting, "PATIENCE", 0.05)
    assert PATIENCE <= 0.5
    event = threading.Event()
    real = export.make

    def slow(*args: object) -> object:
        event.wait(10)
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(export, "make", slow)
    return event


async def test_an_export_that_is_given_up_writes_nothing(
    open_app: OpenApp, folder: Path, gate: threading.Event
) -> None:
    async with open_app("documented") as pilot:
        you = Clicker(pilot)
        await pilot.press("f8")
        await comes(pilot, "ExportScreen")
        await pilot.press("ctrl+s")
        await comes(pilot, "Waiting")
        await sees(pilot, "Making the PDF …", "Cancel  Esc")
        await you.click("Cancel  Esc")
        await sees(pilot, "Nothing was written.")
        gate.set()
        await pilot.pause(0.1)
        assert list(folder.glob("*.pdf")) == []


async def test_an_export_that_is_waited_for_is_written(
    open_app: OpenApp, folder: Path, gate: threading.Event
) -> None:
    async with open_app("documented") as pilot:
        await pilot.press("f8")
        await comes(pilot, "ExportScreen")
        await pilot.press("ctrl+s")
        await comes(pilot, "Waiting")
        gate.set()
        await until(pilot, lambda: front(pilot) == "ExportScreen", tries=400)
        await sees(pilot, "✓ Written: ")
        assert len(list(folder.glob("*.pdf"))) == 1


async def begin_import(pilot: Pilot[None], folder: Path) -> None:
    """Import a file of one row in phase 1, as far as the key that does it."""
    (folder / "b.csv").write_text("metric,value,cases\nTime,5,10\n", "utf-8")
    await pilot.press("f9", "i")
    await comes(pilot, "Import")
    await pilot.press(*"b.csv", "enter")
    await sees(pilot, "Import 1 row  ^s")
    await pilot.press("ctrl+s")


async def test_an_import_can_be_stopped_until_it_is_saved(
    open_app: OpenApp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event, begun = threading.Event(), threading.Event()

    def slow(project: object) -> None:
        begun.set()
        event.wait(10)

    monkeypatch.setattr(import_, "look_through", slow)
    async with open_app(Way()) as pilot:
        await begin_import(pilot, folder)
        await until(pilot, begun.is_set)
        await pilot.press("escape")
        event.set()
        await sees(pilot, "Nothing was imported.")
        metric = pilot.app.session.project.metrics[0]  # type: ignore[attr-defined]
        assert metric.baseline is None
        await pilot.press("escape")
        await comes(pilot, "Phase1")


async def test_reading_the_list_can_be_stopped(
    open_home: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pilotage.tui.project_reading import ProjectsRead
    from pilotage.tui.screens import home

    ended = threading.Event()

    def slow(reading: int, folder: object, today: object, post: Any, stopped: Any) -> None:
        post(ProjectsRead(reading, (), 500, is_last=False))
        while not stopped():
            ended.wait(0.01)
        ended.set()

    async with open_home(size=(80, 24)) as pilot:
        monkeypatch.setattr(home, "read_projects", slow)
        await pilot.press("r")
        await sees(pilot, "reading 0 of 500… Esc stops")
        await pilot.press("escape")
        await until(pilot, ended.is_set)
        assert "reading" not in seen(pilot)


async def test_what_is_done_while_help_is_read_lets_it_be_read(
    open_app: OpenApp, folder: Path, gate: threading.Event
) -> None:
    async with open_app("documented") as pilot:
        await pilot.press("f8")
        await comes(pilot, "ExportScreen")
        await pilot.press("ctrl+s")
        await comes(pilot, "Waiting")
        await pilot.press("f1")
        await comes(pilot, "Show")
        gate.set()
        await pilot.pause(0.5)
        assert front(pilot) == "Show"
        await pilot.press("escape")
        await comes(pilot, "ExportScreen")
        await sees(pilot, "✓ Written: ")


async def test_an_import_that_is_done_while_help_is_read_goes_after_it(
    open_app: OpenApp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event, begun = threading.Event(), threading.Event()
    real = import_._do

    def slow(*args: Any) -> None:
        begun.set()
        event.wait(10)
        real(*args)

    monkeypatch.setattr(import_, "_do", slow)
    async with open_app(Way()) as pilot:
        await begin_import(pilot, folder)
        await until(pilot, begun.is_set)
        await pilot.press("f1")
        await comes(pilot, "Show")
        event.set()
        await pilot.pause(0.5)
        assert front(pilot) == "Show"
        await pilot.press("escape")
        await comes(pilot, "Phase1")


async def test_a_project_that_takes_long_to_open_can_be_left_alone(
    open_home: OpenApp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 0.05)
    event, real = threading.Event(), Session.open
    opened: list[Session] = []
    path = folder / "leads.pilotage.json"
    Session.create(path, Way().project, FixedClock()).close()

    def slow(*args: Any, **options: Any) -> Session:
        event.wait(10)
        opened.append(real(*args, **options))
        return opened[-1]

    monkeypatch.setattr(Session, "open", slow)
    async with open_home() as pilot:
        await sees(pilot, "Lead routing")
        await pilot.press("enter")
        await comes(pilot, "Waiting")
        await sees(pilot, "Opening leads.pilotage.json …")
        await pilot.press("escape")
        await comes(pilot, "HomeScreen")
        event.set()
        await until(pilot, lambda: bool(opened) and opened[0].closed and is_free(path))
        await pilot.press("enter")
        await comes(pilot, "Phase1")
        assert not pilot.app.session.read_only  # type: ignore[attr-defined]


def is_free(path: Path) -> bool:
    """Whether nobody holds the file."""
    lock = Lock(path)
    if not lock.acquire():
        return False
    lock.release()
    return True
