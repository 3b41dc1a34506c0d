"""Showing something to read: help, keys, traps, a gate."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Markdown, Static

from pilotage.method.gates import Gate
from pilotage.method.requirement import Place
from pilotage.tui.literal import literal
from pilotage.tui.messages import PlaceWanted
from pilotage.tui.prepared import Dialog
from pilotage.tui.widgets.gate_panel import GateList, gate_note


class Show(Dialog[None]):
    """A text to read: our own Markdown, or literal content."""

    BINDINGS = [("escape", "dismiss", "Close"), ("t", "tour", "Take the tour")]

    wants_tour = False
    """Whether it was left for the tour."""

    def __init__(
        self,
        title: str,
        *,
        markdown: str = "",
        content: Content | None = None,
        tour: bool = False,
    ) -> None:
        super().__init__()
        self._offers_tour = tour
        self._title = title
        self._markdown = markdown
        self._content = content

    def compose(self) -> ComposeResult:
        """Title, text, how to close."""
        with Vertical(classes="dialog reading"):
            yield Static(literal(self._title), classes="dialog-title")
            with VerticalScroll(id="show-text"):
                if self._markdown:
                    yield Markdown(self._markdown, open_links=False)
                else:
                    yield Static(self._content or "", markup=False)
            keys = "↑ ↓ scroll · t takes the tour · Esc closes"
            keys = keys if self._offers_tour else "↑ ↓ scroll · Esc closes"
            yield Static(keys, classes="dialog-keys", markup=False)

    def action_tour(self) -> None:
        """Leave it for the tour, where it offers that."""
        if self._offers_tour:
            self.wants_tour = True
            self.dismiss()

    async def action_help(self) -> None:
        """The key that opened it closes it too."""
        self.dismiss()

    async def action_keys(self) -> None:
        """The key that opened it closes it too."""
        self.dismiss()

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one("#show-text").focus()

    def on_click(self) -> None:
        """A click beside the text closes it."""
        if self.get_widget_at(*self.app.mouse_position)[0] is self:
            self.dismiss()


class GateDialog(Dialog[Place | str | None]):
    """The whole gate, for narrow screens; answers where to go, or `pass`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", "Close"),
        Binding("f4", "dismiss(None)", "Close", id="show_gate"),
    ]

    def __init__(self, gate: Gate, *, can_change: bool) -> None:
        super().__init__()
        self._gate = gate
        self._can_change = can_change

    def compose(self) -> ComposeResult:
        """Note, list, button."""
        gate = self._gate
        with Vertical(classes="dialog reading"):
            yield Static(
                f"Gate {gate.phase} · {gate.summary}", classes="dialog-title", markup=False
            )
            yield Static(gate_note(gate), classes="dialog-text", markup=False)
            yield GateList()
            if gate.can_pass and self._can_change:
                yield Button("Pass the gate", id="gate-pass", variant="success")
            yield Static("Enter goes there · Esc closes", classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        """Fill the list and start at the first missing line."""
        rows = self.query_one(GateList)
        rows.show(self._gate.requirements)
        rows.start()

    def on_place_wanted(self, message: PlaceWanted) -> None:
        """Go where the requirement is fixed."""
        message.stop()
        self.dismiss(message.place)

    def on_button_pressed(self) -> None:
        """Pass the gate."""
        self.dismiss("pass")
