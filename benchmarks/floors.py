"""The floors: the least that any program of the kind must do."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Static, TextArea


class OneStatic(App[None]):
    """A bare application with one widget."""

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static("floor-painted")


class OneTextArea(App[None]):
    """A bare application with a text area."""

    def compose(self) -> ComposeResult:
        """One field."""
        yield TextArea("floor-painted")


if __name__ == "__main__":
    (OneTextArea if "text" in sys.argv else OneStatic)().run()
