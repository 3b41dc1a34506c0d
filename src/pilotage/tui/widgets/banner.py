"""Why nothing can be changed here, above the middle of a screen."""

from __future__ import annotations

from textual.widgets import Static

WAY_BACK = "to_present"
"""The command that comes back from the past, or takes a free file over."""


class Banner(Static):
    """A reason in a sentence or two; where something helps against it, a click does that."""

    def __init__(self) -> None:
        super().__init__("", id="banner", markup=False)

    def offer(self, *, helps: bool) -> None:
        """Whether a click helps."""
        self.set_class(helps, "-helps")

    def on_click(self) -> None:
        """Do what helps."""
        if self.has_class("-helps"):
            self.screen.action_command(WAY_BACK)  # type: ignore[attr-defined]  # always in a Frame
