"""A text area that survives the undoing of a long paste."""

from __future__ import annotations

from textual.geometry import Offset
from textual.widgets import TextArea


class Prose(TextArea):
    """Text of several lines."""

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scroll to the cursor; not while an undo has cut the line that it stands on.

        Textual puts the cursor back only after it has redrawn the scrollbars, which would fail.
        """
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)
