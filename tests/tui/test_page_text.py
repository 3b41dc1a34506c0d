"""The page's text on the screen: marks become styles, and nothing else does."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from pilotage.actions import page
from pilotage.export.document import document
from pilotage.export.to_html import to_html
from pilotage.export.to_markdown import to_markdown
from pilotage.tui.links import leads_to
from pilotage.tui.widgets import page_text
from pilotage.tui.widgets.preview import blocks
from tests.export.plain import plain_text
from tests.hostile import HOSTILE
from tests.tui.areas import faults
from tests.tui.conftest import OpenApp, sees
from tests.way import documented, written

lines_of_text = st.lists(
    st.sampled_from(
        [
            "",
            "a b",
            "  c",
            "- one",
            "2. two",
            "   - deep",
            "**bold** d",
            "e `f`",
            "[g](https://h.i)",
        ]
    ),
    max_size=12,
).map("\n".join)


def styled(content: Content) -> set[tuple[str, str]]:
    """The texts that have a style, with it; a click is none, and only asks to open an address."""
    found = set()
    for span in content.spans:
        if isinstance(span.style, str):
            found.add((content.plain[span.start : span.end], span.style))
        else:
            action, (url,) = span.style.meta["@click"]
            assert (action, bool(leads_to(url))) == ("app.open_link", True)
    return found


def test_marks_become_styles() -> None:
    text = page_text.prose("Read **all** of *it*, `x[1]` and [the list](https://a.example/l).")
    assert text.plain == "Read all of it, x[1] and the list (https://a.example/l)."
    assert {("all", "bold"), ("it", "italic"), ("the list", "underline")} <= styled(text)
    assert ("x[1]", page_text.CODE) in styled(text)


def test_a_link_that_says_where_it_leads_says_it_once() -> None:
    assert page_text.line("<https://a.example> b").plain == "https://a.example b"
    assert page_text.line("<me@a.example>").plain == "me@a.example"
    assert page_text.line("[a](https://a.example)[b](https://b.example)").plain == (
        "a (https://a.example)b (https://b.example)"
    )


def test_lists_have_their_signs_and_are_indented() -> None:
    text = page_text.prose("Do:\n\n- one\n  - deep\n    more\n- two\n\n3. three\n4. four\n\nDone.")
    assert text.plain.split("\n") == [
        "Do:",
        "• one",
        "  ◦ deep",
        "    more",
        "• two",
        "3. three",
        "4. four",
        "",
        "Done.",
    ]


@pytest.mark.parametrize(
    "text", ["# a", "> b", "<b>x</b>", "![i](https://x.y)", "[x](javascript:a)", "[bold]x[/]"]
)
def test_what_the_page_has_not_is_shown_as_typed(text: str) -> None:
    shown = page_text.prose(text)
    assert shown.plain.replace("i (https://x.y)", "[i](https://x.y)") == text
    assert {style for _, style in styled(shown)} <= {"underline", page_text.TARGET}


@given(st.text(alphabet="ab .,:/()#>=|\n\t", max_size=60))
def test_a_text_without_marks_is_what_the_parser_makes_of_it(text: str) -> None:
    shown = page_text.prose.__wrapped__(text).plain
    assert [x for x in shown.split("\n") if x] == [
        line.strip(" \t") for line in plain_text(text).split("\n") if line.strip(" \t")
    ]


@given(lines_of_text)
def test_piece_by_piece_the_text_reads_as_in_one(text: str) -> None:
    pieces = page_text.prose.__wrapped__(text)
    whole = page_text._piece.__wrapped__(text)
    squeezed = [re.sub("\n+", "\n", each.plain).strip("\n") for each in (pieces, whole)]
    assert squeezed[0] == squeezed[1]
    assert styled(pieces) == styled(whole)


@given(st.text(max_size=80))
def test_any_text_can_be_shown(text: str) -> None:
    page_text.prose.__wrapped__(text)
    page_text.line.__wrapped__(text)


def test_the_parts_are_called_as_in_every_format() -> None:
    project = documented().project
    made = document(project, date(2026, 5, 20))
    html, markdown = to_html(made), to_markdown(made)
    shown = [content.plain.split("\n")[0] for content in blocks(project, project.page).values()]
    parts = [heading.strip(" 0123456789") for heading in shown[1:]]
    in_html = re.findall(r"<h2>(.*?)</h2>", html)
    in_markdown = re.findall(r"^## (?:\d\. )?(.*)$", markdown, re.MULTILINE)
    assert in_html == in_markdown
    assert parts == [title.upper() for title in in_html[: len(parts)]]


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_the_preview_shows_styles_and_does_nothing(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    way = written()
    way.do(page.edit_section, section="purpose", text="Be **quick**: [all](https://a.io)")
    way.do(page.edit_section, section="criteria", text="Region is `one of` five")
    async with open_app(way, size=size) as pilot:
        await sees(pilot, "Purpose")
        if size[0] < 100:
            await pilot.press("f3")
        await sees(pilot, "Be quick: all (https://a.io)")
        assert faults(pilot) == []


def test_hostile_text_is_no_markup() -> None:
    for hostile in HOSTILE:
        for shown in (page_text.prose(hostile.text), page_text.line(hostile.text)):
            allowed = {"bold", "italic", "underline", page_text.CODE, page_text.TARGET}
            assert {style for _, style in styled(shown)} <= allowed, hostile.name
