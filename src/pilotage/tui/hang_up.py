"""Ending when the terminal is gone, even where the framework waits for it for ever.

While it shuts down, Textual writes to the terminal through a queue of thirty. The thread that
empties it dies of the first write to a terminal that is gone, and the program stood still with all
saved but the project still locked.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Event, Thread
from typing import Final

HUNG_UP: Final = 129
"""What a program ends with that was told that its terminal is gone: 128 and the signal's number."""
GRACE: Final = 5.0
"""Seconds in which it may end in its own way."""


class HangUp:
    """Ends the process some time after it was told to end, unless it did so itself."""

    def __init__(self, release: Callable[[], object], *, grace: float = GRACE) -> None:
        """`release` lets go of what is open; it is called only while all else stands still."""
        self._release = release
        self._grace = grace
        self._ended = Event()

    def told(self) -> None:
        """The program was told to end: the time runs from now on."""
        Thread(target=self._end_anyway, daemon=True, name="hang-up").start()

    def ended(self) -> None:
        """The application has ended in its own way."""
        self._ended.set()

    def _end_anyway(self) -> None:
        if self._ended.wait(self._grace):
            return
        try:
            self._release()
        finally:
            os._exit(HUNG_UP)
