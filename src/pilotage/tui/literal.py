"""User text is never markup: the ways to show it, and nothing else.

Textual reads `[...]` in plain strings as markup almost everywhere; a title like
`[@click=app.quit]` would become a link that quits. Every text that a person typed or a file
brought goes through `literal` (widgets) or `cell` (tables, which take Rich's text).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from rich.text import Text
    from textual.widgets import Static


def literal(text: str, style: str = "") -> Content:
    """A text for a widget, shown as it reads."""
    return Content.styled(text, style) if style else Content(text)


def put(widget: Static, text: str | Content, *, layout: bool = True) -> None:
    """Show a text where it may stand already: only another one is worth a layout of the screen."""
    wanted = literal(text) if isinstance(text, str) else text
    shown = widget.content
    if not isinstance(shown, Content) or not shown.is_same(wanted):
        widget.update(wanted, layout=layout)


def cell(text: str, style: str = "") -> Text:
    """A text for a table cell, shown as it reads, on one line and cut with an ellipsis."""
    from rich.text import Text

    return Text(text.replace("\n", " "), style=style, no_wrap=True, overflow="ellipsis")
