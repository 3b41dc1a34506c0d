"""What can be copied from where one is, as the text that it is: a row, a table, a list, a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, runtime_checkable

from textual.containers import ScrollableContainer
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from pilotage.export.to_csv import cell
from pilotage.method.requirement import counted

if TYPE_CHECKING:
    from textual.widgets.option_list import Option

# The widgets with their editor and their Markdown parser are loaded when somebody copies: each
# screen asks at its start whether something is marked.

_FIGURE: Final = re.compile(r"[+-]?\d[\d.,]*( ?%)?( better| worse)?")


class Copied(NamedTuple):
    """A text to copy, and what it is in a few words."""

    text: str
    what: str


@runtime_checkable
class HasRows(Protocol):
    """A table that can be copied."""

    def copied_heads(self) -> Sequence[str]:
        """The names of the columns."""
        ...

    def copied_rows(self, *, chosen: bool) -> Sequence[Sequence[str]]:
        """The texts of the rows, whole; of the row under the cursor only, if `chosen`."""
        ...


def here(screen: Screen[object]) -> Copied | None:
    """What is marked, or else under the cursor: a row, a line of a list, a text to read."""
    return marked(screen) or (of_row(screen.focused) if screen.focused else None)


def marked(screen: Screen[object]) -> Copied | None:
    """The text that is marked, by mouse or in a field."""
    focused = screen.focused
    text = screen.get_selected_text() or ""
    if not text and not is_secret(focused):
        text = getattr(focused, "selected_text", "")
    return Copied(text, "what is marked") if text else None


def of_row(widget: Widget) -> Copied | None:
    """The row or line under the cursor of a widget; of a text to read, all."""
    from textual.widgets import OptionList, TextArea

    if isinstance(widget, HasRows):
        rows = widget.copied_rows(chosen=True)
        return Copied(tabbed(rows), "the row") if rows else None
    if isinstance(widget, OptionList):
        if widget.highlighted is None:
            return None
        return Copied(_line(widget.get_option_at_index(widget.highlighted)), "the line")
    reads = isinstance(widget, ScrollableContainer) and not isinstance(widget, TextArea)
    return whole(widget) if reads else None


def whole(widget: Widget, *, markdown: bool = False) -> Copied | None:
    """All that a widget shows; a table with its heads, for a spreadsheet or as Markdown."""
    from textual.widgets import Input, OptionList, TextArea

    if isinstance(widget, HasRows):
        rows = widget.copied_rows(chosen=False)
        if not rows:
            return None
        write = in_markdown if markdown else tabbed
        return Copied(write([widget.copied_heads(), *rows]), f"the table ({_rows(len(rows))})")
    if isinstance(widget, OptionList):
        lines = [_line(option) for option in widget.options]
        return Copied("\n".join(lines), f"the list ({_rows(len(lines))})") if lines else None
    if isinstance(widget, TextArea):
        return Copied(widget.text, "the text") if widget.text else None
    if isinstance(widget, Input):
        return None if is_secret(widget) or not widget.value else Copied(widget.value, "the line")
    text = "\n".join(shown(widget))
    return Copied(text, "the text") if text.strip() else None


def table_of(screen: Screen[object]) -> Widget | None:
    """The table or list with the focus, else the first table that is in sight."""
    from textual.widgets import OptionList

    focused = screen.focused
    if isinstance(focused, HasRows | OptionList):
        return focused
    shown = (each for each in screen.query("*") if isinstance(each, HasRows))
    in_sight = (each for each in shown if isinstance(each, Widget) and each.region.area)
    return next(in_sight, None)


def is_secret(widget: Widget | None) -> bool:
    """Whether what is typed there is not to be seen."""
    return bool(getattr(widget, "password", False))


def tabbed(rows: Sequence[Sequence[str]]) -> str:
    """Rows as lines with tabs between their cells, as every spreadsheet takes them."""
    return "\n".join("\t".join(_cell(text) for text in row) for row in rows)


def in_markdown(rows: Sequence[Sequence[str]]) -> str:
    """Rows as a table in Markdown; the first are its heads."""
    heads, *others = ([_escaped(text) for text in row] for row in rows)
    lines = [heads, ["---"] * len(heads), *others]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    """A text for a spreadsheet, which must not calculate it; a plain figure stays one."""
    line = _one_line(text)
    return line if _FIGURE.fullmatch(line) else cell(line)


def _escaped(text: str) -> str:
    return _one_line(text).replace("\\", r"\\").replace("|", r"\|")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _rows(number: int) -> str:
    return counted(number, "row")


def _line(option: Option) -> str:
    prompt = option.prompt
    text = prompt.plain if isinstance(prompt, Content) else str(prompt)
    return "\n".join(line.strip() for line in text.splitlines())


def shown(widget: Widget) -> list[str]:
    """The texts of a widget and of what stands in it, from top to bottom."""
    if not widget.display:
        return []
    from textual.widgets import Markdown, Static

    if isinstance(widget, Markdown):
        return [widget.source]
    if isinstance(widget, Static):
        content = widget.visual
        return [content.plain] if isinstance(content, Content) and content.plain else []
    return [text for child in widget.children for text in shown(child)]
