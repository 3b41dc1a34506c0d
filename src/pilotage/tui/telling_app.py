"""What is said in the corner: literally, once at a time, and what takes a change back."""

from __future__ import annotations

from typing import Any, Final

from textual.app import App

from pilotage.model.text import clean
from pilotage.tui.keymap import told
from pilotage.tui.widgets.key_line import KeyLine

TAKES_BACK: Final = "{undo} takes it back."
DOES_AGAIN: Final = "{redo} does it again."


class TellingApp(App[None]):
    """An app that says what happened."""

    last_said = ""
    """What was said last."""
    named_undo = 0
    """How often a note has named the key that takes something back."""

    def notify(self, message: str, *, markup: bool = False, **options: Any) -> None:
        """Show a note in the corner; never read as markup, and never twice at a time."""
        self.last_said = message
        self._note(message, markup=markup, **options)

    def say_done(self, what: str, more: str = "", *, turns: str = TAKES_BACK) -> None:
        """Show a note that says what was done, as its title, and how to take it back below."""
        self.last_said = f"{what}. {more}".strip()
        self.named_undo += 1
        title, rest = clean(what).text, clean(f"{more} {told(turns)}".strip()).text
        self._note(rest, title=title)

    def _note(self, message: str, *, markup: bool = False, **options: Any) -> None:
        title = options.get("title", "")
        if any((note.message, note.title) == (message, title) for note in self._notifications):
            return
        super().notify(message, markup=markup, **options)

    def tell_done(self, what: str) -> None:
        """Say what was done and how to take it back: in the line of keys, which covers nothing."""
        self.last_said = f"{what[:1].upper()}{what[1:]}."
        lines = self.screen.query(KeyLine)
        if lines:
            lines.first().tell_done(what)
        else:
            self.say_done(f"{what[:1].upper()}{what[1:]}")
