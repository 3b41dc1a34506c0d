from __future__ import annotations

import pytest

from pilotage.tui.app import SCREENS
from pilotage.tui.help_text import page
from tests.tui.conftest import OpenApp, comes, sees

NAMES = [*SCREENS, "drive", "home", "new_project"]


@pytest.mark.parametrize("name", NAMES)
def test_every_screen_has_a_help_page_with_why_how_and_an_example(name: str) -> None:
    text = page(name)
    assert text.startswith("# ")
    assert 25 <= len(text.splitlines()) <= 45
    assert "How\n" in text
    if name not in ("home",):
        assert "Example" in text
    if name.startswith("phase"):
        assert "## Why" in text
        assert "What the gate asks for" in text


@pytest.mark.parametrize("name", NAMES)
def test_help_tells_no_key_that_is_not_there(name: str) -> None:
    import re

    from pilotage.tui.screens.frame import Frame

    module = __import__(f"pilotage.tui.screens.{name}", fromlist=["x"])
    kinds = [
        kind
        for kind in vars(module).values()
        if isinstance(kind, type) and getattr(kind, "NAME", "") == name
    ]
    assert len(kinds) == 1
    commands = [*kinds[0].OWN_COMMANDS, *kinds[0].GENERAL_COMMANDS]
    keys = {key for command in commands for key in command.key.split(",")}
    told = set(re.findall(r"`(.)`", page(name)))
    spelled = {"/": "slash", "?": "question_mark"}
    missing = {key for key in told if spelled.get(key, key) not in keys}
    # Naming the second owner is told in phase 2 and done among the people.
    elsewhere = {"s", "m"} if issubclass(kinds[0], Frame) else set()
    assert missing <= elsewhere


async def test_f1_opens_the_help_of_every_screen(open_app: OpenApp) -> None:
    async with open_app("documented", size=(80, 24)) as pilot:
        for name in SCREENS:
            pilot.app.go(name)  # type: ignore[attr-defined]
            await comes(pilot, SCREENS[name])
            await pilot.press("f1")
            title = page(name).splitlines()[0].removeprefix("# ")
            await sees(pilot, title, "Close  Esc")
            await pilot.press("escape")
            await comes(pilot, SCREENS[name])
