"""Marks that somebody typed before the items of a list: the page sets its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.actions import page
from tests.way import Way

LISTS = ("steps", "criteria", "disqualifiers")
TYPED = "1. Open it\n2) Read it\n - Copy it\n* Paste it\n• Send it\n10.\tClose it\n-\n"


def test_steps_lose_the_numbers_and_bullets_that_were_typed() -> None:
    way = Way()
    way.do(page.edit_section, section="steps", text=TYPED)
    assert way.project.page.steps == (
        "Open it",
        "Read it",
        "Copy it",
        "Paste it",
        "Send it",
        "Close it",
    )


@pytest.mark.parametrize("section", ["criteria", "disqualifiers"])
def test_the_other_lists_lose_bullets_and_keep_numbers(section: str) -> None:
    way = Way()
    way.do(page.edit_section, section=section, text="- 2. Ligue is spelled so\n• Polite\n3) x")
    assert getattr(way.project.page, section) == ("2. Ligue is spelled so", "Polite", "3) x")


@pytest.mark.parametrize("line", ["1.5 hours at most", "-5 degrees", "2026. Juni", "**Bold** text"])
def test_what_only_looks_like_a_mark_stays(line: str) -> None:
    assert page.section_value("steps", line) == (line,)


def test_prose_keeps_its_lists() -> None:
    assert page.section_value("when_wrong", "1. Stop\n- Tell Ada") == "1. Stop\n- Tell Ada"


MARKS = st.sampled_from(["1. ", "2) ", "- ", "* ", "• ", "-", "\u200b", "\t", "\n", "x", "3."])


@given(st.sampled_from(LISTS), st.lists(MARKS | st.text(max_size=5)).map("".join))
def test_a_list_that_is_written_again_stays_as_it_is(section: str, text: str) -> None:
    kept = page.section_value(section, text)
    assert page.section_value(section, "\n".join(kept)) == kept
