"""What changed between two states of the page, to read or to sign."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from pilotage.model.document import Page
from pilotage.tui.dialogs.two_ways import TwoWays
from pilotage.tui.literal import literal
from pilotage.tui.widgets.difference_view import legend


class Difference(TwoWays[bool]):
    """What changed between two states of the page; with `sign`, whether it is signed for."""

    BINDINGS = [("escape", "dismiss(False)", "Back")]

    def __init__(self, title: str, old: Page, new: Page, *, note: str = "", sign: str = "") -> None:
        super().__init__()
        self._title = title
        self._note = note
        self._old = old
        self._new = new
        self._sign = sign
        """What is signed, as a sentence; empty when it is only read."""
        self.ESC_BESIDE = not sign  # type: ignore[misc]  # what is to be signed is answered

    def compose(self) -> ComposeResult:
        """Title, legend, text, buttons."""
        # Beside an empty page, half of the room would be empty too.
        view = self.difference(self._old, self._new, beside=self._old != Page())
        with Vertical(classes="dialog reading"):
            yield Static(literal(self._title), classes="dialog-title")
            if self._note:
                yield Static(literal(self._note), classes="dialog-text")
            yield Static(legend(), classes="dialog-text", markup=False)
            with VerticalScroll(id="difference-text"):
                yield view
            if self._sign:
                yield Static(literal(self._sign), id="difference-sign", markup=False)
            with Horizontal(classes="dialog-buttons"):
                if self._sign:
                    yield Button("Sign", id="difference-yes", variant="primary")
                yield Button(
                    "Back  Esc",
                    id="difference-no",
                    variant="default" if self._sign else "primary",
                )
                yield self.other_way(view)

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one("#difference-text").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Sign, or go back."""
        event.stop()
        self.dismiss(event.button.id == "difference-yes")
