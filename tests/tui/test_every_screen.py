"""Every screen, at two sizes, in every phase: it stands, says where one is, and helps."""

from __future__ import annotations

import re
from typing import Any

import pytest
from textual.pilot import Pilot

from pilotage.method.gates import gate
from pilotage.model.project import PHASES
from pilotage.tui.app import SCREENS
from pilotage.tui.help_text import page
from pilotage.tui.widgets.rail import Rail, RailLine
from tests.tui.areas import faults
from tests.tui.conftest import OpenApp, comes, seen, sees, until
from tests.tui.typist import press, rest

SIZES = ((80, 24), (120, 36))
STAGES = {
    "Way": "▶····",
    "documented": "✓▶···",
    "handed_over": "✓✓▶··",
    "integrated": "✓✓✓▶·",
    "measured": "✓✓✓✓▶",
    "reviewed": "✓✓✓✓✓",
}
"""Each stage of `tests.way`, and how its five phases are marked."""
GATE_SCREENS = [name for name in SCREENS if name.startswith("phase")]


async def go_to(pilot: Pilot[None], name: str) -> None:
    """Go to a screen as its link does, and wait until it stands."""
    app: Any = pilot.app
    if name != app.screen.NAME:
        app.go(name)
    await comes(pilot, SCREENS[name])
    await rest(pilot)


def marks(pilot: Pilot[None]) -> str:
    """How the phases are marked, on the rail or on the line in its place."""
    screen = pilot.app.screen
    rail, line = screen.query_one(Rail), screen.query_one(RailLine)
    assert rail.display != line.display
    region = (rail if rail.display else line).region
    strips = [strip.text for strip in screen._compositor.render_strips()]
    shown = " ".join(strips[y][region.x : region.right] for y in range(region.y, region.bottom))
    return "".join(re.findall(r"([✓▶↺·]) ?[1-5]\b", shown))


WHERE = [
    *((stage, SIZES[0]) for stage in ("Way", "integrated", "reviewed")),
    ("measured", SIZES[1]),
]


@pytest.mark.parametrize(("stage", "size"), WHERE, ids=str)
async def test_it_says_where_one_is(open_app: OpenApp, stage: str, size: tuple[int, int]) -> None:
    async with open_app(stage, size=size) as pilot:
        app: Any = pilot.app
        project, today = app.session.project, app.clock.today()
        day = (today - project.start).days + 1
        for name in SCREENS:
            await go_to(pilot, name)
            await sees(pilot, "Lead routing", f"day {day} of 90", "Ada Builder", "saved", "F1 Help")
            await until(pilot, lambda: marks(pilot) == STAGES[stage])
            if name in GATE_SCREENS:
                here = gate(project, app.screen.PHASE)
                await sees(pilot, f"Gate {here.phase}", here.summary)
                ahead = STAGES[stage][here.phase - 1] == "·"
                said = "Locked until gate" in " ".join(seen(pilot).split())
                assert said == ahead
            assert faults(pilot) == []


@pytest.mark.parametrize("size", SIZES[:1], ids=str)
async def test_it_helps(open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app("integrated", size=size) as pilot:
        for name, kind in SCREENS.items():
            await go_to(pilot, name)
            await assert_help_opens_and_closes(pilot, name, kind)
            await assert_the_gate_is_shown(pilot)
            await comes(pilot, kind)


async def assert_help_opens_and_closes(pilot: Pilot[None], name: str, kind: str) -> None:
    await press(pilot, "f1")
    await sees(pilot, page(name).splitlines()[0].removeprefix("# "), "Close  Esc")
    await press(pilot, "escape")
    await comes(pilot, kind)
    if pilot.app.size.width > 80:
        return  # the list of keys is the end of the help, which takes a while to lay out
    await press(pilot, "question_mark")
    await sees(pilot, "what it does", "Close  Esc")
    await press(pilot, "question_mark")
    await comes(pilot, kind)


async def assert_the_gate_is_shown(pilot: Pilot[None]) -> None:
    app: Any = pilot.app
    phase = app.screen.PHASE
    wanted = gate(app.session.project, phase if phase in PHASES else 4)
    await press(pilot, "f4")
    await sees(pilot, f"Gate {wanted.phase}", wanted.summary)
    await until(pilot, lambda: app.focused is not None and app.focused.id == "gate-list")
    lines = [str(option.prompt) for option in app.focused.options]
    assert [line[0] for line in lines] == ["✓" if r.met else "✗" for r in wanted.requirements]
    await press(pilot, "escape")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_home_and_the_form_of_a_new_project_help_too(
    open_home: OpenApp, size: tuple[int, int]
) -> None:
    async with open_home(size=size) as pilot:
        await sees(pilot, "Start your first workflow")
        for kind, name in (("HomeScreen", "home"), ("NewProject", "new_project")):
            await comes(pilot, kind)
            await press(pilot, "f1")
            await sees(pilot, page(name).splitlines()[0].removeprefix("# "), "Close  Esc")
            await press(pilot, "escape")
            await comes(pilot, kind)
            assert faults(pilot) == []
            if name == "home":
                await press(pilot, "question_mark")
                await sees(pilot, "what it does", "Start a new workflow")
                await press(pilot, "question_mark", "n")
