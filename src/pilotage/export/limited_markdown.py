"""The little Markdown that a page's text may hold: emphasis, code, links and lists.

Everything else is shown as it was typed: raw HTML, images, headings, quotes, code blocks,
entities. A link leads to http, https or mail, or it is no link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pilotage.export.escaping import escaped
from pilotage.export.schemes import is_allowed

NESTING: Final = 20
_DEEPEST: Final = NESTING - 2
"""From this level on the parser may drop text, so such a text is shown as it was typed."""
_OFF: Final = (
    "image",
    "entity",
    "html_inline",
    "html_block",
    "heading",
    "lheading",
    "hr",
    "code",
    "fence",
    "blockquote",
    "reference",
)
HARD_BREAK: Final = "  \n"
"""A line break within a paragraph: unseen where the text is read as it is."""
BREAKS: Final = (HARD_BREAK, "\\\n")
OPENING: Final = ("em_open", "strong_open", "link_open")


@cache
def parser() -> MarkdownIt:
    """The parser; line breaks are kept, as a person who types them expects."""
    markdown = MarkdownIt(
        "commonmark", {"html": False, "maxNesting": NESTING, "breaks": True}
    ).disable(list(_OFF))
    markdown.validateLink = is_allowed  # type: ignore[method-assign]
    markdown.add_render_rule("link_open", _link_open)
    for kind in ("paragraph_open", "bullet_list_open", "ordered_list_open", "list_item_open"):
        markdown.add_render_rule(kind, _block_open)
    return markdown


def to_html(text: str) -> str:
    """A section's text as HTML blocks."""
    tokens = parsed(text)
    if tokens is None:
        return f'<p dir="auto">{escape(text.strip()).replace(chr(10), "<br />")}</p>\n'
    html: str = parser().renderer.render(tokens, parser().options, {})
    return html


def line_to_html(text: str) -> str:
    """One line's text as inline HTML; it holds no list."""
    return str(parser().renderInline(text))


def to_markdown(text: str) -> str:
    """A section's text as CommonMark that any reader shows the same way."""
    tokens = parsed(text)
    if tokens is None:
        return HARD_BREAK.join(plain(line) for line in text.strip().split("\n") if line.strip())
    return _blocks(tokens)


def line_to_markdown(text: str) -> str:
    """One line's text as CommonMark; it holds no list."""
    return _inline(parsed_line(text))


def plain(text: str) -> str:
    """Text without any markup as CommonMark that reads exactly as written, on one line."""
    return escaped(" ".join(text.split()), at_start=True)


def _link_open(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    tokens[index].attrSet("rel", "noopener noreferrer")
    return str(renderer.renderToken(tokens, index, options, env))


def _block_open(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """A block runs in the direction of its own script."""
    tokens[index].attrSet("dir", "auto")
    return str(renderer.renderToken(tokens, index, options, env))


def parsed(text: str) -> list[Token] | None:
    """A section's tokens; None when the text is nested so deeply that some of it would be lost."""
    tokens = parser().parse(text)
    return None if any(token.level >= _DEEPEST for token in tokens) else tokens


def parsed_line(text: str) -> list[Token]:
    """The tokens of one line, which holds no list."""
    return parser().parseInline(text)[0].children or []


def _blocks(tokens: list[Token]) -> str:
    """Lists and paragraphs back as text, their content indented by their markers' width."""
    lines: list[str] = []
    lists: list[tuple[Token, int]] = []
    indent, marker = 0, ""
    for token in tokens:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append((token, int(token.attrGet("start") or 1)))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
                if not lists:
                    lines.append("")
            case "list_item_open":
                opened, number = lists[-1]
                ordered = opened.type == "ordered_list_open"
                marker += f"{number}{token.markup} " if ordered else f"{token.markup} "
                lists[-1] = (opened, number + 1)
                indent += len(f"{number}{token.markup} ") if ordered else 2
            case "list_item_close":
                opened, number = lists[-1]
                if marker:
                    lines.append(" " * (indent - len(marker)) + marker.rstrip())
                    marker = ""
                ordered = opened.type == "ordered_list_open"
                indent -= len(f"{number - 1}{token.markup} ") if ordered else 2
            case "inline":
                first = " " * (indent - len(marker)) + marker
                body = _inline(token.children or []).split("\n")
                lines.append(first + body[0])
                lines.extend(" " * indent + line for line in body[1:])
                marker = ""
            case "paragraph_close" if not token.hidden:
                lines.append("")
    return "\n".join(lines).strip("\n")


def _inline(tokens: list[Token]) -> str:
    out: list[str] = []
    links: list[str] = []
    at_start = True
    last = ""
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                out.append(escaped(token.content, at_start=at_start, in_link=bool(links)))
            case "softbreak" | "hardbreak":
                # at the start of a line, after a blank or an opening mark, blanks would be dropped
                after_blank = not out or not out[-1] or out[-1][-1].isspace()
                unseen = last not in OPENING and not after_blank
                out.append(HARD_BREAK if unseen else "\\\n")
            case "code_inline":
                out.append(_code(token.content))
            case "em_open" | "em_close" | "strong_open" | "strong_close":
                out.append(token.markup)
            case "link_open":
                if out and out[-1].endswith("!"):
                    out[-1] = f"{out[-1][:-1]}\\!"
                out.append("[")
                links.append(_target(token))
            case "link_close":
                out.append(f"]({links.pop()})")
        at_start = not out or out[-1] in BREAKS or (at_start and not out[-1])
        last = token.type
    return "".join(out)


def _target(token: Token) -> str:
    href = re.sub(r"[\\&<>]", lambda found: f"\\{found[0]}", str(token.attrGet("href")))
    if set("()") & set(href):
        href = f"<{href}>"
    title = token.attrGet("title")
    if not title:
        return href
    said = re.sub(r'[\\"&]', lambda found: f"\\{found[0]}", str(title).replace("\n", " "))
    return f'{href} "{said}"'


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pads = text.strip(" ") and (
        text[0] == "`" or text[-1] == "`" or (text[0] == " " and text[-1] == " ")
    )
    return f"{fence} {text} {fence}" if pads else f"{fence}{text}{fence}"
