"""Before an address is opened: all of it, and whom it reaches."""

from __future__ import annotations

from typing import Final, Literal

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from pilotage.tui.links import leads_to
from pilotage.tui.literal import literal
from pilotage.tui.prepared import Dialog

Answer = Literal["open", "copy", ""]
ANSWERS: Final[dict[str, Answer]] = {"link-open": "open", "link-copy": "copy", "link-back": ""}


class OpenLink(Dialog[Answer]):
    """An address as it is, and what is to be done with it."""

    BINDINGS = [("escape", "dismiss('')", "Back"), ("c", "dismiss('copy')", "Copy")]
    AUTO_FOCUS = "#link-back"

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def compose(self) -> ComposeResult:
        """The address, whom it reaches, the answers."""
        with Vertical(classes="dialog"):
            yield Static("Open this address?", classes="dialog-title", markup=False)
            yield Static(literal(self._url), id="link-address", classes="dialog-text")
            said = Content.assemble("It leads to ", (leads_to(self._url), "bold"), ".")
            yield Static(said, classes="dialog-text", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button("Open it", id="link-open", variant="primary")
                yield Button("Copy it  c", id="link-copy")
                yield Button("Back  Esc", id="link-back")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        event.stop()
        self.dismiss(ANSWERS.get(event.button.id or "", ""))
