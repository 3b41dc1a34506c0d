"""Being told to end: at once while a question waits, else as soon as what is going on is done.

A signal that came in the middle of saving must not leave half of it.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""What ends the program, where the platform has it."""


class Ended(BaseException):
    """The program was told to end; `code` is what it ends with, as shells count it."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = 128 + number
        self.is_interrupt = number == signal.SIGINT


class Ending:
    """Whether the program was told to end."""

    def __init__(self) -> None:
        self._told = 0
        self._waits = False

    @property
    def code(self) -> int:
        """What the program ends with: 0 unless it was told to."""
        return 128 + self._told if self._told else 0

    def told(self, number: int, _frame: object = None) -> None:
        """A signal came."""
        self._told = number
        if self._waits:
            self._waits = False
            raise Ended(number)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Nothing is half done meanwhile: a signal, also one that came before, ends this."""
        self._waits = True
        try:
            if self._told:
                raise Ended(self._told)
            yield
        finally:
            self._waits = False

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take signals as told here; how they were taken before comes back at the end."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before: dict[int, Any] = {}
        for name in SIGNALS:
            if number := getattr(signal, name, None):
                before[number] = signal.signal(number, self.told)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler if handler is not None else signal.SIG_DFL)
