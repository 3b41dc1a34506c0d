"""What is settled of a screen before it is mounted, so that its widgets get their styles once.

Left alone, Textual parses all styles again for a screen that brings some of its own, and applies
them three times: when it mounts, when it comes to the front, and when the classes of its size
are set.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.app import App
from textual.geometry import Size
from textual.screen import Screen


def prepare(app: App[Any], screen: Screen[Any]) -> None:
    """Read a screen's styles and give it the classes of the terminal's size."""
    for path in screen.css_path:
        if not app.stylesheet.has_source(str(path)):
            app.stylesheet.read(path)
    for name in size_classes(app, app.size):
        screen.add_class(name, update=False)


def size_classes(app: App[Any], size: Size) -> Iterator[str]:
    """The classes that a size asks for, one for each direction."""
    for length, breakpoints in (
        (size.width, app.HORIZONTAL_BREAKPOINTS),
        (size.height, app.VERTICAL_BREAKPOINTS),
    ):
        if reached := [at for at in breakpoints or () if at[0] <= length]:
            yield max(reached)[1]


def has_size_classes(screen: Screen[Any]) -> bool:
    """Whether a screen has the classes of the terminal's size."""
    return all(screen.has_class(name) for name in size_classes(screen.app, screen.app.size))


def leave(screen: Screen[Any]) -> None:
    """Take the focus from a screen that is about to be removed.

    Textual would hand it to the next widget, and give all of them their styles for that.
    """
    screen.focused = None
