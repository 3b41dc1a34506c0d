"""The last line of a dialog that has no other buttons: how to leave it, and its keys in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static

from pilotage.tui.keymap import key_for
from pilotage.tui.literal import put

SHOWN: Final = {"enter": "↵"}
"""Keys whose names are too long for a button."""


class KeyButton(Button):
    """A button that presses a key. Tab skips it: the key is the quicker way."""

    can_focus = False

    def __init__(self, label: str, shown: str, key: str) -> None:
        super().__init__(f"{label}  {shown}")
        self.key = key


class HelpHint(Static):
    """Which key helps, at the end of a dialog's buttons; a click on it does too."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(f"{key_for('help')} help", classes="dialog-help", markup=False)

    async def on_click(self) -> None:
        """Help."""
        await self.screen.run_action("help")


class DialogKeys(Horizontal):
    """A button that closes the dialog, others for its keys, and what else can be pressed."""

    def __init__(
        self, said: str = "", *, close: str = "Close", keys: Sequence[tuple[str, str]] = ()
    ) -> None:
        """`keys` are labels with the key that does it."""
        super().__init__(classes="dialog-buttons dialog-keys")
        self._said = said
        self._close = close
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Buttons, then words."""
        for label, key in self._keys:
            yield KeyButton(label, SHOWN.get(key, key), key)
        yield KeyButton(self._close, "Esc", "escape")
        yield Static(self._said, markup=False)

    def offer(self, said: str, *keys: str) -> None:
        """Say something else; beside the button that closes have only those of these keys."""
        put(self.query_one(Static), said)
        for button in self.query(KeyButton):
            button.display = button.key in (*keys, "escape")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Press its key."""
        event.stop()
        if isinstance(event.button, KeyButton):
            self.app.simulate_key(event.button.key)
