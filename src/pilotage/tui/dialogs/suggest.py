"""What the project's data suggests as a diagnosis: one key takes a suggestion."""

from __future__ import annotations

from collections.abc import Sequence
from string import digits
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from pilotage.method.diagnosing import Suggestion
from pilotage.method.traps import BY_KIND
from pilotage.tui.literal import literal
from pilotage.tui.prepared import Dialog
from pilotage.tui.widgets.dialog_keys import DialogKeys

KEYS: Final = digits[1:]
OWN: Final = "None of these: write it yourself"
INTRO: Final = (
    "What the project's data speaks for, the likeliest first. It is a start, no proof: take what "
    "explains the miss, and say in the form what was found."
)


class Suggest(Dialog[int | None]):
    """Suggestions to choose from; answers an index, −1 to write it oneself, None for Escape."""

    BINDINGS = [("escape", "dismiss(None)", "Back")]
    AUTO_FOCUS = "OptionList"
    ESC_BESIDE = True

    def __init__(self, metric: str, suggestions: Sequence[Suggestion]) -> None:
        super().__init__()
        self._metric = metric
        self._suggestions = suggestions[: len(KEYS)]

    def compose(self) -> ComposeResult:
        """What it is about, the suggestions with their keys."""
        with Vertical(classes="dialog reading"):
            yield Static(literal(f"Why did it miss? {self._metric}"), classes="dialog-title")
            yield Static(INTRO, classes="dialog-text", markup=False)
            yield OptionList(*self._options(), markup=False)
            yield DialogKeys("1 to 9, Enter or a click takes one · 0 your own", close="Back")

    def _options(self) -> list[Option]:
        shown = [
            Option(
                Content.assemble(
                    (f"{key} ", "bold $accent"),
                    (BY_KIND[each.trap].name, "bold"),
                    f"  {each.evidence}\n  ",
                    ("→ ", "$accent"),
                    each.action,
                )
            )
            for key, each in zip(KEYS, self._suggestions, strict=False)
        ]
        return [*shown, Option(Content.assemble(("0 ", "bold $accent"), OWN))]

    def on_key(self, event: events.Key) -> None:
        """A digit takes its suggestion."""
        if event.character not in tuple(digits):
            return
        event.stop()
        place = KEYS.find(str(event.character))
        if place < len(self._suggestions):
            self.dismiss(place)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click takes it."""
        event.stop()
        chosen = event.option_index
        self.dismiss(chosen if chosen < len(self._suggestions) else -1)
