"""Key to painted frame in the page editor, beside a bare application with a TextArea."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from benchmarks.report import Row, ratio_row
from benchmarks.terminal import Terminal

LETTERS = b"abcdefghijklmnopqrstuvwxyz"


def latency(terminal: Terminal, key: bytes) -> float:
    """Seconds from typing a key to its first painted bytes."""
    pressed = terminal.type(key)
    terminal.until(key, seconds=5)
    painted = time.perf_counter() - pressed
    terminal.settle(0.04, most=0.2)
    return painted


def rows(sample: Path, big: Path, keys: int) -> list[Row]:
    """The page editor of a sample, which opens there, and of a project of 100,000 outputs."""
    return [
        row("key to painted frame, page editor, p95", sample, keys),
        row("… in a project with 100,000 outputs", big, keys, to_the_editor=(b"1", b"\r")),
    ]


def row(name: str, project: Path, keys: int, to_the_editor: tuple[bytes, ...] = ()) -> Row:
    """The 95th percentile of both, keys alternating between the two."""
    pilotage = str(Path(sys.executable).with_name("pilotage"))
    ours = Terminal([pilotage, str(project)])
    floor = Terminal([sys.executable, "-m", "benchmarks.floors", "text"])
    mine: list[float] = []
    bare: list[float] = []
    try:
        ours.until(b"Gate ", seconds=60)
        for key in to_the_editor:
            ours.settle(1.0)
            ours.type(key)
        floor.until(b"floor-painted")
        for terminal in (ours, floor):
            terminal.settle(1.0)
            latency(terminal, b"z")
        for number in range(keys):
            key = LETTERS[number % 26 : number % 26 + 1]
            mine.append(latency(ours, key))
            bare.append(latency(floor, key))
            if number % 10 == 9:  # a pause, so that the typing is saved meanwhile
                time.sleep(0.7)
                ours.settle(0.1)
    finally:
        ours.close()
        floor.close()
    return ratio_row(name, "bare Textual app, TextArea", mine, bare, 1.5, percentile=95)
