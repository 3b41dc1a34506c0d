"""Start-up: `--version`, `--help`, `status --json`, and the first painted frame."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.report import Row, ratio_row
from benchmarks.terminal import Terminal

PYTHON = sys.executable
FIRST_FRAME_FLOOR = [PYTHON, "-m", "benchmarks.floors"]


def spent(command: list[str]) -> float:
    """Seconds that a command takes, from start to end."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    return time.perf_counter() - start


def first_frame(command: list[str], marker: bytes) -> float:
    """Seconds from start to the moment at which a text stands on the terminal."""
    terminal = Terminal(command)
    try:
        return terminal.until(marker) - terminal.started
    finally:
        terminal.close()


def alternate(
    ours: Callable[[], float], floor: Callable[[], float], runs: int
) -> tuple[list[float], list[float]]:
    """Measure both in turn, after one run of each that does not count."""
    ours(), floor()
    pairs = [(ours(), floor()) for _ in range(runs)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def rows(sample: Path, runs: int) -> list[Row]:
    """The start-up rows of the table."""
    pilotage = str(Path(PYTHON).with_name("pilotage"))
    click = [PYTHON, "-c", "import click"]
    records = [PYTHON, "-c", "import click, pydantic, tinydb"]
    commands = [
        ("pilotage --version", [pilotage, "--version"], click, "import click", 1.2),
        ("pilotage --help", [pilotage, "--help"], click, "import click", 1.2),
        (
            "pilotage status FILE --json",
            [pilotage, "status", str(sample), "--json"],
            records,
            "import click, pydantic, tinydb",
            1.4,
        ),
    ]
    table = []
    for name, command, base, floor, budget in commands:
        ours, floors = alternate(lambda c=command: spent(c), lambda b=base: spent(b), runs)
        table.append(ratio_row(name, floor, ours, floors, budget))
    ours, floors = alternate(
        lambda: first_frame([pilotage, str(sample)], b"Gate "),
        lambda: first_frame(FIRST_FRAME_FLOOR, b"floor-painted"),
        runs,
    )
    name = "first painted frame of a project, 120×36"
    return [*table, ratio_row(name, "bare Textual app, one Static", ours, floors, 1.6)]
