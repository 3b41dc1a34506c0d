"""What comes in from the keyboard, before any field gets it: kept, cleaned, or refused."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import Any, Final

from textual import events
from textual.screen import Screen
from textual.widgets import Input, TextArea

from pilotage.method.requirement import counted
from pilotage.model.text import clean
from pilotage.tui.keymap import QUIT_KEY, told
from pilotage.tui.prepared import PreparingApp
from pilotage.tui.sizes import TooSmall, is_too_small
from pilotage.tui.terminal_input import PASTE_LIMIT, pasted_length

QUITS: Final = QUIT_KEY
"""The one key that acts while the screen is covered."""
COMES_WITHIN: Final = 1.0
"""Seconds after which a command is not waited for any longer: it works on by itself."""
ACTS_WITHIN: Final = 0.25
"""Seconds after which a key is not waited for any longer."""
HOW_LONG_TEXTS_COME_IN: Final = (
    "A section takes 4,000. A long text comes in by your own editor ({open_in_editor} in phase "
    "1), many rows by an import ({import_csv})."
)


class TypedApp(PreparingApp):
    """An app that loses nothing typed early, and lets no control character into a field."""

    starting = False
    """Whether the first screen is still being painted."""
    has_typed = False
    """Whether anything was typed since the start."""

    def __init__(self) -> None:
        super().__init__()
        self._typed_early: list[events.Event] = []
        self._acting = 0
        """Which key is acting; 0 for none."""
        self._coming: Screen[Any] | None = None
        """The screen whose command may be about to open a dialog."""
        self._covered_at: float | None = None
        """When the cover was painted, on the clock of events; None while there is room."""
        self._turns = 0
        """How many keys were waited for."""

    async def on_event(self, event: events.Event) -> None:
        """Keep what is typed while a screen is being painted: its middle wants it.

        While there is no room for any screen, nothing acts on what nobody can see.
        """
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.has_typed = True
            if isinstance(event, events.Key) and event.key.startswith("alt+") and event.character:
                event = events.Key(event.key, None)  # a field would write the letter
            if self._covered_at is not None and event.time >= self._covered_at:
                await self._take(event)  # nobody sees what it would be for
                return
            # What was kept comes first, whatever stood in the queue meanwhile.
            self._typed_early.append(event)
            await self._take_early()
        else:
            await self._take(event)

    async def _take_early(self) -> None:
        """Act on what was typed, in its order, as far as there is a screen that stands."""
        while self._typed_early and self.stands() and not self._acting:
            if is_too_small(self.size) and not _quits(self._typed_early[0]):
                break  # typed before the cover stood: it is for what will be seen again
            event = self._typed_early.pop(0)
            await self._take(event)
            if isinstance(event, events.Key) and not self._is_text(event):
                self._let_act()

    def _is_text(self, key: events.Key) -> bool:
        """Whether it is a letter for a field, which needs not be waited for."""
        return key.is_printable and isinstance(self.focused, Input | TextArea)

    def _let_act(self) -> None:
        """Keep what comes next until a key has acted: it may move the focus or open a dialog.

        The key goes from the focused widget up to the app, each of which works through what is
        posted to it in its order.
        """
        self._turns += 1
        self._acting = self._turns
        pumps = [*self.focused.ancestors_with_self] if self.focused else [self.screen, self]
        self._climb(pumps, self._acting)
        self.set_timer(ACTS_WITHIN, partial(self._has_acted, self._acting))

    def _climb(self, pumps: list[Any], turn: int) -> None:
        if not pumps:
            self._has_acted(turn)
            return
        first, *rest = pumps
        if not first.call_later(self._climb, rest, turn):
            self._climb(rest, turn)

    def _has_acted(self, turn: int) -> None:
        if self._acting == turn:
            self._acting = 0
            self.take_typed()

    async def _take(self, event: events.Event) -> None:
        if is_too_small(self.size) and _acts(event):
            self._cover()
            return
        if isinstance(event, events.Paste) and not event.is_forwarded:
            # A field shows what was pasted before any record cleans it, and a terminal acts on
            # what a field shows.
            if (length := pasted_length(event.text)) > PASTE_LIMIT:
                self.notify(
                    f"The pasted text has {length:,} characters. {told(HOW_LONG_TEXTS_COME_IN)}",
                    title="Nothing was pasted",
                    severity="warning",
                    timeout=10,
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

    def on_resize(self, event: events.Resize) -> None:
        """Cover dialogs too where there is no room."""
        if is_too_small(event.size):  # the app's own size is set only after this
            self._cover()
            if self._covered_at is None:
                self.call_after_refresh(self._covered)
        else:
            self._covered_at = None
            self.take_typed()

    def _covered(self) -> None:
        """The cover stands: what is typed from now on is for nobody."""
        if is_too_small(self.size) and self._covered_at is None:
            self._covered_at = monotonic()

    def _cover(self) -> None:
        """See to it that every screen has its cover; the styles show it."""
        for screen in self.screen_stack:
            if screen.is_mounted and not screen.query("#too-small"):
                screen.mount(TooSmall())

    def push_screen(self, screen: Any, *args: Any, **options: Any) -> Any:
        """Show a screen. What was noted in the corner goes: it would cover a dialog's buttons."""
        self.clear_notifications()
        return super().push_screen(screen, *args, **options)

    def stands(self) -> bool:
        """Whether the screen in front is ready for keys."""
        return True

    def release_keys(self) -> None:
        """The screen in front stands: give it what was typed meanwhile."""
        self.starting = False
        self.take_typed()

    def put_back(self, event: events.Event) -> None:
        """A screen that goes away leaves this to the one below: before all that was typed later."""
        self._typed_early.insert(0, event)

    def take_typed(self) -> None:
        """Act on what was typed and kept, if it can be acted on now."""
        if self._typed_early:
            self.call_next(self._take_early)

    def expect(self, screen: Screen[Any]) -> None:
        """A command of this screen begins: what is typed now may be for a dialog of it."""
        self._coming = screen
        self.set_timer(COMES_WITHIN, partial(self.expect_no_more, screen))

    def expect_no_more(self, screen: Screen[Any]) -> None:
        """The command is done, or takes its time: keys are the screen's own again."""
        if self._coming is screen:
            self._coming = None
            self.take_typed()


def _acts(event: events.Event) -> bool:
    """Whether somebody pressed, pasted or clicked something, other than to leave."""
    if isinstance(event, events.Key):
        return event.key != QUITS
    return isinstance(event, events.InputEvent | events.Paste)


def _quits(event: events.Event) -> bool:
    return isinstance(event, events.Key) and event.key == QUITS
