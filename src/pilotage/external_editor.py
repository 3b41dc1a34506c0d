"""A text in a file of its own, for the editor that somebody is used to.

Which editor it is, the file, and what became of it; how the terminal is given away and taken
back is the caller's. What can't be taken over stays in its file, and its place is told.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pilotage.errors import Refused
from pilotage.model.text import clean

VARIABLES: Final = ("VISUAL", "EDITOR")
"""Which editor it is; the first that is set counts."""
LONGEST: Final = 20_000
"""More characters than this no field takes: the screen would freeze."""
_BYTES: Final = 4 * LONGEST
AT_ONCE: Final = 1.5
"""Seconds within which nobody has written anything: the editor went on in a window of its own."""


@dataclass(frozen=True)
class Taken:
    """What came back: a text, or why there is none."""

    text: str | None = None
    """The text to take over; None where the section stays as it is."""
    said: str = ""
    """What to tell; empty when there is nothing to say."""
    dropped: int = 0
    """How many invisible control characters were left out."""
    is_kept: bool = False
    """Whether the file is kept, because something in it may be wanted."""


def terminal_is_there() -> bool:
    """Whether there still is a terminal to go back to."""
    try:
        os.get_terminal_size(sys.__stdin__.fileno() if sys.__stdin__ else 0)
    except (OSError, ValueError):
        return False
    return True


def editor_of(environment: Mapping[str, str]) -> list[str]:
    """The editor's command with its arguments. Raises `Refused` where none can be told."""
    for name in VARIABLES:
        value = environment.get(name, "").strip()
        if not value:
            continue
        try:
            return shlex.split(value, posix=os.name != "nt")
        except ValueError:
            raise Refused(
                f"{name} is no command: {clean(value).text[:80]}", "A quotation mark is open in it."
            ) from None
    raise Refused(
        "No editor is set.", "Set VISUAL or EDITOR before you start, as in: export EDITOR=nano"
    )


class SectionFile:
    """A text in a private folder, under the name of its section."""

    def __init__(self, section: str, text: str) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="pilotage-"))
        self.path = self._folder / f"{section.replace('_', '-')}.md"
        """Where it is; only who runs the program can read it."""
        end = "" if not text or text.endswith("\n") else "\n"
        self._written = f"{text}{end}".encode("utf-8", "replace")
        self._write(self.path)

    def _write(self, path: Path) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            file.write(self._written)

    def keep_given(self) -> None:
        """See to it that the text as it was given stands here, whatever the editor made of it.

        In the file; beside it, named `…-before.md`, where the file holds something else.
        """
        with suppress(OSError):
            if not self.path.exists():
                self._write(self.path)
            elif self.path.read_bytes() != self._written:
                self._write(self.path.with_name(f"{self.path.stem}-before.md"))

    def discard(self) -> None:
        """Remove it, with what the editor left beside it."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def edit(self, command: list[str]) -> Taken:
        """Let an editor have it until it ends; says what came of it, and raises nothing."""
        name = clean(Path(command[0]).name).text[:40]
        start = time.monotonic()
        try:
            with _signals_for_the_editor():
                done = subprocess.run([*command, str(self.path)], check=False)  # noqa: S603 - theirs
        except FileNotFoundError:
            return Taken(said=f"There is no editor “{name}” here. Set VISUAL or EDITOR to one.")
        except (OSError, ValueError) as problem:
            why = getattr(problem, "strerror", None) or problem
            return Taken(said=f"The editor “{name}” can't be started: {why}.")
        quick = time.monotonic() - start < AT_ONCE
        if code := done.returncode:
            return self._failed(f"“{name}” ended with an error ({code})")
        return self._read(quick=quick)

    def written(self) -> Taken:
        """What the editor had written, however it ended."""
        return self._read(quick=False)

    def _failed(self, why: str) -> Taken:
        """Nothing is taken over; the file stays if there is something new in it."""
        said = f"{why}, so the section stays as it was."
        try:
            changed = self.path.read_bytes() != self._written
        except OSError:
            changed = False
        return self._refused(said) if changed else Taken(said=said)

    def _read(self, *, quick: bool) -> Taken:
        try:
            with self.path.open("rb") as file:
                raw = file.read(_BYTES + 1)
        except FileNotFoundError:
            return Taken(said="The editor left no file, so the section stays as it was.")
        except OSError as problem:
            return self._refused(f"The file can't be read: {problem.strerror}.")
        if raw == self._written:
            return self._unchanged() if quick else Taken(said="Nothing was changed.")
        if len(raw) > _BYTES:
            return self._too_long()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            return self._refused("What was written is no UTF-8 text, so nothing was taken over.")
        text, dropped = clean(text)
        text = text.rstrip("\n")
        return Taken(text, dropped=dropped) if len(text) <= LONGEST else self._too_long()

    def _unchanged(self) -> Taken:
        said = (
            "The editor came back at once and changed nothing. One with a window of its own must "
            "be told to wait, as in EDITOR='code --wait'."
        )
        return Taken(said=self._with_place(said), is_kept=True)

    def _too_long(self) -> Taken:
        return self._refused(f"The text has more than {LONGEST:,} characters; a section has 4,000.")

    def _refused(self, why: str) -> Taken:
        return Taken(said=self._with_place(why), is_kept=True)

    def _with_place(self, said: str) -> str:
        return f"{said} The file is kept: {self.path}"


@contextmanager
def _signals_for_the_editor() -> Iterator[None]:
    """Leave Ctrl+C, Ctrl+\\ and Ctrl+Z to the editor; they go to every program of the terminal.

    An editor that is suspended suspends this program too: the shell would wait for it for ever.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before: dict[int, Any] = {}
    for name in ("SIGINT", "SIGQUIT"):
        if number := getattr(signal, name, None):
            # A function, not SIG_IGN: that one the editor would inherit.
            before[number] = signal.signal(number, lambda *_: None)
    for name in ("SIGTSTP", "SIGCONT"):
        if number := getattr(signal, name, None):
            before[number] = signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        for number, handler in before.items():
            with suppress(ValueError, TypeError):
                signal.signal(number, handler)
