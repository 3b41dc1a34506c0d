"""A section's text as blocks of styled spans: what every format and the preview is made from.

It is the limited Markdown of `limited_markdown`, read once: each span is plain text to be shown
as it is, with the styles that it has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from markdown_it.token import Token

from pilotage.export.limited_markdown import parsed, parsed_line

BREAK: Final = "\n"
"""The text of a span that is a line break."""


@dataclass(frozen=True)
class Span:
    """Text of one style. A line break is a span of its own: `BREAK`."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str = ""
    """Where it leads: http, https or mailto; empty when it is no link."""


@dataclass(frozen=True)
class Paragraph:
    """Spans that run on."""

    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Items:
    """A list; each item holds blocks."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None
    """The first number; None for bullets."""


Block = Paragraph | Items


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a section. What is nested too deeply to be read is one literal paragraph."""
    tokens = parsed(text)
    if tokens is None:
        lines = [line for line in text.strip().split("\n") if line.strip()]
        return (Paragraph(tuple(_broken(lines))),)
    return tuple(_blocks(iter(tokens)))


def spans(line: str) -> tuple[Span, ...]:
    """The spans of one line; it holds no list."""
    return tuple(_spans(parsed_line(line)))


def text_of(found: tuple[Block, ...]) -> str:
    """The text of blocks without any style."""
    return "\n".join(_lines(found))


def _lines(found: tuple[Block, ...]) -> Iterator[str]:
    for block in found:
        if isinstance(block, Paragraph):
            yield from "".join(span.text for span in block.spans).split(BREAK)
        else:
            for item in block.items:
                yield from _lines(item)


def _broken(lines: list[str]) -> Iterator[Span]:
    for number, line in enumerate(lines):
        if number:
            yield Span(BREAK)
        yield Span(line)


def _blocks(tokens: Iterator[Token]) -> Iterator[Block]:
    """The blocks up to the end of what is open."""
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                yield Items(tuple(_items(tokens)), None)
            case "ordered_list_open":
                start = token.attrGet("start")
                yield Items(tuple(_items(tokens)), int(start if start is not None else 1))
            case "inline":
                yield Paragraph(tuple(_spans(token.children or [])))
            case "list_item_close":
                return


def _items(tokens: Iterator[Token]) -> Iterator[tuple[Block, ...]]:
    for token in tokens:
        if token.type == "list_item_open":
            yield tuple(_blocks(tokens))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            return


def _spans(tokens: list[Token]) -> Iterator[Span]:
    style = Span("")
    strong = emphasis = 0
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                if token.content:
                    yield replace(style, text=token.content)
            case "code_inline":
                yield replace(style, text=token.content, code=True)
            case "softbreak" | "hardbreak":
                yield Span(BREAK)
            case "link_open":
                style = replace(style, href=str(token.attrGet("href")))
            case "link_close":
                style = replace(style, href="")
            case _:
                strong += _step(token, "strong")
                emphasis += _step(token, "em")
                style = replace(style, strong=strong > 0, emphasis=emphasis > 0)


def _step(token: Token, mark: str) -> int:
    return {f"{mark}_open": 1, f"{mark}_close": -1}.get(token.type, 0)
