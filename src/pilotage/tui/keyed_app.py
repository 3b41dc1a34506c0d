"""The keys of the app: the user's own from the settings, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.app import App
from textual.binding import Binding

from pilotage import config
from pilotage.tui import keymap

TOLD: Final = 3
"""So many faults of the settings are said one by one; more would cover the screen."""


def shortened(faults: Sequence[str]) -> list[str]:
    """What is said of faults in the settings, at a start."""
    if len(faults) <= TOLD:
        return list(faults)
    more = len(faults) - 1
    return [
        faults[0],
        f"{more} more faults in the settings: `pilotage keys --own` lists the keys.",
    ]


class KeyedApp(App[None]):
    """An app whose commands have the keys that the user wants for them."""

    def load_keys(self) -> list[str]:
        """Take the user's keys; returns what is wrong with them.

        Looking for clashes needs every screen, so what came of it is kept.
        """
        wanted = config.load()[0].keys
        keymap.use({})
        told: list[str] = []
        if wanted:
            from pilotage.tui.keymap_kept import kept_or_checked

            keys, wrong = kept_or_checked(wanted)
            keymap.use(keys)
            file = config.settings_file().name
            told = [f"{file}, keys.{name}: {reason}." for name, reason in wrong]
        for key in keymap.palette_keys():
            self._bindings._add_binding(
                Binding(
                    key,
                    "command_palette",
                    "palette",
                    show=False,
                    priority=True,
                    tooltip="Find anything: what can be done, screens, sections, projects, exports",
                )
            )
        return told
