"""Answers that are none: each is told, and the question is asked again."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from pilotage.plain.dialogue import Dialogue
from pilotage.plain.words import InputEnded
from tests.plain.sitting import Sit


@pytest.mark.parametrize("number", ["0000000012", "000000001" + "0" * 5_000, "9" * 5_000, "000"])
def test_a_number_that_no_choice_has_is_asked_again(number: str) -> None:
    asks = Dialogue(StringIO(f"{number}\n2\n"), StringIO())
    assert asks.choose("Which?", ["One", "Two"]) == 1


def test_a_number_may_begin_with_noughts() -> None:
    assert Dialogue(StringIO("0000000002\n"), StringIO()).choose("Which?", ["One", "Two"]) == 1


@pytest.mark.parametrize("gone", [EOFError, OSError])
def test_the_end_of_the_input_at_a_phrase_ends_the_dialogue(gone: type[Exception]) -> None:
    def never(_: str) -> str:
        raise gone

    with pytest.raises(InputEnded):
        Dialogue(StringIO(), StringIO(), secret=never).secret("The phrase:")


@pytest.mark.parametrize(
    ("folder", "why"),
    [("x" * 300, "No folder can be there"), ("~nobody-has-it/x", "There is no such home folder")],
)
def test_a_folder_that_cannot_be_is_asked_for_again(
    sit: Sit, tmp_path: Path, folder: str, why: str
) -> None:
    here = sit()
    here.path = tmp_path / "leads.pilotage.json"
    answers = ("Start a new workflow", "Leads", "Ada", "", "", "", "", folder)
    assert here.type(*answers, str(tmp_path), "Close").title == "Leads"
    assert here.heard(why, "Your workflow has begun")
