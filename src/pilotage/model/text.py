"""What text may hold, and the cleaning that every typed or imported text goes through.

Control characters, bidirectional overrides, noncharacters and lone surrogates are never part
of what a person meant; in a terminal they can move the cursor or hide text, in a document they
can break the page. They are dropped at this boundary, and the caller can tell the user so.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field

_FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f"  # C0 but tab and newlines, DEL
    "\x80-\x9f"  # C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\ud800-\udfff"  # lone surrogates
    "\ufdd0-\ufdef\ufeff"  # noncharacters, byte order mark
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
    )
    + "]"
)
_NEWLINES = re.compile("\r\n?|\u2028|\u2029|\x85")
_BLANKS = re.compile(r"[ \t\n\u00a0]+")
_UNSEEN = frozenset({"Zs", "Cf", "Cc"})


class Cleaned(NamedTuple):
    """A cleaned text and how many characters were dropped from it."""

    text: str
    dropped: int


def clean(text: str) -> Cleaned:
    """Drop what no text may hold, unify line ends and compose accents (Unicode NFC)."""
    if text.isascii() and text.isprintable():  # most texts: loading 100,000 records cleans each
        return Cleaned(text, 0)
    text = _NEWLINES.sub("\n", text)
    kept, dropped = _FORBIDDEN.subn("", text)
    return Cleaned(unicodedata.normalize("NFC", kept), dropped)


def cleaned(value: Any) -> Any:
    """Data as JSON has it, with all its texts cleaned."""
    if isinstance(value, str):
        return clean(value).text
    if isinstance(value, list):
        return [cleaned(each) for each in value]
    if isinstance(value, dict):
        return {clean(key).text: cleaned(each) for key, each in value.items()}
    return value


def one_line(text: str) -> str:
    """Clean a text and fold it to one line without outer blanks.

    A text of blanks and invisible characters alone becomes empty: nobody could read it.
    """
    if text.isascii() and text.isprintable() and "  " not in text and text == text.strip(" "):
        return text  # as most are: loading 100,000 records asks for each
    line = _BLANKS.sub(" ", clean(text).text).strip(" ")
    return line if line.isascii() or is_visible(line) else ""


def is_visible(text: str) -> bool:
    """Whether a text holds anything that can be seen: not only blanks and joiners."""
    return any(unicodedata.category(character) not in _UNSEEN for character in text)


def _prose(value: object) -> object:
    return clean(value).text if isinstance(value, str) else value


def _line(value: object) -> object:
    if not isinstance(value, str):
        return value
    # what `one_line` begins with: asking it costs as much again
    if value.isascii() and value.isprintable() and "  " not in value and value == value.strip(" "):
        return value
    return one_line(value)


def _reason(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = clean(value).text.strip()
    return text if is_visible(text) else ""


# The limits stand before the cleaning, which so runs first: what counts is the cleaned text.
_Line = BeforeValidator(_line)
_Prose = BeforeValidator(_prose)
_Reason = BeforeValidator(_reason)

Name = Annotated[str, Field(min_length=1, max_length=80), _Line]
"""A person's or a system's name: 1 to 80 characters on one line."""

Title = Annotated[str, Field(min_length=1, max_length=120), _Line]
"""A workflow's title or a metric's name: 1 to 120 characters on one line."""

Line = Annotated[str, Field(max_length=300), _Line]
"""A line that may be empty: up to 300 characters."""

Unit = Annotated[str, Field(max_length=40), _Line]
"""What a metric is counted in: up to 40 characters."""

Said = Annotated[str, Field(min_length=1, max_length=300), _Line]
"""A line that must say something: 1 to 300 characters."""

Reason = Annotated[str, Field(min_length=3, max_length=1000), _Reason]
"""Why something was decided: 3 to 1,000 characters, without outer blanks."""

Note = Annotated[str, Field(max_length=1000), _Prose]
"""A remark that may be empty: up to 1,000 characters."""

Prose = Annotated[str, Field(max_length=4000), _Prose]
"""A section of the page: up to 4,000 characters, line breaks kept."""

Lines = Annotated[tuple[Said, ...], Field(max_length=40)]
"""A list of up to 40 lines of 1 to 300 characters each."""
