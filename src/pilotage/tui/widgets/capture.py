"""The line into which a gap is written, and through which every key of the drive screen goes.

It has the focus all the time, so all keys come to one place, in the order in which they were
typed: while it is closed they are the screen's commands, and from the key that opens it on they
are text. No letter can overtake another one or land beside the line.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from textual import events

from pilotage.tui import drive_text as said
from pilotage.tui.keymap import told
from pilotage.tui.widgets.in_order import Line, act_at_once

LONGEST: Final = 300
"""The characters that a gap's text has room for."""

Pressed = Callable[[events.Key], Awaitable[bool]]


class Capture(Line):
    """A line that is closed until a command opens it."""

    def __init__(self, pressed: Pressed) -> None:
        super().__init__(id="drive-capture", select_on_focus=False, max_length=LONGEST)
        self._pressed = pressed
        """Asked for every key first; answers whether it was none for the text."""
        self.is_open = False

    def open(self, text: str) -> None:
        """Take text from now on, after what stands there already."""
        self.is_open = True
        self.add_class("-open")
        self.value = text
        self.cursor_position = len(text)

    def shut(self) -> str:
        """Take commands again; what was written."""
        text, self.value = self.value, ""
        self.is_open = False
        self.remove_class("-open")
        return text

    async def on_key(self, event: events.Key) -> None:
        """Let the screen have its keys; the others are text while it is open."""
        if await self._pressed(event):
            event.stop()
            event.prevent_default()
        elif not event.is_printable:
            await act_at_once(self, event)
            event.stop()
            event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        """All lines of a paste become one."""
        event.stop()
        event.prevent_default()
        if self.is_open:
            text = " ".join(event.text.split())
            self.replace(text, *self.selection)
        else:
            keys = told(said.OPEN_A_LINE)
            self.app.notify(f"{keys} opens a line for text first.", severity="warning")

    def replace(self, text: str, start: int, end: int) -> None:
        """Put a text in; as much of it as there is room for."""
        room = LONGEST - len(self.value) + abs(end - start)
        if len(text) > room:
            self.app.bell()
        super().replace(text[: max(0, room)], start, end)

    def on_blur(self) -> None:
        """Nothing else on this screen takes keys."""
        if self.is_attached and self.app.screen is self.screen:
            self.focus()
