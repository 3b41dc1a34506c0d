"""The line of keys at the bottom: what can be done now, each with its key; a click presses it.

One widget that writes all keys into its one line. Textual's `Footer` makes a widget of each key,
and all of them anew whenever the focus moves: a fifth of what going to a screen costs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import ClassVar, Final

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.timer import Timer
from textual.widget import Widget

from pilotage.model.text import clean, one_line
from pilotage.tui.copying import Copied, marked
from pilotage.tui.keymap import short_for, told
from pilotage.tui.literal import literal

OPENS_PALETTE: Final = "command_palette"
"""The framework's action that opens the palette."""
ALL: Final = "All actions"
"""What the palette is called, for who does not know the word."""
ALL_IN_SHORT: Final = "Actions"
ROOMY: Final = 100
"""Columns from which on that is written in full."""
EDGE: Final = "▏"
"""What stands between the keys and the one of the palette."""


@dataclass(frozen=True)
class Hint:
    """One key and what it does."""

    key: str
    display: str
    description: str
    enabled: bool = True
    tooltip: str = ""
    command: str = ""
    """The name of the command, where it is one."""

    @property
    def width(self) -> int:
        """How many columns it takes."""
        return Content(f" {self.display} {self.description} ").cell_length


TAKES_BACK: Final = "takes back"
"""How a key is described that takes back what was done; what that was follows."""
FEW_WORDS: Final = 18
"""Columns in which it is said at the least what was done."""
STANDS: Final = 8.0
"""Seconds for which it is said what was done."""
COPY: Final = Hint("ctrl+c", "^c", "Copy", tooltip="Copy what is marked.")
"""What stands there while a text is marked by mouse."""


