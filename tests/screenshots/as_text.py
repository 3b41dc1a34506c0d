"""What stands on a screen as lines of text, and under them the styles it is written in."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from string import ascii_letters, digits
from typing import Any, Final

from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot

MARKS: Final = ascii_letters + digits + "!#$%&*+-/<=>?@^_~"
"""What stands for a style: one character each, in the order in which they come up."""


def as_text(pilot: Pilot[None]) -> str:
    """The screen in front: its text, then a line of styles for each line, then what they are.

    Two pictures are the same if and only if these texts are: a difference reads as one.
    """
    app: Any = pilot.app
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    rows = [[segment for strip in line for segment in strip] for line in update.strips]
    names: dict[str, str] = {}
    styles = [styles_of(row, names) for row in rows]
    legend = [f"{mark}  {name}" for name, mark in names.items()]
    text = ["".join(segment.text for segment in row).rstrip() for row in rows]
    return "\n".join([*text, "", *styles, "", *legend]) + "\n"


def styles_of(row: Iterable[Segment], names: dict[str, str]) -> str:
    """A line's styles from left to right, such as `a12 b3`: 12 columns of style a, 3 of b."""
    cells = [(named(segment.style), segment.cell_length) for segment in row]
    runs = [
        (name, sum(length for _, length in run)) for name, run in groupby(cells, lambda c: c[0])
    ]
    for name, _ in runs:
        names.setdefault(name, MARKS[len(names) % len(MARKS)])
    return " ".join(f"{names[name]}{length}" for name, length in runs if length)


def named(style: Style | None) -> str:
    """A style in words, without what is only for the mouse."""
    return (
        str(style.without_color + Style(color=style.color, bgcolor=style.bgcolor)) if style else ""
    )
