"""Opening a file in the system's viewer: handed over, or said why not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pilotage import viewer
from pilotage.errors import FileProblem

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there it has others")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH, on a computer with a screen."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":0")
    return tmp_path


def opener(folder: Path, script: str) -> None:
    program = folder / "xdg-open"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_the_system_opens_it_and_prints_nothing_here(
    programs: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    opener(programs, f'echo loud; echo "$1" > {programs}/opened')
    page = programs / "a page.pdf"
    viewer.view(page)
    assert (programs / "opened").read_text() == f"{page}\n"
    assert capfd.readouterr() == ("", "")


def test_a_viewer_that_stays_open_holds_nobody_up(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(viewer, "PATIENCE", 0.05)
    opener(programs, f"sleep 0.2; touch {programs}/shown")
    viewer.view(programs / "page.pdf")
    assert not (programs / "shown").exists()


def test_a_system_that_says_no_is_said(programs: Path) -> None:
    opener(programs, "exit 3")
    with pytest.raises(FileProblem, match=r"page\.pdf can't be opened: the system has no program"):
        viewer.view(programs / "page.pdf")


def test_without_an_opener_it_is_said(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(programs))
    with pytest.raises(FileProblem, match="xdg-open is missing"):
        viewer.view(programs / "page.pdf")


def test_without_a_screen_it_is_said(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opener(programs, "exit 0")
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(FileProblem, match="no screen here"):
        viewer.view(programs / "page.pdf")
