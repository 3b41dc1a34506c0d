"""What is said in the corner: literally, once at a time, and what takes a change back."""

from __future__ import annotations

from typing import Any, Final

from textual.app import App

from pilotage.model.text import clean
from pilotage.tui.keymap import told
from pilotage.tui.widgets.key_line import KeyLine

TAKES_BACK: Final = "{undo} takes it back"
"""The title of a note that says what was done."""
DOES_AGAIN: Final = "{redo} does it again"


class TellingApp(App[None]):
    """An app that says what happened."""

    last_said = ""
    """What was said last."""
    named_undo = 0
    """How often a note has named the key that takes something back."""

    def notify(self, message: str, *, markup: bool = False, **options: Any) -> None:
        """Show a note in the corner; never read as markup, and never twice at a time."""
        self.last_said = message
        if options.get("title") in (TAKES_BACK, DOES_AGAIN):
            self.named_undo += 1
            options["title"] = told(options["title"])
        if any(note.message == message for note in self._notifications):
            return
        super().notify(message, markup=markup, **options)

    def tell_done(self, what: str) -> None:
        """Say what was done and how to take it back: in the line of keys, which covers nothing."""
        self.last_said = f"{what[:1].upper()}{what[1:]}."
        lines = self.screen.query(KeyLine)
        if lines:
            lines.first().tell_done(what)
        else:
            self.notify(clean(self.last_said).text, title=TAKES_BACK)
