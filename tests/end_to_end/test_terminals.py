"""The screens in terminals of other kinds: what is painted there can be read there."""

from __future__ import annotations

from pathlib import Path

import pyte
import pytest
from tinydb import TinyDB

from tests.contrast import LEAST, VGA, contrast, rgb
from tests.end_to_end.tmux import Tmux, needs_tmux

pytestmark = needs_tmux

GLYPHS = "•◘○►◄↕‼¶§▬↨↑↓→←∟↔▲▼☺☻♥♦♣♠"
"""What code page 437 shows for the codes that are control characters elsewhere."""
COLOURS = "black red green brown blue magenta cyan white".split()  # noqa: SIM905
NAMES = dict(zip([*COLOURS, *(f"bright{each}" for each in COLOURS)], VGA.split(), strict=True))
"""The sixteen colours by the names that pyte gives them."""


def seen(terminal: Tmux) -> list[tuple[str, str, str]]:
    """Each character that is no blank, with its colour and the one behind it."""
    screen = pyte.Screen(80, 24)
    pyte.Stream(screen).feed(terminal.coloured.replace("\n", "\r\n").rstrip())
    found = []
    for row in screen.buffer.values():
        for cell in row.values():
            colours = (cell.bg, cell.fg) if cell.reverse else (cell.fg, cell.bg)
            if cell.data != " ":
                found.append((cell.data, *colours))
    return found


def check(terminal: Tmux, kind: str) -> None:
    """All of it can be told apart from its ground, and the console's font has it."""
    for letter, colour, ground in seen(terminal):
        assert colour != ground, letter
        if kind == "linux":
            assert letter in GLYPHS or letter.encode("cp437")
            if letter.isalnum():
                pair = NAMES.get(colour, NAMES["white"]), NAMES.get(ground, NAMES["black"])
                assert contrast(*map(rgb, pair)) >= LEAST, (letter, colour, ground)


@pytest.mark.parametrize("kind", ["xterm-256color", "screen-256color", "linux"])
def test_a_project_is_made_and_written(tmp_path: Path, kind: str) -> None:
    with Tmux(tmp_path, size=(80, 24)) as terminal:
        terminal.send_line(f"unset COLORTERM; export TERM={kind}; clear")
        terminal.start(str(tmp_path))
        terminal.wait_for("New")
        terminal.press("n")
        terminal.wait_for("Your name")
        terminal.write("Leads")
        terminal.press("Tab")
        terminal.write("Ada")
        terminal.wait_for("Ada")
        check(terminal, kind)
        terminal.press("C-s")
        terminal.wait_for("Gate 1")
        terminal.write("Route each lead.")
        terminal.wait_for("Route each lead.")
        terminal.wait_for("No advice")
        check(terminal, kind)
        terminal.press("F2")  # a dialog in front
        terminal.wait_for("Go to a phase")
        terminal.press("Escape")
        terminal.wait_gone("Go to a phase")
        terminal.press("C-q")
        terminal.wait_for("ready>")
    with TinyDB(tmp_path / "leads.pilotage.json", access_mode="r") as database:
        sections = {each["section"]: each["text"] for each in database.table("page")}
    assert sections["purpose"] == "Route each lead."


def test_what_others_wrote_over_the_screen_goes_when_it_is_drawn_again(tmp_path: Path) -> None:
    with Tmux(tmp_path, size=(80, 24)) as terminal:
        terminal.start(str(tmp_path))
        terminal.wait_for("Your workflows")
        terminal.other_output("\033[5;5HMESSAGE FROM ROOT")
        terminal.wait_for("MESSAGE FROM ROOT")
        terminal.press("C-p")
        terminal.write("draw the screen")
        terminal.wait_for("has written over it")
        terminal.press("Enter")
        terminal.wait_gone("MESSAGE FROM ROOT")
        terminal.wait_for("Your workflows")
