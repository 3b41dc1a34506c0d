"""Why an output failed: one key for the criterion or disqualifier, a note if there is more."""

from __future__ import annotations

from collections.abc import Callable
from string import digits
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from pilotage.errors import PilotageError
from pilotage.forms.production import FAILED_ELSE
from pilotage.model.document import Page
from pilotage.model.production import Check
from pilotage.model.text import one_line
from pilotage.tui.literal import literal
from pilotage.tui.prepared import Dialog
from pilotage.tui.widgets.in_order import Line
from pilotage.tui.widgets.pick_list import PickList

KEYS: Final = digits[1:]
"""The keys of the first nine lines; the others are chosen with the arrows and Enter."""
NOTE_LIMIT: Final = 1000


class Fail(Dialog[bool]):
    """The standard's lines to choose from; answers whether the output was failed."""

    BINDINGS = [("escape", "dismiss(False)", "Back"), ("ctrl+s", "save", "Fail it")]
    CSS_PATH = "fail.tcss"
    AUTO_FOCUS = "#fail-lines"

    def __init__(
        self, reference: str, page: Page, earlier: Check | None, save: Callable[[str, str], object]
    ) -> None:
        """`earlier` is one's own check that this one replaces; `save` takes what failed, a note."""
        super().__init__()
        self._reference = reference
        self._lines = [("Not met", line) for line in page.criteria]
        self._lines += [("Disqualifier", line) for line in page.disqualifiers]
        self._earlier = earlier
        self._save = save

    def compose(self) -> ComposeResult:
        """Title, lines with their keys, the note, what is wrong, buttons."""
        note = self._earlier.note if self._earlier else ""
        with Vertical(classes="dialog", id="fail-box"):
            yield Static(literal(f"Fail “{self._reference}”"), classes="dialog-title")
            yield PickList(*self._options(), id="fail-lines", markup=False)
            yield Static("Note  (Tab comes here; Enter saves)", id="fail-label", markup=False)
            yield Line(note.replace("\n", " "), id="fail-note", max_length=NOTE_LIMIT)
            yield Static("", id="fail-problem", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button("Fail it  Enter", id="fail-save", variant="primary")
                yield Button("Back  Esc", id="fail-back")

    def _options(self) -> list[Option]:
        shown = []
        for number, (kind, line) in enumerate(self._lines):
            key = KEYS[number] if number < len(KEYS) else " "
            shown.append(Option(Content.assemble((f"{key} ", "bold $accent"), f"{kind}: {line}")))
        return [*shown, Option(Content.assemble(("0 ", "bold $accent"), FAILED_ELSE))]

    def on_mount(self) -> None:
        """Start at what it failed on before."""
        failed = self._earlier.failed if self._earlier else ""
        known = [line for _, line in self._lines]
        self.query_one(OptionList).highlighted = known.index(failed) if failed in known else 0

    def on_key(self, event: events.Key) -> None:
        """A line's digit chooses it and saves, unless one writes the note."""
        if self.focused is self.query_one("#fail-note") or event.character not in tuple(digits):
            return
        event.stop()
        place = KEYS.find(str(event.character)) if event.character != "0" else len(self._lines)
        if place < 0 or place > len(self._lines):
            return
        self.query_one(OptionList).highlighted = place
        self.action_save()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click on the line that was chosen."""
        event.stop()
        self.action_save()

    def on_input_submitted(self, event: Line.Submitted) -> None:
        """Enter in the note saves."""
        event.stop()
        self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save or go back."""
        event.stop()
        if event.button.id == "fail-save":
            self.action_save()
        else:
            self.dismiss(result=False)

    def action_save(self) -> None:
        """Fail it on the chosen line; something else needs the note."""
        at = self.query_one(OptionList).highlighted or 0
        note = self.query_one("#fail-note", Line).value
        failed = self._lines[at][1] if at < len(self._lines) else ""
        if not failed and not one_line(note):
            self._blame("Write what was wrong in the note.")
            self.query_one("#fail-note").focus()
            return
        try:
            self._save(failed, note)
        except PilotageError as problem:
            self._blame(str(problem))
        else:
            self.dismiss(result=True)

    def _blame(self, problem: str) -> None:
        self.query_one("#fail-problem", Static).update(literal(problem))
