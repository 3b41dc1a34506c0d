"""Paths that are typed to open a project or to hand one over, and can't be."""

from __future__ import annotations

import pytest

from tests.tui.conftest import OpenApp, comes, fill, front, sees


@pytest.mark.parametrize("typed", ["~nobody-has-it/a.pilotage.json", "x" * 300])
async def test_a_path_that_cannot_be_is_asked_for_again(open_home: OpenApp, typed: str) -> None:
    async with open_home() as pilot:
        await pilot.press("o")
        await comes(pilot, "Form")
        fill(pilot, path=typed)
        await pilot.press("enter")
        await sees(pilot, "no such home folder" if typed[0] == "~" else "is too long")
        assert front(pilot) == "Form"
