"""Reduced motion, and a focus that is always to be seen."""

from __future__ import annotations

import pytest
from textual.widgets import Input, TextArea

from pilotage.tui.dialogs.form import Field, Form
from tests.tui.conftest import OpenApp, comes, until


async def test_with_reduced_motion_nothing_slides_and_no_cursor_blinks(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PILOTAGE_REDUCED_MOTION", "1")
    async with open_app("documented") as pilot:
        app = pilot.app
        assert app.animation_level == "none"
        app.push_screen(Form("A form", [Field("a", "A"), Field("b", "B", "prose")], dict))
        await comes(pilot, "Form")
        for kind in (Input, TextArea):
            field = app.screen.query_one(kind)
            field.focus()
            await until(pilot, lambda field=field: field.has_focus)  # type: ignore[misc]
            await pilot.pause()
            assert not field.cursor_blink


async def test_without_it_cursors_blink(open_app: OpenApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PILOTAGE_REDUCED_MOTION", raising=False)
    async with open_app("written") as pilot:
        await pilot.pause()
        assert all(field.cursor_blink for field in pilot.app.screen.query(TextArea))
