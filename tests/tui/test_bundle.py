"""A bundle in the application: opened from the list, driven, and put together on leaving."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilotage.store import bundle
from pilotage.store.working import open_any
from tests.handing import Hands, drive
from tests.tui.conftest import OpenApp, comes, notes, sees, until


@pytest.fixture
def out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("pilotage.handover._pages", lambda *_: ({bundle.HTML: b"<p>"}, ""))
    hands = Hands(folder)
    path = hands.hand_over()
    hands.path.unlink()
    return path


async def test_it_is_opened_from_the_list_and_packed_on_leaving(
    open_home: OpenApp, out: Path
) -> None:
    async with open_home() as pilot:
        await sees(pilot, "Lead routing")
        await pilot.press("enter")
        await comes(pilot, "Phase2")
        app = pilot.app
        await sees(pilot, "Dana Osei")
        assert app.session.path.name == out.name  # type: ignore[attr-defined]
        drive(app.session, "Which inbox?")  # type: ignore[attr-defined]
        for name in ("phase1", "phase3", "phase4", "phase5", "cadence", "journal", "people"):
            app.go(name)  # type: ignore[attr-defined]
            await until(pilot, lambda name=name: name == app.screen.NAME)  # type: ignore[attr-defined,misc]
            await pilot.pause()
        app.go("phase2")  # type: ignore[attr-defined]
        await sees(pilot, "Which inbox?")
        assert "fault" not in notes(pilot)
    assert not bundle.working_path(out).exists()
    assert len(open_any(out, read_only=True).project.runs) == 1


async def test_what_is_not_the_second_owners_is_refused_in_words(
    open_home: OpenApp, out: Path
) -> None:
    assert out.exists()
    async with open_home() as pilot:
        await pilot.press("enter")
        await comes(pilot, "Phase2")
        pilot.app.go("phase3")  # type: ignore[attr-defined]
        await sees(pilot, "Locked here: a bundle is")
