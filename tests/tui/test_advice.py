"""Advice on the page: counted beside the text, listed, gone to, dismissed and brought back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import OptionList, Static, TextArea

from pilotage.actions import advice, page
from pilotage.method.advice import findings
from pilotage.model.document import Page
from pilotage.model.record import make
from pilotage.tui.screens.phase1_advice import location, place_of
from pilotage.tui.widgets.advice_line import sentences
from tests.actions.stages import ADVICE
from tests.tui.clicker import Clicker
from tests.tui.conftest import OpenApp, comes, front, notes, sees, until, write
from tests.tui.opened import opened
from tests.way import SECOND_OWNER, Way, documented, written


def wrong_page() -> Way:
    """A page with advice in two sections and on the whole."""
    way = written()
    way.do(page.edit_section, section="steps", text="Open the lead\nSort as needed\nAsk Ada")
    return way


def line_of(pilot: Any) -> str:
    return str(pilot.app.screen.query_one("#page-advice", Static).content)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 48)])
async def test_it_is_counted_beside_the_text(open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(wrong_page(), size=size) as pilot:
        await until(pilot, lambda: line_of(pilot) != "")
        assert line_of(pilot) in (
            "3 pieces of advice on the page · F10",
            "Advice: 3 on the page · F10",
        )
        await sees(pilot, line_of(pilot))
        pilot.app.screen.editor.go_to("steps")  # type: ignore[attr-defined]
        await sees(pilot, line_of(pilot))
        assert "2" in line_of(pilot)
        assert "here" in line_of(pilot)
        pilot.app.screen.editor.text.text = "Open the lead"  # type: ignore[attr-defined]
        await until(pilot, lambda: "1" in line_of(pilot))
        await write(pilot, " etc.")
        await until(pilot, lambda: "here" in line_of(pilot))


def test_how_it_is_said_in_ever_fewer_words() -> None:
    project = wrong_page().project
    found = findings(project, project.page)
    assert sentences(found, "steps") == (
        "2 pieces of advice here, 3 on the page · F10",
        "Advice: 2 here of 3 · F10",
        "Advice: 3 · F10",
    )
    assert sentences(found, "trigger")[:2] == (
        "3 pieces of advice on the page · F10",
        "Advice: 3 on the page · F10",
    )
    assert sentences(found[:1], found[0].section)[0] == "1 piece of advice here · F10"
    assert sentences((), "steps")[0] == "No advice on the page."


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_list_says_why_and_what_is_better(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(wrong_page(), tmp_path, "phase1", size) as here:
        await here.press("f10")
        await comes(here.pilot, "AdviceDialog")
        await sees(
            here.pilot,
            "Advice on the page",
            "3 pieces of advice",
            "never blocks a gate",
            "AI task",
            "“as needed”",
            "leaves it to the reader to know when",
            "→ Say the condition",
            "Choose one by ↑ ↓ or a click",
            "Go there  ↵",
            "Dismiss it  d",
            "Close  Esc",
        )
        await here.press("escape")
        assert here.dialog == "Phase1"


async def test_enter_goes_to_the_words(tmp_path: Path) -> None:
    async with opened(wrong_page(), tmp_path, "phase1", (120, 36)) as here:
        await here.press("f10")
        await comes(here.pilot, "AdviceDialog")
        await here.press("down", "enter")
        await comes(here.pilot, "Phase1")
        text = here.app.screen.query_one("#section-text", TextArea)
        assert text.has_focus
        assert "Advice Ada Builder built this pilot" in here.notes()
        assert (text.selected_text, text.cursor_location) == ("Ada", (2, 7))
        await here.press("T", "o", "m")
        await until(here.pilot, lambda: here.project.page.steps[-1] == "Ask Tom")


async def test_words_are_found_behind_a_typed_mark(tmp_path: Path) -> None:
    async with opened(wrong_page(), tmp_path, "phase1", (120, 36)) as here:
        here.app.screen.editor.go_to("steps")  # type: ignore[attr-defined]
        text = here.app.screen.query_one("#section-text", TextArea)
        text.text = "1. Open\n2. Sort as needed"
        await here.press("f10")
        await comes(here.pilot, "AdviceDialog")
        await here.press("enter")
        await comes(here.pilot, "Phase1")
        assert text.selected_text == "as needed"
        assert text.text == "1. Open\n2. Sort as needed"


async def test_a_click_chooses_and_one_more_goes_there(tmp_path: Path) -> None:
    async with opened(wrong_page(), tmp_path, "phase1", (80, 24)) as here:
        you = Clicker(here.pilot)
        await you.click("of advice")
        await you.comes("AdviceDialog")
        await you.click("“Ada”")
        await you.click("Dismiss it  d")
        await you.sees("Dismiss advice on “Ada”")
        await you.write("Fine")
        await you.click("Dismiss  ^s")
        await you.comes("AdviceDialog")
        await you.click("Dismiss it  d")  # the piece after it is chosen now
        await you.sees("Dismiss advice on “tell the builder”")
        await you.write("Fine too")
        await you.click("Dismiss  ^s")
        await you.comes("AdviceDialog")
        await you.wheel("“as needed”", 20)
        await you.click("“tell the builder” · ")
        await you.click("Bring it back  r")
        await you.sees("2 pieces of advice")
        await you.click("Go there  ↵")  # what came back is chosen
        await you.comes("Phase1")
        assert here.app.screen.query_one("#section-text", TextArea).selected_text == (
            "tell the builder"
        )
        await you.click("Advice: ")
        await you.comes("AdviceDialog")
        await you.click("“tell the builder”")
        assert front(here.pilot) == "AdviceDialog"
        await you.click("“tell the builder”")
        await you.comes("Phase1")


async def test_it_is_dismissed_with_a_reason_and_brought_back(tmp_path: Path) -> None:
    way = wrong_page().as_(SECOND_OWNER)
    async with opened(way, tmp_path, "phase1", (80, 24)) as here:
        await here.press("f10")
        await comes(here.pilot, "AdviceDialog")
        await here.press("d")
        await comes(here.pilot, "Form")
        await sees(here.pilot, "Dismiss advice on “as needed”")
        await here.press("ctrl+s")
        await sees(here.pilot, "Please fill this in.")
        await here.press(*"Fine", "ctrl+s")
        await comes(here.pilot, "AdviceDialog")
        (dismissal,) = here.project.dismissals
        assert (dismissal.words, dismissal.reason, dismissal.by) == ("as needed", "Fine", 2)
        rows = here.app.screen.query_one(OptionList)
        await here.press("end")
        await sees(here.pilot, "Dismissed", "“as needed” · AI task", "Fine (Dana Osei")
        await sees(here.pilot, "Bring it back  r")
        await here.press("d")  # is dismissed already
        assert rows.highlighted_option is not None
        await here.press("r")
        await until(here.pilot, lambda: here.project.dismissals == ())
        await comes(here.pilot, "AdviceDialog")
        await here.press("escape", "ctrl+z")
        await until(here.pilot, lambda: len(here.project.dismissals) == 1)
        assert "Undone: brought the advice on “as needed” back" in here.notes()


async def test_a_page_without_advice_says_so(open_app: OpenApp) -> None:
    async with open_app(Way()) as pilot:
        await pilot.press("f10")
        await comes(pilot, "AdviceDialog")
        await sees(pilot, "There is none. It never blocks a gate.", "Close  Esc")
        await pilot.press("down", "enter", "d", "r", "f10")
        await until(pilot, lambda: front(pilot) == "Phase1")


async def test_when_all_is_dismissed_enter_brings_it_back(open_app: OpenApp) -> None:
    way = written()
    way.do(advice.dismiss_advice, **ADVICE)
    async with open_app(way) as pilot:
        await until(pilot, lambda: line_of(pilot) == "No advice on the page.")
        await pilot.press("f10")
        await comes(pilot, "AdviceDialog")
        await sees(pilot, "All of it is dismissed.", "a rota")
        await pilot.press("enter")
        await sees(pilot, "1 piece of advice: ")


async def test_a_click_on_the_line_opens_it(open_app: OpenApp) -> None:
    async with open_app(wrong_page()) as pilot:
        await until(pilot, lambda: line_of(pilot) != "")
        await pilot.click("#page-advice")
        await comes(pilot, "AdviceDialog")


async def test_publishing_reminds_of_it(tmp_path: Path) -> None:
    way = documented()
    way.do(page.edit_section, section="steps", text="Sort as needed")
    async with opened(way, tmp_path, "phase1", (120, 36)) as here:
        await here.press("ctrl+r")
        await comes(here.pilot, "Form")
        await sees(here.pilot, "The page has 2 pieces of advice:", "“Advice” (F10) beside its text")
        await here.press("ctrl+s")
        await until(here.pilot, lambda: len(here.project.revisions) == 2)
        assert "is published" in notes(here.pilot)


async def test_markup_reads_as_it_was_written(tmp_path: Path) -> None:
    way = written()
    way.do(page.edit_section, section="criteria", text="[bold]good[/bold] [@click=app.quit]x[/]")
    async with opened(way, tmp_path, "phase1", (120, 36)) as here:
        await here.press("f10")
        await sees(here.pilot, "“[bold]good[/bold] [@click=app.quit]x[/]”")
        await here.press("d")
        await sees(here.pilot, "Dismiss advice on “[bold]good[/bold] [@click=app.quit]x[/]”")
        await here.press(*"[/b]", "ctrl+s")
        await comes(here.pilot, "AdviceDialog")
        await here.press("end")
        await sees(here.pilot, "[/b] (Ada Builder")


def test_markup_in_the_words_is_text() -> None:
    text = "[bold]usually[/bold] [/]"
    project = Way().project.having(page=make(Page, review=text))
    (found,) = findings(project, project.page)
    assert (found.words, place_of(found, project, text)) == ("usually", 6)
    assert place_of(found, project, "nothing") is None
    assert location("ab\ncd", 4) == (1, 1)
    assert location("", 0) == (0, 0)
