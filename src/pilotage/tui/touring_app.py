"""The tour of who starts the program for the first time."""

from __future__ import annotations

from typing import Final

from pilotage import first_run
from pilotage.tui.typed import TypedApp

CALM_SECONDS: Final = 0.5
"""So long nobody has typed anything on the first screen before the tour comes up."""
NOTED_SECONDS: Final = 1.0
"""How often it is looked whether the notes of the start have been read and are gone."""


class TouringApp(TypedApp):
    """An app that shows the tour by itself, once, to who does not type yet."""

    def begin_tour(self) -> None:
        """Show the tour as soon as the first screen stands and has nothing to say by itself.

        Who types already knows what they want: they get it the next time.
        """
        self._first_in_front = self.screen
        self.set_timer(CALM_SECONDS, self._show_tour)

    def _show_tour(self) -> None:
        if self.has_typed or self.screen is not self._first_in_front:
            return
        if not self.stands():
            self.set_timer(CALM_SECONDS, self._show_tour)
        elif self._notifications:
            self.set_timer(NOTED_SECONDS, self._show_tour)
        elif first_run.remember_tour():
            from pilotage.tui.dialogs.tour import Tour

            self.push_screen(Tour(by_itself=True), self._after_tour)

    def _after_tour(self, _: object) -> None:
        self.take_typed()
