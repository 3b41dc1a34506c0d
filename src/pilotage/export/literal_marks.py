"""What somebody typed that no format shows as more than it reads: headings, tables, HTML and so on.

It reads the text by its signs, not by a parser: what it takes grows with the length of the text
and with nothing else, so that it can be asked after each key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pilotage.export.schemes import is_allowed

_ESCAPED: Final = re.compile(r"\\[!-/:-@\[-`{-~]")
_TICKS: Final = re.compile("`+")
_MARKER: Final = r"(?:[-*+]|\d{1,9}[.)])"
_BEFORE: Final = re.compile(rf"(?:[ \t]*{_MARKER}(?=[ \t]))*[ \t]*")
"""The blanks and the list markers that a line begins with."""
_APART: Final = re.compile(rf"\n[ \t]*(?:\n|(?={_MARKER}[ \t]))")
"""What no code goes across: an empty line, or the beginning of a list's item."""
_MARKER_ALONE: Final = re.compile(rf"[ \t]*{_MARKER}(?:[ \t]|$)")

HEADING: Final = "heading (#)"
QUOTE: Final = "quote (>)"
CODE_BLOCK: Final = "code block"
RULE: Final = "rule (---)"
TABLE: Final = "table"
IMAGE: Final = "image (![…])"
HTML: Final = "HTML (<…>)"
LINK: Final = "link to where no page may lead"
STRUCK: Final = "strikethrough (~~)"
MARKS: Final = "emphasis, code and links"

_AT_START: Final = (
    (HEADING, re.compile(r"#{1,6}(?:[ \t]|$)|=+[ \t]*$")),
    (QUOTE, re.compile(r">")),
    (CODE_BLOCK, re.compile(r"```|~~~")),
    (RULE, re.compile(r"(?:-[ \t]*){2,}$|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$")),
)
"""What begins a line, after list markers."""
_INSIDE: Final = (
    (IMAGE, re.compile(r"!\[[^\[\]]*\][(\[]")),
    (
        HTML,
        re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:[\s/][^<>]*)?>|<!--|<[?!][A-Za-z]|&#?\w{1,31};"),
    ),
    (STRUCK, re.compile(r"~~[^\s~][^~]*~~")),
)
_LINK: Final = re.compile(
    r"\[[^\[\]]*\]\(\s*+(?:<([^<>\n]*)>|([^\s()<>]*+))(?:\s++(?:\"[^\"]*\"|'[^']*'))?\s*+\)"
    r"|<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>"
)
_REFERENCE: Final = re.compile(r"[ \t]*\[[^\[\]]+\]:[ \t]*<?\w+:")
_DELIMITERS: Final = frozenset("|-: \t")
_PLAIN: Final = re.compile(
    r"\*\*?\w[^*\n]*\*|(?<!\w)__?\w[^_\n]*_|`[^`\n]+`|\]\(|<(?:https?|mailto):"
)


def literal_marks(text: str, kind: str = "prose") -> tuple[str, ...]:
    """What of a text is shown as typed, in words; empty where all of it is shown as meant.

    `kind` is the section's: only `prose` holds blocks of code; a `line` holds no mark at all.
    """
    found = set(_at_starts(text, kind))
    masked = _without_code(_ESCAPED.sub("··", text))
    found |= {name for name, pattern in _INSIDE if pattern.search(masked)}
    if any(not is_allowed(_url(match)) for match in _LINK.finditer(masked)):
        found.add(LINK)
    if kind == "line" and _PLAIN.search(text):
        found.add(MARKS)
    return tuple(name for name in _ORDER if name in found)


_ORDER: Final = (
    *(name for name, _ in _AT_START),
    TABLE,
    *(name for name, _ in _INSIDE),
    LINK,
    MARKS,
)


def _at_starts(text: str, kind: str) -> Iterator[str]:
    """What lines begin with, and what they are altogether."""
    in_list = after_blank = False
    for number, line in enumerate(text.split("\n")):
        if not line.strip():
            after_blank = True
            continue
        start = _BEFORE.match(line)
        rest = line[start.end() :] if start else line
        yield from (name for name, pattern in _AT_START if pattern.match(rest))
        if "|" in rest and "-" in rest and _DELIMITERS.issuperset(line):
            yield TABLE
        if _REFERENCE.match(line):
            yield LINK
        if kind != "prose":
            continue
        indented = line.startswith(("    ", "\t", " \t", "  \t", "   \t"))
        if indented and not in_list and (after_blank or not number):
            yield CODE_BLOCK
        if _MARKER_ALONE.match(line):
            in_list = True
        elif not indented and not line.startswith(" ") and after_blank:
            in_list = False
        after_blank = False


def _without_code(text: str) -> str:
    """The text with what stands between backticks left out: there every sign is meant."""
    return "\n\n".join(_piece_without_code(piece) for piece in _APART.split(text))


def _piece_without_code(text: str) -> str:
    runs = list(_TICKS.finditer(text))
    if not runs:
        return text
    by_length: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        by_length.setdefault(len(runs[index][0]), []).append(index)
    out: list[str] = []
    index = at = 0
    while index < len(runs):
        same = by_length[len(runs[index][0])]
        while same and same[-1] <= index:
            same.pop()
        if same:
            out.append(text[at : runs[index].start()])
            index = same[-1]
            at = runs[index].end()
        index += 1
    return "·".join([*out, text[at:]])


def _url(match: re.Match[str]) -> str:
    return next((group for group in match.groups() if group), "")
