"""Where a section is written, and the list of sections that leads there."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widgets import OptionList

from pilotage.tui.widgets.prose import Prose


class SectionText(Prose):
    """The text of a section."""

    BINDINGS = [
        Binding("ctrl+up", "screen.section(-1)", "Section above", show=False),
        Binding("ctrl+down", "screen.section(1)", "Section below", show=False),
    ]

    one_line = False
    """Whether the section is one line: then Enter goes on to the next section."""

    async def on_key(self, event: events.Key) -> None:
        """Go on at the end of a single line."""
        if self.one_line and event.key == "enter" and not self.read_only:
            event.stop()
            event.prevent_default()
            await self.run_action("screen.section(1)")
            return
        await super().on_key(event)

    def action_undo(self) -> None:
        """Undo typing; where there is none left, the project's last change."""
        before = self.text
        super().action_undo()
        if self.text == before:
            self.screen.action_command("undo")  # type: ignore[attr-defined]  # always in a Frame


class SectionList(OptionList):
    """The sections. Who begins to type here means to write: the text goes into the section."""

    @dataclass
    class Typed(Message):
        """A letter, or what else begins a text."""

        text: str

    def on_key(self, event: events.Key) -> None:
        """Hand letters on; digits go to the phases, and `?` lists the keys, as everywhere."""
        typed = event.character or ""
        if event.is_printable and (typed.isalpha() or typed in "“\"'([*-–•#"):
            event.stop()
            event.prevent_default()
            self.post_message(self.Typed(typed))
