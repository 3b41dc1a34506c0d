"""What people type as numbers and dates, and how they are shown."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from pilotage.errors import Invalid
from pilotage.model.text import one_line


def number(text: str) -> str:
    """A typed number as the model reads it: “12,5” and “1 200” are understood."""
    plain = one_line(text).replace("\u202f", "").replace(" ", "").rstrip("%")
    if "," in plain and "." not in plain:
        plain = plain.replace(",", ".")
    return plain


def typed_day(text: str, field: str) -> date:
    """A typed date; raises `Invalid` for the field."""
    plain = one_line(text)
    try:
        return date.fromisoformat(plain)
    except ValueError:
        said = f"“{plain[:40]}” is not a date; write it like 2026-03-31."
        raise Invalid(field, text, "a date", said) from None


def shown(value: Decimal | None, unit: str = "") -> str:
    """A figure with its unit: “14 minutes”, “8 %”; a dash where there is none."""
    if value is None:
        return "–"
    plain = f"{value.normalize():,f}" if value else "0"
    return f"{plain} {unit}".strip()


def day(value: date | None) -> str:
    """A date, short and sortable."""
    return value.isoformat() if value else "–"


def moment(value: datetime) -> str:
    """A moment in local time, to the minute."""
    return value.astimezone().strftime("%Y-%m-%d %H:%M")
