"""What is asked and said, line by line, on two text streams."""

from __future__ import annotations

from contextlib import suppress
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.plain.dialogue import Dialogue, sentence, spoken
from pilotage.plain.words import Back, InputEnded, Quit, Skip
from tests.hostile import HOSTILE


def dialogue(*lines: str, echo: bool = False) -> tuple[Dialogue, StringIO]:
    out = StringIO()
    return Dialogue(StringIO("".join(f"{line}\n" for line in lines)), out, echo=echo), out


@pytest.mark.parametrize(
    ("word", "what"), [("back", Back), (" SKIP ", Skip), ("quit", Quit), ("", InputEnded)]
)
def test_words_do_something_else_than_answer(word: str, what: type[Exception]) -> None:
    asks, _ = dialogue(*([word] if word else []))
    with pytest.raises(what):
        asks.ask("What:")


def test_a_word_is_an_answer_after_a_backslash_and_other_backslashes_stay() -> None:
    asks, _ = dialogue("\\Back", "\\\\server\\share", "go back")
    assert [asks.ask("What:") for _ in range(3)] == ["Back", "\\\\server\\share", "go back"]


def test_a_question_mark_explains_and_asks_again() -> None:
    asks, out = dialogue("?", "14")
    assert asks.ask("Minutes:", ["The measured figure."]) == "14"
    said = out.getvalue().split("\n")
    assert said[0] == "Minutes: The measured figure."
    assert said[1].startswith("Words that work at each question")
    assert said[-1] == "Minutes: "


def test_what_a_further_word_does_is_followed_by_the_same_question() -> None:
    asks, out = dialogue("where", "x")
    asks.asides["where"] = lambda: asks.tell("Here.")
    assert asks.ask("What:") == "x"
    assert out.getvalue() == "What: Here.\nWhat: "


@pytest.mark.parametrize("text", [h.text for h in HOSTILE], ids=[h.name for h in HOSTILE])
def test_nothing_that_moves_a_cursor_is_ever_said(text: str) -> None:
    asks, out = dialogue("1", echo=True)
    asks.tell(text)
    asks.choose(text, [text, "b"])
    said = out.getvalue()
    assert not any((ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 for c in said)
    assert not any(c in said for c in "\u202e\u2066\u200e\u061c")


def test_keys_that_send_escapes_are_left_out_and_said() -> None:
    asks, out = dialogue("\x1b[Ada\x1b[D \x1bOPBuilder\x1b[3~")
    assert asks.ask("Name:") == "da Builder"
    assert "Arrow and function keys" in out.getvalue()


def test_other_control_characters_are_left_out_and_counted() -> None:
    asks, out = dialogue("a\x00b\u202ec")
    assert asks.ask("Name:") == "abc"
    assert "2 invisible control characters left out." in out.getvalue()


def test_an_answer_is_repeated_where_no_terminal_shows_it() -> None:
    asks, out = dialogue("Ada", echo=True)
    asks.ask("Name:")
    assert out.getvalue() == "Name: Ada\n"


def test_a_choice_by_number_by_its_beginning_or_by_enter() -> None:
    asks, out = dialogue("2", "PER", "", "9", "peo", "3.")
    labels = ["page", "people", "periods"]
    assert asks.choose("Which?", labels) == 1
    assert asks.choose("Which?", labels) == 2
    assert asks.choose("Which?", labels, enter=0) == 0
    assert asks.choose("Which?", labels) == 1
    assert "“9” is none of the choices. Type a number, 1 to 3." in out.getvalue()
    assert asks.choose("Which?", labels) == 2


def test_a_choice_by_a_word_in_it() -> None:
    asks, _ = dialogue("traps")
    assert asks.choose("Which?", ["People", "The five traps"]) == 1


def test_what_can_mean_several_choices_is_asked_again() -> None:
    asks, out = dialogue("pe", "people")
    assert asks.choose("Which?", ["people", "periods", "page"]) == 0
    assert "2 can be meant. Type a number:\n1. people\n2. periods\n" in out.getvalue()


def test_choices_are_said_again_only_where_they_are_others() -> None:
    asks, out = dialogue("1", "?", "1")
    asks.choose("Which?", ["a", "b"], known=["a", "B"])
    assert out.getvalue() == "2. b\nWhich? Number: "
    asks.choose("Which?", ["a", "b"], known=["a", "b"])
    assert "1. a\n2. b\n" in out.getvalue()


def test_many_choices_are_said_twenty_at_a_time() -> None:
    asks, out = dialogue("more", "45")
    assert asks.choose("Which?", [f"lead-{n}" for n in range(1, 51)]) == 44
    said = out.getvalue()
    assert "30 more: type more" in said
    assert "10 more: type more" in said
    assert "41. lead-41" not in said


def test_a_text_ends_with_a_dot_and_undo_takes_a_line_back() -> None:
    kept: list[list[str]] = []
    asks, _ = dialogue("one", "two", "undo", "", "\\.", ".")
    assert asks.text("Text, line", keep=lambda lines: kept.append(list(lines))) == "one\n\n."
    assert kept[1:3] == [["one", "two"], ["one"]]
    assert "undo" not in asks.asides


def test_yes_and_no() -> None:
    asks, out = dialogue("maybe", "Y", "no")
    assert asks.confirm("Sure?")
    assert not asks.confirm("Sure?")
    assert out.getvalue().count("Please answer yes or no.") == 1


def test_marks_for_the_eye_are_not_said() -> None:
    assert spoken("? had to ask") == "had to ask"
    assert spoken("4 · it breaks the flow") == "it breaks the flow"
    assert spoken("10 → 12") == "10 to 12"
    assert sentence("so“x.”") == "so“x.”"
    assert sentence("so") == "so."


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=8), max_size=6))
def test_whatever_is_typed_a_choice_is_made_or_asked_again(typed: list[str]) -> None:
    lines = [line for each in typed for line in each.replace("\r", "\n").split("\n")]
    asks, out = dialogue(*lines)
    with suppress(Back, Skip, Quit):
        assert asks.choose("Which?", ["alpha", "beta"]) in (0, 1)
    assert "\x1b" not in out.getvalue()
