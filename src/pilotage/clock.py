"""Where the time comes from."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Where the time comes from; tests and samples bring their own."""

    def now(self) -> datetime:
        """The moment, with its time zone."""
        ...

    def today(self) -> date:
        """The local date."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The local date."""
        return datetime.now().astimezone().date()
