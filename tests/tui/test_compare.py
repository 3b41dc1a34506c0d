"""Comparing any two states of the page, side by side and in one column."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Select

from pilotage.actions import page
from pilotage.method.page_difference import changes
from pilotage.model.document import SECTIONS, Fit, Page
from pilotage.model.record import make
from pilotage.tui.versions import NOTHING, pair, version, versions
from pilotage.tui.widgets.difference_view import below, beside
from tests.tui.areas import faults
from tests.tui.conftest import comes, seen, sees, until
from tests.tui.opened import HOSTILE, Opened, opened
from tests.way import Way, documented


def three_revisions() -> Way:
    """Gate 1 passed, two more revisions, and a draft."""
    way = documented()
    way.do(page.edit_section, section="trigger", text="A form or a mail arrives.")
    way.do(page.publish_revision, note=HOSTILE)
    way.do(page.edit_section, section="trigger", text="A form or a mail or a call arrives.")
    way.do(page.publish_revision, note="Calls too")
    way.do(page.edit_section, section="criteria", text=f"{HOSTILE}\nNobody is asked twice")
    return way


def chosen(here: Opened) -> tuple[object, object]:
    old, new = here.app.screen.query(Select)
    return old.value, new.value


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
    text = below(changes(make(Page, purpose=old), make(Page, purpose=new))).plain
    assert shown in text
    assert text.startswith("Purpose\n")
    assert "Unchanged: Trigger" in text


def test_side_by_side_the_older_is_left_and_the_newer_right() -> None:
    old = make(Page, purpose="same\nin the hour", tool="客" * 30)
    new = make(Page, purpose="same\nin the first hour\nmore", tool="客" * 31)
    text = beside(changes(old, new), 43).plain
    lines = text.split("\n")
    assert lines[0] == "Purpose"
    assert lines[1] == "  same               │   same"
    assert lines[2] == "  in the hour        │   in the {+first"
    assert lines[3] == "                     │   +}hour"
    assert lines[4] == "                     │ + more"
    assert "Unchanged: Trigger, Input format" in text
    assert all(section.title in text for section in SECTIONS)
    from rich.cells import cell_len

    assert all(cell_len(line) <= 43 for line in lines if not line.startswith("Unchanged"))


def test_equal_states_are_said_to_be_equal() -> None:
    assert beside(changes(Page(), Page()), 80).plain == below(()).plain


def test_what_can_be_compared() -> None:
    project = three_revisions().project
    names = [each.name for each in versions(project)]
    assert names == ["Empty page", "Revision 1", "Revision 2", "Revision 3", "Draft"]
    assert version(project, 99).number == NOTHING
    assert version(project, 2).facts.startswith("Published 16 March 2026 by Ada Builder")
    fit = make(Fit, percent=83, longest="steps", paper="a4")
    full = project.having(revisions=(project.revisions[0].with_(fit=fit),))
    assert "83% of one page" in version(full, 1).facts


def test_a_state_is_compared_with_the_one_before_it_where_some_are_missing() -> None:
    project = three_revisions().project
    assert pair(versions(project)) == (3, 4)
    assert pair(versions(project), 2) == (1, 2)
    bundle = versions(
        project.having(revisions=project.revisions[2:], page=project.revisions[2].page)
    )
    assert pair(bundle) == pair(bundle, 3) == (NOTHING, 3)


async def palette(here: Opened, words: str) -> None:
    """Run a command by the palette."""
    await here.press("ctrl+p", *(w if w != " " else "space" for w in words))
    await sees(here.pilot, "Compare two revisions")
    await here.press("enter")


@pytest.mark.parametrize("screen", ["phase1", "phase2"])
async def test_the_two_newest_are_compared_by_the_palette(tmp_path: Path, screen: str) -> None:
    async with opened(three_revisions(), tmp_path, screen, (120, 36)) as here:
        await palette(here, "compare two")
        await comes(here.pilot, "Compare")
        await sees(here.pilot, "Revision 3", "Draft", "“Calls too”", "Not published")
        await sees(here.pilot, "Quality criteria", "Nobody is asked twice", "│", "Unchanged: ")
        assert HOSTILE[:30] in here.seen()
        assert faults(here.pilot) == []
        assert "One column" in here.seen()
        await here.press("s")
        await sees(here.pilot, "Side by side  s")
        await here.press("s", "escape")
        assert here.dialog == ("Phase1" if screen == "phase1" else "Phase2")


async def test_any_two_can_be_chosen_and_the_older_goes_left(tmp_path: Path) -> None:
    async with opened(three_revisions(), tmp_path, "phase2", (120, 36)) as here:
        here.app.screen.parts.open("revisions")  # type: ignore[attr-defined]
        await here.press("v")
        await comes(here.pilot, "Compare")
        assert chosen(here) == (2, 3)
        await sees(here.pilot, "{+or a call +}")
        new = here.app.screen.query_one("#compare-new", Select)
        new.value = 1
        await until(here.pilot, lambda: chosen(here) == (1, 2))
        await sees(here.pilot, "or a mail", "[−")
        assert "or a call" not in seen(here.pilot)
        await sees(here.pilot, HOSTILE[:20])
        new.value = 1
        await sees(here.pilot, "Nothing: both have the same text.")
        here.app.screen.query_one("#compare-old", Select).value = NOTHING
        await sees(here.pilot, "+ Route each inbound lead")


@pytest.mark.parametrize(("width", "two"), [(60, False), (80, True)])
async def test_two_columns_where_they_can_be_read(tmp_path: Path, width: int, two: bool) -> None:
    async with opened(three_revisions(), tmp_path, "phase2", (width, 24)) as here:
        await here.press("f9", "f9", "v")
        await comes(here.pilot, "Compare")
        await sees(here.pilot, "Trigger")
        assert ("One column" in here.seen()) is two
        assert here.app.screen.query_one("#compare-text").has_focus


async def test_without_a_revision_there_is_nothing_to_compare(tmp_path: Path) -> None:
    async with opened(Way(), tmp_path, "phase1") as here:
        here.app.screen.action_command("compare_revisions")  # type: ignore[attr-defined]
        await until(here.pilot, lambda: "No revision is published yet." in here.notes())
