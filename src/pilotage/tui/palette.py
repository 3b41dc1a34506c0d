"""The command palette: everything that can be done, and everywhere one can go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Final, cast

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher
from textual.widgets import Input

from pilotage.tui.aimed import Aimed
from pilotage.tui.command import Command, possible
from pilotage.tui.command_screen import CommandScreen
from pilotage.tui.keymap import shown_key
from pilotage.tui.literal import literal

IN_WORDS: Final = 0.02
"""How well what has all the words among those by what else it is found matches."""
IN_HELP: Final = 0.01
"""How well what has all the words in its help, not in its title, matches: after all others."""


@dataclass(frozen=True)
class Entry:
    """A line of the palette."""

    title: str
    help: str
    """What it does, in a sentence."""
    run: Callable[[], object]
    key: str = ""
    """The key that does it, as it is shown."""
    why_not: str = ""
    """Why it can't be done now; then it is greyed, and choosing it says so too."""
    words: str = ""
    """By what else it is found."""
    weight: float = 1.0
    """How well it matches, compared with the commands of the screen in front."""

    @property
    def said(self) -> str:
        """The second line: what it does, or why it can't be done."""
        return f"✗ {self.why_not}" if self.why_not else self.help

    def shown(self, title: Content | None = None) -> Content:
        """The first line: the title, with what matches marked, and the key."""
        name = title or literal(self.title)
        if self.why_not:
            name = name.stylize_before("$text-muted")
        return Content.assemble(name, (f"  {self.key}", "$accent")) if self.key else name


class Entries(Provider):
    """A source of lines."""

    always: ClassVar[bool] = False
    """Whether they stand there before anything is typed."""

    def entries(self) -> Iterable[Entry]:
        """All that there are now."""
        raise NotImplementedError

    async def discover(self) -> Hits:
        """What stands there before anything is typed: first what can be done."""
        entries = self.entries() if self.always else ()
        for each in sorted(entries, key=lambda entry: bool(entry.why_not)):
            # What is said may name what a person named. The palette reads help texts as markup,
            # but leaves content as it is; only its annotation does not say so.
            said = cast(str, literal(each.said))
            yield DiscoveryHit(each.shown(), each.run, text=each.title, help=said)

    async def search(self, query: str) -> Hits:
        """Those that match what is typed: letters of the title, or all words of the help."""
        matcher = self.matcher(query)
        words = query.casefold().split()
        for each in self.entries():
            score = matcher.match(each.title)
            if not score and all(word in each.words.casefold() for word in words):
                score = IN_WORDS
            if not score and all(word in each.help.casefold() for word in words):
                score = IN_HELP
            if score > 0:
                yield Hit(
                    score * each.weight,
                    each.shown(_marked(matcher, each.title)),
                    each.run,
                    text=each.title,
                    help=cast(str, literal(each.said)),
                )


def _marked(matcher: Matcher, title: str) -> Content:
    """A title with the letters that match marked; the framework's own way reads it as markup."""
    content = literal(title)
    score, offsets = matcher.fuzzy_search.match(matcher.query, title)
    for offset in offsets if score else ():
        if not title[offset].isspace():
            content = content.stylize(matcher.match_style, offset, offset + 1)
    return content


class Commands(Entries):
    """The commands of the screen in front; those not possible now say why."""

    always = True

    def entries(self) -> Iterator[Entry]:
        """All of them."""
        if isinstance(self.screen, CommandScreen):
            for command in self.screen.commands:
                yield _of(command, self.screen)


def _of(command: Command, screen: CommandScreen) -> Entry:
    return Entry(
        command.title,
        command.said(),
        partial(screen.run_command, type(command)),
        shown_key(command),
        possible(command, screen),
    )


class Palette(CommandPalette, Aimed[None]):
    """The framework's palette, which a second Enter in a burst can't close twice."""

    DEFAULT_CSS = "Palette SearchIcon { display: none; }"  # many terminals have no such picture
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1,alt+h", "help", "Help", show=False)]

    _dismissed = False

    def action_help(self) -> None:
        """Say what it finds."""
        from pilotage.tui.dialog_help import topics
        from pilotage.tui.dialogs.show import Show

        self.app.push_screen(Show("Help", markdown=topics()["command_palette"]))

    def look_again(self) -> None:
        """More can be found now: look for what is typed once more."""
        if typed := self.query_one(Input).value.strip():
            self._gather_commands(typed)

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close it; once."""
        if self._dismissed:
            return AwaitComplete()
        self._dismissed = True
        return super().dismiss(result)


def palette() -> Palette:
    """The palette with all that it can find."""
    from pilotage.tui.palette_places import Elsewhere, Exports, Phases, Projects

    return Palette(
        providers=[Commands, Phases, Exports, Elsewhere, Projects],
        placeholder="What do you want to do?   (Esc, or a click above or below, closes)",
    )
