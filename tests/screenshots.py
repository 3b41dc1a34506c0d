"""Every screen at two sizes, dark and light, as SVG and one HTML sheet to look at.

`python -m tests.screenshots FOLDER [NAME …]` writes them; with names only those shots.
"""

from __future__ import annotations

import asyncio
import html
import os
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pilotage import paths
from pilotage.session import Session
from pilotage.store.shift import shifted_copy
from pilotage.tui.app import PilotageApp
from tests.way import FixedClock

TODAY = date(2026, 6, 1)
SIZES = ((80, 24), (120, 36))
FROM_60_TO_240 = ((60, 20), (80, 24), (120, 36), (240, 60))
STARTED = ("s", "y", *["enter"] * 5)
"""A run on its sixth step."""
THEMES = ("harbour", "chart")


@dataclass(frozen=True)
class Shot:
    """One picture: which sample, which screen, and the keys pressed there."""

    name: str
    sample: str
    screen: str = ""
    keys: tuple[str, ...] = ()
    sizes: tuple[tuple[int, int], ...] = SIZES


SHOTS = (
    Shot("home", ""),
    Shot("new-project", "", keys=("n",)),
    Shot("phase1-page", "content_production", "phase1"),
    Shot("phase1-preview", "content_production", "phase1", ("f3",)),
    Shot("phase1-baseline", "content_production", "phase1", ("f9",)),
    Shot("phase1-baseline-form", "content_production", "phase1", ("f9", "b")),
    Shot("phase1-gate", "content_production", "phase1", ("f4",)),
    Shot("phase1-advice", "content_production", "phase1", ("f10",)),
    Shot("phase1-help", "content_production", "phase1", ("f1",)),
    Shot("phase1-palette", "content_production", "phase1", ("ctrl+p",)),
    Shot("phase1-guide", "content_production", "phase1", ("ctrl+g",)),
    Shot("phase2-compare", "lead_routing", "phase2", ("f9", "f9", "v")),
    Shot("phase3-locked", "content_production", "phase3"),
    Shot("phase2", "lead_routing", "phase2"),
    Shot("phase2-gaps", "lead_routing", "phase2", ("f9",)),
    Shot("phase2-revisions", "lead_routing", "phase2", ("f9", "f9")),
    Shot("drive", "lead_routing", "phase2", STARTED, FROM_60_TO_240),
    Shot(
        "drive-gap",
        "lead_routing",
        "phase2",
        (*STARTED, *"qWhich", "enter", *"iThe"),
        FROM_60_TO_240,
    ),
    Shot("drive-paused", "lead_routing", "phase2", (*STARTED, "p")),
    Shot("drive-wrong", "lead_routing", "phase2", (*STARTED, "w")),
    Shot("drive-zoom", "lead_routing", "phase2", (*STARTED, "z"), FROM_60_TO_240),
    Shot(
        "drive-sum",
        "lead_routing",
        "phase2",
        (*STARTED, *"qWhich", "enter", "x", "y"),
        FROM_60_TO_240,
    ),
    Shot("drive-sign", "lead_routing", "phase2", (*STARTED, "x", "y", "enter")),
    Shot("phase3", "lead_routing", "phase3"),
    Shot("phase3-other", "lead_routing", "phase3", ("f9",)),
    Shot("phase3-map", "lead_routing", "phase3", ("f9", "f9", "n")),
    Shot("phase3-step", "lead_routing", "phase3", ("enter",)),
    Shot("phase4", "support_triage", "phase4"),
    Shot("phase4-metrics", "support_triage", "phase4", ("f9",)),
    Shot("phase5", "support_triage", "phase5"),
    Shot("phase5-other", "support_triage", "phase5", ("f9",)),
    Shot("cadence", "support_triage", "cadence"),
    Shot("people", "lead_routing", "people"),
    Shot("journal", "lead_routing", "journal"),
    Shot("export", "lead_routing", "export"),
    Shot("who-drives", "lead_routing", "phase3", ("f6",)),
)


async def take(shot: Shot, size: tuple[int, int], theme: str, folder: Path) -> str:
    """One picture as SVG."""
    clock = FixedClock(TODAY)
    session = None
    if shot.sample:
        file = folder / f"{shot.sample}.pilotage.json"
        if not file.exists() or shot.keys[:2] == STARTED[:2]:  # no shot goes on with another's run
            file.unlink(missing_ok=True)
            shifted_copy(paths.samples_folder() / file.name, file, TODAY)
        session = Session.open(file, clock)
    app = PilotageApp(session, folder=folder, theme=theme, clock=clock)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        if shot.screen:
            app.go(shot.screen)
        await app.workers.wait_for_complete() if not shot.screen else None
        await pilot.pause(0.1)
        for key in shot.keys:
            await pilot.press(key)
            await pilot.pause(0.1)
        await pilot.pause(0.2)
        return app.export_screenshot(title=f"{shot.name} {size[0]}×{size[1]} {theme}")


def sheet(names: list[tuple[str, str]]) -> str:
    """An HTML page with all the pictures."""
    pictures = "\n".join(
        f'<figure><img src="{html.escape(file)}" alt=""><figcaption>{html.escape(name)}'
        "</figcaption></figure>"
        for name, file in names
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Pilotage: every screen</title>'
        "<style>body{font:14px sans-serif;background:#ddd;margin:1rem}"
        "figure{display:inline-block;margin:.5rem;vertical-align:top}img{width:46vw}</style>"
        f"{pictures}</html>"
    )


def main() -> None:
    """Write the pictures and the sheet."""
    target = Path(sys.argv[1])
    wanted = set(sys.argv[2:])
    target.mkdir(parents=True, exist_ok=True)
    names: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PILOTAGE_CONFIG_DIR"] = str(Path(folder) / "config")
        for shot in SHOTS:
            if wanted and shot.name not in wanted:
                continue
            for size in shot.sizes:
                for theme in THEMES:
                    file = f"{shot.name}-{size[0]}x{size[1]}-{theme}.svg"
                    svg = asyncio.run(take(shot, size, theme, Path(folder)))
                    (target / file).write_text(svg, "utf-8")
                    names.append((f"{shot.name} · {size[0]}×{size[1]} · {theme}", file))
    (target / "index.html").write_text(sheet(names), "utf-8")


if __name__ == "__main__":
    main()
