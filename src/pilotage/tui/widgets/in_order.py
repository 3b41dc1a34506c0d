"""Text fields that do what is typed in the order in which it is typed, and mark what is clicked.

Textual puts a letter into a field at once, but lets a key such as Backspace rise from widget to
widget up to the application, and only then does what it is bound to. On a busy machine the
letters typed after it overtake it.
"""

from __future__ import annotations

from textual import events
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets.input import Selection

from pilotage.tui.widgets.word_at import word_at


async def act_at_once(field: Widget, event: events.Key) -> None:
    """Run the field's own binding for a key that is no letter, if it has one."""
    if event.is_printable:
        return
    for binding in field._bindings.key_to_bindings.get(event.key, ()):
        if not binding.priority and await field.app.run_action(binding.action, field):
            event.stop()
            event.prevent_default()
            return


class Line(Input):
    """Text of one line."""

    async def on_key(self, event: events.Key) -> None:
        """Do it now."""
        await act_at_once(self, event)

    def on_click(self, event: events.Click) -> None:
        """Mark the word of a double click, all by a third."""
        if event.chain == 1:
            return
        event.prevent_default()  # Textual would mark the whole widget, without showing it
        if event.chain == 2:
            self.selection = Selection(*word_at(self.value, self.cursor_position))
        else:
            self.select_all()
