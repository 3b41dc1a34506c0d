"""Reduced motion: nothing slides, fades or blinks, for whom that distracts or makes ill.

Textual has levels for its animations; the cursors of its text fields blink at every level.
"""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App

from pilotage import config


class CalmApp(App[None]):
    """An app that moves nothing by itself where that is wanted."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.reduced_motion = config.wants_reduced_motion()
        """Whether the user asks for it, by the setting or by PILOTAGE_REDUCED_MOTION."""
        if self.reduced_motion:
            self.animation_level = "none"

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The cursor of a field that is come to stands still."""
        if self.reduced_motion and hasattr(event.widget, "cursor_blink"):
            event.widget.cursor_blink = False
