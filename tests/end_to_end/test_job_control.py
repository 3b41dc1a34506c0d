"""Suspended and woken, resized, ended from outside: nothing is lost, the screen is whole."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from pilotage.store.project_file import ProjectFile
from tests.end_to_end.link import Link
from tests.end_to_end.test_terminal import made
from tests.end_to_end.tmux import PILOTAGE, Tmux, needs_tmux
from tests.way import Way


def purpose(path: Path) -> str:
    """What the first section holds on the disk."""
    with TinyDB(path, access_mode="r") as database:
        sections = {each["section"]: each["text"] for each in database.table("page")}
    return str(sections["purpose"])


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 15
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_stopped(process: int) -> bool:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "T"


@needs_tmux
@pytest.mark.parametrize("how", ["key", "signal", "stop"])
def test_the_shell_has_the_terminal_until_fg(tmp_path: Path, how: str) -> None:
    """By its own key, by SIGTSTP, and by a stop that nobody announces to it."""
    path = made(tmp_path, Way())
    with Tmux(tmp_path) as terminal:
        terminal.start(path.name)
        terminal.wait_for("^p A")
        process = terminal.process
        terminal.write("Typed before.")
        terminal.wait_for("Typed before.")
        before = ""
        if how != "signal":  # which comes before anything is saved
            terminal.wait_for("of one page")
            terminal.wait_for("No advice")
            before = terminal.wait_for(" saved")
        if how == "key":
            terminal.press("C-\\")
        else:
            os.kill(process, signal.SIGTSTP if how == "signal" else signal.SIGSTOP)
        terminal.wait_for("ready>")
        assert is_stopped(process)
        if how != "stop":
            assert "Typed before." not in terminal.screen  # the shell's own screen is back
            assert ProjectFile.open(path, read_only=True).project.page.purpose == "Typed before."
            terminal.send_line("stty -a")
            modes = terminal.wait_for("icanon")
            assert not {"-icanon", "-echo", "-isig"} & set(modes.split())
            terminal.send_line("clear; bg")  # in the background it must not touch the terminal
            terminal.send_line("echo still $((40 + 2))")
            terminal.wait_for("still 42")
            until(lambda: is_stopped(process))
            assert "still 42" in terminal.screen
        terminal.write("fg")
        terminal.press("C-j" if how == "stop" else "Enter")  # it had no time to set the modes back
        terminal.wait_gone("ready>")
        after = terminal.wait_for("^p A")
        assert after == (before or after)
        terminal.write(" Typed after.")
        terminal.wait_for("Typed before. Typed after.")
        terminal.press("C-q")
        terminal.wait_for("ready>")
        terminal.send_line("clear; jobs; echo none $((40 + 2))")
        assert "Stopped" not in terminal.wait_for("none 42")
    assert purpose(path) == "Typed before. Typed after."


@needs_tmux
def test_an_editor_that_is_suspended_takes_the_program_with_it(tmp_path: Path) -> None:
    """The shell would wait for ever for the one that goes on."""
    path = made(tmp_path, Way())
    editor = tmp_path / "edit"
    editor.write_text('#!/bin/sh\necho open; kill -TSTP 0; echo "Outside." >> "$1"\n', "utf-8")
    editor.chmod(0o700)
    with Tmux(tmp_path) as terminal:
        terminal.send_line(f"unset VISUAL; export TMPDIR='{tmp_path}' EDITOR='{editor}'")
        terminal.start(path.name)
        terminal.wait_for("^p A")
        terminal.press("F12")
        terminal.wait_for("open")
        terminal.wait_for("ready>")
        terminal.send_line("clear; fg")
        terminal.wait_for("^p A")
        terminal.wait_for("Outside.")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_saves_and_says_by_what(tmp_path: Path, number: signal.Signals) -> None:
    path = made(tmp_path, Way())
    with Link(PILOTAGE, path.name, folder=tmp_path) as link:
        link.wait_for("Purpose", "^p A")
        link.write("Half a wor")
        link.wait_for("Half a wor")
        os.kill(link.process, number)
        assert link.ended() == 128 + number
    assert purpose(path) == "Half a wor"
    assert not path.with_name(f"{path.name}.lock").exists()


def test_two_hundred_sizes_while_typing_lose_nothing(tmp_path: Path) -> None:
    path = made(tmp_path, Way())
    dice = random.Random(8)  # noqa: S311 - always the same
    text = "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima"
    words = text.split()
    with Link(PILOTAGE, path.name, folder=tmp_path) as link:
        link.wait_for("Purpose", "^p A")
        for number, word in enumerate(words):
            for _ in range(200 // len(words)):
                columns = dice.choice((dice.randint(1, 59), dice.randint(125, 180)))
                link.resize(columns, dice.randint(1, 60))
                link.pump(0.002)
            columns = 80 + number
            link.resize(columns, dice.randint(24, 60))
            # what is typed while there is no room is for nobody: wait for the frame of this size
            link.wait_for("Gate 1", "^p A", width=columns - 1)
            link.write(f"{word} ")
            link.wait_for(word)  # it is not saved yet when the sizes change again
        link.resize(120, 36)
        link.wait_for("Lima", "saved", "one page", "No advice", width=119)
        link.settle()
        before = link.screen.splitlines()
        link.resize(121, 36)
        link.wait_for("Lima", width=120)
        link.resize(120, 36)
        link.wait_for("Lima", width=119)

        def is_as_before() -> bool:
            """Nothing of another size is left; only where a text wraps may differ."""
            link.pump(0.1)
            pairs = zip(before, link.screen.splitlines(), strict=True)
            return sum(one != other for one, other in pairs) < 5

        until(is_as_before)
        link.write("\x11")
        assert link.ended() == 0
    assert purpose(path).split() == words
