"""Told by signals: to end, to make room for the shell (Ctrl+Z elsewhere, `fg` comes back).

The framework suspends inside a signal handler, where the queue to the terminal may just be locked
by the very thread that the handler interrupts, and it starts a second reader of the keyboard when
it is woken without having been suspended. Here both are done between two messages.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Final

from textual.driver import Driver

JUST_WOKEN: Final = 0.5
"""Seconds in which being woken again says nothing new."""


def can_suspend(driver: Driver | None) -> bool:
    """Whether there is a terminal that can be given back to a shell."""
    return sys.platform != "win32" and driver is not None and driver.can_suspend


class JobControl:
    """Gives the terminal to the shell and takes it back."""

    def __init__(
        self, driver: Driver, *, before: Callable[[], None], after: Callable[[], None]
    ) -> None:
        """`before` saves what is being typed; `after` paints, once the terminal is ours again."""
        self._driver = driver
        self._before = before
        self._after = after
        self._woken = 0.0

    def listen(self) -> None:
        """Take the signals over from the framework; call it once its driver runs."""
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError, RuntimeError, ValueError):  # not the main thread
            loop.add_signal_handler(signal.SIGTSTP, self.suspend)
            loop.add_signal_handler(signal.SIGCONT, self._continued)

    def suspend(self, *, group: bool = False) -> bool:
        """Save, give the terminal back, stop until woken, take it again.

        With `group`, all that was started together with this program stops too, such as the `make`
        that waits for it. False where nothing stopped: there is no shell that could wake it.
        """
        self._before()
        self._driver.suspend_application_mode()
        woken: list[int] = []

        def wake(number: int, _: FrameType | None) -> None:
            woken.append(number)

        loop = asyncio.get_running_loop()
        loop.remove_signal_handler(signal.SIGTSTP)  # the kernel's own way: it knows the orphans
        loop.remove_signal_handler(signal.SIGCONT)
        signal.signal(signal.SIGCONT, wake)
        try:
            os.kill(0 if group else os.getpid(), signal.SIGTSTP)
            self._take_terminal()
        finally:
            self.listen()
        return bool(woken)

    def _take_terminal(self) -> None:
        """Take the terminal; woken in the background, the framework stops it once more."""
        while has_terminal():
            self._driver.resume_application_mode()
            if is_running(self._driver):
                break
        self._woken = time.monotonic()
        self._after()

    def _continued(self) -> None:
        """Woken after a stop that nobody announced: the shell has had the terminal meanwhile."""
        if time.monotonic() - self._woken > JUST_WOKEN:
            self._driver.suspend_application_mode()
            self._take_terminal()


def has_terminal() -> bool:
    """Whether there still is a terminal."""
    try:
        os.get_terminal_size(sys.__stdin__.fileno() if sys.__stdin__ else 0)
    except (OSError, ValueError):
        return False
    return True


def is_running(driver: Driver) -> bool:
    """Whether what is painted goes to the terminal."""
    writer = getattr(driver, "_writer_thread", None)
    return writer is not None and writer.is_alive()
