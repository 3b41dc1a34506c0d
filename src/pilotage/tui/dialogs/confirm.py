"""Asking before something that can't be taken back quietly."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from pilotage.tui.literal import literal
from pilotage.tui.prepared import Dialog


class Confirm(Dialog[bool]):
    """A question with two answers. Escape is the careful one."""

    BINDINGS = [
        ("escape", "answer(False)", "No"),
        ("y", "answer(True)", "Yes"),
        ("n", "answer(False)", "No"),
        ("left,right", "app.focus_next", "Other answer"),
    ]
    AUTO_FOCUS = "#confirm-no"

    def __init__(
        self,
        question: str,
        detail: str = "",
        *,
        yes: str = "Yes",
        no: str = "No",
        likely: bool = False,
        loses: bool = False,
    ) -> None:
        """`likely` lets Enter say yes; `loses` marks a yes that destroys or overrides something."""
        super().__init__()
        self._question = question
        self._detail = detail
        self._yes = yes
        self._no = no
        self._loses = loses
        if likely:  # Enter says yes where that can be undone
            self.AUTO_FOCUS = "#confirm-yes"  # type: ignore[misc]

    def compose(self) -> ComposeResult:
        """Question, explanation, answers."""
        with Vertical(classes="dialog"):
            yield Static(literal(self._question), classes="dialog-title")
            if self._detail:
                yield Static(literal(self._detail), classes="dialog-text")
            with Horizontal(classes="dialog-buttons"):
                yield Button(
                    literal(f"{self._yes}  y"),
                    id="confirm-yes",
                    variant="warning" if self._loses else "primary",
                )
                yield Button(literal(f"{self._no}  n"), id="confirm-no")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer by mouse or Enter."""
        self.dismiss(event.button.id == "confirm-yes")

    def action_answer(self, answer: bool) -> None:
        """Answer by key."""
        self.dismiss(answer)
