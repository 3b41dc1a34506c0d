"""NO_COLOR: the screens without any colour, by signs, bold, underline and reverse alone.

Textual's own filters either turn colours into greys, which are colours still, or drop them, and
with them the selected row, the header and what is hidden by its colour.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

NO_COLOURS: Final = Style.from_color(RichColor.default(), RichColor.default())
STANDS_OUT: Final = 1.9
"""A ground with at least this contrast to the screen's own is there to be seen: it is reversed."""
IS_SEEN: Final = 1.6
"""Words with less contrast than this to their ground are hidden, such as the X of an empty box."""


def is_wanted() -> bool:
    """Whether the user asks for no colours; an empty NO_COLOR asks for nothing."""
    return bool(os.environ.get("NO_COLOR"))


class Colourless(LineFilter):
    """Takes all colours away, and keeps what they said."""

    def __init__(self, ground: Callable[[], str]) -> None:
        """`ground` tells the colour of the screen itself, as the theme has it."""
        super().__init__()
        self._ground = ground

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line without colours, `background` being their widget's own."""
        screen = Color.parse(self._ground()).rich_color
        behind = background.rich_color
        return [
            segment if segment.style is None else _plain(segment, segment.style, behind, screen)
            for segment in segments
        ]


def _plain(segment: Segment, style: Style, behind: RichColor, screen: RichColor) -> Segment:
    text = segment.text
    plain, hides = _without_colours(style, style.bgcolor or behind, screen)
    if hides and any(each.isalnum() for each in text):
        text = " " * cell_len(text)
    return Segment(text, plain, segment.control)


@lru_cache(2048)
def _without_colours(style: Style, ground: RichColor, screen: RichColor) -> tuple[Style, bool]:
    """The style without colours, and whether it hides its words."""
    hides = style.color is not None and _contrast(style.color, ground) < IS_SEEN
    stands_out = _contrast(ground, screen) >= STANDS_OUT
    reverse = bool(style.reverse) != stands_out
    return style + NO_COLOURS + Style(reverse=reverse, dim=False), hides


def _contrast(one: RichColor, other: RichColor) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@lru_cache(1024)
def _luminance(colour: RichColor) -> float:
    """Relative luminance, 0 to 1, as WCAG 2 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.get_truecolor().normalized
    )
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
