"""A field with a list that drops down from it."""

from __future__ import annotations

from typing import TypeVar

from textual.app import ComposeResult
from textual.widgets import Select
from textual.widgets._select import SelectCurrent, SelectOverlay

T = TypeVar("T")


class _Lines(SelectOverlay):
    """The list. The click that closes it acts on what is under it, such as a button."""

    def suppress_click(self) -> None:
        """Let only a click on its own field do no more than close it: it would open it again."""
        pressed = self.app._mouse_down_widget
        if pressed is not None and self.parent in pressed.ancestors:
            super().suppress_click()


class DropDown(Select[T]):
    """One of several values."""

    def compose(self) -> ComposeResult:
        """The field, and the list over what follows it."""
        yield SelectCurrent(self.prompt)
        yield _Lines(type_to_search=self._type_to_search).data_bind(compact=Select.compact)
