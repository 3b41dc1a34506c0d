"""What is written to a terminal: only what differs, and what stands there then is the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Size
from textual.strip import Strip

from pilotage.tui.canvas import Canvas

SIZE = Size(12, 4)
STYLES = [
    None,
    Style(color="#ff8800"),
    Style(color="#ff8800", bgcolor="#002244"),
    Style(color="#ffffff", bgcolor="#002244", bold=True),
    Style(bgcolor="#002244", underline=True),
    Style(reverse=True, color="#aaaaaa", bgcolor="#111111"),
    Style(italic=True, strike=True),
]
Words = list[tuple[str, Style | None]]


class Terminal:
    """A terminal that is written to."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(SIZE.width, SIZE.height)
        self._stream = pyte.Stream(self._screen)
        self._stream.feed("\x1b[?7l")  # as the framework does
        self.console = Console(color_system="truecolor", force_terminal=True)
        self.console._color_system = ColorSystem.TRUECOLOR

    def write(self, text: str) -> None:
        self._stream.feed(text.replace("\n", "\r\n"))

    @property
    def cells(self) -> list[list[Any]]:
        """Each cell as it is seen: of a blank, the colour of its letter is not."""
        return [
            [_seen(self._screen.buffer[y][x]) for x in range(SIZE.width)]
            for y in range(SIZE.height)
        ]


def _seen(cell: Any) -> Any:
    if cell.data == " " and not (cell.underscore or cell.strikethrough or cell.reverse):
        return (" ", cell.bg)
    return tuple(cell)


def strip(words: Words, width: int = SIZE.width) -> Strip:
    """The words as a line of this width."""
    line = Strip([Segment(text, style) for text, style in words])
    return line.adjust_cell_length(width)


def whole(*lines: Words) -> LayoutUpdate:
    """A screen painted anew."""
    rows = [*lines, *[[]] * (SIZE.height - len(lines))][: SIZE.height]
    return LayoutUpdate([[strip(row)] for row in rows], SIZE.region)


def part(y: int, x: int, line: Strip) -> ChopsUpdate:
    """A piece of a line painted anew."""
    end = x + line.cell_length
    chops: list[dict[int, Strip | None]] = [{} for _ in range(SIZE.height)]
    ends: list[list[int]] = [[] for _ in range(SIZE.height)]
    chops[y], ends[y] = {x: line}, [end]
    return ChopsUpdate(chops, [(y, x, end)], ends)


words = st.lists(
    st.tuples(st.text("ab  é│語\u0301", min_size=1, max_size=7), st.sampled_from(STYLES)),
    max_size=4,
).filter(lambda row: not row or not row[0][0].startswith("\u0301"))
"""Words of one line: narrow and wide letters, blanks, and accents that stand on another letter."""


@st.composite
def updates(draw: st.DrawFn) -> LayoutUpdate | ChopsUpdate:
    if draw(st.booleans()):
        return whole(*draw(st.lists(words, max_size=SIZE.height)))
    x = draw(st.integers(0, SIZE.width - 1))
    y = draw(st.integers(0, SIZE.height - 1))
    width = draw(st.integers(1, SIZE.width - x))
    return part(y, x, strip(draw(words), width))


@settings(max_examples=100)
@given(st.lists(updates(), min_size=1, max_size=6), words, words)
def test_what_stands_there_is_what_the_framework_would_have_written(
    frames: Sequence[LayoutUpdate | ChopsUpdate], first: Words, second: Words
) -> None:
    ours, theirs, canvas = Terminal(), Terminal(), Canvas()
    for frame in (*frames, whole(first, second)):
        ours.write(canvas.paint(frame, SIZE, ours.console))
        theirs.write(frame.render_segments(theirs.console))
    assert ours.cells == theirs.cells
    assert canvas.paint(whole(first, second), SIZE, ours.console) == ""


def test_a_letter_costs_a_letter() -> None:
    terminal, canvas = Terminal(), Canvas()
    style = Style(color="#ff8800", bgcolor="#002244")
    canvas.paint(whole([("Route", style)], [("below", style)]), SIZE, terminal.console)
    text = canvas.paint(whole([("Routes", style)], [("below", style)]), SIZE, terminal.console)
    assert text == "\x1b[1;6H\x1b[38;2;255;136;0;48;2;0;34;68ms\x1b[0m"


@pytest.mark.parametrize("text", ["a\x1b]52;c;aGk=\x07b", "é\x1b[2Jé", "a\x9b2Jb", "a\rb\x7f"])
def test_no_control_character_is_written(text: str) -> None:
    terminal, canvas = Terminal(), Canvas()
    written = canvas.paint(whole([(text, STYLES[1])]), SIZE, terminal.console)
    rest = re.sub("\x1b\\[[0-9;]*[Hm]", "", written)
    assert rest.isprintable()
    assert rest.startswith(("a", "é"))


def test_an_unknown_terminal_is_written_whole() -> None:
    terminal, canvas = Terminal(), Canvas()
    frame = whole([("Route", None)])
    first = canvas.paint(frame, SIZE, terminal.console)
    assert canvas.paint(frame, SIZE, terminal.console) == ""
    canvas.forget()
    assert canvas.paint(frame, SIZE, terminal.console) == first
    larger = canvas.paint(frame, Size(SIZE.width + 1, SIZE.height), terminal.console)
    assert larger == first


@pytest.mark.parametrize("link", ["https://example.org", "https://example.org/a;b"])
def test_a_link_is_opened_and_closed(link: str) -> None:
    terminal, canvas = Terminal(), Canvas()
    style = Style(link=link)
    text = canvas.paint(whole([("here ", style), ("then", None)]), SIZE, terminal.console)
    assert text.count(f"{link}\x1b\\") == 1
    assert (
        text.index(link) < text.index("here ") < text.index("\x1b]8;;\x1b\\") < text.index("then")
    )
