"""A project's dates as a calendar file (iCalendar, RFC 5545), for any calendar program.

A day by which something must be done is an all-day event: it belongs to the day wherever one is,
and blocks no hour. The recurring review is a meeting: it has an hour in a time zone, which stays
the same hour over every change of the clocks; so the file holds that zone's table.

Importing a later export again updates the events: their UIDs are the project's own, and SEQUENCE
and times of change come from the journal, so that the same project makes the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from pilotage import __version__
from pilotage.export.calendar_events import CalendarEvent, State, calendar_events, rule
from pilotage.export.time_zones import local_zone, zone_named
from pilotage.model.journal import Entry
from pilotage.model.project import Project
from pilotage.model.text import one_line

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event

REVIEW_TAKES: Final = timedelta(hours=1)
DAYS_BEFORE: Final = timedelta(days=3)
"""So long before a day or a review one is reminded for the first time."""
MORNING: Final = timedelta(hours=8)
"""At which hour of an all-day event one is reminded."""
HOUR_BEFORE: Final = timedelta(hours=1)
"""So long before a review one is reminded again."""
TABLE_YEARS: Final = 25
"""So many years the time zone's table covers; calendar programs know the zone by name too."""


def to_ics(
    project: Project,
    journal: Sequence[Entry],
    file: str = "",
    at: time = time(9),
    zone: str = "",
) -> bytes:
    """The calendar of a project in the file of that name.

    `at` is when reviews begin in the time zone `zone`, which is this machine's where it is empty.
    Raises `PilotageError` for an unknown zone.
    """
    from icalendar import Calendar

    name = zone or local_zone()
    place = zone_named(name)
    calendar = Calendar()
    calendar.add("prodid", f"-//Pilotage//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", project.title)
    calendar.add("x-wr-calname", project.title)
    changed = journal[-1].at if journal else datetime.combine(project.start, time(), UTC)
    number = journal[-1].seq if journal else 0
    events = calendar_events(project)
    timed = [event.on for event in events if event.repeats]
    if timed and name != "UTC":
        _add_zone(calendar, name, min(timed))
    for event in events:
        made = _event(event, datetime.combine(event.on, at, place) if event.repeats else event.on)
        made.add("uid", f"{event.key}.{project.uid}@pilotage")
        made.add("dtstamp", changed)
        made.add("last-modified", changed)
        made.add("sequence", number)
        open_it = f"Open it: pilotage {one_line(file)}" if file else ""
        made.add("description", "\n\n".join([*event.what_to_do, *filter(None, [open_it])]))
        calendar.add_component(made)
    content: bytes = calendar.to_ical()
    return content


def _add_zone(calendar: Calendar, name: str, first: date) -> None:
    from icalendar import Timezone

    start, end = date(first.year, 1, 1), date(first.year + TABLE_YEARS, 1, 1)
    calendar.add_component(Timezone.from_tzid(name, first_date=start, last_date=end))


def _event(event: CalendarEvent, starts: date) -> Event:
    from icalendar import Event

    made = Event()
    made.add("summary", event.summary)
    made.add("dtstart", starts)
    is_meeting = isinstance(starts, datetime)
    made.add("dtend", starts + (REVIEW_TAKES if is_meeting else timedelta(days=1)))
    if event.repeats:
        made.add("rrule", rule(event.repeats))
    made.add("status", "CANCELLED" if event.state is State.CANCELLED else "CONFIRMED")
    made.add("transp", "OPAQUE" if is_meeting else "TRANSPARENT")
    made.add("categories", ["Pilotage"])
    if event.state is State.AHEAD:
        early = -DAYS_BEFORE if is_meeting else MORNING - DAYS_BEFORE
        for before in (early, -HOUR_BEFORE if is_meeting else MORNING):
            made.add_component(_alarm(event.summary, before))
    return made


def _alarm(said: str, before: timedelta) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", said)
    alarm.add("trigger", before)
    return alarm
