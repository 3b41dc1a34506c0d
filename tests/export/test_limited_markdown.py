"""Limited Markdown: what it lets through, what it shows as typed, and that it survives."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml

from pilotage.export import limited_markdown as limited
from pilotage.export.escaping import cell, heading
from pilotage.model.text import clean

READER = MarkdownIt("commonmark")
"""Any reader of CommonMark."""
GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""A reader that knows more than CommonMark."""
READERS = pytest.mark.parametrize("reader", [READER, GITHUB], ids=["commonmark", "github"])
MARKUP = st.text(alphabet="ab1 \n*_`[]()<>&!#-+.=~\\:/\"'|;x\t", max_size=60)


def seen(html: str) -> str:
    """The text that a reader sees, with blanks folded."""
    lines = re.sub(r"<br />\n?|</(?:p|li)>", "\n", html)
    text = unescape(re.sub(r"<[^>]*>", "", lines))
    return re.sub(r"[ \t]*\n\s*", "\n", text).strip()


def same(html: str) -> str:
    """The HTML without what every link and every block gets."""
    return html.replace(' rel="noopener noreferrer"', "").replace(' dir="auto"', "")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>\n"),
        ("a\nb", "<p>a<br />\nb</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
    ],
)
def test_emphasis_code_lists_and_line_breaks_are_rendered(text: str, html: str) -> None:
    assert same(limited.to_html(text)) == html


def test_every_block_runs_in_its_own_direction() -> None:
    html = limited.to_html("a\n\n- b\n  1. c")
    assert re.findall(r"<(p|ul|ol|li)(?! dir=\"auto\")", html) == []
    assert html.count('dir="auto"') == 5


@pytest.mark.parametrize(
    "target", ["http://a.example", "https://a.example/x", "mailto:a@b.example"]
)
def test_links_lead_to_the_web_or_to_mail(target: str) -> None:
    assert f'<a href="{target}" rel="noopener noreferrer">x</a>' in limited.to_html(
        f"[x]({target})"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,hi)",
        "[x](file:///etc/passwd)",
        "[x](//elsewhere.example)",
        "![x](http://a.example/b.png",
        "# heading",
        "> quote",
        "    code",
        "---",
        "&copy; &#65;",
        "[a]: http://a.example",
        "[bold] [/] [@click=app.quit]x[/]",
        "| a | b |\n|---|---|",
    ],
)
def test_everything_else_is_shown_as_typed(text: str) -> None:
    html = limited.to_html(text)
    assert seen(html) == text.strip()
    assert not re.search(r"<(?!/?p>|br />)", same(html))


def test_a_picture_is_only_a_link() -> None:
    assert "<img" not in limited.to_html("![x](http://a.example/b.png)")


@pytest.mark.parametrize("depth", [5, 8, 9, 10, 30, 200])
def test_deep_nesting_loses_nothing(depth: int) -> None:
    text = "\n".join(f"{'  ' * level}- item{level}" for level in range(depth))
    for shown in (limited.to_html(text), READER.render(limited.to_markdown(text))):
        assert all(f"item{level}" in shown for level in range(depth))


@given(MARKUP)
@example("- a\n\n- b\n\n  c")
@example("a\n- b\n  1. c\n\n     d")
@example("![x](http://a.b/(c)?d=&copy;)")
@example("*\n- \\\n")
@example("a | b\n--- | ---")
@example("a\n===")
@example("~~~\na ~~b~~ ~c~")
@READERS
def test_written_out_it_reads_the_same_in_any_reader(reader: MarkdownIt, text: str) -> None:
    text = clean(text).text
    assert reader.render(limited.to_markdown(text)) == same(limited.to_html(text))


@READERS
@given(MARKUP.map(lambda text: " ".join(text.split())))
def test_a_line_written_out_reads_the_same(reader: MarkdownIt, line: str) -> None:
    expected = same(limited.line_to_html(line))
    shown = reader.render(limited.line_to_markdown(line))
    assert shown == (f"<p>{expected}</p>\n" if expected else "")
    shown = reader.render(f"- {limited.line_to_markdown(line)}")
    assert shown == f"<ul>\n<li>{expected}</li>\n</ul>\n"


@READERS
@given(st.text(max_size=80) | MARKUP)
@example("[x]: y")
@example("![")
def test_plain_text_reads_exactly_as_written(reader: MarkdownIt, text: str) -> None:
    text = " ".join(clean(text).text.split())
    assert seen(reader.render(limited.plain(text))) == text
    assert seen(reader.render(f"With **{limited.plain(text)}**")) == f"With {text or '****'}"


@READERS
@given(st.text(max_size=80) | MARKUP)
@example("C #")
@example("## a ##")
def test_a_heading_reads_exactly_as_written(reader: MarkdownIt, text: str) -> None:
    text = " ".join(clean(text).text.split())
    assert reader.render(f"# {heading(text)}") == f"<h1>{escapeHtml(text)}</h1>\n"


@given(st.text(max_size=60) | MARKUP)
def test_a_cell_reads_exactly_as_written(text: str) -> None:
    text = " ".join(clean(text).text.split())
    table = f"| a | b |\n|---|---|\n| {cell(text)} | end |\n"
    cells = re.findall(r"<td>(.*?)</td>", GITHUB.render(table), re.DOTALL)
    assert [seen(each) for each in cells] == [text, "end"]


@pytest.mark.parametrize(
    "text",
    [
        "11.5 of 12 (≈ 95%)",
        "snake_case and 2 * 3",
        "a < b & c > d; AT&T",
        "#tag, -5, +1, = sum, 3.5. Next",
        "[see the list] and (this)",
        "C:\\new",
        "~5 minutes, costs $5!",
        "http://a.example/x_y?z=1",
        "“quotes” – it's",
    ],
)
def test_what_needs_no_escape_gets_none(text: str) -> None:
    assert limited.plain(text) == text
    assert cell(text) == text
    assert limited.to_markdown(text) == text


def test_line_breaks_cannot_be_seen_in_the_text() -> None:
    assert limited.to_markdown("a\nb") == "a  \nb"
