"""A person at the keyboard: presses keys, looks where the cursor is, and reads the screen.

Nothing here sets a value or calls an action; what is read is what somebody would see.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from textual import events
from textual.pilot import Pilot
from textual.widgets import OptionList, Select, Static

from pilotage.model.project import Project
from tests.tui.conftest import comes, front, notes, seen, until

NAMES: Final = {" ": "space", "\n": "enter"}
CHARACTERS: Final = {"space": " ", "question_mark": "?", "slash": "/"}


def is_at_rest(app: Any) -> bool:
    """Whether all that was pressed has been acted on, so that the next key finds what it wants."""
    pumps = [pump for pump in (app, app.screen, app.focused) if pump is not None]
    running = [w for w in app.workers if w.group == "command" and not w.is_finished]
    return (
        not any(pump.message_queue_size for pump in pumps)
        and app.stands()
        and (len(app.screen_stack) > 1 or not running)  # a dialog's command waits for its answer
    )


async def rest(pilot: Pilot[None]) -> None:
    """Wait until all that was pressed has been acted on, also on a busy machine.

    Each round lets every widget of the screen act on what is in its queue and paints the screen;
    three such rounds in a row must leave nothing to do. Nothing here depends on time.
    """
    animator = pilot.app._animator
    quiet = 0
    for _ in range(3000):
        await animator.wait_until_complete()
        await pilot.pause(0)
        quiet = quiet + 1 if is_at_rest(pilot.app) else 0
        if quiet == 3:
            return
        if not quiet:
            await asyncio.sleep(0.01)
    raise AssertionError(f"it never came to rest; the screen shows:\n{seen(pilot)}")


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each when what the one before started is done."""
    for key in keys:
        send(pilot, events.Key(key, CHARACTERS.get(key, key if len(key) == 1 else None)))
        await rest(pilot)


def send(pilot: Pilot[None], event: events.Event) -> None:
    """Let the terminal send something."""
    driver: Any = pilot.app._driver
    driver.send_message(event)


class Typist:
    """Whoever types."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot

    @property
    def app(self) -> Any:
        """The running application."""
        return self.pilot.app

    @property
    def project(self) -> Project:
        """The project as it is now, to compare with."""
        project: Project = self.app.session.project
        return project

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        await press(self.pilot, *keys)

    async def write(self, text: str) -> None:
        """Type a text where the cursor is, faster than the screen is painted."""
        await self._burst(*(events.Key(NAMES.get(c, c), c) for c in text))

    async def _burst(self, *keys: events.Key) -> None:
        """Press keys without waiting for what each does; all are for the widget with the focus."""
        for key in keys:
            send(self.pilot, key)
            await asyncio.sleep(0)
        await rest(self.pilot)

    async def comes(self, kind: str) -> None:
        """Wait for a screen."""
        await comes(self.pilot, kind)

    async def sees(self, *texts: str) -> None:
        """Wait until the texts stand on the screen, wherever lines were broken."""
        wanted = [" ".join(text.split()) for text in texts]

        def shown() -> bool:
            said = " ".join(seen(self.pilot).split())
            return all(text in said for text in wanted)

        await until(self.pilot, shown)

    async def was_told(self, text: str) -> None:
        """Wait for a note in the corner."""
        await until(self.pilot, lambda: text in notes(self.pilot))

    # -- dialogs -------------------------------------------------------------------------------

    async def fill(self, **values: str | bool) -> None:
        """Fill in the fields of the form in front, going from field to field with Tab, and save.

        A text is typed, a truth value ticked, and `"= words"` chosen from a list.
        """
        await self.comes("Form")
        await self.give(**values)
        await until(self.pilot, lambda: front(self.pilot) != "Form")
        await rest(self.pilot)

    async def notes_in_step(self, title: str, **values: str | bool) -> None:
        """Fill in and save a form that another form may follow; `title` tells them apart."""
        await self.comes("Form")
        await self.sees(title)
        await self.give(**values)

    async def give(self, **values: str | bool) -> None:
        """Fill in the fields of the form in front, and press the key that saves."""
        for name, value in values.items():
            await self.to_field(name)
            if isinstance(value, bool):
                if self.app.focused.value is not value:
                    await self.press("space")
            elif value.startswith("= "):
                await self.pick(value.removeprefix("= "))
            else:
                await self.write(value)
        await self.press("ctrl+s")

    async def to_field(self, name: str) -> None:
        """Press Tab until the cursor is in a field."""
        await until(self.pilot, lambda: self.app.focused is not None)
        chain = [widget.id for widget in self.app.screen.focus_chain]
        away = chain.index(f"field-{name}") - chain.index(self.app.focused.id)
        if away:
            await self._burst(*(events.Key("tab", None) for _ in range(away % len(chain))))
        await until(self.pilot, lambda: self.app.focused.id == f"field-{name}")

    async def pick(self, words: str) -> None:
        """Choose in the list that the cursor is on: open it, go down to the words, take them."""
        select = self.app.focused
        assert isinstance(select, Select)
        await self.press("enter")
        await self.down_to(await self.list_in_focus(), words)
        await self.press("enter")
        await until(self.pilot, lambda: self.app.focused is select)

    async def list_in_focus(self) -> OptionList:
        """The list that has the focus, or is about to get it."""
        await until(self.pilot, lambda: isinstance(self.app.focused, OptionList))
        options: OptionList = self.app.focused
        return options

    async def down_to(self, options: OptionList, words: str) -> None:
        """Press Down, or Up, until the line under the cursor begins with the words."""
        lines = [str(option.prompt).lstrip("▶↺·?! ") for option in options.options]
        wanted = next((n for n, line in enumerate(lines) if line.startswith(words)), None)
        assert wanted is not None, f"“{words}” is not in the list:\n{seen(self.pilot)}"
        away = wanted - (options.highlighted or 0)
        key = "down" if away > 0 else "up"
        await self._burst(*(events.Key(key, None) for _ in range(abs(away))))
        await until(self.pilot, lambda: options.highlighted == wanted)

    async def is_asked(self, question: str, answer: str = "y") -> None:
        """Read a question and answer it by key."""
        await self.comes("Confirm")
        await self.sees(question)
        await self.press(answer)
        await until(self.pilot, lambda: front(self.pilot) != "Confirm")
        await rest(self.pilot)

    # -- going about ---------------------------------------------------------------------------

    async def to_phase(self, phase: int, kind: str) -> None:
        """Go to a phase by F2, which works from text fields too."""
        await self.press("f2")
        await self.list_in_focus()
        await self.press("home", *["down"] * (phase - 1), "enter")
        await self.comes(kind)

    async def gives_the_keyboard_to(self, name: str) -> None:
        """Change who drives."""
        await self.press("f6")
        await self.comes("Choose")
        await self.down_to(await self.list_in_focus(), name)
        await self.press("enter")
        await until(self.pilot, lambda: front(self.pilot) != "Choose")
        here = self.pilot.app.screen.query_one("#header-driver", Static)
        await until(self.pilot, lambda: name in str(here.content))

    async def passes_gate(self, phase: int, after: str) -> None:
        """Pass the gate that is open, and come to what follows."""
        await self.press("ctrl+n")
        await self.is_asked(f"Pass gate {phase}, ")
        await self.comes(after)
        assert [p.phase for p in self.project.passages][-1] == phase
