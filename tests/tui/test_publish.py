"""Publishing a revision, and reading what changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.actions import page, runs
from pilotage.model.document import Page
from pilotage.model.record import make
from pilotage.tui.dialogs.difference import ADDED, REMOVED, changes, difference_text
from tests.tui.opened import HOSTILE, opened
from tests.way import BUILDER, SECOND_OWNER, Way, documented, handed_over

texts = st.text(alphabet="ab客 .,[/]\n", max_size=60)


def old_and_new(lines: tuple[tuple[tuple[str, str], ...], ...]) -> tuple[str, str]:
    """The two texts that the lines of a difference stand for."""
    old = ["".join(t for k, t in line if k != ADDED) for line in lines if not only(line, ADDED)]
    new = ["".join(t for k, t in line if k != REMOVED) for line in lines if not only(line, REMOVED)]
    return "\n".join(old), "\n".join(new)


def only(line: tuple[tuple[str, str], ...], kind: str) -> bool:
    return all(bit == kind for bit, _ in line)


@given(texts, texts)
def test_a_difference_holds_both_texts_entirely(old: str, new: str) -> None:
    found = changes(make(Page, purpose=old), make(Page, purpose=new))
    if old == new:
        assert found == ()
    else:
        assert old_and_new(found[0].lines) == (old, new)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("in the hour", "in the first hour", "in the {+first +}hour"),
        ("leads.", "leads or sales.", "leads{+ or sales+}."),
        ("三个地区", "三个大地区", "三个{+大+}地区"),
        ("three big regions", "three regions", "three [−big −]regions"),
        ("one\ntwo", "one\nthree", "− two\n+ three"),
        ("one", "one\n[bold]two[/]", "+ [bold]two[/]"),
    ],
)
def test_changes_are_told_apart_without_colour(old: str, new: str, shown: str) -> None:
    text = difference_text(make(Page, purpose=old), make(Page, purpose=new)).plain
    assert shown in text
    assert text.startswith("Purpose\n")
    assert "Unchanged: Trigger" in text


def test_a_long_monotonous_section_is_compared_quickly() -> None:
    old = make(Page, purpose="a " * 1999)
    new = make(Page, purpose="b " + "a " * 1990 + "c")
    assert changes(old, new)[0].title == "Purpose"


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
        assert "Revision 2 is published; 1 gap answered." in here.notes()
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
