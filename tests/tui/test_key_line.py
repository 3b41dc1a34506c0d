"""The line of keys: what can be done, in order, at every width, by mouse too, in every theme."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from pilotage import tui
from pilotage.tui.widgets.key_line import KeyLine
from tests.tui.conftest import OpenApp, comes, front, seen, sees, until


class Keyed(App[None]):
    """Some keys: shown, hidden, greyed, with markup in the words, and one of a field's own."""

    CSS_PATH = Path(tui.__file__).with_name("pilotage.tcss")
    BINDINGS = [
        Binding("a", "mark('a')", "Alpha"),
        Binding("x", "mark('a')", "Alpha again"),
        Binding("b", "closed", "Beta"),
        Binding("c", "mark('c')", "Hidden", show=False),
        Binding("ctrl+g", "mark('d')", "[b]De[/b] [@click=app.quit]", tooltip="[i]Says[/i] more"),
    ]
    open = False

    def __init__(self) -> None:
        super().__init__()
        self.marked = ""

    def compose(self) -> ComposeResult:
        yield Input()
        yield KeyLine()

    def action_mark(self, letter: str) -> None:
        self.marked += letter

    def action_closed(self) -> None:
        self.marked += "b"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return (True if self.open else None) if action == "closed" else True


def line(pilot: Pilot[None]) -> str:
    return seen(pilot).splitlines()[-1]


def style_at(pilot: Pilot[None], text: str) -> Any:
    """The style of a text on the last line."""
    strip = pilot.app.screen._compositor.render_strips()[-1]
    return next(segment.style for segment in strip if text in segment.text)


async def test_keys_stand_in_their_order_with_the_palette_at_the_right() -> None:
    async with Keyed().run_test(size=(80, 5)) as pilot:
        pilot.app.screen.set_focus(None)
        await sees(pilot, "Alpha")
        assert line(pilot).startswith(" a Alpha  b Beta  ^g [b]De[/b] [@click=app.quit] ")
        assert line(pilot).endswith("▏ ^p Actions")


async def test_letters_go_while_a_field_takes_them() -> None:
    async with Keyed().run_test(size=(80, 5)) as pilot:
        pilot.app.query_one(Input).focus()
        await until(pilot, lambda: line(pilot).startswith(" ^g "))
        pilot.app.screen.set_focus(None)
        await until(pilot, lambda: line(pilot).startswith(" a Alpha "))


async def test_what_does_not_fit_is_left_out_whole() -> None:
    async with Keyed().run_test(size=(80, 5)) as pilot:
        pilot.app.screen.set_focus(None)
        await pilot.resize_terminal(28, 5)
        await until(pilot, lambda: line(pilot) == " a Alpha       ▏ ^p Actions")
        await pilot.resize_terminal(10, 5)
        await until(pilot, lambda: line(pilot).strip() == "a Alpha")


async def test_a_click_presses_the_key() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 5)) as pilot:
        app.screen.set_focus(None)
        await sees(pilot, "Alpha")
        await pilot.click(offset=(3, 4))
        await pilot.click(offset=(line(pilot).index("De["), 4))
        await pilot.click(offset=(line(pilot).index("Beta"), 4))
        await pilot.click(offset=(60, 4))
        await until(pilot, lambda: app.marked == "ad")
        assert app.is_running
        await pilot.click(offset=(76, 4))
        await until(pilot, lambda: front(pilot) == "CommandPalette")


async def test_what_is_closed_is_grey_until_it_opens() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 5)) as pilot:
        app.screen.set_focus(None)
        await sees(pilot, "Beta")
        bright = style_at(pilot, "Alpha").color
        assert style_at(pilot, "Beta").color != bright
        app.open = True
        app.refresh_bindings()
        await until(pilot, lambda: style_at(pilot, "Beta").color == bright)
        await pilot.click(offset=(line(pilot).index("Beta"), 4))
        await until(pilot, lambda: app.marked == "b")


async def test_the_mouse_over_a_key_marks_it_and_tells_more() -> None:
    async with Keyed().run_test(size=(80, 5), tooltips=True) as pilot:
        pilot.app.screen.set_focus(None)
        await sees(pilot, "Alpha")
        before = style_at(pilot, "Alpha")
        await pilot.hover(offset=(3, 4))
        await until(pilot, lambda: style_at(pilot, "Alpha") != before)
        await pilot.hover(offset=(line(pilot).index("De["), 4))
        await until(pilot, lambda: style_at(pilot, "Alpha") == before)
        await sees(pilot, "[i]Says[/i] more")
        await pilot.hover(offset=(0, 0))
        await until(pilot, lambda: "more" not in seen(pilot))


async def test_the_mouse_over_what_was_done_says_it_as_it_reads() -> None:
    async with Keyed().run_test(size=(80, 5), tooltips=True) as pilot:
        pilot.app.screen.set_focus(None)
        keys = pilot.app.query_one(KeyLine)
        keys.tell_done("added the metric “{x} [b]” and what else there was to be said of it")
        await sees(pilot, "takes back: added the met")
        await pilot.hover(keys, offset=(line(pilot).index("takes back"), 0))
        assert "“{x} [b]” and what else there was to be said of it" in str(keys.tooltip)
        assert line(pilot).startswith(" a Alpha  b Beta ")  # the keys stay where they were
        assert line(pilot).endswith("▏ ^p Actions")


async def test_it_is_there_in_a_window_that_is_not_in_front() -> None:
    async with Keyed().run_test(size=(80, 5)) as pilot:
        pilot.app.app_focus = False
        pilot.app.push_screen(Away())
        await sees(pilot, "g Go")


class Away(Screen[None]):
    """Another screen with a key."""

    BINDINGS = [Binding("g", "app.bell", "Go")]

    def compose(self) -> ComposeResult:
        yield KeyLine()


async def test_it_takes_the_colours_of_the_theme(open_app: OpenApp) -> None:
    async with open_app("written", theme="harbour") as pilot:
        await sees(pilot, "F1 Help")
        dark = (style_at(pilot, "Help"), style_at(pilot, " F1 "))
        pilot.app.theme = "chart"
        await until(pilot, lambda: style_at(pilot, "Help") != dark[0])
        assert style_at(pilot, " F1 ") != dark[1]


async def test_a_click_on_help_opens_it(open_app: OpenApp) -> None:
    async with open_app("written", size=(80, 24)) as pilot:
        await sees(pilot, "F1 Help")
        await pilot.click(offset=(line(pilot).index("Help"), 23))
        await comes(pilot, "Show")
