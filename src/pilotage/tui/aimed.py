"""Which screen a press of the mouse was aimed at: the rest of a double click is not for what its
first click opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic
from weakref import WeakSet

from textual import events
from textual.app import App
from textual.geometry import Offset
from textual.screen import Screen, ScreenResultType


@dataclass(frozen=True)
class Press:
    """The mouse was pressed."""

    at: Offset
    time: float
    """When, by the clock of events."""
    stood: WeakSet[Screen[Any]]
    """The screens that there were."""


class AimingApp(App[None]):
    """An app that knows where the mouse was pressed last, and what stood there then."""

    pressed: Press | None = None


class Aimed(Screen[ScreenResultType], Generic[ScreenResultType]):
    """A screen that leaves out what of a double click comes after the click that opened it.

    It would mark or press what only happens to stand there, or close what has just opened. On a
    screen to which one comes back a press is always meant: it was there to be aimed at.
    """

    _unaimed = False
    """Whether the mouse was pressed here only by the rest of a double click elsewhere."""

    def _forward_event(self, event: events.Event) -> None:
        """Drop a press of the mouse that nobody aimed at this screen, and all that it leads to."""
        if isinstance(event, events.MouseDown):
            self._unaimed = self._ends_double_click(event)
            if not self._unaimed and isinstance(self.app, AimingApp):
                stood = WeakSet(self.app.screen_stack)
                self.app.pressed = Press(event.screen_offset, event.time, stood)
        if self._unaimed and isinstance(event, events.MouseDown | events.MouseUp | events.Click):
            return
        super()._forward_event(event)

    def _ends_double_click(self, event: events.MouseDown) -> bool:
        """Whether the press before was at this place a moment ago, when this was not there."""
        press = self.app.pressed if isinstance(self.app, AimingApp) else None
        if press is None or self in press.stood:
            return False
        dx, dy = event.screen_offset - press.at
        is_soon = event.time - press.time <= self.app.CLICK_CHAIN_TIME_THRESHOLD
        return is_soon and max(abs(dx), abs(dy)) <= 1
