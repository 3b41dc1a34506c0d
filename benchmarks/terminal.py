"""A program in a pseudo-terminal of its own: started, typed into, and listened to."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence


class Terminal:
    """A program on a pty of a given size; reads what it paints."""

    def __init__(
        self, command: Sequence[str], *, size: tuple[int, int] = (120, 36), **environment: str
    ) -> None:
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", **environment)
            os.execvp(command[0], list(command))  # noqa: S606 - our own command, no shell
        columns, rows = size
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds: float) -> bytes:
        """What is painted next; empty when nothing comes within that time."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return b""
        try:
            return os.read(self.fd, 1 << 16)
        except OSError:
            return b""

    def until(self, marker: bytes, *, seconds: float = 20) -> float:
        """The moment at which a text was painted; raises `TimeoutError` if it never was."""
        seen = b""
        end = time.perf_counter() + seconds
        while marker not in seen:
            if time.perf_counter() > end:
                raise TimeoutError(f"{marker!r} was not painted; last: {seen[-2000:]!r}")
            seen = seen[-200_000:] + self.read(0.5)
        return time.perf_counter()

    def settle(self, quiet: float = 0.3, most: float = 2.0) -> None:
        """Read until nothing is painted for a while; at most so long, since cursors blink."""
        end = time.perf_counter() + most
        while time.perf_counter() < end and self.read(quiet):
            pass

    def type(self, keys: bytes) -> float:
        """Type, and return the moment."""
        now = time.perf_counter()
        os.write(self.fd, keys)
        return now

    def close(self) -> None:
        """End the program, whatever it is doing."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)
