"""A real terminal for a test: tmux with a server, a size and a folder of its own."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import time
import uuid
from pathlib import Path
from types import TracebackType

import pytest

PILOTAGE = Path(sys.executable).with_name("pilotage")

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Tmux:
    """One terminal. Use it as a context manager; leaving kills whatever runs in it."""

    def __init__(self, folder: Path, *, size: tuple[int, int] = (80, 24)) -> None:
        self._socket = f"pilotage-{uuid.uuid4().hex[:8]}"
        columns, rows = size
        self._run(
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-s",
            "t",
            "-x",
            str(columns),
            "-y",
            str(rows),
            "-c",
            str(folder),
            "sh",
        )
        self._run("set", "-g", "escape-time", "0")
        self._run("set", "-g", "status", "off")
        config = shlex.quote(str(folder / "config"))
        self.send_line(f"PS1='ready> '; unset COLUMNS LINES; export PILOTAGE_CONFIG_DIR={config}")
        self.wait_for("ready>")

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", self._socket, *arguments], capture_output=True, text=True, check=True
        )
        return done.stdout

    def __enter__(self) -> Tmux:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        subprocess.run(
            ["tmux", "-L", self._socket, "kill-server"], capture_output=True, check=False
        )

    def press(self, *keys: str) -> None:
        """Press keys, as tmux names them: Enter, C-n, F4, Escape, Up …"""
        for key in keys:
            self._run("send-keys", "-t", "t", key)
            time.sleep(0.05)

    def burst(self, *keys: str) -> None:
        """Press keys all at once."""
        self._run("send-keys", "-t", "t", *keys)

    def write(self, text: str) -> None:
        """Type a text as it is."""
        self._run("send-keys", "-t", "t", "-l", text)
        time.sleep(0.05)

    def send_bytes(self, raw: bytes) -> None:
        """Send bytes as they are, valid text or not."""
        self._run("send-keys", "-t", "t", "-H", *(f"{byte:02x}" for byte in raw))
        time.sleep(0.05)

    def other_output(self, text: str) -> None:
        """Have something else write to the terminal, as a message to all does."""
        Path(self._run("display-message", "-p", "-t", "t", "#{pane_tty}").strip()).write_text(text)

    def send_line(self, line: str) -> None:
        """Type a line at the shell's prompt."""
        self.write(line)
        self.press("Enter")

    def start(self, *arguments: str) -> None:
        """Start the program."""
        self.send_line("clear; " + " ".join(shlex.quote(a) for a in (str(PILOTAGE), *arguments)))

    @property
    def screen(self) -> str:
        """What stands on the terminal."""
        return self._run("capture-pane", "-p", "-t", "t")

    @property
    def coloured(self) -> str:
        """What stands there with its colours, as escape sequences."""
        return self._run("capture-pane", "-p", "-e", "-t", "t")

    @property
    def process(self) -> int:
        """The process that the shell runs."""
        shell = self._run("display-message", "-p", "-t", "t", "#{pane_pid}").strip()
        done = subprocess.run(["pgrep", "-P", shell], capture_output=True, text=True, check=True)
        return int(done.stdout.split()[0])

    def wait_for(self, text: str, *, seconds: float = 15) -> str:
        """The screen once a text stands on it; fails with the screen when it never does."""
        return self._wait(text, seconds, present=True)

    def wait_gone(self, text: str, *, seconds: float = 15) -> str:
        """The screen once a text is gone from it."""
        return self._wait(text, seconds, present=False)

    def _wait(self, text: str, seconds: float, *, present: bool) -> str:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            screen = self.screen
            if (text in screen) is present:
                return screen
            time.sleep(0.05)
        what = "never came" if present else "never went"
        pytest.fail(f"{text!r} {what}; the terminal shows:\n{self.screen}")
