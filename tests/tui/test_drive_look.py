"""How driving a run looks: at every size, from afar, beside a second window."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from pilotage.actions import driving, page, runs
from pilotage.tui.drive_text import clock_text, long_text
from pilotage.tui.widgets import drive_keys
from pilotage.tui.widgets.capture import Capture
from tests.hostile import ALLOWED
from tests.tui.areas import faults
from tests.tui.conftest import until
from tests.tui.driving import at, click_key, driven, said, to_the_run
from tests.tui.opened import HOSTILE, Opened, opened
from tests.tui.typist import Typist, rest
from tests.way import SECOND_OWNER, documented

SIZES = [(60, 20), (80, 24), (120, 36), (240, 60)]
LONG = " ".join(["A long line of the page, with Ümläuts and a 界 or two."] * 5)


async def test_a_second_instance_looks_on(tmp_path: Path) -> None:
    from pilotage.session import Session
    from pilotage.tui.app import PilotageApp

    way = driven(4)
    writer = Session.create(tmp_path / "x.pilotage.json", way.project, way.clock)
    writer.drive(SECOND_OWNER)
    writer.flush()
    app = PilotageApp(Session.open(writer.path, way.clock), folder=tmp_path, clock=way.clock)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        here = Opened(app, pilot, way)
        await until(pilot, app.stands)
        app.go("phase2")
        await until(pilot, lambda: here.dialog == "Phase2" and app.stands())
        await to_the_run(here)
        assert "AI task · 1 of 3" in here.seen()
        await here.press("enter", "q")
        assert "Read-only" in said(here)
        run = way.last("runs")
        writer.do(driving.complete_step, run=run, section="steps", item=1)
        writer.do(runs.raise_gap, run=run, kind="question", text=HOSTILE, section="steps", item=2)
        writer.flush()
        await until(pilot, lambda: "AI task · 2 of 3" in here.seen() and "1 gap" in here.seen())
        await until(pilot, lambda: HOSTILE in " ".join(here.seen().split()))
        writer.do(runs.end_run, run=run, to_the_end=True)
        writer.flush()
        await until(pilot, lambda: "This run is over" in here.seen())
        await here.press("escape")
        assert here.dialog == "Phase2"
    writer.close()


async def test_zoom_shows_the_step_and_the_clock_only(tmp_path: Path) -> None:
    async with opened(driven(5), tmp_path, "phase2") as here:
        await to_the_run(here)
        await here.press("z")
        assert "Read the proposed region" in here.seen()
        for text in ("Copy the form", "I had to ask", "saved", "then:"):
            assert text not in here.seen()
        await here.press("q", *"Far", "enter", "enter")
        assert here.project.gaps[-1].text == "Far"
        assert "Assign the lead" in here.seen()
        await here.press("z")
        assert "saved" in here.seen()
        await click_key(here, "z")
        for place in ("#drive-now", "#drive-zoomed", Capture):
            assert "saved" not in here.seen()
            assert "A click, z or Esc: back" in here.seen()
            await here.click(place)
            assert "saved" in here.seen()
            await here.press("z")
        assert at(here) == 6
        await here.press("escape")
        assert (here.dialog, "saved" in here.seen()) == ("Drive", True)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_everything_is_in_sight_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    way = documented()
    revision = way.project.revisions[0]
    long = revision.page.with_(steps=[f"{n} {LONG}" for n in range(6)], trigger=(LONG + "\n\n") * 6)
    way.project = way.project.having(revisions=(revision.with_(page=long),))
    async with opened(driven(0, way), tmp_path, "phase2", size) as here:
        await to_the_run(here)
        for _ in range(16):
            screen = here.app.screen
            whole = screen.region
            for name in ("drive-top", "drive-way", "drive-said", "drive-capture", "drive-keys"):
                assert whole.contains_region(screen.query_one(f"#{name}").region), name
            if screen.shows == "step":
                now, view = screen.query_one("#drive-now").region, screen.query_one("#drive-view")
                assert now.width <= 76
                assert view.region.height >= 9
                assert view.region.overlaps(now)
                assert now.height > view.region.height or view.region.contains_region(now)
            for text in ("F1 help", "Esc leave", "Dana Osei (second owner)", "saved", "0 gaps"):
                assert text in here.seen()
            await here.press("enter")
        assert "y yes" in here.seen()


HARD = {"action link", "closing tag inside", "CJK", "right-to-left script", "noncharacter"}
"""Those that a screen gets wrong in ways of its own; each costs a run of the program."""
TOLD = [each for each in ALLOWED if each.name in HARD]


def test_the_hard_texts_are_there() -> None:
    assert len(TOLD) == len(HARD)


@pytest.mark.parametrize("each", TOLD, ids=lambda each: each.name)
async def test_hostile_text_is_shown_as_it_reads(tmp_path: Path, each: object) -> None:
    line = each.line  # type: ignore[attr-defined]
    way = documented()
    way.do(page.edit_section, section="steps", text=f"{each.text}\nThen")  # type: ignore[attr-defined]
    way.do(page.edit_section, section="when_wrong", text=each.text)  # type: ignore[attr-defined]
    way.do(page.publish_revision, note="x")
    way = driven(4, way)
    way.do(
        runs.raise_gap, run=way.last("runs"), kind="question", text=line, section="steps", item=1
    )
    async with opened(way, tmp_path, "phase2", (120, 36)) as here:
        await to_the_run(here)
        for keys in ((), ("w",), ("w", "z"), ("z", "x"), ("y",)):
            await here.press(*keys)
            assert faults(here.pilot) == []


def test_the_clock_reads_as_one() -> None:
    shown = [clock_text(timedelta(seconds=s)) for s in (0, 59, 754, 3599, 3600, 36_061)]
    assert shown == ["00:00", "00:59", "12:34", "59:59", "1:00:00", "10:01:01"]


async def test_the_mouse_alone_gets_along(tmp_path: Path) -> None:
    async with opened(driven(4), tmp_path, "phase2", (120, 36)) as here:
        await to_the_run(here)
        await click_key(here, "i")
        await Typist(here.pilot).write("Clicked")
        await click_key(here, "enter")
        assert here.project.gaps[-1].kind == "improvisation"
        await click_key(here, "u")
        assert here.project.gaps == ()
        assert "take back" not in here.seen()
        await here.click("#drive-view")
        await asyncio.sleep(0)
        assert at(here) == 4
        await here.click("#drive-now", times=2)  # its rest is not for the next step
        assert at(here) == 5
        await click_key(here, "p")
        await click_key(here, "w")
        assert "Esc back" in here.seen()
        await here.click("#drive-banner")
        assert not here.project.runs[-1].is_paused
        await click_key(here, "w")
        await here.press("enter")
        assert at(here) == 6


async def test_a_check_says_what_its_answer_means(tmp_path: Path) -> None:
    async with opened(driven(7), tmp_path, "phase2") as here:
        await to_the_run(here)
        assert "Is this true of it? If not: “when it goes wrong” (w)." in here.seen()
        assert "Enter yes, it is true" in here.seen()
        await here.click("#drive-now")
        assert at(here) == 8
        while here.app.screen.steps[at(here)].section != "disqualifiers":  # type: ignore[attr-defined]
            await here.press("enter")
        before = at(here)
        assert "Is this so? Then the output can't be used: “when it goes wrong” (w)." in here.seen()
        await here.click("#drive-now")  # it may mean either
        assert (at(here), "Not so: “no, go on” (Enter)." in said(here)) == (before, True)
        await here.press("enter")
        assert at(here) == before + 1
        await here.press("left")
        assert "no, go on" in here.seen()


async def test_clicking_on_at_one_place_answers_no_question_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drive_keys, "WAITS", 60)
    async with opened(driven(12), tmp_path, "phase2") as here:
        await to_the_run(here)
        keys = here.app.screen.query_one(drive_keys.DriveKeys)
        y, columns, _ = keys._places[0]
        for place in (columns.start, columns.stop - 1):
            await here.click("#drive-keys", offset=(place, y))
            await rest(here.pilot)
            assert "Did the output reach its destination?" in here.seen()
        assert here.seen().count("it stopped before") == 1
        await click_key(here, "n")  # elsewhere is no clicking on
        assert "Not to the end" in here.seen()
        await here.press("left")
        keys.go_on()
        await here.click("#drive-keys", offset=(columns.stop - 1, y))
        await rest(here.pilot)
        assert "To the end, 0 gaps." in " ".join(here.seen().split()) or "Clean" in here.seen()
        await here.click("#drive-keys", offset=(columns.start, y))
        await rest(here.pilot)
        assert here.dialog == "Drive"


@pytest.mark.parametrize(
    ("seconds", "clock", "said"),
    [
        (59, "00:59", "0 minutes"),
        (3_723, "1:02:03", "62 minutes"),
        (7_200, "2:00:00", "2 hours"),
        (359_999, "99:59:59", "4 days"),
        (360_000, "4 days", "4 days"),
        (22_000_000, "254 days", "254 days"),
    ],
)
def test_a_time_of_any_length_fits_its_place(seconds: int, clock: str, said: str) -> None:
    took = timedelta(seconds=seconds)
    assert (clock_text(took), long_text(took)) == (clock, said)
    assert len(clock) <= 8
