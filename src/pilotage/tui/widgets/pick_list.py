"""A list of lines with which more than one thing can be done: a click only chooses one."""

from __future__ import annotations

from textual import events
from textual.widgets import OptionList


class PickList(OptionList):
    """An option list in which a click chooses a line, and a click on the chosen one takes it.

    The line under the cursor when the list opens was chosen by nobody: it takes two clicks too.
    """

    _was_chosen = False
    """Whether the line under the cursor is somebody's choice."""

    def on_key(self) -> None:
        """Whoever uses the keys knows where the cursor is."""
        self._was_chosen = True

    def on_click(self, event: events.Click) -> None:
        """Choose the line; leave it to the list to take one that was chosen already."""
        at = event.style.meta.get("option")
        if at is None or (at == self.highlighted and self._was_chosen):
            return
        event.prevent_default()
        if not self.get_option_at_index(at).disabled:
            self.highlighted = at
            self._was_chosen = True
