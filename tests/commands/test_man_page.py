"""The manual page says what the commands' own help says, and is written as such pages are."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from pilotage.commands.table import COMMANDS
from tests import man_page

PAGE = Path(man_page.__file__).parents[1] / "man" / "pilotage.1"


def test_it_is_up_to_date() -> None:
    """Where this fails, `make man` writes it anew."""
    assert PAGE.read_text("utf-8") == man_page.page()


def test_it_names_every_command_and_is_plain_ascii() -> None:
    text = PAGE.read_text("ascii")
    for name in COMMANDS:
        assert f"\n.SS pilotage {name} " in text


def test_what_looks_like_a_request_is_text() -> None:
    assert man_page.quoted(".pdf\n'x' a\\b") == "\\&.pdf\n\\&'x' a\\eb"
    assert man_page.quoted("a-b …") == "a\\-b \\[u2026]"


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_groff_finds_nothing_wrong() -> None:
    command = ["groff", "-man", "-Tutf8", "-ww", "-z", str(PAGE)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("mandoc"), reason="mandoc is not installed")
def test_mandoc_finds_nothing_wrong() -> None:
    command = ["mandoc", "-T", "lint", "-W", "warning", str(PAGE)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    # no date: the page is made anew whenever a command's help changes
    said = [line for line in done.stdout.splitlines() if "missing date" not in line]
    assert (said, done.stderr) == ([], "")
