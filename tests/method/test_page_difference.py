"""What changed between two states of the page: nothing of either is lost, in one column or two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.method.page_difference import (
    ADDED,
    REMOVED,
    SAME,
    Line,
    changed_sections,
    changes,
    sides,
)
from pilotage.model.document import Page
from pilotage.model.record import make

texts = st.text(alphabet="ab客 .,[/]\n", max_size=60)


def old_and_new(lines: tuple[Line, ...]) -> tuple[str, str]:
    """The two texts that the lines of a difference stand for."""
    old = ["".join(t for k, t in line if k != ADDED) for line in lines if not only(line, ADDED)]
    new = ["".join(t for k, t in line if k != REMOVED) for line in lines if not only(line, REMOVED)]
    return "\n".join(old), "\n".join(new)


def only(line: Line, kind: str) -> bool:
    return all(bit == kind for bit, _ in line)


def text_of(lines: list[Line | None]) -> str:
    return "\n".join("".join(text for _, text in line) for line in lines if line is not None)


@given(texts, texts)
def test_a_difference_holds_both_texts_entirely(old: str, new: str) -> None:
    found = changes(make(Page, purpose=old), make(Page, purpose=new))
    if old == new:
        assert found == ()
    else:
        assert old_and_new(found[0].lines) == (old, new)


@given(texts, texts)
def test_each_side_holds_its_own_text_entirely(old: str, new: str) -> None:
    for section in changes(make(Page, purpose=old), make(Page, purpose=new)):
        rows = sides(section.lines)
        assert text_of([left for left, _ in rows]) == old
        assert text_of([right for _, right in rows]) == new
        assert not any(bit == ADDED for left, _ in rows for bit, _ in left or ())
        assert not any(bit == REMOVED for _, right in rows for bit, _ in right or ())


def lines_of(old: str, new: str) -> tuple[Line, ...]:
    return changes(make(Page, purpose=old), make(Page, purpose=new))[0].lines


def test_words_that_changed_one_after_the_other_are_one_change() -> None:
    lines = lines_of(
        "Stop using it, then route by hand and by list.",
        "Nothing was answered, then route by hand and by list.",
    )
    kinds = [kind for kind, _ in lines[0]]
    assert kinds == [REMOVED, ADDED, SAME]
    assert lines[0][0] == (REMOVED, "Stop using it")


def test_lines_that_took_the_place_of_others_stand_beside_them() -> None:
    rows = sides(lines_of("same\none\ntwo", "same\nthree\nfour\nfive"))
    assert [(left and left[0][1], right and right[0][1]) for left, right in rows] == [
        ("same", "same"),
        ("one", "three"),
        ("two", "four"),
        (None, "five"),
    ]


@pytest.mark.parametrize("new", ["", "one\n\ntwo"])
def test_a_section_that_was_empty_or_becomes_so(new: str) -> None:
    assert {old for old, _ in sides(lines_of("" if new else "gone", new))} <= {
        None,
        ((REMOVED, "gone"),),
    }


def test_only_changed_sections_are_named() -> None:
    old = make(Page, trigger="a", criteria=("x",))
    assert changed_sections(old, old) == ()
    assert changed_sections(old, make(Page, trigger="b", criteria=("x",))) == ("trigger",)


def test_a_long_monotonous_section_is_compared_quickly() -> None:
    old = make(Page, purpose="a " * 1999)
    new = make(Page, purpose="b " + "a " * 1990 + "c")
    assert changes(old, new)[0].title == "Purpose"
