"""What is painted in a part of the screen is what Textual's own compositor would paint there."""

from __future__ import annotations

from typing import Any

import pytest
from textual._compositor import Compositor
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget

from pilotage.tui.repaint import FrontCompositor
from tests.tui.conftest import OpenApp
from tests.tui.test_every_screen import SIZES, go_to


def painted(pilot: Pilot[None], part: Region) -> list[list[Any]]:
    """What is painted in a part, line by line, as texts with their styles."""
    compositor = pilot.app.screen._compositor
    rows = range(part.y, part.bottom)
    chops = compositor._render_chops(part, rows.__contains__)
    lines = []
    for y in rows:
        ends = compositor.cuts[y][1:]
        strips = [
            list(strip)
            for (start, strip), end in zip(chops[y].items(), ends, strict=True)
            if start < part.right and end > part.x and strip is not None
        ]
        lines.append(strips)
    return lines


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_part_of_a_screen_is_painted_as_ever(
    open_app: OpenApp, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app("integrated", size=size) as pilot:
        for name in ("phase1", "phase2", "phase4", "phase5"):
            await go_to(pilot, name)
            screen = pilot.app.screen
            assert isinstance(screen._compositor, FrontCompositor)
            whole = Region(0, 0, *size)
            parts = [w.region.intersection(whole) for w in screen.walk_children(Widget)]
            parts = [part for part in {whole, Region(3, 2, 40, 9), *parts} if part]
            assert len(parts) > 10
            ours = [painted(pilot, part) for part in parts]
            with monkeypatch.context() as textual:
                textual.setattr(FrontCompositor, "_get_renders", Compositor._get_renders)
                assert ours == [painted(pilot, part) for part in parts]
