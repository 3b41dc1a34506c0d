"""Publishing a revision."""

from __future__ import annotations

from pathlib import Path

from pilotage.actions import page, runs
from tests.tui.opened import HOSTILE, opened
from tests.way import BUILDER, SECOND_OWNER, Way, documented, handed_over


def with_gaps() -> Way:
    """Gate 1 passed, a run with two gaps, one section rewritten."""
    way = documented()
    way.as_(SECOND_OWNER).do(runs.start_run)
    run = way.last("runs")
    way.do(runs.raise_gap, run=run, kind="question", text=HOSTILE, section="trigger")
    way.do(runs.raise_gap, run=run, kind="blocked", text="No access", section="destination")
    way.do(runs.end_run, run=run, to_the_end=True)
    way.as_(BUILDER).do(page.edit_section, section="trigger", text="A form or a mail arrives.")
    return way


async def test_publishing_answers_the_ticked_gaps(tmp_path: Path) -> None:
    async with opened(with_gaps(), tmp_path, "phase2", (120, 36)) as here:
        await here.press("ctrl+r")
        assert "Publish revision 2" in here.seen()
        assert "Changed since revision 1: Trigger." in here.seen()
        assert HOSTILE[:40] in here.seen()
        assert "(Output destination, unchanged; run #1)" in here.seen()
        await here.press(*"More", "tab", "space", "ctrl+s")
        assert here.project.revision.note == "More"
        assert [gap.answered_by for gap in here.project.gaps] == [2, None]
        assert "Revision 2 is published; 1 gap answered" in here.notes()
        await here.press("ctrl+r")
        assert "The page has not changed" in here.notes()


async def test_it_says_which_gates_open_again(tmp_path: Path) -> None:
    way = handed_over()
    way.do(page.edit_section, section="trigger", text="A form or a mail arrives.")
    async with opened(way, tmp_path, "phase2") as here:
        await here.press("ctrl+r")
        text = " ".join(here.seen().replace("│", " ").split())
        assert "Gate 2 (Second owner) opens again: run #1 was on revision 1" in text
        await here.press("escape")
        assert len(here.project.revisions) == 1
        await here.press("ctrl+r", "ctrl+s")
        assert len(here.project.revisions) == 2
        assert "Gate 2 (Second owner) is open again." in here.notes()


async def test_a_page_that_gate_1_would_refuse_is_not_published(tmp_path: Path) -> None:
    way = documented()
    way.do(page.edit_section, section="trigger", text="")
    async with opened(way, tmp_path, "phase2") as here:
        await here.press("ctrl+r")
        assert "no longer holds what gate 1 demands" in here.notes()
        assert here.dialog == "Phase2"
        assert len(here.project.revisions) == 1


async def test_publishing_from_the_page(tmp_path: Path) -> None:
    way = documented()
    way.do(page.edit_section, section="trigger", text="A form or a mail arrives.")
    async with opened(way, tmp_path, "phase1") as here:
        await here.press("ctrl+r")
        assert "Publish revision 2" in here.seen()
        await here.fill(note="From the page")
        assert here.project.revision.note == "From the page"