class KeyLine(Widget):
    """The keys of the screen in their order, each in its place; the palette's at the right end.

    What stands for a while stands before the palette's, so that no key moves from under the mouse.
    What does not fit is left out from the end, never cut; the palette has it all.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "key-line--key",
        "key-line--description",
        "key-line--edge",
        "key-line--hover",
        "key-line--disabled",
    }

    def __init__(self, *, palette: bool = True) -> None:
        super().__init__()
        self._with_palette = palette
        self._hints: tuple[Hint, ...] = ()
        self._passing: tuple[Hint, ...] = ()
        """What stands there for a while."""
        self._palette: Hint | None = None
        self._places: list[tuple[range, Hint]] = []
        """The columns that each hint takes, as it was painted last."""
        self._hovered: Hint | None = None
        self._is_due = False
        self._done: Hint | None = None
        """What was done, with the key that takes it back."""
        self._forgets: Timer | None = None
        self._copied: Copied | None = None
        """What was marked last."""

    # -- what it shows ------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Follow what can be done."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self.watch(self.screen, "selections", self._marked, init=False)
        self._changed(self.screen)

    def _changed(self, screen: Screen[object]) -> None:
        """Look once, after all that is changing now has changed."""
        if not self._is_due and self.is_attached and screen is self.screen:
            self._is_due = True
            self.call_after_refresh(self._look)

    def _marked(self) -> None:
        """A text was marked by mouse, or is no longer: a click, to copy it, ends that."""
        if self.screen.selections:
            self._copied = marked(self.screen)
        if bool(self.screen.selections) is not (COPY in self._passing):
            self._changed(self.screen)

    def tell_done(self, what: str) -> None:
        """Say for a while what was done, with the key that takes it back."""
        said = f"{TAKES_BACK}: {one_line(clean(what).text)}"
        self._done = Hint("ctrl+z", short_for("undo"), said, tooltip=said, command="undo")
        if self._forgets is not None:
            self._forgets.stop()
        self._forgets = self.set_timer(STANDS, self.forget)
        self._changed(self.screen)

    def forget(self) -> None:
        """Say no longer what was done."""
        self._done = None
        self._changed(self.screen)

    def _look(self) -> None:
        self._is_due = False
        if not self.is_attached or (self._hints and not self.app.app_focus):
            return  # away from the window the keys of the field that had the focus stay
        before = (self._hints, self._passing, self._palette)
        off = getattr(self.screen, "greyed", ())
        by_action: dict[str, Hint] = {}
        self._palette = None
        for _, binding, enabled, tooltip in self.screen.active_bindings.values():
            if not binding.show and binding.action != OPENS_PALETTE:
                continue
            hint = Hint(
                binding.key,
                self.app.get_key_display(binding),
                binding.description,
                enabled and binding.id not in off,
                told(tooltip or binding.tooltip),
                binding.id or "",
            )
            if binding.show:
                by_action.setdefault(binding.action, hint)
            if binding.action == OPENS_PALETTE and self._palette is None and self._with_palette:
                self._palette = hint
        marked = [COPY] if self.screen.selections else []
        done = [self._done] if self._done is not None else []
        hints = sorted(by_action.values(), key=self._is_last)
        self._hints, self._passing = tuple(hints), (*marked, *done)
        if before != (self._hints, self._passing, self._palette):
            self.refresh()

    # -- how it looks -------------------------------------------------------------------------

    def render(self) -> Content:
        """As many keys as fit, what stands there for a while, and the palette's."""
        width = self.size.width
        right = self._right(width)
        room = width - _room_of(right)
        self._places = []
        parts: list[Content] = []
        at = 0
        for hint in self._fitting(room):
            parts.append(self._written(hint))
            self._places.append((range(at, at + hint.width), hint))
            at += hint.width
        parts.append(Content(" " * (room - at)))
        at = room
        for hint in right:
            parts += [Content.styled(EDGE, self._style("edge")), self._written(hint)]
            self._places.append((range(at + 1, at + 1 + hint.width), hint))
            at += 1 + hint.width
        return Content("").join(parts)

    def _is_last(self, hint: Hint) -> bool:
        """Whether a key stands behind all others, where there is room left."""
        return hint.command in getattr(self.screen, "at_the_end", ())

    def _fitting(self, room: int) -> list[Hint]:
        """The first keys, as many as fit."""
        ends = accumulate(hint.width for hint in self._hints)
        return [hint for hint, end in zip(self._hints, ends, strict=True) if end <= room]

    def _right(self, width: int) -> list[Hint]:
        """What stands at the right end: the words of what was done make way for the keys until few
        are left, then the last of the keys do; never the palette's, which leads to all of them.
        """
        palette = self._palette
        last: list[Hint] = []
        if palette is not None:
            palette = replace(palette, description=ALL if width >= ROOMY else ALL_IN_SHORT)
            last = [palette] if palette.width < width else []
        if not self._passing:
            return last
        fitting = self._fitting(width - _room_of(last))
        keys = sum(hint.width for hint in fitting if not self._is_last(hint))
        spare = width - keys - _room_of([*(_shortened(hint, 0) for hint in self._passing), *last])
        words = max(FEW_WORDS, spare, width * 2 // 5 - len(TAKES_BACK))
        return [*(_shortened(hint, words) for hint in self._passing), *last]

    def _written(self, hint: Hint) -> Content:
        more = Style()
        if not hint.enabled:
            more += self._style("disabled")
        if hint == self._hovered:
            more += self._style("hover")
        return Content.assemble(
            (f" {hint.display} ", self._style("key") + more),
            (f"{hint.description} ", self._style("description") + more),
        )

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"key-line--{name}", partial=True)

    # -- the mouse ----------------------------------------------------------------------------

    def _under(self, x: int) -> Hint | None:
        return next((hint for columns, hint in self._places if x in columns), None)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press the key under the mouse."""
        hint = self._under(event.x)
        if hint is None:
            return
        commands = getattr(self.screen, "command_names", ())
        if hint == COPY:
            if self._copied is not None:
                self.app.copy(self._copied)  # type: ignore[attr-defined]  # it always copies
        elif not hint.enabled:
            self.app.bell()
        elif hint.command in commands:  # its key would be text for a field with the focus
            self.screen.action_command(hint.command)  # type: ignore[attr-defined]
        else:
            self.app.simulate_key(hint.key)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark the key under the mouse, and say what it does."""
        self._hover(self._under(event.x))

    def on_leave(self) -> None:
        """Mark none."""
        self._hover(None)

    def _hover(self, hint: Hint | None) -> None:
        if hint == self._hovered:
            return
        self._hovered = hint
        self.tooltip = literal(hint.tooltip or hint.description) if hint else None
        self.refresh()


def _room_of(hints: Iterable[Hint]) -> int:
    """The columns of hints that stand apart, each behind an edge."""
    return sum(hint.width + 1 for hint in hints)


def _shortened(hint: Hint, more: int) -> Hint:
    """A hint of what was done with so many columns of what that was; any other as it is."""
    head, colon, what = hint.description.partition(": ")
    if head != TAKES_BACK or not colon:
        return hint
    room = more - len(colon)
    if cell_len(what) > room:
        what = f"{set_cell_size(what, room - 1).rstrip()}…" if room > 1 else ""
    return replace(hint, description=f"{head}{colon}{what}" if what else head)
