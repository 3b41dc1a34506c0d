"""The command palette: everything that can be done on the screen in front."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, cast

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from pilotage.tui.command import Command, possible
from pilotage.tui.command_screen import CommandScreen
from pilotage.tui.literal import literal

IN_HELP = 0.01
"""How well a command matches whose help, not its title, has all the words: after all others."""


class Commands(Provider):
    """The commands of the screen in front; those not possible now say why."""

    def _all(self) -> Iterator[tuple[Command, str, CommandScreen]]:
        if isinstance(self.screen, CommandScreen):
            for command in self.screen.commands:
                reason = possible(command, self.screen)
                # A reason may name what a person named. The palette reads help texts as markup,
                # but leaves content as it is; only its annotation does not say so.
                yield command, cast(str, literal(reason or command.help)), self.screen

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command, help_, screen in self._all():
            yield DiscoveryHit(
                literal(command.title),
                partial(screen.run_command, type(command)),
                text=command.title,
                help=help_,
            )

    async def search(self, query: str) -> Hits:
        """Those that match what is typed."""
        matcher = self.matcher(query)
        words = query.casefold().split()
        for command, help_, screen in self._all():
            score = matcher.match(command.title)
            if not score and all(word in command.help.casefold() for word in words):
                score = IN_HELP
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(command.title),
                    partial(screen.run_command, type(command)),
                    text=command.title,
                    help=help_,
                )


class Palette(CommandPalette):
    """The framework's palette, which a second Enter in a burst can't close twice."""

    DEFAULT_CSS = "Palette SearchIcon { display: none; }"  # many terminals have no such picture
    _dismissed = False

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close it; once."""
        if self._dismissed:
            return AwaitComplete()
        self._dismissed = True
        return super().dismiss(result)
