"""What is typed while a dialog comes up is for the dialog, in the order typed."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.widgets import Input

from pilotage.tui.dialogs.form import Field, Form
from tests.tui.conftest import until
from tests.tui.opened import opened
from tests.way import integrated


async def test_it_waits_for_the_field_that_it_is_meant_for(tmp_path: Path) -> None:
    saved: list[dict[str, str]] = []
    form = Form("An hour", [Field("hourly", "Costs"), Field("currency", "In")], saved.append)
    async with opened(integrated(), tmp_path, "phase4") as here:
        app = here.app
        app.push_screen(form)  # in front from now on, and not yet mounted
        assert not app.stands()
        for key in ("4", "5", "tab", "E", "U", "R", "ctrl+s"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(here.pilot, lambda: bool(saved))
        assert saved == [{"hourly": "45", "currency": "EUR"}]
        assert here.dialog == "Phase4"


async def test_keys_that_come_while_earlier_ones_wait_stay_behind_them(tmp_path: Path) -> None:
    async with opened(integrated(), tmp_path, "phase4") as here:
        app, form = here.app, Form("A", [Field("name", "Name")], lambda _: None)
        app.push_screen(form)
        letters = "abcdefghij"
        for key in letters:
            app.post_message(events.Key(key, key))
        await until(here.pilot, app.stands)
        app.post_message(events.Key("k", "k"))
        await here.pilot.pause()
        await until(here.pilot, lambda: len(form.query_one(Input).value) == 11)
        assert form.query_one(Input).value == f"{letters}k"


async def test_what_follows_a_commands_key_is_for_its_dialog(tmp_path: Path) -> None:
    async with opened(integrated(), tmp_path, "phase4") as here:
        for key in ("a", "l", "4", "tab", "ctrl+s"):
            here.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(here.pilot, lambda: bool(here.project.outputs))
        assert here.project.outputs[0].reference == "l4"
        assert here.dialog == "Phase4"
