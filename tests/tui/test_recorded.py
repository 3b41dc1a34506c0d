"""What scripts record while the application is open shows at once, and is nobody's last change."""

from __future__ import annotations

from pathlib import Path

from pilotage.session import Session
from pilotage.store.inbox import Inbox
from pilotage.store.project_file import ProjectFile
from pilotage.tui.app import PilotageApp
from tests.inboxes import content, drop, references
from tests.tui.conftest import OpenApp, sees, until
from tests.tui.typist import press
from tests.way import integrated


async def test_it_shows_and_undo_takes_back_one_s_own(open_app: OpenApp, folder: Path) -> None:
    path = folder / "leads.pilotage.json"
    async with open_app(integrated().on_day(64)) as pilot:
        session = pilot.app.session  # type: ignore[attr-defined]
        drop(path, "from-a-script", check="pass", **{"as": "Dana Osei"})
        await sees(pilot, "from-a-script")
        await until(pilot, lambda: not Inbox(path).waiting())
        assert not session.can_undo
        drop(path, "from-a-script", "[bold]another[/]")
        await sees(pilot, "[bold]another[/]", "What a script recorded was refused", "already an")
        drop(path, "the-last")
        await press(pilot, "ctrl+q")
        await until(pilot, lambda: pilot.app._exit)
    found = ProjectFile.open(path, read_only=True).project
    assert references(found) == ["from-a-script", "[bold]another[/]", "the-last"]
    assert len(Inbox(path).refusals()) == 1


async def test_what_was_left_before_is_taken_in_on_opening(folder: Path) -> None:
    path, way = folder / "leads.pilotage.json", integrated().on_day(64)
    Session.create(path, way.project, way.clock).close()
    drop(path, "left-before")
    Inbox(path).refuse(Inbox(path).drop(content({"output": "x"})), "It was refused [/] before.")
    app = PilotageApp(Session.open(path, way.clock), folder=folder, clock=way.clock)
    second = Session.open(path, way.clock)  # reads along, and leaves the inbox alone
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await sees(pilot, "left-before", "refused [/]")  # literally, whatever line it breaks on
    assert second.follow()
    assert references(second.project) == ["left-before"]
    second.close()
