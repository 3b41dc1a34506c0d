"""What stands on the terminal, so that only what differs from it is written.

The framework writes each line of whatever was touched anew, every piece of it with all its colours:
almost two thousand bytes for a letter that is typed, thirty thousand for another screen. Over a
slow line that is seconds. Here a cell is written only where it changes, and a colour only where it
is not the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from rich.cells import split_graphemes
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Size
from textual.strip import Strip

CLOSE: Final = 4
"""So many unchanged cells are written again rather than jumped over."""
SHOW_ON_BLANK: Final = frozenset(["4", "5", "6", "7", "9", "21", "51", "52", "53"])
"""The attributes (of SGR) that are seen where there is no letter."""


class Look(NamedTuple):
    """How a cell looks, in the terminal's own codes."""

    attributes: str = ""
    """Bold, underlined …, as in `1;4`."""
    foreground: str = ""
    """The letter's colour; empty for the terminal's own."""
    background: str = ""
    link: str = ""
    """Where a click leads, with the link's id; empty for nowhere."""
    shows_blank: bool = False
    """Whether an attribute is seen on a blank too."""


PLAIN: Final = Look()
CONTROLS: Final = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)])
"""What a terminal would act on instead of showing it; the framework gives it no room either."""
Cell = tuple[str, Look]


class Canvas:
    """The cells of a terminal, as they were last written."""

    def __init__(self, instead: Mapping[int, str] | None = None) -> None:
        """`instead` has what is written for characters that the terminal's font lacks."""
        self._instead = instead
        self._size = Size(0, 0)
        self._letters: list[list[str | None]] = []
        """What stands in each cell: empty behind a wide letter, None where nobody knows."""
        self._looks: list[list[Look | None]] = []

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written yet."""
        return not self._letters

    def forget(self) -> None:
        """Nobody knows any more what stands there: all is written again when it is painted."""
        width, height = self._size
        self._letters = [[None] * width for _ in range(height)]
        self._looks = [[None] * width for _ in range(height)]

    def paint(self, update: CompositorUpdate, size: Size, console: Console) -> str:
        """What to write so that an update stands there; empty where it stands there already."""
        if size != self._size:
            self._size = size
            self.forget()
        system = console._color_system or ColorSystem.TRUECOLOR
        brush = _Brush()
        for y, x, strip in _pieces(update):
            if 0 <= y < size.height and 0 <= x < size.width:
                self._put(brush, x, y, strip, system)
        return brush.done()

    def _put(self, brush: _Brush, x: int, y: int, strip: Strip, system: ColorSystem) -> None:
        """Write what differs in a piece of a line."""
        letters, looks = _cells(strip, system, self._instead)
        room = self._size.width - x
        if len(letters) > room:
            del letters[room:], looks[room:]
        row, shown = self._letters[y], self._looks[y]
        end = x + len(letters)
        before, seen = row[x:end], shown[x:end]
        if before == letters and seen == looks:
            return
        for start, stop in _runs(before, seen, letters, looks):
            if x + start > 0 and row[x + start] == "":
                row[x + start - 1] = None  # half of a wide letter was overwritten
            if x + stop < len(row) and row[x + stop] == "" and letters[stop - 1] != "":
                row[x + stop] = None
            brush.write(x + start, y, letters[start:stop], looks[start:stop])
        row[x:end], shown[x:end] = letters, looks


class _Brush:
    """Writes runs of cells one after the other, and knows the colours that are set."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._look = PLAIN

    def write(self, x: int, y: int, letters: Sequence[str], looks: Sequence[Look]) -> None:
        """Write cells from a place on; x and y count from 0."""
        out = self._out
        out.append(f"\x1b[{y + 1};{x + 1}H")
        for offset, (letter, look) in enumerate(zip(letters, looks, strict=True)):
            if look is not self._look and look != self._look:
                self._take(look, is_blank=letter == " ")
            out.append(letter)
            if len(letter) > 1 and offset + 1 < len(letters):
                # terminals do not agree on how wide letters of several characters are
                behind = offset + (2 if letters[offset + 1] == "" else 1)
                out.append(f"\x1b[{y + 1};{x + behind + 1}H")

    def _take(self, look: Look, *, is_blank: bool) -> None:
        now = self._look
        # of a blank the letter's colour is not seen
        shows = now.shows_blank or now.link or look.shows_blank or look.link
        if is_blank and look.background == now.background and not shows:
            return
        if look.link != now.link:
            self._out.append(f"\x1b]8;{look.link or ';'}\x1b\\")
        if look.attributes != now.attributes:
            codes = ["0", look.attributes, look.foreground, look.background]
        else:
            codes = [
                (look.foreground or "39") if look.foreground != now.foreground else "",
                (look.background or "49") if look.background != now.background else "",
            ]
        if set_ := ";".join(filter(None, codes)):
            self._out.append(f"\x1b[{set_}m")
        self._look = look

    def done(self) -> str:
        """All that was written, with the terminal's own colours set again."""
        if self._look.link:
            self._out.append("\x1b]8;;\x1b\\")
        if self._look != PLAIN:
            self._out.append("\x1b[0m")
        return "".join(self._out)


