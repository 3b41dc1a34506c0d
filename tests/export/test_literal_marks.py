"""What is typed and shown as it reads is named, in a time that grows with the text only."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pilotage.export.literal_marks import (
    CODE_BLOCK,
    HEADING,
    HTML,
    IMAGE,
    LINK,
    MARKS,
    QUOTE,
    RULE,
    STRUCK,
    TABLE,
    literal_marks,
)

EVERYTHING = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
NAMES = {
    "heading_open": HEADING,
    "blockquote_open": QUOTE,
    "fence": CODE_BLOCK,
    "code_block": CODE_BLOCK,
    "hr": RULE,
    "table_open": TABLE,
    "image": IMAGE,
    "html_block": HTML,
    "html_inline": HTML,
    "s_open": STRUCK,
}
BLOCKS = {HEADING, QUOTE, CODE_BLOCK, RULE, TABLE}
PIECES = [
    "a",
    "b c",
    " ",
    "\n",
    "\n\n",
    "\n- ",
    "\n1. ",
    "\n  ",
    "\n# ",
    "\n> ",
    "\n---\n",
    "\n***\n",
    "\n```\n",
    "    ",
    "| a | b |\n|---|---|\n",
    "<b>",
    "</b>",
    "<br/>",
    "<!-- x -->",
    "![i](j.png)",
    "![i](https://x.y)",
    "~~s~~",
    "**b**",
    "*e*",
    "`c`",
    "`",
    "``",
    "\\",
    "[t](https://x.y)",
]


def meant(text: str) -> set[str]:
    """What the whole of Markdown would make of a text that the page does not have."""
    found: set[str] = set()
    for token in EVERYTHING.parse(text):
        if token.type == "code_block" and token.level:
            continue  # more blanks than a list wants: nothing of it is lost
        found |= {
            NAMES[t.type]
            for t in (token, *(token.children or ()))
            if t.type in NAMES and (t.type, t.markup) != ("heading_open", "-")  # begins a list
        }
    return found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("# Title", (HEADING,)),
        ("Title\n=====", (HEADING,)),
        ("#1 in the list", ()),
        ("> said", (QUOTE,)),
        ("a > b", ()),
        ("- > said", (QUOTE,)),
        ("```\ncode\n```", (CODE_BLOCK,)),
        ("a\n\n    code", (CODE_BLOCK,)),
        ("- a\n\n    more of a", ()),
        ("a\n\n---\n\nb", (RULE,)),
        ("a - b -- c --- d", ()),
        ("| a | b |\n|---|---|\n| 1 | 2 |", (TABLE,)),
        ("either | or", ()),
        ("![logo](https://x.y/z.png)", (IMAGE,)),
        ("Wow![1]", ()),
        ("<b>bold</b>", (HTML,)),
        ("a < b and c > d", ()),
        ("&amp;", (HTML,)),
        ("R&D; sales", (HTML,)),
        ("R&D, sales", ()),
        ("~~old~~", (STRUCK,)),
        ("~5 minutes~", ()),
        ("[x](javascript:alert(1))", ()),
        ("[x](javascript:alert)", (LINK,)),
        ("[x](file:///etc) and <ftp://a.b>", (LINK,)),
        ("[x](page.html)", (LINK,)),
        ("[x](https://a.b) <https://a.b> <me@a.b> [y](mailto:me@a.b)", ()),
        ('[x](https://a.b "title")', ()),
        ("[1]: https://a.b", (LINK,)),
        ("`<b>` and `# x` and ``a ` <i>``", ()),
        (r"\# x \<b> \[x](y)", ()),
        ("**b** *e* `c` [l](https://x.y)\n\n- a\n  1. b\n\n2) c", ()),
        ("# a\n\n<b> ~~c~~", (HEADING, HTML, STRUCK)),
        ("", ()),
    ],
)
def test_what_is_shown_as_typed_is_named(text: str, names: tuple[str, ...]) -> None:
    assert literal_marks(text) == names


def test_marks_in_a_plain_line_are_named() -> None:
    assert literal_marks("one\n  - deep\ntwo", "lines") == ()  # its field says so by itself
    assert literal_marks("- one\n- two\n3. three", "lines") == ()
    assert literal_marks("**Dana** Osei", "line") == (MARKS,)
    assert literal_marks("Assistant X 2.1, 3 * 4 * 5, a_b_c", "line") == ()
    assert literal_marks("**b** `c`", "lines") == ()


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
@settings(max_examples=400)
def test_nothing_that_markdown_knows_and_the_page_does_not_goes_unnamed(text: str) -> None:
    named = set(literal_marks(text))
    missing = meant(text) - named
    # A block that the page does not have ends nothing there, so less begins after it.
    assert not missing or (missing <= {CODE_BLOCK, IMAGE, HTML, STRUCK} and named & BLOCKS)


@given(st.text(alphabet="abc ÄÖ客.,;:?()'\"/%€0123456789", max_size=200))
def test_plain_text_gets_no_hint(text: str) -> None:
    assert literal_marks(text) == ()


@given(st.text(max_size=100), st.sampled_from(["prose", "lines", "line"]))
def test_any_text_can_be_asked(text: str, kind: str) -> None:
    literal_marks(text, kind)


@pytest.mark.parametrize("start", ["[a](", "[a](x", "[a](<x>", "[a](x 'y'", "<a"])
@pytest.mark.parametrize("blank", [" ", "\n"])
def test_blanks_without_end_take_no_time(start: str, blank: str) -> None:
    before = time.perf_counter()
    literal_marks(f"{start}{blank * 40_000}x")
    assert time.perf_counter() - before < 1.0


@pytest.mark.parametrize(
    ("text", "is_link"),
    [
        ("[a](javascript:x)", True),
        ("[a](  javascript:x  'title'  )", True),
        ('[a]( <javascript:x y> "t" )', True),
        ("[a](javascript:x 'title)", False),
        ("[a](javascript:x y)", False),
    ],
)
def test_a_link_is_one_with_blanks_and_a_title_too(text: str, is_link: bool) -> None:
    assert (LINK in literal_marks(text)) is is_link


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "`",
        "` ``",
        "<a ",
        "](",
        "](<",
        "~~a",
        "- ",
        "- \t",
        "1. ",
        "|-",
        "* ",
        "\n\n",
        "&#x",
        "\\",
        "> ",
        "[a](b 'c",
        "<!--",
        "*a",
        "__a",
        "[a]: ",
        "<a:b",
        "#",
        "-",
        "=",
        '](a "',
        "    ",
    ],
)
def test_it_takes_no_longer_for_one_text_than_for_another(piece: str) -> None:
    def spent(size: int) -> float:
        text = (piece * size)[:size]
        start = time.perf_counter()
        for kind in ("prose", "lines", "line"):
            literal_marks(text, kind)
        return time.perf_counter() - start

    assert min(spent(40_000) for _ in range(3)) < 1.0  # a section has 4,000
