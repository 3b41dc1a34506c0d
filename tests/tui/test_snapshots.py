"""Every screen in its main states looks as it did when somebody last looked at it.

`make snapshots` writes them anew; what changed is then read in the difference of the files in
`tests/snapshots`, and looked at with `make screenshots`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest

from tests.screenshots.as_text import as_text
from tests.screenshots.shots import SHOTS
from tests.screenshots.taking import anywhere, own_place, standing

KEPT: Final = Path(__file__).parents[1] / "snapshots"
SMALL: Final = (80, 24)
BY_NAME: Final = {shot.name: shot for shot in SHOTS}
WANTED: Final = {
    "home-empty": SMALL,
    "home-many": SMALL,
    "home-broken": SMALL,
    "new-project-wrong": SMALL,
    "phase1-start": SMALL,
    "phase1-page": (200, 60),
    "phase1-baseline": SMALL,
    "phase1-metric-wrong": SMALL,
    "phase1-advice": SMALL,
    "phase1-too-long": SMALL,
    "phase2-locked": SMALL,
    "phase2-gaps": (100, 30),
    "phase2-compare": SMALL,
    "drive": SMALL,
    "drive-gap": SMALL,
    "drive-paused": SMALL,
    "drive-sum": SMALL,
    "phase3": (200, 60),
    "phase3-map": SMALL,
    "phase4": SMALL,
    "phase4-metrics": (120, 36),
    "phase4-import": (100, 30),
    "phase5-locked": SMALL,
    "phase5": SMALL,
    "cadence": SMALL,
    "cadence-late": SMALL,
    "people": SMALL,
    "evidence": SMALL,
    "journal": SMALL,
    "journal-past": SMALL,
    "export": SMALL,
    "keys": SMALL,
}
"""Which shots are kept, and at which size."""


@pytest.mark.parametrize(("name", "size"), WANTED.items())
async def test_it_looks_as_it_did(
    name: str, size: tuple[int, int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = tmp_path_factory.getbasetemp()
    with own_place() as place:
        async with standing(BY_NAME[name], size, "harbour", store, place) as pilot:
            shown = anywhere(as_text(pilot))
    kept = KEPT / f"{name}.txt"
    if os.environ.get("PILOTAGE_SNAPSHOTS") == "write":
        KEPT.mkdir(exist_ok=True)
        kept.write_text(shown, "utf-8")
    assert shown.splitlines() == kept.read_text("utf-8").splitlines()