def _pieces(update: CompositorUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Line, column and content of what an update paints, as the framework would write it."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in line:
                yield y, x, strip
                x += strip.cell_length
    elif isinstance(update, ChopsUpdate):
        for y, first, last in update.spans:
            for end, (x, piece) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if piece is None or x > last or end <= first:
                    continue
                is_whole = last > x >= first and end <= last
                yield y, x, piece if is_whole else piece.crop(0, min(end, last) - x)


def _cells(
    strip: Strip, system: ColorSystem, instead: Mapping[int, str] | None
) -> tuple[list[str], list[Look]]:
    """The cells of a piece of a line."""
    letters: list[str] = []
    looks: list[Look] = []
    before = PLAIN
    for raw, style, _ in strip:
        look, blank = (PLAIN, PLAIN) if style is None else _looks_of(style, system)
        text = raw if raw.isprintable() else raw.translate(CONTROLS)
        if text.isascii():
            new: Sequence[str] = text
            letters.extend(text)
        else:
            accent, new = _letters_of(text.translate(instead) if instead else text)
            if accent and _join(letters, accent):
                looks[-1] = before  # it may have been a blank
            letters.extend(new)
        before = look if new else before
        if look is blank or " " not in text:
            looks.extend([look] * len(new))
        else:
            looks.extend([blank if each == " " else look for each in new])
    return letters, looks


@lru_cache(4096)
def _letters_of(text: str) -> tuple[str, tuple[str, ...]]:
    """A text's letters, one a cell, and behind a wide one an empty one.

    First what stands in front of them all and takes no room: it belongs to the letter before.
    """
    letters: list[str] = []
    accent = ""
    for start, end, width in split_graphemes(text)[0]:
        letter = text[start:end]
        if width:
            letters += [letter, *[""] * (width - 1)]
        elif not _join(letters, letter):
            accent += letter
    return accent, tuple(letters)


def _join(letters: list[str], accent: str) -> bool:
    """Put what takes no room to the last letter; False where there is none."""
    for at in range(len(letters) - 1, -1, -1):
        if letters[at]:
            letters[at] += accent
            return True
    return False


@lru_cache(8192)
def _looks_of(style: Style, system: ColorSystem) -> tuple[Look, Look]:
    """How a style looks, and how a blank in it does."""
    attributes = Strip.render_ansi(style.without_color, system)
    fore, back = style.color, style.bgcolor
    foreground = ";".join(fore.downgrade(system).get_ansi_codes()) if fore else ""
    background = ";".join(back.downgrade(system).get_ansi_codes(foreground=False)) if back else ""
    link = f"id={style.link_id};{style.link}" if style.link else ""
    shows = not SHOW_ON_BLANK.isdisjoint(attributes.split(";"))
    look = Look(attributes, foreground, background, link, shows)
    return look, look if shows or link else Look(background=background)


def _runs(
    before: Sequence[str | None],
    seen: Sequence[Look | None],
    letters: Sequence[str],
    looks: Sequence[Look],
) -> Iterator[tuple[int, int]]:
    """From where to where cells differ; a few that do not in between are taken along."""
    start = stop = -1
    for at, letter in enumerate(letters):
        if letter == before[at] and (looks[at] is seen[at] or looks[at] == seen[at]):
            continue
        if start < 0:
            start = at
        elif at - stop > CLOSE:
            yield _whole(letters, start, stop)
            start = at
        stop = at + 1
    if start >= 0:
        yield _whole(letters, start, stop)


def _whole(letters: Sequence[str], start: int, stop: int) -> tuple[int, int]:
    """A run that cuts no wide letter in two."""
    while start > 0 and letters[start] == "":
        start -= 1
    while stop < len(letters) and letters[stop] == "":
        stop += 1
    return start, stop
