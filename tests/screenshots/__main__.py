"""`python -m tests.screenshots FOLDER [NAME …]`: pictures of every screen and one page with them.

With names only those shots. Every shot is taken at four sizes in the two default themes, and at
120×36 in all the others.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from pilotage import themes
from tests.screenshots.sheet import page
from tests.screenshots.shots import EVERYWHERE, SHOTS, Shot
from tests.screenshots.taking import sample, write

ALL_THEMES_AT = (120, 36)


def take_all(shots: Iterable[Shot], target: Path) -> list[str]:
    """Take all of them, on every processor; returns what went wrong."""
    others = tuple(sorted(set(themes.load()[0]) - set(EVERYWHERE)))
    with tempfile.TemporaryDirectory() as place:
        store = Path(place)
        for name in {name for shot in shots for name in (shot.sample, *shot.beside) if name}:
            sample(name, store)
        with ProcessPoolExecutor(os.cpu_count(), get_context("forkserver")) as pool:
            waits = [
                pool.submit(
                    write,
                    shot,
                    size,
                    (*EVERYWHERE, *others) if size == ALL_THEMES_AT else EVERYWHERE,
                    store,
                    target,
                )
                for shot in shots
                for size in shot.sizes
            ]
            return [problem for wait in waits if (problem := wait.result())]


def main() -> None:
    """Write the pictures and the page."""
    start = perf_counter()
    target, names = Path(sys.argv[1]), set(sys.argv[2:])
    target.mkdir(parents=True, exist_ok=True)
    shots = [shot for shot in SHOTS if not names or shot.name in names]
    problems = take_all(shots, target)
    (target / "index.html").write_text(page(target), "utf-8")
    pictures = len(list(target.glob("*.svg")))
    sys.stdout.write(
        f"{pictures} pictures in {perf_counter() - start:.0f} s: {target}/index.html\n"
    )
    if problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()
