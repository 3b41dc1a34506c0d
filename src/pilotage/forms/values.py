"""How numbers, dates and moments are shown."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from pilotage.model.units import amount


def shown(value: Decimal | None, unit: str = "") -> str:
    """A figure with its unit: “14 minutes”, “8 %”; a dash where there is none."""
    if value is None:
        return "–"
    return amount(value, unit)


def day(value: date | None) -> str:
    """A date, short and sortable."""
    return value.isoformat() if value else "–"


def moment(value: datetime) -> str:
    """A moment in local time, to the minute."""
    return value.astimezone().strftime("%Y-%m-%d %H:%M")
