"""A section's limited Markdown as styled text: what the preview and the page in a dialog show.

Marks become styles, never Textual's markup; where a link leads stands behind it, and a click on
either asks whether to open it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from textual.content import Content

from pilotage.tui.links import link, linked

if TYPE_CHECKING:
    from pilotage.export.prose import Block, Items, Span

KEPT: Final = 200
"""How many texts are kept as they were drawn: more than a page has."""
INDENT: Final = "  "
BULLETS: Final = ("•", "◦", "▪")
"""By how deep the list lies; the last for all that is deeper."""
CODE: Final = "$text-accent on $surface"
TARGET: Final = "$foreground 65%"
_MARKED: Final = re.compile(r"[\\`*_\[\]<&~!]|^[ \t]*(?:[-+]|\d{1,9}[.)])(?:[ \t]|$)", re.MULTILINE)
"""What may be a mark; a text without any is what it reads, and needs no parser."""
_PIECES: Final = re.compile(r"\n[ \t]*\n(?=[^\s+*\d-])")
"""An empty line, and after it what is neither in a list nor begins one."""
_PARAGRAPHS: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


@lru_cache(KEPT)
def prose(text: str) -> Content:
    """A section's text."""
    if not _MARKED.search(text):
        return linked(plain(text))
    pieces = (piece.strip("\n") for piece in _PIECES.split(text))
    return linked(Content("\n\n").join([_piece(piece) for piece in pieces if piece.strip()]))


@lru_cache(KEPT)
def _piece(text: str) -> Content:
    """A piece of a section that reads the same by itself: who types changes one of them."""
    from pilotage.export.prose import blocks  # with its parser, which no plain page needs

    return Content("\n").join(_blocks(blocks(text), depth=0))


@lru_cache(KEPT)
def line(text: str) -> Content:
    """One line, which holds no list."""
    if not _MARKED.search(text):
        return linked(text)
    from pilotage.export.prose import spans

    return linked(_run(spans(text)))


def plain(text: str) -> str:
    """A text without marks as it is shown: outer blanks gone, one empty line between paragraphs."""
    return "\n\n".join(
        "\n".join(line.strip(" \t") for line in paragraph.split("\n"))
        for paragraph in _PARAGRAPHS.split(text.strip(" \t\n"))
    )


def _blocks(found: Iterable[Block], *, depth: int) -> Iterator[Content]:
    """The lines of the blocks; in a list they follow each other without an empty one."""
    from pilotage.export.prose import Paragraph

    before = False
    for block in found:
        if isinstance(block, Paragraph):
            if before and not depth:
                yield Content()
            yield from _run(block.spans).split("\n", allow_blank=True)
        else:
            yield from _items(block, depth)
        before = True


def _items(found: Items, depth: int) -> Iterator[Content]:
    number = found.start
    for item in found.items:
        mark = f"{number}. " if number is not None else f"{BULLETS[min(depth, 2)]} "
        lines = list(_blocks(item, depth=depth + 1)) or [Content()]
        yield Content(mark) + lines[0]
        for each in lines[1:]:
            yield Content(" " * len(mark)) + each
        number = number + 1 if number is not None else None


def _run(spans: Iterable[Span]) -> Content:
    parts: list[Content] = []
    href = ""
    for span in spans:
        if href and span.href != href and span.text.strip():
            parts.append(_target(href, parts))
            href = ""
        styles = [
            name
            for name, wanted in (
                ("bold", span.strong),
                ("italic", span.emphasis),
                ("underline", bool(span.href)),
                (CODE, span.code),
            )
            if wanted
        ]
        part = Content.styled(span.text, " ".join(styles))
        parts.append(part.stylize(link(span.href)) if span.href else part)
        href = span.href or href
    if href:
        parts.append(_target(href, parts))
    return Content("").join(parts)


def _target(href: str, parts: list[Content]) -> Content:
    """Where a link leads, unless that is just what it says."""
    said = parts[-1].plain if parts else ""
    return Content() if href.endswith(said) and said else Content.styled(f" ({href})", TARGET)
