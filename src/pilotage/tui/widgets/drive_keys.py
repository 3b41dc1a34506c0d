"""The keys of the drive screen in words, on as many lines as they need; a click presses one.

The way on looks like a button and stands first, always in the same place.
"""

from __future__ import annotations

from typing import Final

from textual import events
from textual.content import Content
from textual.geometry import Offset, Size
from textual.timer import Timer
from textual.widget import Widget

from pilotage.tui.widgets.key_line import Hint

ROOM: Final = 80
"""The columns that the keys have at most: about those of the page above them."""
WAITS: Final = 1.2
"""Seconds for which no click answers a question that has just come, where “done” was clicked."""
NEAR: Final = 3
"""Columns to either side that are the same place, where something else than a key was clicked."""


class DriveKeys(Widget):
    """Says what each key does now. It keeps its height and its left edge, whatever it says."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(id="drive-keys")
        self._hints: tuple[Hint, ...] = ()
        self._ways_on: tuple[Hint, ...] = ()
        self._most = 1
        self._places: list[tuple[int, range, Hint]] = []
        self._clicked: tuple[range, int] | None = None
        """The columns and the row, on the screen, of the key that was clicked last."""
        self._left_out: tuple[range, int] | None = None
        """Where clicks are left out now."""
        self._waiting: Timer | None = None

    def show(
        self, hints: tuple[Hint, ...], ways_on: tuple[Hint, ...] = (), *, asks: bool = False
    ) -> None:
        """Show these keys, and those that lead on as buttons.

        `asks` says that they answer a question: who clicks on where “done” stood has not read it.
        """
        if hints != self._hints or ways_on != self._ways_on:
            if asks and self._clicked:
                self._wait(self._clicked)
            self._hints, self._ways_on = hints, ways_on
            lines = len(self._lines(self.size.width or self.app.size.width))
            self.refresh(layout=lines > self._most)

    def wait(self, at: Offset) -> None:
        """Leave clicks at this place of the screen out for a moment."""
        self._wait((range(at.x - NEAR, at.x + NEAR + 1), at.y))

    def _wait(self, place: tuple[range, int]) -> None:
        if self._waiting is not None:
            self._waiting.stop()
        self._left_out = place
        self._waiting = self.set_timer(WAITS, self.go_on)

    def go_on(self) -> None:
        """Leave no click out any more."""
        self._left_out = None

    def _width(self, hint: Hint) -> int:
        return hint.width + (hint in self._ways_on)  # buttons stand apart

    def _lines(self, width: int) -> list[list[Hint]]:
        """The keys on as few lines as they need, and these about as long as each other."""
        width = min(width, ROOM)
        fewest = len(self._broken(width))
        even = sum(self._width(hint) for hint in self._hints) // fewest
        return next(
            lines
            for limit in range(min(even, width), width + 1)
            if len(lines := self._broken(limit)) == fewest
        )

    def _broken(self, width: int) -> list[list[Hint]]:
        lines: list[list[Hint]] = [[]]
        at = 0
        for hint in self._hints:
            if at and at + self._width(hint) > width:
                lines.append([])
                at = 0
            lines[-1].append(hint)
            at += self._width(hint)
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The lines of the longest set of keys that was shown at this width."""
        if width != self.size.width:
            self._most = 1
        self._most = max(self._most, len(self._lines(width)))
        return self._most

    def render(self) -> Content:
        """The keys, line by line."""
        self._places = []
        rows: list[Content] = []
        for y, line in enumerate(self._lines(self.size.width)):
            parts: list[Content] = []
            at = max(0, (self.size.width - ROOM) // 2)
            parts.append(Content(" " * at))
            for hint in line:
                self._places.append((y, range(at, at + hint.width), hint))
                leads_on = hint in self._ways_on
                parts.append(_button(hint) if leads_on else _written(hint))
                at += self._width(hint)
            rows.append(Content("").join(parts))
        return Content("\n").join(rows)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press the key under the mouse."""
        at = event.screen_offset
        if self._left_out and at.x in self._left_out[0] and at.y == self._left_out[1]:
            return
        for y, columns, hint in self._places:
            if y == event.y and event.x in columns:
                left = at.x - event.x
                self._clicked = range(left + columns.start, left + columns.stop), at.y
                self.app.simulate_key(hint.key)


def _button(hint: Hint) -> Content:
    look = "bold $background on $primary"
    return Content.styled(f" {hint.display} {hint.description} ", look) + Content(" ")


def _written(hint: Hint) -> Content:
    key = "bold $footer-key-foreground" if hint.enabled else "$text-disabled"
    return Content.assemble(
        (f" {hint.display} ", key),
        (f"{hint.description} ", "" if hint.enabled else "$text-disabled"),
    )
