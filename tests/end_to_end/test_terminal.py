"""The program as a user meets it: in a terminal, with real keys, real signals, real files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from tinydb import TinyDB

from pilotage.session import Session
from pilotage.store.project_file import ProjectFile
from tests.end_to_end.tmux import PILOTAGE, Tmux, needs_tmux
from tests.way import Way, documented, written

pytestmark = needs_tmux

NEW = ("new", "leads.pilotage.json", "--workflow", "Lead routing", "--builder", "Ada")


def made(folder: Path, way: Way) -> Path:
    """The way's project as a file."""
    path = folder / "leads.pilotage.json"
    session = Session.create(path, way.project, way.clock)
    session.close()
    return path


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_typing_is_saved_without_asking_and_survives_quitting(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    subprocess.run([PILOTAGE, *NEW], cwd=tmp_path, check=True, capture_output=True)
    with Tmux(tmp_path, size=size) as terminal:
        terminal.start("leads.pilotage.json")
        terminal.wait_for("Purpose")
        terminal.write("Route each lead at once.")
        terminal.wait_for("at once.")
        terminal.wait_for("saved")
        terminal.press("C-q")
        terminal.wait_for("ready>")
    with TinyDB(tmp_path / "leads.pilotage.json", access_mode="r") as database:
        sections = {each["section"]: each["text"] for each in database.table("page")}
    assert sections["purpose"] == "Route each lead at once."


def test_who_types_and_goes_elsewhere_at_once_loses_nothing(tmp_path: Path) -> None:
    """What follows typing comes when its screen is already being taken away."""
    path = made(tmp_path, written())
    with Tmux(tmp_path, size=(160, 48)) as terminal:
        terminal.start(path.name)
        terminal.wait_for("Purpose")
        for typed, key, there in (("xyz", "F7", "chain unbroken"), ("uvw", "F5", "Gate numbers")):
            terminal.write(typed)
            time.sleep(0.15)  # less than it takes until what is typed is saved by itself
            terminal.press(key)
            terminal.wait_for(there)
            terminal.press("1")
            terminal.wait_for(typed)


def test_a_saved_text_survives_kill_9(tmp_path: Path) -> None:
    path = made(tmp_path, Way())
    with Tmux(tmp_path) as terminal:
        terminal.start(path.name)
        terminal.wait_for("Purpose")
        terminal.write("Kept.")
        _wait_for_file(path, "Kept.")
        os.kill(terminal.process, signal.SIGKILL)
        terminal.wait_for("Killed")
        terminal.send_line("reset")
        terminal.start(path.name)
        assert "Kept." in terminal.wait_for("Purpose")
        assert "READ-ONLY" not in terminal.screen


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_terminal_is_given_back_when_the_program_is_told_to_end(
    tmp_path: Path, number: signal.Signals
) -> None:
    path = made(tmp_path, Way())
    with Tmux(tmp_path) as terminal:
        terminal.start(path.name)
        terminal.wait_for("Purpose")
        terminal.write("Typed just now")
        terminal.wait_for("Typed just now")
        os.kill(terminal.process, number)
        terminal.wait_for("ready>")
        terminal.send_line("echo still $((40 + 2))")
        terminal.wait_for("still 42")
    assert "Typed just now" in path.read_text("utf-8")


def test_a_second_instance_is_read_only_and_says_who_holds_the_file(tmp_path: Path) -> None:
    path = made(tmp_path, documented())
    with Tmux(tmp_path) as first, Tmux(tmp_path) as second:
        first.start(path.name)
        first.wait_for("saved")
        second.start(path.name)
        screen = second.wait_for("READ-ONLY")
        assert "held by" in screen
        first.press("C-q")
        first.wait_for("ready>")


def test_hostile_text_reaches_the_terminal_as_text(tmp_path: Path) -> None:
    way = Way()
    path = made(tmp_path, way)
    with Tmux(tmp_path) as terminal:
        terminal.start(path.name)
        terminal.wait_for("Purpose")
        terminal.write("a [/] b [@click=app.quit]x[/] $y")
        terminal.wait_for("[@click=app.quit]x[/]")
        assert terminal.wait_for("a [/] b")


def test_too_small_a_terminal_asks_for_more_room(tmp_path: Path) -> None:
    path = made(tmp_path, Way())
    with Tmux(tmp_path, size=(50, 12)) as terminal:
        terminal.start(path.name)
        terminal.wait_for("60 × 20")


def test_a_file_that_is_not_ours_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "broken.pilotage.json").write_text("{ half", "utf-8")
    with Tmux(tmp_path) as terminal:
        terminal.start("broken.pilotage.json")
        screen = terminal.wait_for("ready>")
    assert "Traceback" not in screen
    assert (tmp_path / "broken.pilotage.json").read_text("utf-8") == "{ half"


