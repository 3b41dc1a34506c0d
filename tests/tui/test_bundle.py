"""A bundle in the application: opened from the list, driven, and put together on leaving."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilotage.actions import people, runs
from pilotage.session import Session
from pilotage.store import bundle
from pilotage.store.working import open_any
from pilotage.tui.widgets.command_bar import CommandButton
from pilotage.tui.widgets.key_line import KeyLine
from tests.handing import Hands, drive
from tests.tui.conftest import OpenApp, comes, notes, sees, until
from tests.tui.opened import opened
from tests.way import SECOND_OWNER, documented


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
        await sees(pilot, "Lead routing")
        await pilot.press("enter")
        await comes(pilot, "Phase2")
        pilot.app.go("phase3")  # type: ignore[attr-defined]
        await sees(pilot, "Locked here: a bundle is")


async def test_in_a_bundle_the_builders_commands_are_greyed_and_say_why(
    open_home: OpenApp, out: Path
) -> None:
    assert out.exists()
    async with open_home() as pilot:
        await sees(pilot, "Lead routing")
        await pilot.press("enter")
        await comes(pilot, "Phase2")
        await until(pilot, pilot.app.stands)  # type: ignore[attr-defined]
        screen = pilot.app.screen
        off = {b.command.__name__ for b in screen.query(CommandButton) if b.has_class("-off")}
        assert off == {"PublishRevision", "FixInPage", "HandOverFile", "BringBack"}
        hints = {hint.display: hint.enabled for hint in screen.query_one(KeyLine)._hints}
        assert (hints["^n"], hints["F9"]) == (False, True)
        assert screen.query_one("#gate-pass").has_class("-off")
        await pilot.press("ctrl+n")
        await until(pilot, lambda: "gates are passed in the builder's project" in notes(pilot))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "published in the builder's project" in notes(pilot))
        await pilot.press("s")
        await comes(pilot, "Drive")
        await pilot.press("x", "y", "enter")
        await comes(pilot, "Form")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "then give the file back to Ada Builder" in notes(pilot))
        await pilot.press("1")
        await sees(pilot, "Locked here: a bundle is about phase 2", "Nothing can be changed here")
        assert pilot.app.screen.query_one("#section-text").read_only


async def test_there_and_back_on_the_screens(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pilotage.handover._pages", lambda *_: ({bundle.HTML: b"<p>"}, ""))
    out = folder / "lead-routing-for-dana-osei.handoff.zip"
    async with opened(documented(), folder, "phase2") as here:
        await here.press("f")
        await sees(
            here.pilot, "In the file: revision 1 of the page", "“Bring back” (b) takes it in then"
        )
        await here.press("enter")
        await sees(here.pilot, "Handed over", "Give Dana Osei this file")
        await here.press("escape", "f", "enter")
        await sees(here.pilot, "already exists")
        await here.press("n")
        await sees(here.pilot, "Hand over to Dana Osei")
        await here.press("escape")
        there = Session.open(out, here.way.clock)
        run = drive(there, "[b]Which[/] inbox?")
        there.close()
        here.app.session.do(people.set_note, note="meanwhile")
        await here.press("b")
        await sees(here.pilot, out.name)
        await here.press("enter")
        await sees(here.pilot, "3 changes of Dana Osei merged", "“[b]Which[/] inbox?”")
        assert here.project.note == "meanwhile"
        await here.press("escape")
        there = Session.open(out, here.way.clock)
        there.do(runs.edit_run, run=run, minutes="50")
        there.close()
        session = here.app.session
        session.drive(SECOND_OWNER)
        session.do(runs.edit_run, run=here.project.runs[-1].id, minutes="60")
        await here.press("b", "enter")
        await sees(here.pilot, "1 change no longer applied", "was changed in the project meanwhile")
        await here.press("escape")
        await sees(here.pilot, "Hand the keyboard back to Ada Builder")
        await here.press("enter")
        await sees(here.pilot, "Ada Builder (builder)")
        await here.press("b", "enter")
        await sees(here.pilot, "Nothing new of Dana Osei is in it. 4 changes came before.")
        await here.press("escape", "b")
        await here.fill(path=str(folder / "x.pilotage.json"))
        await sees(here.pilot, "is no bundle: it was never handed over")
