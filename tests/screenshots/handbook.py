"""`python -m tests.screenshots.handbook FOLDER`: the pictures of the pages on the phases."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.screenshots.shots import SHOTS
from tests.screenshots.taking import sample, write

PICTURES: Final = (
    "phase1-page",
    "phase1-baseline",
    "phase1-gate",
    "phase2-gaps",
    "drive",
    "drive-sum",
    "phase3",
    "phase3-map",
    "phase4",
    "phase4-metrics",
    "phase5",
    "phase5-diagnose",
    "cadence",
)
SIZE: Final = (100, 30)
THEME: Final = "harbour"
BETWEEN: Final = re.compile(r">\s+<")
CLIP: Final = re.compile(r'<clipPath id="[^"]*-line-\d+">.*?</clipPath>', re.DOTALL)
CLIPPED: Final = re.compile(r' clip-path="url\(#[^"]*-line-\d+\)"')


def smaller(svg: str) -> str:
    """A picture without what it looks the same without: blanks, and a frame around each line."""
    return CLIPPED.sub("", CLIP.sub("", BETWEEN.sub("><", svg))).strip() + "\n"


def main() -> None:
    """Write the pictures; those that are there and wanted no more are removed."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for file in target.glob("*.svg"):
        file.unlink()
    shots = {shot.name: shot for shot in SHOTS}
    problems = []
    with tempfile.TemporaryDirectory() as place, tempfile.TemporaryDirectory() as fresh:
        for name in PICTURES:
            shot = shots[name]
            if shot.sample:
                sample(shot.sample, Path(place))
            problems.append(write(shot, SIZE, (THEME,), Path(place), Path(fresh)))
            for file in Path(fresh).glob("*.svg"):
                (target / f"{name}.svg").write_text(smaller(file.read_text("utf-8")), "utf-8")
                file.unlink()
    if any(problems):
        sys.exit("\n".join(filter(None, problems)))


if __name__ == "__main__":
    main()
