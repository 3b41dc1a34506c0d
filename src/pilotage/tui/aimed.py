"""Which screen a click was aimed at: a double click's rest is not for what its first opened."""

from __future__ import annotations

from typing import Any, Generic

from textual import events
from textual.app import App
from textual.screen import Screen, ScreenResultType


class AimingApp(App[None]):
    """An app that knows which screen was clicked."""

    clicked: Screen[Any] | None = None
    """The screen that got the last click."""


class Aimed(Screen[ScreenResultType], Generic[ScreenResultType]):
    """A screen that leaves out what of a double click comes after the click that led to it.

    It would mark or press what only happens to stand there, or close what has just opened.
    """

    _unaimed = False
    """Whether the mouse was pressed here only by the rest of a double click elsewhere."""

    def _forward_event(self, event: events.Event) -> None:
        """Drop a press of the mouse that nobody aimed at this screen, and all that it leads to."""
        if isinstance(event, events.MouseDown):
            self._unaimed = self._ends_double_click(event)
        if isinstance(event, events.MouseDown | events.MouseUp | events.Click):
            if self._unaimed:
                return
            if isinstance(event, events.Click) and isinstance(self.app, AimingApp):
                self.app.clicked = self
        super()._forward_event(event)

    def _ends_double_click(self, event: events.MouseDown) -> bool:
        """Whether the click before, on another screen, was at this place a moment ago."""
        app = self.app
        at, since = app._click_chain_last_offset, app._click_chain_last_time
        if not isinstance(app, AimingApp) or app.clicked in (None, self):
            return False
        if at is None or since is None or event.time - since > app.CLICK_CHAIN_TIME_THRESHOLD:
            return False
        dx, dy = event.screen_offset - at
        return max(abs(dx), abs(dy)) <= 1
