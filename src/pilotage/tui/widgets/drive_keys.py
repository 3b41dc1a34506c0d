"""The keys of the drive screen in words, on as many lines as they need; a click presses one."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from pilotage.tui.widgets.key_line import Hint


class DriveKeys(Widget):
    """Says what each key does now. It keeps its height, whatever it says."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(id="drive-keys")
        self._hints: tuple[Hint, ...] = ()
        self._most = 1
        self._places: list[tuple[int, range, Hint]] = []

    def show(self, hints: tuple[Hint, ...]) -> None:
        """Show these keys."""
        if hints != self._hints:
            self._hints = hints
            lines = len(self._lines(self.size.width or self.app.size.width))
            self.refresh(layout=lines > self._most)

    def _lines(self, width: int) -> list[list[Hint]]:
        """The keys on as few lines as they need, and these about as long as each other."""
        fewest = len(self._broken(width))
        even = sum(hint.width for hint in self._hints) // fewest
        return next(
            lines
            for limit in range(min(even, width), width + 1)
            if len(lines := self._broken(limit)) == fewest
        )

    def _broken(self, width: int) -> list[list[Hint]]:
        lines: list[list[Hint]] = [[]]
        at = 0
        for hint in self._hints:
            if at and at + hint.width > width:
                lines.append([])
                at = 0
            lines[-1].append(hint)
            at += hint.width
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
            at = max(0, (self.size.width - sum(hint.width for hint in line)) // 2)
            parts.append(Content(" " * at))
            for hint in line:
                self._places.append((y, range(at, at + hint.width), hint))
                parts.append(_written(hint))
                at += hint.width
            rows.append(Content("").join(parts))
        return Content("\n").join(rows)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press the key under the mouse."""
        for y, columns, hint in self._places:
            if y == event.y and event.x in columns:
                self.app.simulate_key(hint.key)


def _written(hint: Hint) -> Content:
    key = "bold $footer-key-foreground" if hint.enabled else "$text-disabled"
    return Content.assemble(
        (f" {hint.display} ", key),
        (f"{hint.description} ", "" if hint.enabled else "$text-disabled"),
    )
