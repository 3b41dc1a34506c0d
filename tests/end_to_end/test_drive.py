"""A run driven in a real terminal: bursts of keys, a kill, a terminal that is closed."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from pilotage.actions import page, runs
from pilotage.clock import SystemClock
from pilotage.method.driving import drive_steps, position, worked
from pilotage.model.project import Project
from pilotage.session import Session
from pilotage.store.project_file import ProjectFile
from tests.end_to_end.test_terminal import made
from tests.end_to_end.tmux import Tmux, needs_tmux
from tests.tui.opened import HOSTILE
from tests.way import SECOND_OWNER, documented

pytestmark = needs_tmux


def read(path: Path) -> Project:
    return ProjectFile.open(path, read_only=True).project


def at(path: Path) -> int:
    project = read(path)
    return position(project.runs[-1], drive_steps(project.revision.page))  # type: ignore[union-attr]


def wait_until_saved(terminal: Tmux, path: Path, *texts: str) -> None:
    """Wait until the gaps in the file are these."""
    end = time.monotonic() + 10
    while [gap.text for gap in read(path).gaps] != list(texts):
        assert time.monotonic() < end, f"{read(path).gaps}\n{terminal.screen}"
        time.sleep(0.05)


def start_the_run(terminal: Tmux, path: Path) -> None:
    terminal.start(path.name)
    terminal.wait_for("Gate 2")
    terminal.wait_for("^p A")
    terminal.press("s")
    terminal.wait_for("Is Dana Osei at the keyboard?")
    terminal.press("y")
    terminal.wait_for("step 1 of 13")


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
def test_a_whole_session_with_gaps_typed_in_bursts(tmp_path: Path, size: tuple[int, int]) -> None:
    path = made(tmp_path, documented())
    with Tmux(tmp_path, size=size) as terminal:
        start_the_run(terminal, path)
        terminal.burst("Enter", "q", *"Which", "Space", *"inbox?", "Enter", "Enter", "i", *"Guess")
        terminal.press("Enter")
        wait_until_saved(terminal, path, "Which inbox?", "Guess")
        assert [gap.section for gap in read(path).gaps] == ["trigger", "input_format"]
        terminal.write(f"b{HOSTILE}")
        terminal.press("Enter")
        terminal.wait_for("3 gaps")
        terminal.wait_for("[@click=app.quit]x[/]")
        terminal.press("p")
        terminal.wait_for("PAUSED")
        terminal.press("p")
        terminal.wait_gone("PAUSED")
        terminal.burst(*["Enter"] * 11)
        terminal.wait_for("Did the output reach its destination?")
        terminal.press("y")
        terminal.wait_for("To the end, 3 gaps.")
        terminal.press("Enter")
        terminal.wait_for("In your own words")
        terminal.write("Nearly.")
        terminal.press("C-s")
        terminal.wait_for("Hand the keyboard back")
        terminal.press("y")
        terminal.wait_for("Gate 2")
        terminal.press("C-q")
        terminal.wait_for("ready>")
    run = read(path).runs[-1]
    assert (run.to_the_end, run.note, len(run.steps)) == (True, "Nearly.", 13)


def test_a_run_goes_on_where_it_was_when_the_program_was_killed(tmp_path: Path) -> None:
    path = made(tmp_path, documented())
    with Tmux(tmp_path) as terminal:
        start_the_run(terminal, path)
        terminal.burst("Enter", "Enter", "q", *"Why", "Enter")
        wait_until_saved(terminal, path, "Why")
        assert at(path) == 2
        os.kill(terminal.process, signal.SIGKILL)
        terminal.wait_for("Killed")
        terminal.wait_for("ready>")
        terminal.write("stty sane; clear; echo sane $((40 + 2))")
        terminal.press("C-j")  # the terminal is still raw
        terminal.wait_for("sane 42")
        terminal.start(path.name, "--as", "Dana Osei")
        terminal.wait_for("Run #1 is going")
        terminal.press("g")
        screen = terminal.wait_for("step 3 of 13")
        assert "had to ask  Why" in screen
        assert "interrupted" not in screen  # it was a moment
        terminal.press("Enter")
        terminal.wait_for("step 4 of 13")


def test_after_a_longer_silence_it_asks_whether_that_was_a_break(tmp_path: Path) -> None:
    path = made(tmp_path, documented())
    session = Session.open(path, SystemClock(), by="Dana Osei")
    session.do(runs.start_run)
    session.close()
    _make_older(path)
    with Tmux(tmp_path) as terminal:
        terminal.start(path.name, "--as", "Dana Osei")
        terminal.wait_for("Run #1 is going")
        terminal.press("g")
        terminal.wait_for("Was that a break?")
        terminal.press("y")
        terminal.wait_gone("Was that a break?")
        terminal.press("Enter")
        terminal.wait_for("step 2 of 13")
        terminal.press("C-q")
        terminal.wait_for("ready>")
    project = read(path)
    took = worked(project.runs[-1], SystemClock().now())
    assert took.total_seconds() < 60
    assert project.runs[-1].is_paused


def _make_older(path: Path) -> None:
    """Let the run have begun half an hour before."""
    from datetime import timedelta

    session = Session.open(path, SystemClock(), by="Dana Osei")
    run = session.project.runs[-1]
    older = run.with_(started=run.started - timedelta(minutes=30))

    def set_back(project: Project, stamp: object) -> Project:
        return project.having(runs=(older,))

    session.do(set_back)
    session.close()


def test_a_closed_terminal_pauses_and_notes_what_was_being_written(tmp_path: Path) -> None:
    path = made(tmp_path, documented())
    with Tmux(tmp_path) as terminal:
        start_the_run(terminal, path)
        terminal.write("qHalf a word")
        terminal.wait_for("Half a word")
        os.kill(terminal.process, signal.SIGHUP)
        terminal.wait_for("ready>")
    project = read(path)
    assert [gap.text for gap in project.gaps] == ["Half a word"]
    assert project.runs[-1].is_paused


def test_the_builder_looks_on_in_a_second_terminal(tmp_path: Path) -> None:
    way = documented()
    way.do(page.edit_section, section="trigger", text=f"{HOSTILE} arrives.")
    way.do(page.publish_revision, note="Hostile.")
    path = made(tmp_path, way)
    with Tmux(tmp_path) as driver, Tmux(tmp_path, size=(60, 20)) as builder:
        start_the_run(driver, path)
        builder.start(path.name)
        builder.wait_for("READ-ONLY")
        builder.wait_for("^p A")
        builder.press("g")
        builder.wait_for("step 1 of 13")
        driver.burst("Enter", "q", *"Which?", "Enter")
        builder.wait_for("Which?")
        screen = builder.wait_for("step 2 of 13")
        assert "[@click=app.quit]x[/]" in screen
        builder.burst("Enter", "q", "x", "y")
        driver.press("p")
        builder.wait_for("PAUSED")
    assert [gap.text for gap in read(path).gaps] == ["Which?"]
    assert way.project.second_owner == SECOND_OWNER
