"""A program on a pseudo-terminal behind a slow line, which counts what comes through it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import Final

import pyte
import pytest

TICK: Final = 0.02
"""Seconds between two helpings of a slow line."""


class Link:
    """A program and the screen behind the line. Leaving it kills the program."""

    def __init__(
        self,
        *command: str | Path,
        folder: Path,
        size: tuple[int, int] = (80, 24),
        rate: int = 0,
        **environment: str,
    ) -> None:
        """`rate` is how many bytes a second come through; 0 lets all through at once."""
        self.rate = rate
        self.bytes = 0
        """How many bytes have come through."""
        self._display = pyte.Screen(*size)
        self._painter = pyte.ByteStream(self._display)
        self._code: int | None = None
        self._free = 0.0
        """Bytes that may come through now."""
        self._last = time.monotonic()
        unset = ("COLUMNS", "LINES", "NO_COLOR")  # the line editor of Python exports the first two
        kept = {name: value for name, value in os.environ.items() if name not in unset}
        config = {"TERM": "xterm-256color", "PILOTAGE_CONFIG_DIR": str(folder / "config")}
        self.process, self._line = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            arguments = [str(each) for each in command]
            os.execve(arguments[0], arguments, kept | config | environment)  # noqa: S606
        self.resize(*size)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; all that stood on it is gone."""
        self._display.resize(rows, columns)
        self._display.erase_in_display(2)
        packed = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._line, termios.TIOCSWINSZ, packed)

    def __enter__(self) -> Link:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._code is None:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self._line)

    def ended(self, *, seconds: float = 20) -> int:
        """The exit code, once it has ended."""
        end = time.monotonic() + seconds
        while self._code is None:
            if time.monotonic() > end:
                pytest.fail(f"it never ended; the terminal shows:\n{self.screen}")
            self.pump(0.05)
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                self._code = os.waitstatus_to_exitcode(status)
        return self._code

    def write(self, keys: str) -> None:
        """Type."""
        os.write(self._line, keys.encode())

    @property
    def screen(self) -> str:
        """What stands on the terminal."""
        return "\n".join(line.rstrip() for line in self._display.display)

    def pump(self, seconds: float) -> int:
        """Let through what comes within a time at most; returns how many bytes came."""
        most = 1 << 16
        if self.rate:
            time.sleep(min(TICK, seconds))
            now = time.monotonic()
            self._free = min(self._free + (now - self._last) * self.rate, self.rate * 0.1)
            self._last = now
            most, seconds = int(self._free), 0
            if most < 1:
                return 0
        if not select.select([self._line], [], [], seconds)[0]:
            return 0
        try:
            data = os.read(self._line, most)
        except OSError:
            return 0
        self._free -= len(data) if self.rate else 0
        self.bytes += len(data)
        self._painter.feed(data)
        return len(data)

    def wait_for(self, *texts: str, width: int = 0, seconds: float = 30) -> str:
        """The screen once these texts stand on it, and its last line is so wide."""
        end = time.monotonic() + seconds
        while not all(text in self.screen for text in texts) or (
            width and len(self.screen.splitlines()[-1]) != width
        ):
            if time.monotonic() > end:
                pytest.fail(f"{texts} never came; the terminal shows:\n{self.screen}")
            self.pump(0.2)
        return self.screen

    def wait_for_more(self, *, seconds: float = 15) -> None:
        """Take in the next that comes."""
        end = time.monotonic() + seconds
        while not self.pump(0.2):
            if time.monotonic() > end:
                pytest.fail(f"nothing came any more; the terminal shows:\n{self.screen}")

    def settle(self, quiet: float = 0.1, *, most: float = 1.0) -> None:
        """Take in what comes until nothing comes for a while; not for ever: a cursor blinks."""
        last = time.monotonic() + most
        end = time.monotonic() + quiet
        while time.monotonic() < min(end, last):
            if self.pump(quiet):
                end = time.monotonic() + quiet
