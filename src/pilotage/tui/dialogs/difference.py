"""What changed between two states of the page, to read or to sign."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from pilotage.model.document import Page
from pilotage.tui.literal import literal
from pilotage.tui.prepared import Dialog
from pilotage.tui.widgets.difference_view import OTHER_WAY, READABLE, DifferenceView, legend


class Difference(Dialog[bool]):
    """What changed between two states of the page; with `sign`, whether it is signed for."""

    BINDINGS = [("escape", "dismiss(False)", "Back"), ("s", "beside", "Side by side")]
    CSS_PATH = "difference.tcss"

    def __init__(self, title: str, old: Page, new: Page, *, note: str = "", sign: str = "") -> None:
        super().__init__()
        self._title = title
        self._note = note
        self._old = old
        self._new = new
        self._sign = sign
        """What is signed, as a sentence; empty when it is only read."""

    def compose(self) -> ComposeResult:
        """Title, legend, text, buttons."""
        # Beside an empty page, half of the room would be empty too.
        wide = self.app.size.width >= READABLE and self._old != Page()
        with Vertical(classes="dialog reading"):
            yield Static(literal(self._title), classes="dialog-title")
            if self._note:
                yield Static(literal(self._note), classes="dialog-text")
            yield Static(legend(), classes="dialog-text", markup=False)
            with VerticalScroll(id="difference-text"):
                yield DifferenceView(self._old, self._new, beside=wide)
            if self._sign:
                yield Static(literal(self._sign), id="difference-sign", markup=False)
            with Horizontal(classes="dialog-buttons"):
                if self._sign:
                    yield Button("Sign", id="difference-yes", variant="warning")
                yield Button("Back  Esc", id="difference-no", variant="primary")
                yield Button(OTHER_WAY[wide], id="difference-beside")

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one("#difference-text").focus()

    def action_beside(self) -> None:
        """Side by side, or one below the other."""
        view = self.query_one(DifferenceView)
        view.show(self._old, self._new, beside=not view.beside)
        self.query_one("#difference-beside", Button).label = OTHER_WAY[view.beside]

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Sign, go back, or lay it out in the other way."""
        event.stop()
        if event.button.id == "difference-beside":
            self.action_beside()
        else:
            self.dismiss(event.button.id == "difference-yes")
