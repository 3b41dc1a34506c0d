"""What texts may hold, whatever is typed, pasted or imported."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.errors import Invalid
from pilotage.model.people import Person
from pilotage.model.project import Policy, PolicyChange, Project
from pilotage.model.record import make
from pilotage.model.text import clean, one_line
from tests.hostile import ALLOWED, HOSTILE, REFUSED, Hostile
from tests.way import START, Way

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


def name_of(case: Hostile) -> str:
    return case.name


@pytest.mark.parametrize("case", ALLOWED, ids=name_of)
def test_prose_keeps_what_is_meant_and_drops_the_rest(case: Hostile) -> None:
    project = Way().project.with_(note=case.text)
    assert project.note == case.kept


@pytest.mark.parametrize("case", ALLOWED, ids=name_of)
def test_a_line_keeps_what_is_meant_on_one_line(case: Hostile) -> None:
    person = make(Person, id=1, name="Ada", contact=case.text)
    assert person.contact == case.line


@pytest.mark.parametrize("case", REFUSED, ids=name_of)
def test_too_much_is_refused_with_the_field_and_the_limit(case: Hostile) -> None:
    with pytest.raises(Invalid) as refused:
        Way().project.with_(note=case.text)
    assert refused.value.field == "note"
    assert "100,000 characters" in refused.value.message
    assert "4,000" in refused.value.limit
    assert len(refused.value.message) < 200


@pytest.mark.parametrize("case", HOSTILE, ids=name_of)
def test_a_message_about_a_bad_value_shows_nothing_that_a_terminal_acts_on(case: Hostile) -> None:
    with pytest.raises(Invalid) as refused:
        make(Policy, production_days=case.text)
    assert refused.value.field == "production_days"
    assert clean(refused.value.message) == (refused.value.message, 0)


def test_dropped_characters_are_counted() -> None:
    assert clean("a\x00\x1b[b") == ("a[b", 2)
    assert clean("a\r\nb\tc") == ("a\nb\tc", 0)


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u00a0", "\u3000", "\u200b", "\u2060\u200d"])
def test_a_name_that_nobody_can_see_is_empty(text: str) -> None:
    assert one_line(text) == ""
    with pytest.raises(Invalid, match="is empty"):
        make(Person, id=1, name=text)


@pytest.mark.parametrize("reason", ["", "  ", "\n\n\n\n", " \u200b\u200b\u200b ", "no", "  x  "])
def test_a_reason_must_say_something(reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        make(PolicyChange, what="x", reason=reason, by=1, at="2026-03-02T09:00:00Z")
    assert refused.value.field == "reason"


@given(ANY_TEXT)
def test_cleaning_is_done_once_and_for_all(text: str) -> None:
    once = clean(text).text
    assert clean(once) == (once, 0)
    assert unicodedata.is_normalized("NFC", once)
    once.encode()
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in once if c not in "\n\t")


@given(ANY_TEXT)
def test_a_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert one_line(line) == line
    assert not set(line) & set("\n\t\r")
    assert line == line.strip(" ")


@given(st.text(st.characters(categories=("L", "N", "P", "S", "M"))))
def test_visible_text_comes_through(text: str) -> None:
    expected = unicodedata.normalize("NFC", text)
    assert clean(text) == (expected, 0)


@given(ANY_TEXT)
def test_a_project_survives_json_with_any_text(text: str) -> None:
    project = Way().project.with_(note=text)
    assert Project.model_validate_json(project.model_dump_json()) == project
    assert project.start == START
