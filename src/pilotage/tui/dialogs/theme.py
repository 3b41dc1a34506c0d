"""Choosing a theme: the one under the cursor is shown at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from pilotage.themes import ThemeFile
from pilotage.tui.literal import literal
from pilotage.tui.prepared import Dialog
from pilotage.tui.widgets.dialog_keys import DialogKeys

STAYS: Final = 0.12
"""Seconds that the cursor stays on a theme before it is shown: all styles are worked out anew."""


class ChooseTheme(Dialog[str | None]):
    """The themes; answers the chosen one's name, or None for Escape with the former one back."""

    BINDINGS = [("escape", "back", "Back")]
    ESC_BESIDE = True

    def __init__(self, themes: Sequence[ThemeFile], now: str) -> None:
        super().__init__()
        self._themes = themes
        self._before = now
        self._waits: Timer | None = None

    def compose(self) -> ComposeResult:
        """Question and list."""
        with Vertical(classes="dialog"):
            yield Static("Which theme?", classes="dialog-title", markup=False)
            yield OptionList(*(Option(literal(each.title)) for each in self._themes), markup=False)
            yield DialogKeys("Enter or a click takes it", close="Back")

    def on_mount(self) -> None:
        """Start at the present one."""
        names = [each.name for each in self._themes]
        at = names.index(self._before) if self._before in names else 0
        self.query_one(OptionList).highlighted = at

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show it, once the cursor rests."""
        if self._waits is not None:
            self._waits.stop()
        name = self._themes[event.option_index].name
        self._waits = self.set_timer(STAYS, lambda: self._show(name))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self._answer(self._themes[event.option_index].name)

    def action_back(self) -> None:
        """Take the former one again."""
        self._show(self._before)
        self._answer(None)

    def _answer(self, name: str | None) -> None:
        if self._waits is not None:
            self._waits.stop()
        self.dismiss(name)

    def _show(self, name: str) -> None:
        if self.app.theme != name:
            self.app.theme = name
