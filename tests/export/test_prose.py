"""A section's text as blocks of styled spans."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pilotage.export.prose import BREAK, Items, Paragraph, Span, blocks, spans
from tests.export.plain import plain_text


def test_styles_are_read_and_nested() -> None:
    assert spans("a **b *c*** `d` [e](https://x.org)") == (
        Span("a "),
        Span("b ", strong=True),
        Span("c", strong=True, emphasis=True),
        Span(" "),
        Span("d", code=True),
        Span(" "),
        Span("e", href="https://x.org"),
    )


def test_a_link_elsewhere_is_text() -> None:
    assert spans("[e](javascript:x)") == (Span("[e](javascript:x)"),)


def test_lists_are_nested_and_numbered() -> None:
    found = blocks("Do:\n\n3. one\n4. two\n   - deeper\n\nThen stop.")
    assert found == (
        Paragraph((Span("Do:"),)),
        Items(
            (
                (Paragraph((Span("one"),)),),
                (Paragraph((Span("two"),)), Items(((Paragraph((Span("deeper"),)),),), None)),
            ),
            3,
        ),
        Paragraph((Span("Then stop."),)),
    )


def test_line_breaks_are_kept() -> None:
    assert blocks("one\ntwo") == (Paragraph((Span("one"), Span(BREAK), Span("two"))),)


def test_what_is_nested_too_deeply_is_literal() -> None:
    text = "\n".join("  " * depth + "- x" for depth in range(40))
    (only,) = blocks(text)
    assert isinstance(only, Paragraph)
    assert "".join(span.text for span in only.spans).count("- x") == 40


@given(st.text(max_size=200))
def test_no_letter_or_digit_is_lost(text: str) -> None:
    kept = re.findall(r"\w", plain_text(text).replace("_", ""))
    typed = re.findall(r"\w", text.replace("_", ""))
    # what may go are marks: the number of a list's item, the target of a link
    missing = list(typed)
    for letter in kept:
        if letter in missing:
            missing.remove(letter)
    assert not [each for each in missing if not each.isdigit()] or "](" in text
