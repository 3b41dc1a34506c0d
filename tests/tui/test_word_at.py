"""A double click marks a word: where one begins and ends, and that a field shows it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from pilotage.tui.widgets.in_order import Line
from pilotage.tui.widgets.prose import Prose
from pilotage.tui.widgets.word_at import word_at


@pytest.mark.parametrize(
    ("line", "at", "word"),
    [
        ("Route each lead.", 7, "each"),
        ("Route each lead.", 15, "lead"),
        ("Route each lead.", 16, "lead"),
        ("took 1.7 minutes", 6, "1.7"),
        ("(don't)", 1, "don't"),
        ("“über alles”, he said", 2, "über"),
        ("a -- b", 3, "--"),
        ("...", 1, "..."),
        ("two  spaces", 4, ""),
        ("", 0, ""),
    ],
)
def test_a_word_is_what_stands_between_blanks_without_what_is_around_it(
    line: str, at: int, word: str
) -> None:
    start, end = word_at(line, at)
    assert line[start:end] == word


@given(st.text(max_size=30), st.integers(0, 30))
def test_it_is_a_part_of_any_line_without_blanks(line: str, at: int) -> None:
    at = min(at, len(line))
    start, end = word_at(line, at)
    assert 0 <= start <= end <= len(line)
    assert not any(letter.isspace() for letter in line[start:end])


class Fields(App[None]):
    """A line and a text."""

    def compose(self) -> ComposeResult:
        yield Line("took 1.7 minutes", id="line")
        yield Prose("Route each lead.\nWithin the hour.", id="text")


async def test_two_clicks_mark_the_word_three_the_line_and_typing_replaces_it() -> None:
    async with Fields().run_test(size=(60, 12)) as pilot:
        line: Any = pilot.app.query_one("#line")
        text: Any = pilot.app.query_one("#text")
        await pilot.click(line, offset=(9, 1), times=2)
        assert line.selected_text == "1.7"
        await pilot.press("4", "2")
        assert line.value == "took 42 minutes"
        await pilot.click(line, offset=(9, 1), times=3)
        assert line.selected_text == "took 42 minutes"
        await pilot.click(text, offset=(9, 1), times=2)
        assert text.selected_text == "each"
        await pilot.click(text, offset=(9, 2), times=3)
        assert text.selected_text == "Within the hour."
        assert not pilot.app.screen.selections  # nothing is offered to be copied from elsewhere
