"""How numbers, dates and moments are shown."""

from __future__ import annotations

from pilotage.forms.values import day, moment, shown

__all__ = ["day", "moment", "shown"]
