"""Driving a run on its own screen: keys, gaps, clock, end."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Static

from pilotage.actions import driving, page, people, runs
from pilotage.method.driving import drive_steps, position
from pilotage.model.phrase import Phrase
from pilotage.tui.drive_text import clock_text
from pilotage.tui.widgets.capture import Capture
from tests.hostile import ALLOWED
from tests.tui.areas import faults
from tests.tui.conftest import until
from tests.tui.opened import HOSTILE, Opened, opened
from tests.tui.typist import NAMES, Typist, rest, send
from tests.way import BUILDER, SECOND_OWNER, Way, documented

SIZES = [(60, 20), (80, 24), (120, 36), (240, 60)]


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


async def test_a_whole_session(tmp_path: Path) -> None:
    async with opened(documented(), tmp_path, "phase2") as here:
        await here.press("s", "y")
        await until(here.pilot, lambda: here.dialog == "Drive")
        assert here.app.session.actor == SECOND_OWNER
        for text in (
            "Dana Osei (second owner)",
            "step 1 of 13",
            "0 gaps",
            "saved",
            "q I had to ask",
        ):
            assert text in here.seen()
        for key in ("enter", "space", "right", "enter", "enter"):
            await here.press(key)
        assert at(here) == 5
        assert "AI task · 2 of 3" in here.seen()
        await here.press("left")
        assert "AI task · 1 of 3" in here.seen()
        await here.press("right", "q", *"Which", "enter")
        gap = here.project.gaps[-1]
        assert (gap.kind, gap.text, gap.section, gap.item) == ("question", "Which", "steps", 2)
        assert gap.by == SECOND_OWNER
        assert "had to ask  Which" in here.seen()
        assert "1 gap " in here.seen()
        await here.press("enter", *["enter"] * 7)
        assert at(here) == 13
        assert "Did the output reach its destination?" in here.seen()
        await here.press("enter", "y")
        for text in ("To the end, 1 gap.", "Time per step", "AI task 2: Which", "Purpose"):
            assert text in " ".join(here.seen().split())
        await here.press("enter")
        await here.fill(note="Yes, but for the inbox.")
        assert "Hand the keyboard back to Ada Builder" in here.seen()
        await here.press("y")
        run = here.project.runs[-1]
        assert (run.to_the_end, run.note) == (True, "Yes, but for the inbox.")
        assert here.app.session.actor == BUILDER
        assert here.dialog == "Phase2"
        assert here.app.screen.focused.id == "gaps"


async def test_a_clean_run_says_what_it_means(tmp_path: Path) -> None:
    async with opened(driven(13), tmp_path, "phase2") as here:
        await to_the_run(here)
        await here.press("y")
        assert "Clean: no question, no improvisation." in here.seen()
        await here.press("left")
        await here.press("n")
        assert "Not to the end, 0 gaps." in here.seen()
        await here.press("left", "left")
        assert at(here) == 12


async def test_keys_in_a_burst_land_in_the_line_in_their_order(tmp_path: Path) -> None:
    text = "Which inbox: “box” or “pix”?"
    async with opened(driven(4), tmp_path, "phase2") as here:
        await to_the_run(here)
        await burst(here, "q", *text, "enter", "enter", "i", *"x q b", "enter", "enter", "b", "w")
        assert [(g.kind, g.text, g.item) for g in here.project.gaps] == [
            ("question", text, 1),
            ("improvisation", "x q b", 2),
        ]
        assert at(here) == 6
        assert here.app.screen.query_one(Capture).value == "w"


async def test_keys_typed_while_the_run_comes_to_the_front_are_for_it(tmp_path: Path) -> None:
    async with opened(driven(4), tmp_path, "phase2") as here:
        await here.press("g")
        await burst(here, "q", *"deep x", "enter", "enter")
        await until(here.pilot, lambda: here.dialog == "Drive")
        await until(here.pilot, lambda: at(here) == 5)
        assert [gap.text for gap in here.project.gaps] == ["deep x"]


async def test_escape_keeps_what_was_typed_for_the_same_key_at_the_same_step(
    tmp_path: Path,
) -> None:
    async with opened(driven(4), tmp_path, "phase2") as here:
        await to_the_run(here)
        capture = here.app.screen.query_one(Capture)
        await here.press("q", *"Half", "escape")
        assert "Kept" in said(here)
        await here.press("i")
        assert capture.value == ""
        await here.press("escape", "enter", "q")
        assert capture.value == ""
        await here.press("escape", "left", "q")
        assert capture.value == "Half"
        await here.press("enter")
        assert here.project.gaps[-1].text == "Half"
        await here.press("q")
        assert capture.value == ""


async def test_nothing_typed_is_no_gap(tmp_path: Path) -> None:
    async with opened(driven(), tmp_path, "phase2") as here:
        await to_the_run(here)
        await here.press("b", "enter")
        assert "What was missing?" in here.seen()
        await here.press("space", "enter")
        assert here.project.gaps == ()
        await here.press("x", "enter")
        assert here.project.gaps[-1].text == "x"


async def test_the_line_takes_as_much_as_there_is_room_for(tmp_path: Path) -> None:
    async with opened(driven(), tmp_path, "phase2") as here:
        await to_the_run(here)
        here.app.post_message(events.Paste("lost"))
        await here.pilot.pause()
        await here.press("i")
        here.app.post_message(events.Paste("one\ntwo\x1b[31m " + "z" * 400))
        await here.pilot.pause()
        await here.press("enter")
        text = here.project.gaps[-1].text
        assert text.startswith("one two[31m zz")
        assert len(text) == 300


async def test_a_gap_belongs_to_where_its_key_was_pressed(tmp_path: Path) -> None:
    async with opened(driven(4), tmp_path, "phase2") as here:
        await to_the_run(here)
        await here.press("w")
        assert "Stop, route by hand" in here.seen()
        await here.press("b", *"Whom", "enter")
        gap = here.project.gaps[-1]
        assert (gap.kind, gap.section, gap.item) == ("blocked", "when_wrong", None)
        await here.press("enter")  # only goes back
        assert at(here) == 4
        await here.press("q", "a")
        session = here.app.session
        session.do(driving.complete_step, run=here.project.runs[-1].id, section="steps", item=1)
        await here.press("enter")
        assert (here.project.gaps[-1].section, here.project.gaps[-1].item) == ("steps", 1)


async def test_the_last_gap_is_taken_back_while_nothing_was_done_since(tmp_path: Path) -> None:
    async with opened(driven(4), tmp_path, "phase2") as here:
        await to_the_run(here)
        await here.press("u")
        assert "just noted" in said(here)
        assert at(here) == 4
        await here.press("q", "a", "enter", "u")
        assert here.project.gaps == ()
        await here.press("q", "b", "enter", "enter", "ctrl+z")
        assert len(here.project.gaps) == 1
        assert at(here) == 5
        await here.press("q", "c", "ctrl+z", "enter")
        assert [gap.text for gap in here.project.gaps] == ["b", "c"]


async def test_pause_stands_still_and_goes_on(tmp_path: Path) -> None:
    way = driven(2)
    async with opened(way, tmp_path, "phase2") as here:
        await to_the_run(here)
        await here.press("p")
        assert "PAUSED. The clock stands still." in here.seen()
        await here.press("enter")
        assert at(here) == 2
        assert "paused" in said(here)
        await here.press("q", "a", "enter")
        assert len(here.project.gaps) == 1
        way.clock.seconds += 600
        await here.press("p", "enter")
        assert at(here) == 3
        assert here.project.runs[-1].pauses[0].ended is not None


async def test_leaving_pauses_and_comes_back_at_the_same_step(tmp_path: Path) -> None:
    async with opened(driven(5), tmp_path, "phase2") as here:
        await to_the_run(here)
        await here.press("escape", "n")
        assert here.dialog == "Drive"
        assert not here.project.runs[-1].is_paused
        await here.press("escape", "y")
        await until(here.pilot, lambda: here.dialog == "Phase2")
        assert here.project.runs[-1].is_paused
        assert "Run #1 is paused" in here.seen()
        await here.press("s")  # goes on, too
        await until(here.pilot, lambda: here.dialog == "Drive")
        assert "AI task · 2 of 3" in here.seen()
        assert "PAUSED" in here.seen()


@pytest.mark.parametrize("was_break", [True, False])
async def test_a_silence_is_asked_about_once(tmp_path: Path, was_break: bool) -> None:
    way = driven(3)
    way.clock.seconds += 24 * 60
    async with opened(way, tmp_path, "phase2") as here:
        await here.press("g")
        await until(here.pilot, lambda: here.dialog == "Confirm")
        assert "24 minutes ago. Was that a break?" in " ".join(here.seen().split())
        await here.press("y" if was_break else "n")
        run = here.project.runs[-1]
        assert len(run.pauses) == was_break
        if was_break:
            assert run.pauses[0].began == run.steps[-1].at
        assert not run.is_paused
        assert at(here) == 3


async def test_only_the_driver_acts(tmp_path: Path) -> None:
    async with opened(driven(3), tmp_path, "phase2") as here:
        await to_the_run(here)
        here.app.session.drive(BUILDER)
        await here.pilot.pause()
        assert "Ada Builder (builder) is at the keyboard" in here.seen()
        for key in ("enter", "left", "q", "p", "x", "u"):
            await here.press(key)
            assert "F6 hands over" in said(here)
        assert at(here) == 3
        assert here.project.gaps == ()
        await here.press("f6", "y", "enter")
        assert here.app.session.actor == SECOND_OWNER
        assert at(here) == 4


async def test_the_builders_keys_do_nothing_here(tmp_path: Path) -> None:
    async with opened(driven(3), tmp_path, "phase2") as here:
        await to_the_run(here)
        before = here.project
        for key in ("ctrl+r", "ctrl+n", "ctrl+y", "ctrl+o", "f5", "f8", "1", "3", "e", "d", "tab"):
            await here.press(key)
            assert here.dialog == "Drive"
        assert here.project is before
        await here.press("ctrl+p")
        await until(here.pilot, lambda: "Done with this step" in here.seen())
        assert "Publish" not in here.seen()
        assert "gate" not in here.seen().lower()


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


async def test_quitting_notes_what_is_written_and_pauses(tmp_path: Path) -> None:
    from pilotage.session import Session

    way = driven(4)
    async with opened(way, tmp_path, "phase2") as here:
        await to_the_run(here)
        await here.press("q", *"Half")
        await here.pilot.press("ctrl+q")
        await until(here.pilot, lambda: here.app.left)
    again = Session.open(tmp_path / "x.pilotage.json", way.clock)
    assert [gap.text for gap in again.project.gaps] == ["Half"]
    assert again.project.runs[-1].is_paused
    again.close()


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


LONG = " ".join(["A long line of the page, with Ümläuts and a 界 or two."] * 5)


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


@pytest.mark.parametrize("each", ALLOWED, ids=lambda each: each.name)
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
    from datetime import timedelta

    shown = [clock_text(timedelta(seconds=s)) for s in (0, 59, 754, 3599, 3600, 36_061)]
    assert shown == ["00:00", "00:59", "12:34", "59:59", "1:00:00", "10:01:01"]


async def test_the_keys_can_be_clicked(tmp_path: Path) -> None:
    async with opened(driven(4), tmp_path, "phase2", (120, 36)) as here:
        await to_the_run(here)
        keys = here.app.screen.query_one("#drive-keys")
        y, columns, _ = next(p for p in keys._places if p[2].key == "i")  # type: ignore[attr-defined]
        await here.click("#drive-keys", offset=(columns.start + 3, y))
        await rest(here.pilot)
        await Typist(here.pilot).write("Clicked")
        await here.press("enter")
        assert here.project.gaps[-1].kind == "improvisation"
        await here.click("#drive-view")
        await asyncio.sleep(0)
        await here.press("enter")
        assert at(here) == 5


async def test_a_signing_phrase_is_asked_for_before_the_run_is_gone_on_with(tmp_path: Path) -> None:
    way = driven(4)
    way.do(people.set_phrase, phrase=Phrase.of("correct horse", bytes(16)))
    way.as_(BUILDER)
    async with opened(way, tmp_path, "phase2") as here:
        await here.press("g", "y")
        assert here.dialog == "AskPhrase"
        await here.press("escape")
        assert here.dialog == "Phase2"
        await here.press("g", "y", *"correct horse", "enter")
        await until(here.pilot, lambda: here.dialog == "Drive" and here.app.stands())
        await here.press("enter")
        assert at(here) == 5
