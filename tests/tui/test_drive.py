"""Driving a run on its own screen: keys, gaps, clock, end."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from pilotage.actions import driving, people
from pilotage.model.phrase import Phrase
from pilotage.tui.widgets.capture import Capture
from tests.tui.conftest import until
from tests.tui.driving import at, burst, click_key, driven, said, to_the_run
from tests.tui.opened import opened
from tests.way import BUILDER, SECOND_OWNER, documented


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
        assert "Kept: “I had to ask” (q) at this step opens it again." in said(here)
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
            assert "First “hand over” (F6)" in said(here)
        assert at(here) == 3
        assert here.project.gaps == ()
        await click_key(here, "f6")
        await here.press("y", "enter")
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
