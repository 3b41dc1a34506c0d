"""How much room there is: which layout it is for, and what stands there when it is for none."""

from __future__ import annotations

from typing import Final

from textual.geometry import Size
from textual.widgets import Static

LEAST: Final = Size(60, 20)
"""The columns and lines that every screen needs."""
WIDTHS: Final = (
    (0, "-tiny"),
    (LEAST.width, "-narrow"),
    (100, "-medium"),
    (120, "-normal"),
    (140, "-wide"),
)
HEIGHTS: Final = ((0, "-low"), (LEAST.height, "-short"), (32, "-tall"), (48, "-high"))
"""From how many columns or lines on a screen has a class that its styles go by."""


class TooSmall(Static):
    """Asks for a larger window. While it covers the screen no key but Ctrl+Q acts."""

    def __init__(self) -> None:
        super().__init__(
            f"Pilotage needs at least {LEAST.width} × {LEAST.height} characters.\n"
            "Make the window larger.\nUntil then no key acts.\nCtrl+Q quits.",
            id="too-small",
            markup=False,
        )


def is_too_small(size: Size) -> bool:
    """Whether there is no room for any screen."""
    return size.width < LEAST.width or size.height < LEAST.height
