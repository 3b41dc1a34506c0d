"""Choosing one of a few."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from pilotage.tui.literal import literal
from pilotage.tui.prepared import Dialog
from pilotage.tui.widgets.dialog_keys import DialogKeys


class Choose(Dialog[int | None]):
    """A list to choose from; answers the chosen index, or None for Escape."""

    BINDINGS = [("escape", "dismiss(None)", "Back")]
    ESC_BESIDE = True

    def __init__(
        self,
        question: str,
        answers: Sequence[str],
        *,
        detail: str = "",
        at: int = 0,
        digits: int = 0,
    ) -> None:
        super().__init__()
        self._question = question
        self._answers = answers
        self._detail = detail
        self._at = at
        self._digits = digits
        """So many of the first answers are taken by their number too."""

    def compose(self) -> ComposeResult:
        """Question and list."""
        with Vertical(classes="dialog"):
            yield Static(literal(self._question), classes="dialog-title")
            if self._detail:
                yield Static(literal(self._detail), classes="dialog-text")
            yield OptionList(*(Option(literal(a)) for a in self._answers), markup=False)
            said = f"1 to {self._digits}, Enter" if self._digits else "Enter"
            yield DialogKeys(f"{said} or a click chooses", close="Back")

    def on_mount(self) -> None:
        """Start at the present answer."""
        self.query_one(OptionList).highlighted = self._at if self._answers else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.dismiss(event.option_index)

    def on_key(self, event: events.Key) -> None:
        """Take an answer by its number."""
        number = int(event.key) if event.key.isdecimal() else 0
        if 0 < number <= self._digits:
            event.stop()
            self.dismiss(number - 1)