def test_without_a_terminal_the_program_does_not_hang(tmp_path: Path) -> None:
    path = made(tmp_path, written())
    done = subprocess.run(
        [PILOTAGE, path],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=30,
        stdin=subprocess.DEVNULL,
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert "\x1b" not in done.stdout
    status = subprocess.run(
        [PILOTAGE, "status", path, "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(status.stdout)


def _wait_for_file(path: Path, text: str) -> None:
    import time

    end = time.monotonic() + 10
    while text not in ProjectFile.open(path, read_only=True).project.page.purpose:
        assert time.monotonic() < end, "never saved"
        time.sleep(0.05)


def test_a_stray_byte_on_the_keyboard_does_not_end_the_program(tmp_path: Path) -> None:
    path = made(tmp_path, Way())
    with Tmux(tmp_path) as terminal:
        terminal.start(path.name)
        terminal.wait_for("Purpose")
        terminal.send_bytes(b"\xff\xfe")
        terminal.write("still here")
        assert "Traceback" not in terminal.wait_for("still here")


@pytest.mark.parametrize(
    "keys",
    [
        ("C-q",),
        ("1", "2"),
        ("F4", "Enter", "C-q"),
        ("2", "3", "4", "5", "6", "1", "C-q"),
        ("C-p", "Escape", "C-o", "Down", "Enter", "Enter"),
    ],
)
def test_a_burst_of_keys_at_the_first_paint_breaks_nothing(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    path = made(tmp_path, documented())
    with Tmux(tmp_path) as terminal:
        terminal.start(path.name)
        terminal.wait_for("Gate ")
        terminal.burst(*keys)
        if keys[-1] == "C-q":
            terminal.wait_for("ready>")
        else:
            terminal.wait_for("^p A")
        assert "fault" not in terminal.screen
    assert not (tmp_path / "config" / "fault.txt").exists()


def test_a_section_is_written_in_the_users_own_editor(tmp_path: Path) -> None:
    path = made(tmp_path, Way())
    editor = tmp_path / "ed it"
    editor.write_text(
        "#!/bin/sh\n"
        'stat -c "%a %n" "$2"; cat "$2"; printf "write: "; read line; echo "$line" >> "$2"\n',
        "utf-8",
    )
    editor.chmod(0o700)
    with Tmux(tmp_path) as terminal:
        terminal.send_line(f"unset VISUAL; export TMPDIR='{tmp_path}' EDITOR=\"'{editor}' --wait\"")
        terminal.start(path.name)
        terminal.wait_for("Purpose")
        terminal.write("Route leads.")
        terminal.wait_for("leads.")
        terminal.press("F12")
        screen = terminal.wait_for("write:")
        assert "600 " in screen
        assert "purpose.md" in screen
        assert "Route leads." in screen
        terminal.press("C-c")  # goes to the editor, and to nothing else
        terminal.wait_for("ended with an error")
        assert "Gate 1" in terminal.screen
        terminal.press("F12")
        terminal.wait_for("write:")
        terminal.send_line("At once [/].")
        terminal.wait_for("At once [/].")
        terminal.write(" Now.")  # the keyboard is the program's again
        terminal.wait_for("[/]. Now.")
        _wait_for_file(path, "Route leads.\nAt once [/]. Now.")
        terminal.press("C-q")
        terminal.wait_for("ready>")
    assert not list(tmp_path.glob("pilotage-*"))


def test_a_terminal_that_goes_away_under_the_editor_ends_the_program(tmp_path: Path) -> None:
    """What the editor wrote is kept, and nothing goes on running without a terminal."""
    path = made(tmp_path, Way())
    editor = tmp_path / "edit"
    editor.write_text('#!/bin/sh\necho "Written outside." >> "$1"\necho open; sleep 2\n', "utf-8")
    editor.chmod(0o700)
    with Tmux(tmp_path) as terminal:
        terminal.send_line(f"unset VISUAL; export TMPDIR='{tmp_path}' EDITOR='{editor}'")
        terminal.start(path.name)
        terminal.wait_for("Purpose")
        terminal.press("F12")
        terminal.wait_for("open")
        process = terminal.process
    for _ in range(150):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            break
        time.sleep(0.1)
    else:
        pytest.fail("it goes on without a terminal")
    _wait_for_file(path, "Written outside.")
    assert not list(tmp_path.glob("pilotage-*"))
