"""Plain text as CommonMark that reads exactly as it was written, with as few marks as that takes.

An escape stands only where a reader of CommonMark, or of GitHub's tables, strikethrough and
task lists, would otherwise see markup: “11.5”, “snake_case” and “2 * 3” stay as they are.
"""

from __future__ import annotations

import re
from typing import Final

_PUNCTUATION: Final = r"""!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~"""
_MAYBE: Final = re.compile(
    r"(?P<backslash>\\)"
    r"|(?P<code>`)"
    r"|(?P<run>\*+|_+)"
    r"|(?P<close>\])"
    r"|(?P<tag><(?=[A-Za-z/!?]|$))"
    r"|(?P<entity>&(?=\#[0-9]{1,7};|\#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]*;|$))"
    r"|(?P<strike>~+)"
)
_START: Final = re.compile(
    r"(?P<plain>\#(?=\#{0,5}(?:\s|$))|>|[-+](?=\s|$)|[-=](?=[-=\s]*$)|[|:-](?=[-:|\s]*$)|~(?=~~))"
    r"|(?P<number>\d{1,9})[.)](?=\s|$)"
    r"|(?P<task>\[)(?=[ xX]\](?:\s|$))"
)
"""What could start a block, a table's rule or a task at the beginning of a line."""


def escaped(text: str, *, at_start: bool, in_link: bool = False) -> str:
    """One line of text; `at_start` where a block could begin with it."""

    def inline(found: re.Match[str]) -> str:
        return _inline(text, found)

    out = _MAYBE.sub(inline, text)
    if in_link:
        out = re.sub(r"(?<!\\)[\[\]]", r"\\\g<0>", out)
    return _START.sub(_start, out, count=1) if at_start and _START.match(out) else out


def heading(text: str) -> str:
    """A heading's text, whose closing number signs would be dropped."""
    return re.sub(r"(?:^|(?<=[ \t]))#+$", r"\\\g<0>", escaped(text, at_start=False))


def cell(text: str) -> str:
    """The text of a table's cell."""
    return escaped(text, at_start=False).replace("|", r"\|")


def _inline(text: str, found: re.Match[str]) -> str:
    before = text[found.start() - 1 : found.start()]
    after = text[found.end() : found.end() + 1]
    said = found[0]
    match found.lastgroup:
        case "backslash":
            needed = not after or re.match(f"[{_PUNCTUATION}]", after) is not None
        case "run":
            apart = before.isspace() and after.isspace()
            within = said[0] == "_" and before.isalnum() and after.isalnum()
            needed = not (apart or within)
        case "close":
            needed = not after or after in "([:"
        case "strike":
            opens = before.isspace() or (not before and after.isalnum())
            needed = len(said) > 1 or not opens
        case _:
            needed = True
    return "".join(f"\\{each}" for each in said) if needed else said


def _start(found: re.Match[str]) -> str:
    if found["number"]:
        return f"{found['number']}\\{found[0][-1]}"
    return f"\\{found[0]}"
