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


class StoppedClock:
    """A clock that stands at one moment: for a look at the past."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """The moment."""
        return self._moment

    def today(self) -> date:
        """Its local date."""
        return self._moment.astimezone().date()


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The local date."""
        return datetime.now().astimezone().date()
