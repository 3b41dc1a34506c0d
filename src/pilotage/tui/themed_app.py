"""The themes of the app: taken at the start, chosen with a preview, read again when edited."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Final

from textual.filter import Monochrome, NoColor
from textual.timer import Timer

from pilotage import config, paths, themes
from pilotage.errors import PilotageError
from pilotage.themes import ThemeFile
from pilotage.tui.console_letters import is_console
from pilotage.tui.motion import CalmApp
from pilotage.tui.no_color import Colourless, is_wanted
from pilotage.tui.painted_app import PaintedApp
from pilotage.tui.theme_loader import as_theme

CONSOLE_THEME: Final = "sixteen"
"""The theme where there are sixteen colours and none was chosen."""
LOOK_SECONDS = 1.0
"""How often the user's own theme files are looked at; not at all where there are none."""


class ThemedApp(CalmApp, PaintedApp):
    """An app with our themes."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._stamps: themes.Stamps = {}
        """The user's own theme files as they were read."""
        self._wanted = ""
        """The theme that was asked for, even where its file is broken."""
        self._looks: Timer | None = None
        self.no_color = is_wanted()
        kept = [each for each in self._filters if not isinstance(each, Monochrome | NoColor)]
        self._filters = [*kept, Colourless(self._ground)] if self.no_color else kept

    def _ground(self) -> str:
        return self.theme_variables["background"]

    def load_themes(self, wanted: str | None) -> list[str]:
        """Register the wanted theme and one's own, and take it; returns what is wrong."""
        self._stamps = themes.stamps(paths.user_themes_folder())
        settings, more = config.load()
        name = wanted or settings.theme
        if not wanted and name == config.DEFAULT_THEME and is_console(os.environ.get("TERM", "")):
            name = CONSOLE_THEME
        self._wanted = name
        found, problems = themes.load(only=(name, config.DEFAULT_THEME))
        self._offer(found)
        told = [str(problem) for problem in (*problems, *more)]
        if name not in self.available_themes:
            told.append(f"There is no theme “{name}”; `pilotage themes` lists them.")
            name = config.DEFAULT_THEME
        self.theme = name
        return told

    def _offer(self, found: Mapping[str, ThemeFile]) -> None:
        for file in found.values():
            self.register_theme(as_theme(file))

    def follow_themes(self) -> None:
        """Have all themes at hand, and read the user's own again whenever one is edited.

        After the first frame: reading them all would hold it up.
        """
        self._offer(themes.load()[0])
        if self._stamps and self._looks is None:
            self._looks = self.set_interval(LOOK_SECONDS, self.look_at_themes)

    def look_at_themes(self) -> None:
        """Take the theme files that changed; of a broken one say why, and keep what it was."""
        before, self._stamps = self._stamps, themes.stamps(paths.user_themes_folder())
        for file in themes.changed(before, self._stamps):
            theme, problems = themes.read(file)
            for problem in problems:
                self.notify(str(problem), severity="warning", timeout=12)
            if theme is None:
                continue
            self.register_theme(as_theme(theme))
            if theme.name == self.theme:
                self._watch_theme(theme.name)
            elif theme.name == self._wanted:
                self.theme = theme.name

    def refresh_css(self, animate: bool = True) -> None:
        """Style the palette as well, which Textual passes over."""
        super().refresh_css(animate)
        for screen in self.screen_stack[-1:]:
            if screen not in self.children:
                self.stylesheet.update(screen, animate=animate)

    async def choose_theme(self) -> None:
        """Choose a theme, each shown while one looks at it, and remember it."""
        from pilotage.tui.dialogs.theme import ChooseTheme

        self._stamps = themes.stamps(paths.user_themes_folder())
        found, problems = themes.load()
        self.follow_themes()
        answer = await self.push_screen_wait(ChooseTheme(tuple(found.values()), self.theme))
        for problem in problems:
            self.notify(str(problem), severity="warning", timeout=12)
        if answer is not None:
            self._wanted = self.theme = answer
            try:
                config.save("theme", answer)
            except PilotageError as problem:
                self.notify(str(problem), severity="warning")
