"""What comes in from the keyboard: bad bytes, and pastes that hold what acts on a terminal."""

from __future__ import annotations

import codecs
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from pilotage.model.text import clean
from pilotage.tui.terminal_input import BEGIN, END, PASTE_LIMIT, Keyboard, pasted_length


def keyboard() -> Keyboard:
    return Keyboard(codecs.getincrementaldecoder("utf-8")(errors="replace"))


def test_a_bad_byte_is_shown() -> None:
    assert keyboard().decode(b"a\xffb") == "a\ufffdb"
    halves = keyboard()
    assert halves.decode("é".encode()[:1]) + halves.decode("é".encode()[1:]) == "é"


@pytest.mark.parametrize("text", ["abc", "\x1b", "\x1b[A", "\x1b[<0;1;1M", "\x1b[1;5A é漢"])
def test_what_is_typed_is_handed_on_at_once(text: str) -> None:
    assert keyboard().decode(text.encode()) == text


PASTE = "AAA \x1b[31mred\x1b[0m \x1b]0;evil\x07\x1b"
PASTES = st.text(st.sampled_from("ab \x1b[201~\n"), max_size=20)


@given(
    pasted=st.one_of(st.just(PASTE), PASTES),
    after=st.sampled_from(["", "x", "\x1b[A"]),
    cuts=st.lists(st.integers(0, 60), max_size=6),
)
def test_a_paste_is_one_event_wherever_it_is_cut(pasted: str, after: str, cuts: list[int]) -> None:
    if (pasted + END).find(END) != len(pasted):
        return  # the text's end and the mark would read as an earlier mark
    data = ("before" + BEGIN + pasted + END + after).encode()
    marks = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    keys = keyboard()
    text = "".join(keys.decode(data[a:b]) for a, b in pairwise(marks))
    assert text == "before" + BEGIN + pasted.replace("\x1b", "\ufffe") + END + after
    found = [event for event in XTermParser().feed(text) if isinstance(event, events.Paste)]
    assert [event.text for event in found] == [pasted.replace("\x1b", "\ufffe")]
    if found:
        kept = clean(found[0].text)
        assert kept.dropped >= pasted.count("\x1b")
        assert "\x1b" not in kept.text


@pytest.mark.parametrize("length", [PASTE_LIMIT, PASTE_LIMIT + 1, 3_000_000])
def test_of_a_paste_that_is_too_long_only_its_length_is_handed_on(length: int) -> None:
    data = (BEGIN + "é" * length + END + "x").encode()
    keys = keyboard()
    text = "".join(keys.decode(data[at : at + 4096]) for at in range(0, len(data), 4096))
    assert len(text) <= PASTE_LIMIT + 40
    pasted, typed = XTermParser().feed(text)
    assert isinstance(pasted, events.Paste)
    assert pasted_length(pasted.text) == length
    assert isinstance(typed, events.Key)
    assert keys.decode((BEGIN + "next" + END).encode()) == f"{BEGIN}next{END}"


def test_a_short_paste_can_not_pretend_to_be_long() -> None:
    assert pasted_length("abc\uffff12345") == len("abc\uffff12345")
