"""Numbers as people type them: “12,5”, “1 200”, “1.200,50” and “8 %” are understood."""

from __future__ import annotations

import re

from pilotage.model.text import one_line

_APART = re.compile(r"[+-]?[0-9]{1,3}(?:[ '’\u2009\u202f][0-9]{3})+(?:[.,][0-9]*)?")
"""Groups of three digits, apart."""
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*(?!\1)(?:[.,][0-9]*)?")
"""Groups of three digits with points or with commas between them."""
_EITHER = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
"""Thousands to one reader, decimals to the next."""


class NoNumber(ValueError):
    """A text can be two numbers; the message names both."""


def read_number(text: str) -> str:
    """A typed number as the model reads it: no groups, and a point before the decimals.

    A comma before anything but three digits is a decimal comma. “1,200” can be both, and raises
    `NoNumber`. What is no number at all comes back as it is: the model says so.
    """
    plain = one_line(one_line(text).removesuffix("%"))
    if _APART.fullmatch(plain):
        plain = re.sub("[^0-9.,+-]", "", plain)
    elif _EITHER.fullmatch(plain):
        one, other = plain.replace(",", ""), plain.replace(",", ".").rstrip("0").rstrip(".")
        raise NoNumber(f"“{plain}” can be {one} or {other}: write which one, without the comma.")
    grouped = _GROUPED.fullmatch(plain)
    if grouped and (plain.count(grouped[1]) > 1 or ("," in plain and "." in plain)):
        plain = plain.replace(grouped[1], "")
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    return plain.removesuffix(".")
