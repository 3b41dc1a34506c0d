"""A terminal behind a slow line: a key writes little, and no frames pile up."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from statistics import median

from tests.end_to_end.link import Link
from tests.end_to_end.test_terminal import made
from tests.end_to_end.tmux import PILOTAGE
from tests.way import Way

SLOW = 1_200
"""Bytes a second: a line of 9,600 baud."""
SAMPLE = Path(__file__).parents[2] / "sample_projects" / "support_triage.pilotage.json"
DOWN, ESCAPE, PALETTE = "\x1b[B", "\x1b", "\x10"


def written(link: Link, keys: list[str]) -> list[int]:
    """How many bytes each key has written, with all that came of it."""
    found = []
    for key in keys:
        before = link.bytes
        link.write(key)
        link.wait_for_more()
        link.settle(0.05)
        found.append(link.bytes - before)
    return found


def p95(found: list[int]) -> int:
    return sorted(found)[int(len(found) * 0.95) - 1]


def test_typing_ahead_of_a_slow_line_is_drawn_without_a_backlog(tmp_path: Path) -> None:
    path = made(tmp_path, Way())
    text = "Each lead of the form is routed at once."
    with Link(PILOTAGE, path.name, folder=tmp_path, COLORTERM="truecolor") as link:
        link.wait_for("Purpose", "saved", "^p A")
        link.settle(0.3)
        assert link.bytes < 10_000  # the first screen with its colours, once

        letters = written(link, [*"What it is for: "])
        assert (median(letters) < 150, p95(letters) < 400) == (True, True), letters

        link.rate = SLOW
        link.write(text)
        before, began = link.bytes, time.monotonic()
        link.wait_for("What it is for: Each lead of the form is routed at", " once.")
        assert link.bytes - before < 3 * SLOW
        link.write(PALETTE)  # it comes after what still waits, and that is little
        link.wait_for("What do you want to do?")
        assert link.bytes - before < 9 * SLOW
        assert time.monotonic() - began < 20


def test_no_key_paints_the_screen_anew(tmp_path: Path) -> None:
    path = tmp_path / SAMPLE.name
    shutil.copy(SAMPLE, path)
    with Link(PILOTAGE, path.name, folder=tmp_path, COLORTERM="truecolor") as link:
        link.wait_for("Cadence!", "^p A")
        link.settle(0.3)
        assert written(link, ["4"])[0] < 8_000
        link.wait_for("Gate 4")
        rows = written(link, [DOWN] * 12)
        assert (median(rows) < 1_500, max(rows) < 3_000) == (True, True), rows

        assert written(link, ["?"])[0] < 10_000
        link.wait_for("Keys")
        scrolled = written(link, [DOWN] * 6)
        assert max(scrolled) < 6_000, scrolled
        assert written(link, [ESCAPE])[0] < 8_000
