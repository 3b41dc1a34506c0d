"""The line in which one types what the list of workflows must match."""

from __future__ import annotations

from typing import ClassVar

from pilotage.tui.widgets.in_order import Line


class ProjectFilter(Line):
    """Escape clears it, then goes back to the list; Enter opens what is chosen there."""

    BINDINGS: ClassVar = [
        ("escape", "leave", "Back"),
        ("down,tab", "to_list(0)", "To the list"),
        ("enter", "to_list(1)", "Open"),
    ]

    def action_leave(self) -> None:
        """Clear, or go back."""
        if self.value:
            self.value = ""
        else:
            self.action_to_list(0)

    def action_to_list(self, and_open: int) -> None:
        """To the list."""
        from pilotage.tui.widgets.project_list import ProjectList

        rows = self.screen.query_one(ProjectList)
        rows.focus()
        if and_open:
            rows.action_open()
