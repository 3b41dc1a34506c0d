"""Starting `tests.faults.writer`, killing its children, and reading what they said."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

TOP = Path(__file__).parents[2]


@dataclass(frozen=True)
class Said:
    """What a writer has said."""

    began: int = 0
    """The last commit that it began; 0 for none."""
    saved: int = 0
    """The last commit that was acknowledged; 0 for none."""
    child: int = 0
    """The writer's process."""
    dead: bool = False


class Writers:
    """A server of writers, and its second channel."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._asked: IO[bytes] = process.stdin
        self._handle = process.stdout.fileno()
        self._rest = b""
        self._said = Said()

    def killed(self, seconds: float, cut: Callable[[], object] | None = None) -> Said:
        """Let a writer work for a while, then kill it; what it had said.

        Where something else is `cut` before it is killed, such as its power, only what it said
        before that counts: afterwards no machine would have been there to say anything.
        """
        self._said = Said()
        self._asked.write(b"go\n")
        self._asked.flush()
        while not (self._said.child and self._said.began):
            self._listen(5)
        time.sleep(seconds)
        before = self._listen(0)
        if cut is not None:
            cut()
        with suppress(ProcessLookupError):  # it stopped by itself when its disk went
            os.kill(self._said.child, signal.SIGKILL)
        while not self._said.dead:
            self._listen(5)
        return self._said if cut is None else replace(self._said, saved=before.saved)

    def _listen(self, seconds: float) -> Said:
        """Take in what is said, up to now."""
        while select.select([self._handle], [], [], seconds)[0]:
            more = os.read(self._handle, 1 << 16)
            assert more, "the server of writers has ended"
            *lines, self._rest = (self._rest + more).split(b"\n")
            for line in lines:
                word, number = line.decode("ascii").split()
                if word in ("began", "saved", "child"):
                    self._said = replace(self._said, **{word: int(number)})
                elif word == "dead":
                    self._said = replace(self._said, dead=True)
            seconds = 0
        return self._said


@contextmanager
def writers(path: Path, *options: str) -> Iterator[Writers]:
    """A server of writers to a file; it must have nothing to complain of in the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.writer", str(path), *options],
        cwd=TOP,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        yield Writers(process)
    finally:
        _, errors = process.communicate(timeout=10)
        assert (process.returncode, errors) == (0, b"")
