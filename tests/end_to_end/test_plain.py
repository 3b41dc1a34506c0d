"""The plain mode on a real terminal that can do nothing: not one escape, and nothing is lost."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pilotage.session import Session, SystemClock
from pilotage.store.verify import verify
from tests.end_to_end.tmux import PILOTAGE
from tests.way import FixedClock, written


class Terminal:
    """A pseudo-terminal with the plain mode in it."""

    def __init__(self, folder: Path, *arguments: str, term: str = "dumb") -> None:
        self.master, slave = pty.openpty()
        environment = {
            "PATH": os.environ["PATH"],
            "TERM": term,
            "LANG": "C.UTF-8",
            "HOME": str(folder),
            "PILOTAGE_CONFIG_DIR": str(folder / "config"),
        }
        self.process = subprocess.Popen(
            [str(PILOTAGE), *arguments],
            cwd=folder,
            env=environment,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=_takes_the_terminal,  # noqa: PLW1509 - no thread of ours holds a lock
        )
        os.close(slave)
        self.said = b""

    def hears(self, text: str, seconds: float = 20.0) -> None:
        """Wait until that was said, after what was waited for before."""
        end = time.monotonic() + seconds
        while text.encode() not in self.said[self._heard :]:
            assert time.monotonic() < end, repr(self.said[-500:])
            self._read()
        self._heard += self.said[self._heard :].index(text.encode()) + len(text.encode())

    _heard = 0

    def _read(self) -> None:
        try:
            self.said += os.read(self.master, 65536)
        except OSError:  # Linux says so when the other end is closed
            time.sleep(0.01)

    def type(self, line: str) -> None:
        os.write(self.master, f"{line}\n".encode())

    def ends(self) -> int:
        """The exit code; what is said until then is heard."""
        return self.process.wait(20)


def _takes_the_terminal() -> None:
    import fcntl

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "lead.pilotage.json"
    Session.create(path, written().project, FixedClock()).close()
    return path


@pytest.fixture
def terminal(path: Path) -> Iterator[Terminal]:
    here = Terminal(path.parent, "--plain", str(path))
    here.hears("Main menu. Number, Enter for 1:")
    yield here
    here.process.kill()
    here.process.wait()
    os.close(here.master)


def writes_two_sections(here: Terminal) -> None:
    """One section to its end, and a line of the next."""
    for line in ("phase 1", "choose a section", "purpose", "write it anew", "Other.", "."):
        here.type(line)
    here.hears("Saved: edited the section Purpose.")
    for line in ("choose a section", "trigger", "write it anew", "Half"):
        here.type(line)
    here.hears("Line 2:")


def page_of(path: Path) -> tuple[str, str]:
    session = Session.open(path, SystemClock())
    page = session.project.page
    session.close()
    assert all(check.ok for check in verify(path).checks if check.name != "inbox")
    return page.purpose, page.trigger


def test_no_escape_is_ever_written(terminal: Terminal) -> None:
    for line in ("where", "?", "\x1b[A\x1b[31mred", "the five", "phase 1", "read the page"):
        terminal.type(line)
    terminal.hears("It fills")
    terminal.type("quit")
    terminal.hears("All that you answered is saved.")
    assert terminal.ends() == 0
    # what is typed is echoed by the terminal itself, with a caret for Esc
    assert b"\x1b" not in terminal.said
    assert not any(byte < 32 and byte not in b"\r\n\t" for byte in terminal.said)


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGKILL, -9), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)],
)
def test_nothing_that_was_answered_is_lost(
    terminal: Terminal, path: Path, number: int, code: int
) -> None:
    writes_two_sections(terminal)
    terminal.process.send_signal(number)
    assert terminal.ends() == code
    assert page_of(path) == ("Other.", "A form arrives in the inbox “leads”.")
    again = Terminal(path.parent, "--plain", str(path))
    again.hears("Main menu. Number")
    for line in ("phase 1", "choose a section", "trigger"):
        again.type(line)
    again.hears("You had begun to write:")
    again.hears("Half")
    again.type(".")
    again.hears("Where does what you wrote go?")
    again.type("1")
    again.hears("Saved: edited the section Trigger.")
    again.type("quit")
    assert again.ends() == 0
    os.close(again.master)
    assert page_of(path) == ("Other.", "Half")


def test_a_terminal_that_goes_away_loses_nothing(path: Path) -> None:
    here = Terminal(path.parent, "--plain", str(path))
    here.hears("Main menu. Number")
    writes_two_sections(here)
    os.close(here.master)
    assert here.ends() == 129
    assert page_of(path)[0] == "Other."


def test_a_terminal_that_can_do_nothing_is_told_of_the_plain_mode(path: Path) -> None:
    here = Terminal(path.parent, str(path))
    here.hears("This terminal shows no screens")
    here.hears("`pilotage --plain` asks line by line")
    here.hears("Lead routing")
    assert here.ends() == 0
    assert b"\x1b" not in here.said
    os.close(here.master)


def test_it_works_on_pipes(path: Path) -> None:
    answers = "phase 1\nchoose a section\nreviewer\nNoor Haddad\n"
    done = subprocess.run(
        [str(PILOTAGE), "--plain", str(path)],
        input=answers.encode(),
        capture_output=True,
        timeout=30,
        env={"PATH": os.environ["PATH"], "PILOTAGE_CONFIG_DIR": str(path.parent / "config")},
    )
    assert done.returncode == 0
    assert not done.stderr
    said = done.stdout.decode()
    assert "Reviewer: Noor Haddad\nSaved: edited the section Reviewer.\n" in said
    assert said.endswith("All that you answered is saved.\n")
