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
from pilotage.tui.links import linked
from pilotage.tui.literal import literal
from pilotage.tui.messages import PlaceWanted
from pilotage.tui.prepared import Dialog
from pilotage.tui.widgets.dialog_keys import DialogKeys
from pilotage.tui.widgets.gate_panel import GateList, gate_note


class Show(Dialog[None]):
    """A text to read: our own Markdown, or literal content."""

    BINDINGS = [("escape", "dismiss", "Close"), ("t", "tour", "Take the tour")]
    ESC_BESIDE = True

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
                    yield Static(linked(self._content or ""), markup=False)
            tour = [("Tour", "t")] if self._offers_tour else []
            yield DialogKeys("↑ ↓ or the wheel scroll · ^c copies", keys=tour)

    def action_tour(self) -> None:
        """Leave it for the tour, where it offers that."""
        if self._offers_tour:
            self.wants_tour = True
            self.dismiss()

    async def action_help(self) -> None:
        """The key that opened a help closes it too; elsewhere it helps."""
        if self._markdown:
            self.dismiss()
        else:
            await super().action_help()

    async def action_keys(self) -> None:
        """As the key for help."""
        await self.action_help()

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one("#show-text").focus()

    def on_markdown_link_clicked(self, event: Markdown.LinkClicked) -> None:
        """Ask before an address is opened."""
        event.stop()
        self.app.action_open_link(event.href)  # type: ignore[attr-defined]  # only ours show it


class GateDialog(Dialog[Place | str | None]):
    """The whole gate, for narrow screens; answers where to go, or `pass`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", "Close"),
        Binding("f4", "dismiss(None)", "Close", id="show_gate"),
    ]
    ESC_BESIDE = True

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
            yield DialogKeys("Enter or a click goes to what is missing" if gate.missing else "")

    def on_mount(self) -> None:
        """Fill the list and start at the first missing line."""
        rows = self.query_one(GateList)
        rows.show(self._gate.requirements)
        rows.start()

    def on_place_wanted(self, message: PlaceWanted) -> None:
        """Go where the requirement is fixed."""
        message.stop()
        self.dismiss(message.place)

    def on_button_pressed(self) -> None:  # that of the last line is stopped there
        """Pass the gate."""
        self.dismiss("pass")
