"""Addresses in texts: which may be opened, and how a click on one asks to.

What a click does is data beside the text, never markup in it: whatever an address holds, it is
nothing but an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from textual.content import Content
from textual.style import Style

OPENED: Final = ("http", "https", "mailto")
"""The kinds of address that are opened; no other."""
LONGEST: Final = 2_000
_ADDRESS: Final = re.compile(r"\b(?:https?://|mailto:)[^\s<>\"“”„`{}|\\^]+", re.IGNORECASE)
_AFTER: Final = ".,;:!?'’*_…"
"""What stands behind an address rather than in it."""
_PAIRS: Final = {")": "(", "]": "["}


class Address(NamedTuple):
    """An address in a text, and from where to where it stands."""

    start: int
    end: int
    url: str


def addresses(text: str) -> Iterator[Address]:
    """The addresses in a text, from the first to the last, without what punctuates them."""
    for found in _ADDRESS.finditer(text):
        url = found[0]
        while url and (url[-1] in _AFTER or _is_open(url)):
            url = url[:-1]
        if leads_to(url):
            yield Address(found.start(), found.start() + len(url), url)


def _is_open(url: str) -> bool:
    """Whether it ends with a bracket that was opened in front of it."""
    opening = _PAIRS.get(url[-1], "")
    return bool(opening) and url.count(url[-1]) > url.count(opening)


def leads_to(url: str) -> str:
    """Whom an address reaches: the host, or the mailbox. Empty for one that is not opened."""
    if len(url) > LONGEST or not url.isprintable() or " " in url:
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme not in OPENED:
        return ""
    return parts.path if parts.scheme == "mailto" else host


def link(url: str) -> Style:
    """What makes a text ask to open an address when it is clicked."""
    return Style.from_meta({"@click": ("app.open_link", (url,))})


def linked(text: str | Content) -> Content:
    """A text in which each address can be clicked; all else is as it was."""
    content = Content(text) if isinstance(text, str) else text
    for address in addresses(content.plain):
        content = content.stylize(link(address.url), address.start, address.end)
    return content
