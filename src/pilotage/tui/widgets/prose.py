"""A text area that keeps up with who types, and survives the undoing of a long paste."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.geometry import Offset
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from pilotage.tui.widgets.in_order import act_at_once
from pilotage.tui.widgets.word_at import word_at


class Prose(TextArea):
    """Text of several lines."""

    BINDINGS = [
        Binding("ctrl+home", "to_start", "To the beginning", show=False),
        Binding("ctrl+end", "to_end", "To the end", show=False),
    ]

    def on_resize(self) -> None:
        """Where the text is broken anew, or has less room, the cursor stays in sight."""
        self.call_after_refresh(self.scroll_cursor_visible)

    def action_to_start(self) -> None:
        """Put the cursor before the text."""
        self.move_cursor((0, 0))

    def action_to_end(self) -> None:
        """Put the cursor behind the text."""
        self.move_cursor(self.document.end)

    def get_target_document_location(self, event: events.MouseEvent) -> tuple[int, int]:
        """Where the mouse is in the text; below the last line that is the end."""
        line = event.y + self.scroll_offset.y - self.gutter.top
        if line >= self.wrapped_document.height:
            return self.document.end
        return super().get_target_document_location(event)

    def on_click(self, event: events.Click) -> None:
        """Mark the word of a double click, the line by a third."""
        if event.chain == 1:
            return
        event.prevent_default()  # Textual would mark the whole widget, without showing it
        row, column = self.cursor_location
        line = self.document.get_line(row)
        start, end = word_at(line, column) if event.chain == 2 else (0, len(line))
        self.selection = Selection((row, start), (row, end))

    async def on_key(self, event: events.Key) -> None:
        """Do it now."""
        await act_at_once(self, event)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scroll to the cursor; not while an undo has cut the line that it stands on.

        Textual puts the cursor back only after it has redrawn the scrollbars, which would fail.
        """
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)
