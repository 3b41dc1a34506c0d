"""What comes in from the keyboard, before any field gets it: kept, cleaned, or refused."""

from __future__ import annotations

from typing import Final

from textual import events

from pilotage.method.requirement import counted
from pilotage.model.text import clean
from pilotage.tui.prepared import PreparingApp

PASTE_LIMIT: Final = 20_000
"""A paste longer than this is refused: no field could hold it, and the screen would freeze."""


class TypedApp(PreparingApp):
    """An app that loses nothing typed early, and lets no control character into a field."""

    starting = False
    """Whether the first screen is still being painted."""

    def __init__(self) -> None:
        super().__init__()
        self._typed_early: list[events.Event] = []

    async def on_event(self, event: events.Event) -> None:
        """Keep what is typed while a screen is being painted: its middle wants it."""
        if not self.stands() and isinstance(event, events.Key | events.Paste):
            self._typed_early.append(event)
            return
        if isinstance(event, events.Paste) and not event.is_forwarded:
            # A field shows what was pasted before any record cleans it, and a terminal acts on
            # what a field shows.
            if len(event.text) > PASTE_LIMIT:
                self.notify(
                    f"The pasted text has {len(event.text):,} characters; a section takes 4,000.",
                    title="Nothing was pasted",
                    severity="warning",
                )
                return
            text, dropped = clean(event.text)
            if dropped:
                self.notify(
                    f"{counted(dropped, 'invisible control character')} left out.",
                    severity="warning",
                )
            event = events.Paste(text)
        await super().on_event(event)

    def stands(self) -> bool:
        """Whether the screen in front is ready for keys."""
        return True

    def release_keys(self) -> None:
        """The screen in front stands: give it what was typed meanwhile."""
        self.starting = False
        for event in self._typed_early:
            self.post_message(event)
        self._typed_early.clear()
