"""How frames come to the terminal: what differs and no more, and none while it lags behind."""

from __future__ import annotations

import os
from typing import Any, Final

from rich.console import Console, RenderableType
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.geometry import Size
from textual.screen import Screen
from textual.timer import Timer

from pilotage.tui.canvas import Canvas
from pilotage.tui.console_letters import INSTEAD, is_console

AGAIN: Final = 0.05
"""Seconds after which it is seen whether a terminal that lagged behind takes a frame again."""
STANDS: Final = 0.1
"""Seconds after a change of the terminal's size when it is looked at once more."""


class PaintedApp(App[None]):
    """An app that writes to the terminal only what is not there yet.

    A terminal behind a slow line is never given a frame while others wait: when it has taken them
    it gets the newest, and none of those in between.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        few = is_console(os.environ.get("TERM", ""))
        self._canvas = Canvas(INSTEAD if few else None)
        self._cursor_at: tuple[int, int] | None = None
        """Where the terminal's cursor was put."""
        self._looks_again: Timer | None = None
        """What looks at the terminal's size once it stands."""
        self._owed: Timer | None = None
        """What looks whether the terminal can be given the newest frame."""

    def paint_again(self) -> None:
        """Write the whole screen: what stands on the terminal is not known."""
        self._canvas.forget()
        self._cursor_at = None
        self._paint_all()

    def on_mount(self) -> None:
        """Whatever had the terminal meanwhile has written on it."""
        self.app_resume_signal.subscribe(self, lambda _: self.paint_again())

    def on_resize(self, _: events.Resize) -> None:
        """What a terminal makes of its content when its size changes is its own."""
        if self._looks_again is not None:
            self._looks_again.stop()
        self._looks_again = self.set_timer(STANDS, self._look_at_size)
        if not self._canvas.is_blank:
            self._canvas.forget()
            self.call_after_refresh(self.paint_again)

    def _look_at_size(self) -> None:
        """Look whether the size is the one that was told.

        A kernel sends the signal before it sets the size, so that the last of many changes may be
        told with the size before it.
        """
        measure = getattr(self._driver, "_get_terminal_size", None)
        if measure is not None and (size := Size(*measure())) != self.size:
            self.post_message(events.Resize(size, size))
        elif self.screen_stack and self.screen.outer_size != self.size:
            self.screen.post_message(events.Resize(self.size, self.size))

    def _paint_all(self) -> None:
        if self.screen_stack and self.is_running:
            screen = self.screen
            self._display(
                screen,
                screen._compositor.render_update(
                    full=True, screen_stack=list(self._background_screens)
                ),
            )

    @property
    def _is_behind(self) -> bool:
        """Whether what was written before still waits for the terminal."""
        writer = getattr(self._driver, "_writer_thread", None)
        return writer is not None and writer._queue.qsize() > 0

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Write a frame, or what of it is not there yet."""
        if (
            not isinstance(renderable, CompositorUpdate)
            or self._batch_count
            or not self._running
            or self._closed
            or self.is_headless
            or self._driver is None
        ):
            super()._display(screen, renderable)
        elif self._owed is not None or self._is_behind:
            self._owe()
        else:
            text = self._canvas.paint(renderable, self.screen.outer_size, self.console)
            cursor = tuple(self.screen.outer_size.clamp_offset(self.cursor_position))
            if text or cursor != self._cursor_at:
                self._cursor_at = cursor
                super()._display(screen, _Written(text))
            else:
                self.post_display_hook()

    def _owe(self) -> None:
        """See to it that the newest frame is written once the terminal has taken the others."""
        if self._owed is None:
            self._owed = self.set_interval(AGAIN, self._pay)

    def _pay(self) -> None:
        if self._owed is None or self._is_behind or self._batch_count:
            return
        self._owed.stop()
        self._owed = None
        self._paint_all()


class _Written(CompositorUpdate):
    """What is to be written, ready."""

    def __init__(self, text: str) -> None:
        self._text = text

    def render_segments(self, console: Console) -> str:  # noqa: ARG002 - the framework's signature
        return self._text
