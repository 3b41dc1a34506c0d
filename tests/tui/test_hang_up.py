"""A program that is told to end does, even where the framework stands still."""

from __future__ import annotations

import subprocess
import sys

from pilotage.tui.hang_up import HUNG_UP

PROGRAM = """
import sys, time
from pilotage.tui.hang_up import HangUp
here = HangUp(lambda: print("released", flush=True), grace=0.05)
here.told()
if sys.argv[1] == "ends":
    here.ended()
    time.sleep(0.3)
else:
    time.sleep(30)
"""


def run(how: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, how], capture_output=True, text=True, timeout=20
    )


def test_what_stands_still_is_released_and_ended() -> None:
    done = run("stands still")
    assert (done.returncode, done.stdout) == (HUNG_UP, "released\n")


def test_what_ends_by_itself_is_left_alone() -> None:
    done = run("ends")
    assert (done.returncode, done.stdout) == (0, "")
