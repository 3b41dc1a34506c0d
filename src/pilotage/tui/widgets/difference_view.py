"""What changed between two states of the page, drawn: side by side, or one below the other.

Removed and added are told apart by signs, not by colour alone: a line by `−` or `+` before it,
words within a line by `[−…−]` and `{+…+}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from pilotage.method.page_difference import (
    ADDED,
    REMOVED,
    SAME,
    Line,
    SectionChange,
    changes,
    sides,
)
from pilotage.model.document import SECTIONS, Page

STYLES: Final = {REMOVED: "$text-error strike", ADDED: "$text-success underline"}
SIGNS: Final = {REMOVED: ("[−", "−]"), ADDED: ("{+", "+}")}
BETWEEN: Final = " │ "
"""What stands between the two columns."""
SAID: Final = "$foreground 65%"
READABLE: Final = 76
"""From this width of the terminal on two columns can be read side by side."""
EQUAL: Final = "Nothing: both have the same text."
_COLOUR: Final = {kind: f"bold {style.split()[0]}" for kind, style in STYLES.items()}

Parts = list[str | Content | tuple[str, str]]


class DifferenceView(Widget):
    """The difference; `beside` says how it is laid out."""

    DEFAULT_CSS = "DifferenceView { height: auto; width: 1fr; }"

    def __init__(self, old: Page, new: Page, *, beside: bool) -> None:
        super().__init__()
        self._changes = changes(old, new)
        self.beside = beside
        """Whether the two states stand side by side."""
        self._drawn: dict[int, Content] = {}

    def show(self, old: Page, new: Page) -> None:
        """Show two other states, in the same way."""
        self._changes = changes(old, new)
        self._draw_anew()

    def turn(self) -> None:
        """Show them in the other way: side by side, or one below the other."""
        self.beside = not self.beside
        self._draw_anew()

    def _draw_anew(self) -> None:
        self._drawn.clear()
        self.refresh(layout=True)

    def _content(self, width: int) -> Content:
        if width not in self._drawn:
            found = self._changes
            self._drawn = {width: beside(found, width) if self.beside else below(found)}
        return self._drawn[width]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as it takes at that width."""
        return self._content(width).get_height({}, width) if width else 0

    def render(self) -> Content:
        """The text at the width that it has."""
        return self._content(self.content_size.width) if self.content_size.width else Content()


def below(found: Sequence[SectionChange]) -> Content:
    """What changed, one below the other."""
    if not found:
        return Content(EQUAL)
    parts: Parts = []
    for section in found:
        parts.append((f"{section.title}\n", "bold $accent"))
        for line in section.lines:
            parts += ["  " if len(line) > 1 else "", *_line(line), "\n"]
        parts.append("\n")
    titles = {section.title for section in found}
    same = ", ".join(s.title for s in SECTIONS if s.title not in titles)
    if same:
        parts.append((f"Unchanged: {same}", SAID))
    return Content.assemble(*parts)


def beside(found: Sequence[SectionChange], width: int) -> Content:
    """What changed, the older state at the left, the newer one at the right, in `width` columns.

    Sections that did not change are folded to one line where they stand.
    """
    if not found:
        return Content(EQUAL)
    by_key = {section.key: section for section in found}
    column = max(1, (width - len(BETWEEN)) // 2)
    lines: list[Content] = []
    same: list[str] = []
    for section in SECTIONS:
        change = by_key.get(section.key)
        if change is None:
            same.append(section.title)
            continue
        lines += [*_folded(same), Content.styled(change.title, "bold $accent")]
        same = []
        lines += [*_rows(change, column), Content()]
    return Content("\n").join([*lines, *_folded(same)])


def _folded(titles: list[str]) -> Iterator[Content]:
    if titles:
        yield Content.styled(f"Unchanged: {', '.join(titles)}", SAID)
        yield Content()


def _rows(section: SectionChange, column: int) -> Iterator[Content]:
    for left, right in sides(section.lines):
        ours, theirs = _column(left, right, column), _column(right, left, column)
        for one, other in zip_longest(ours, theirs, fillvalue=Content()):
            gap = " " * max(0, column - one.cell_length)
            yield Content.assemble(one, gap, (BETWEEN, "$foreground 30%"), other)


def _column(line: Line | None, other: Line | None, width: int) -> list[Content]:
    """A line in its column, with its sign before it; nothing where only the other state has it."""
    if line is None:
        return []
    kind, text = line[0]
    sign = ""
    if len(line) > 1:
        content = Content.assemble(*_words(line))
    elif kind == SAME:
        content = Content.styled(text, SAID if line == other else "")
    else:
        sign, content = "− " if kind == REMOVED else "+ ", Content.styled(text, STYLES[kind])
    wrapped = content.wrap(max(1, width - 2)) or [Content()]
    signs = [Content.styled(sign or "  ", _COLOUR.get(kind, "")), *[Content("  ")] * len(wrapped)]
    return [first + rest for first, rest in zip(signs, wrapped, strict=False)]


def _line(line: Line) -> Iterator[str | tuple[str, str]]:
    if len(line) == 1:
        kind, text = line[0]
        if kind == SAME:
            yield (f"  {text}", SAID)
        else:
            yield ("− " if kind == REMOVED else "+ ", _COLOUR[kind])
            yield (text, STYLES[kind])
        return
    yield from _words(line)


def _words(line: Line) -> Iterator[str | tuple[str, str]]:
    for kind, text in line:
        if kind == SAME:
            yield text
        else:
            opening, closing = SIGNS[kind]
            yield (opening, _COLOUR[kind])
            yield (text, STYLES[kind])
            yield (closing, _COLOUR[kind])


def legend() -> Content:
    """How removed and added are marked."""
    return Content.assemble(
        ("− ", _COLOUR[REMOVED]),
        ("removed", STYLES[REMOVED]),
        " line, ",
        ("+ ", _COLOUR[ADDED]),
        ("added", STYLES[ADDED]),
        " line · within a line: ",
        *_words(((REMOVED, "removed"), (SAME, " "), (ADDED, "added"))),
    )
