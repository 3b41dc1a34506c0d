"""A person with a mouse: clicks on what can be read on the screen, and types only texts."""

from __future__ import annotations

from typing import Any, Final

from textual import events
from textual.widgets import Input, TextArea

from tests.tui.conftest import seen, until
from tests.tui.typist import Typist, rest, send

HELD: Final = {"shift": False, "meta": False, "ctrl": False}


class Clicker(Typist):
    """Whoever clicks. No key is pressed but those of a text."""

    def where(self, text: str, nth: int = 0) -> tuple[int, int] | None:
        """Column and line at which a text begins, the `nth` time that it stands there."""
        for y, line in enumerate(seen(self.pilot).splitlines()):
            x = line.find(text)
            while x >= 0:
                if not nth:
                    return x, y
                nth -= 1
                x = line.find(text, x + 1)
        return None

    async def click(
        self, text: str, nth: int = 0, *, down: int = 0, right: int = 1, slow: bool = False
    ) -> None:
        """Click on a text, or so many lines below and columns right of where it begins.

        `slow` holds the button until all has been done that pressing it started.
        """
        await until(self.pilot, lambda: self.where(text, nth) is not None)
        place = self.where(text, nth)
        assert place is not None
        self.app.pressed = None  # who looks first does not click within a double click's time
        await self.click_at(place[0] + right, place[1] + down, slow=slow)

    async def click_at(self, x: int, y: int, *, slow: bool = False) -> None:
        """Click on a place, as fast as it goes."""
        self._mouse(x, y, events.MouseMove)
        self._mouse(x, y, events.MouseDown, 1)
        if slow:
            await rest(self.pilot)
        self._mouse(x, y, events.MouseUp, 1)
        await rest(self.pilot)

    def _mouse(self, x: int, y: int, kind: Any, button: int = 0) -> None:
        send(self.pilot, kind(None, x, y, 0, 0, button, **HELD, screen_x=x, screen_y=y))

    async def wheel(self, text: str, lines: int) -> None:
        """Turn the wheel over a text, down or up, by so many clicks."""
        place = self.where(text)
        assert place is not None
        for _ in range(abs(lines)):
            self._mouse(*place, events.MouseScrollDown if lines > 0 else events.MouseScrollUp)
            await rest(self.pilot)

    async def scroll_to(self, text: str, over: str) -> None:
        """Turn the wheel over a text until another one is in sight."""
        for _ in range(30):
            if self.where(text) is not None:
                return
            await self.wheel(over, 1)
        raise AssertionError(f"“{text}” never came in sight:\n{seen(self.pilot)}")

    async def click_field(self, label: str, over: str) -> None:
        """Click into the field below a label, scrolled to over another text where need be."""
        await self.scroll_to(label, over)
        place = self.where(label)
        assert place is not None
        below, _ = self.app.screen.get_widget_at(place[0] + 1, place[1] + 1)
        if not isinstance(below, Input | TextArea):
            await self.wheel(label, 1)
        await self.click(label, down=1)

    async def choose_in_palette(self, words: str, title: str) -> None:
        """Open the palette at the end of the line of keys, type, and click on what it finds."""
        await self.click("^p A")
        await self.comes("Palette")
        await self.write(words)
        await self.click(title)
