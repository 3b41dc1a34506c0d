"""What the dialogs that show a difference share: it is laid out in one of two ways."""

from __future__ import annotations

from typing import ClassVar, Final, TypeVar

from textual.binding import BindingType
from textual.types import CSSPathType
from textual.widgets import Button

from pilotage.model.document import Page
from pilotage.tui.prepared import Dialog
from pilotage.tui.widgets.difference_view import READABLE, DifferenceView

OTHER_WAY: Final = {True: "One column  s", False: "Side by side  s"}
"""What the button says that lays it out in the other way, by whether it is side by side."""
T = TypeVar("T")


class TwoWays(Dialog[T]):
    """A dialog with a `DifferenceView`: side by side where that can be read, or in one column."""

    CSS_PATH: ClassVar[CSSPathType | None] = "two_ways.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("s", "turn", "Side by side")]

    def difference(self, old: Page, new: Page, *, beside: bool = True) -> DifferenceView:
        """The view of what changed; one below the other where there is no room, or on request."""
        return DifferenceView(old, new, beside=beside and self.app.size.width >= READABLE)

    def other_way(self, view: DifferenceView) -> Button:
        """The button that lays a view out in the other way."""
        return Button(OTHER_WAY[view.beside], id="other-way", action="screen.turn")

    def action_turn(self) -> None:
        """Side by side, or one below the other."""
        view = self.query_one(DifferenceView)
        view.turn()
        self.query_one("#other-way", Button).label = OTHER_WAY[view.beside]
