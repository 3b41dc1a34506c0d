"""A figure with its unit, as people write it."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

SIGNS: Final = frozenset("$£€¥₹")
"""Money signs that stand before the figure."""
CURRENCIES: Final = frozenset("EUR USD GBP CHF JPY CAD AUD SEK NOK DKK PLN CZK INR".split())  # noqa: SIM905 - a list of words reads best as words
CENTS: Final = Decimal("0.01")


def plain(value: Decimal) -> str:
    """A figure with thousands set apart and without zeros at its end: “1,204.5”."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: Decimal, unit: str = "") -> str:
    """A figure with its unit: “14 minutes”, “1 minute”, “8 %”, “$12.50”, “1,204.50 EUR”."""
    unit = unit.strip()
    words = unit.split()
    if not words:
        return plain(value)
    if words[0] in CURRENCIES or unit[0] in SIGNS:
        return _money(value, unit)
    if value == 1:
        unit = " ".join([_one(words[0]), *words[1:]])
    return f"{plain(value)} {unit}"


def brief(value: Decimal) -> str:
    """A figure in at most six characters: “8.25”, “1,204”, “12.3M”."""
    for size, letter in ((10**9, "G"), (10**6, "M"), (10**5, "k")):
        if value >= size:
            unit = 1000 if letter == "k" else size
            return f"{value / unit:.1f}".removesuffix(".0") + letter
    if value >= 1000:
        return f"{value:,.0f}"
    if 0 < value < Decimal("0.01"):
        return "<0.01"
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _money(value: Decimal, unit: str) -> str:
    # A sum of a few tenths of a cent keeps them; any other has two decimals or none.
    figure = plain(value)
    if value != value.to_integral_value() and value == value.quantize(CENTS):
        figure = f"{value.quantize(CENTS):,f}"
    return f"{unit[0]}{figure}{unit[1:]}" if unit[0] in SIGNS else f"{figure} {unit}"


def _one(word: str) -> str:
    """A unit's word for one of it: “minutes” → “minute”; what is no plain plural stays."""
    is_plural = len(word) > 3 and word.isalpha() and word.endswith("s") and word[-2] not in "su"
    return word[:-1] if is_plural else word
