"""The tour: six steps that can be left at any time. It is never in the way of who types."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from pilotage.tui.literal import put
from pilotage.tui.prepared import Dialog
from pilotage.tui.tour_steps import ROOMY, shown, steps

if TYPE_CHECKING:
    from pilotage.tui.app import PilotageApp

OWN_KEYS: Final = frozenset(
    {"enter", "space", "right", "left", "backspace", "escape", "tab", "shift+tab", "f1", "alt+h"}
)
"""Keys that the tour takes; any other one leaves it, and does what it does on the screen below."""
UNREAD_SECONDS: Final = 0.7
"""Nobody has read anything sooner: where it came up by itself, a key so early is not for it."""


class Tour(Dialog[None]):
    """The steps, one after the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("right,space", "step(1)", "Next step"),
        ("left,backspace", "step(-1)", "Step before"),
        ("escape", "dismiss", "Leave the tour"),
    ]
    AUTO_FOCUS = "#tour-next"
    ESC_BESIDE = True
    CSS_PATH = "tour.tcss"

    app: PilotageApp

    def __init__(self, *, by_itself: bool = False) -> None:
        super().__init__()
        self.at = 0
        """The step that is shown, from 0."""
        self._by_itself = by_itself
        self._since = time.monotonic()

    def compose(self) -> ComposeResult:
        """Title, picture and text, how far it is, buttons."""
        with Vertical(classes="dialog", id="tour"):
            yield Static("", id="tour-title", classes="dialog-title", markup=False)
            yield Static("", id="tour-text", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button("Next  →", id="tour-next", variant="primary")
                yield Button("Back  ←", id="tour-back")
                yield Button("Leave  Esc", id="tour-leave")
                yield Static("", id="tour-marks", classes="dialog-help", markup=False)

    def on_mount(self) -> None:
        """Begin."""
        self._since = time.monotonic()
        self._show()

    def on_resize(self) -> None:
        """There may be room for the large pictures, or no more."""
        self._show()

    def _show(self) -> None:
        size = self.app.size
        roomy = size.width >= ROOMY[0] and size.height >= ROOMY[1]
        self.set_class(roomy, "-roomy")
        all_ = steps(roomy=roomy)
        step = all_[self.at]
        put(self.query_one("#tour-title", Static), f"{step.title}")
        put(self.query_one("#tour-text", Static), shown(step))
        marks = "●" * (self.at + 1) + "○" * (len(all_) - self.at - 1)
        put(self.query_one("#tour-marks", Static), f"{self.at + 1} of {len(all_)}  {marks}")
        last = self.at == len(all_) - 1
        self.query_one("#tour-next", Button).label = "Done  Enter" if last else "Next  →"
        self.query_one("#tour-back", Button).disabled = self.at == 0

    def action_step(self, by: int) -> None:
        """Go on or back; after the last step the tour ends."""
        last = len(steps(roomy=False)) - 1
        if self.at + by > last:
            self.dismiss()
            return
        self.at = max(0, self.at + by)
        self._show()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Go on, back, or leave."""
        event.stop()
        if event.button.id == "tour-leave":
            self.dismiss()
        else:
            self.action_step(-1 if event.button.id == "tour-back" else 1)

    def on_key(self, event: events.Key) -> None:
        """Leave for a key that is not the tour's, and let it act below."""
        unread = self._by_itself and time.monotonic() - self._since < UNREAD_SECONDS
        if unread or event.key not in OWN_KEYS:
            event.stop()
            event.prevent_default()
            self._leave_for(events.Key(event.key, event.character))
        elif event.key == "enter" and self.focused is self.query_one("#tour-next"):
            event.stop()  # a button takes no second Enter within a fifth of a second
            event.prevent_default()
            self.action_step(1)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted is meant for the screen below."""
        event.stop()
        event.prevent_default()
        self._leave_for(events.Paste(event.text))

    def _leave_for(self, event: events.Event) -> None:
        self.takes_keys = False
        self.app.put_back(event)
        self.dismiss()
