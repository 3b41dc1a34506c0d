"""Time zones by name, the machine's own, and times of day as they are typed."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pilotage.errors import PilotageError
from pilotage.model.text import one_line


def local_zone() -> str:
    """The name of this machine's time zone, such as “Europe/Vienna”; “UTC” if it has no name."""
    import tzlocal

    try:
        name = tzlocal.get_localzone_name()
        return zone_named(name).key if name and name != "Etc/UTC" else "UTC"
    except (ZoneInfoNotFoundError, PilotageError, ValueError, OSError):
        return "UTC"


def zone_named(name: str) -> ZoneInfo:
    """A time zone by its name in the IANA database; raises `PilotageError` for an unknown one."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PilotageError(
            f"There is no time zone “{one_line(name)[:60]}”.",
            "Name one like Europe/Vienna or America/New_York.",
        ) from None


def time_of_day(text: str) -> time:
    """A time typed as HH:MM; raises `PilotageError` for anything else."""
    hour, _, minute = text.partition(":")
    if hour.isdecimal() and minute.isdecimal() and len(minute) == 2 and len(hour) <= 2:
        try:
            return time(int(hour), int(minute))
        except ValueError:
            pass
    raise PilotageError(f"“{one_line(text)[:20]}” is no time of day.", "Write it like 09:00.")
