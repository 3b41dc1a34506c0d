"""Themes on the screen: previewed while choosing, read again when edited, and no colour at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from textual.app import App

from pilotage import config, paths
from pilotage.tui.app import PilotageApp
from tests.contrast import LEAST, VGA, XTERM, written
from tests.tui.conftest import OpenApp, comes, front, notes, until


@pytest.fixture
def own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A theme file of the user's own."""
    file = paths.user_themes_folder() / "mine.toml"
    file.parent.mkdir(parents=True)
    text = (paths.themes_folder() / "harbour.toml").read_text("utf-8")
    file.write_text(text.replace('name = "harbour"', 'name = "mine"'), "utf-8")
    monkeypatch.setattr("pilotage.tui.themed_app.LOOK_SECONDS", 0.05)
    return file


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


async def test_the_theme_under_the_cursor_is_shown_and_escape_takes_the_former_again(
    open_app: OpenApp,
) -> None:
    async with open_app() as pilot:
        app = pilot.app
        assert isinstance(app, PilotageApp)
        app.run_worker(app.choose_theme())
        await comes(pilot, "ChooseTheme")
        await pilot.press("home")
        await until(pilot, lambda: app.theme == "beacon")
        await pilot.press("down")
        await until(pilot, lambda: app.theme == "chart")
        await pilot.press("escape")
        await until(pilot, lambda: front(pilot) == "Phase1")
        assert app.theme == "harbour"
        assert config.load()[0].theme == "harbour"
        app.run_worker(app.choose_theme())
        await comes(pilot, "ChooseTheme")
        await pilot.press("home", "enter")
        await until(pilot, lambda: front(pilot) == "Phase1")
        assert app.theme == config.load()[0].theme == "beacon"


async def test_an_edited_theme_is_taken_and_a_broken_one_said_with_the_last_good_one_kept(
    open_app: OpenApp, own: Path
) -> None:
    async with open_app(theme="mine") as pilot:
        app = pilot.app

        def ground() -> str:
            return app.screen.styles.background.hex.lower()

        assert ground() == "#0d1821"
        edit(own, 'background = "#0d1821"', 'background = "#001122"')
        await until(pilot, lambda: ground() == "#001122")
        edit(own, "#001122", "blue")
        await until(pilot, lambda: "mine.toml, colours.background" in notes(pilot))
        assert ground() == "#001122"
        edit(own, "blue", "#002200")
        await until(pilot, lambda: ground() == "#002200")
        own.unlink()
        await pilot.pause(0.15)
        assert ground() == "#002200"


async def test_a_theme_that_was_broken_at_the_start_is_taken_once_it_is_mended(
    open_app: OpenApp, own: Path
) -> None:
    edit(own, "dark = true", "dark = 1")
    async with open_app(theme="mine") as pilot:
        assert pilot.app.theme == "harbour"
        edit(own, "dark = 1", "dark = true")
        await until(pilot, lambda: pilot.app.theme == "mine")


async def test_without_a_theme_of_ones_own_no_file_is_looked_at(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        assert isinstance(pilot.app, PilotageApp)
        assert pilot.app._looks is None


async def test_what_is_painted_can_be_read(open_app: OpenApp) -> None:
    """The pairs are computed elsewhere; this is what reaches the terminal, marks and all."""
    async with open_app("documented", theme="sixteen") as pilot:
        await pilot.press("f4")
        await pilot.pause()
        for palette in (XTERM, VGA):
            assert poor(pilot.app, palette) == {}
        pilot.app.theme = "sailcloth"
        await pilot.pause()
        assert poor(pilot.app, XTERM) == {}


async def test_the_palette_takes_another_theme_as_every_screen_does(open_app: OpenApp) -> None:
    async with open_app(theme="harbour") as pilot:
        await pilot.press("ctrl+p")
        ground = pilot.app.screen.query_one("#--container").styles
        dark = ground.background
        pilot.app.theme = "chart"
        await until(pilot, lambda: ground.background != dark)
        assert ground.background.brightness > 0.9


def poor(app: App[Any], palette: str) -> dict[str, float]:
    texts = [each for each in written(app, palette) if not each.is_hidden]
    assert len(texts) > 30
    return {each.text: each.contrast for each in texts if each.contrast < LEAST}


def segments(app: App[Any]) -> list[Segment]:
    return [each for strip in app.screen._compositor.render_strips() for each in strip]


def reverse(app: App[Any]) -> str:
    """What stands in reverse."""
    return " ".join(each.text for each in segments(app) if each.style and each.style.reverse)


@pytest.mark.parametrize("theme", ["harbour", "sixteen"])
async def test_no_color_means_none_and_the_cursor_is_seen_all_the_same(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_app(theme=theme) as pilot:
        await pilot.press("f9")
        await pilot.pause()
        styles = [each.style for each in segments(pilot.app) if each.style is not None]
        assert all(s.color is None or s.color.is_default for s in styles)
        assert all(s.bgcolor is None or s.bgcolor.is_default for s in styles)
        assert not any(s.dim for s in styles)
        assert "driving: Ada" in reverse(pilot.app)
        assert "Working time" in reverse(pilot.app)
        pilot.app.screen.query_one("#gate-list").focus()
        await pilot.press("home")
        await pilot.pause()
        row = [each.text for each in segments(pilot.app) if each.style and each.style.underline]
        assert "Every section" in " ".join(row)


async def test_an_empty_no_color_asks_for_nothing(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    async with open_app() as pilot:
        styles = [each.style for each in segments(pilot.app) if each.style is not None]
        colours = {style.color for style in styles if style.color}
        assert any(colour.triplet for colour in colours)
