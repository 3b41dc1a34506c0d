"""The framework's driver for a browser, made to lose nothing.

Textual's own decodes what comes in as strict UTF-8, takes an ESC in a paste for keys (see
`tui.terminal_input`), ends without saving what is being typed, stays when whoever started it is
gone, and lets packets of two threads run into each other.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Lock
from typing import Any, cast

from textual.app import App
from textual.drivers import web_driver

from pilotage.tui.app import PilotageApp
from pilotage.tui.terminal_input import Keyboard


def _keyboard(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(Keyboard, codecs.getincrementaldecoder(encoding)(errors="replace"))


vars(web_driver)["getincrementaldecoder"] = _keyboard


class BrowserDriver(web_driver.WebDriver):
    """Paints through a pipe to the server, and is told through another what is typed."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._one = Lock()
        self._write = partial(self._whole)

    def _whole(self, data: bytes) -> int:
        """Write a packet in one piece. A server that is gone is seen where its input ends."""
        left = memoryview(data)
        with self._one:
            while left:
                try:
                    left = left[os.write(self.fileno, left) :]
                except OSError:
                    break
        return len(data)

    def run_input_thread(self) -> None:
        """Hear what is typed; without a server there is nobody left to work for."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._hang_up()

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """End as when a terminal is closed: what is being typed is saved, a run is paused."""
        if packet_type == "quit":
            self._hang_up()
        else:
            super().on_meta(packet_type, payload)

    def _hang_up(self) -> None:
        with suppress(RuntimeError):  # it has ended meanwhile
            self._loop.call_soon_threadsafe(cast(PilotageApp, self._app)._hang_up)
