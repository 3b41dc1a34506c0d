"""The calendar file, read back by a second library (vobject with dateutil)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.actions import review
from pilotage.errors import PilotageError
from pilotage.export.calendar_events import State, calendar_events
from pilotage.export.time_zones import local_zone, time_of_day, zone_named
from pilotage.export.to_ics import to_ics
from pilotage.method.schedule import review_date
from pilotage.model.journal import FIRST, Entry
from pilotage.model.project import Project
from pilotage.model.record import make
from pilotage.model.review import Cadence, Choice, Cycle, Interval
from tests import way as ways

VIENNA, TOKYO = ZoneInfo("Europe/Vienna"), ZoneInfo("Asia/Tokyo")


def journal(seq: int) -> list[Entry]:
    return [
        make(
            Entry,
            seq=seq,
            at=datetime(2026, 6, 1, 12, seq % 60, tzinfo=UTC),
            by="Ada",
            role="builder",
            action="x",
            what="x",
            previous=FIRST,
            hash="0" * 64,
        )
    ]


def with_cadence(interval: Interval, first: date) -> Project:
    cadence = Cadence(interval=interval, owner=1, first=first)
    return ways.reviewed().project.having(cadence=cadence)


def read_back(content: bytes) -> dict[str, vobject.base.Component]:
    calendar = vobject.readOne(content.decode("utf-8"))
    return {event.uid.value.split(".")[0]: event for event in calendar.vevent_list}


@settings(max_examples=12, deadline=None)
@given(
    first=st.one_of(
        st.dates(date(2024, 1, 1), date(2030, 12, 31)),
        st.sampled_from(
            [date(2026, 1, 31), date(2026, 8, 30), date(2027, 12, 29), date(2028, 2, 29)]
        ),
    ),
    interval=st.sampled_from(list(Interval)),
)
def test_five_years_of_reviews_fall_on_the_schedules_days(first: date, interval: Interval) -> None:
    project = with_cadence(interval, first)
    # vobject keeps a zone's first table for good: one whose clocks never change
    event = read_back(to_ics(project, journal(3), zone="Asia/Tokyo"))["recurring-review"]
    count = 60 // interval.months
    until = datetime.combine(first + timedelta(days=5 * 366 + 31), time(), TOKYO)
    found = event.rruleset.between(datetime.combine(first, time(), TOKYO), until, inc=True)
    assert project.cadence is not None
    days = [review_date(project.cadence, number) for number in range(count)]
    assert [moment.date() for moment in found][:count] == days


def test_a_review_keeps_its_hour_over_the_changes_of_the_clocks() -> None:
    project = with_cadence(Interval.MONTHLY, date(2026, 1, 31))
    event = read_back(to_ics(project, journal(3), at=time(9), zone="Europe/Vienna"))[
        "recurring-review"
    ]
    start = datetime(2026, 1, 1, tzinfo=VIENNA)
    moments = event.rruleset.between(start, start + timedelta(days=365))
    assert len(moments) == 12
    # vobject reckons with the zone's table in the file; zoneinfo with the system's
    assert {moment.astimezone(VIENNA).time() for moment in moments} == {time(9)}
    in_utc = {moment.month: moment.astimezone(UTC).hour for moment in moments}
    assert in_utc[2] == in_utc[12] == 8
    assert in_utc[4] == in_utc[9] == 7
    assert event.dtend.value - event.dtstart.value == timedelta(hours=1)


def test_deadlines_last_all_day_and_remind_on_that_morning() -> None:
    project = ways.handed_over().project
    events = read_back(to_ics(project, journal(3), "leads.pilotage.json", zone="UTC"))
    assert list(events) == [
        "phase-1-end", "phase-2-end", "phase-3-end", "phase-4-end", "formal-review", "phase-5-end",
    ]  # fmt: skip
    third = events["phase-3-end"]
    assert third.dtstart.value == project.start + timedelta(days=59)
    assert third.dtend.value - third.dtstart.value == timedelta(days=1)
    assert {a.trigger.value for a in third.valarm_list} == {
        timedelta(hours=8), timedelta(hours=8, days=-3),
    }  # fmt: skip
    assert "pilotage leads.pilotage.json" in third.description.value
    passed = events["phase-2-end"]
    assert passed.summary.value.endswith("is done")
    assert not hasattr(passed, "valarm_list")
    assert passed.status.value == "CONFIRMED"


def test_a_later_export_updates_what_the_earlier_one_made() -> None:
    earlier, later = ways.handed_over().project, ways.integrated().project
    later = later.having(uid=earlier.uid)
    one, two = to_ics(earlier, journal(3), zone="UTC"), to_ics(later, journal(9), zone="UTC")
    assert to_ics(earlier, journal(3), zone="UTC") == one
    before, after = read_back(one), read_back(two)
    assert [e.uid.value for e in before.values()] == [e.uid.value for e in after.values()]
    assert {e.sequence.value for e in before.values()} == {"3"}
    assert {e.sequence.value for e in after.values()} == {"9"}
    assert after["phase-3-end"].summary.value != before["phase-3-end"].summary.value


def test_the_reviews_of_a_stopped_workflow_are_cancelled() -> None:
    project = ways.reviewed().project
    assert project.decision is not None
    stopped = project.having(decisions=(project.decision.with_(choice=Choice.STOP),))
    events = read_back(to_ics(stopped, journal(3), zone="America/New_York"))
    assert events["recurring-review"].status.value == "CANCELLED"


def test_text_is_text_and_lines_are_short() -> None:
    title = "Leads, first; \\n second: “Ü” " + "x" * 60
    project = ways.handed_over().project.with_(title=title)
    content = to_ics(project, journal(3), zone="Asia/Kolkata")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert read_back(content)["phase-1-end"].summary.value.startswith(project.title)


def test_times_and_zones_are_checked() -> None:
    assert time_of_day("9:05") == time(9, 5)
    for wrong in ("9", "25:00", "09:5", "x:00", "", "٩:00:00"):
        with pytest.raises(PilotageError, match="time of day"):
            time_of_day(wrong)
    for wrong in ("Vienna", "../etc/passwd", "", "a\0b"):
        with pytest.raises(PilotageError, match="time zone"):
            zone_named(wrong)


@pytest.mark.parametrize("setting", ["America/New_York", "nonsense"])
def test_the_machines_zone_comes_from_its_setting(
    setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", setting)
    found = local_zone()
    assert zone_named(found).key == found
    assert (found == setting) == (setting == "America/New_York")


def test_the_formal_review_of_a_second_cycle_is_still_to_come() -> None:
    project = ways.reviewed().project
    assert project.decision is not None
    opened = Cycle(
        id=project.next_id, number=2, decision=project.decision.id, phases=(3, 5), by=1,
        at=datetime(2026, 6, 1, tzinfo=UTC), on=date(2026, 6, 1), records_before=project.next_id,
    )  # fmt: skip
    of = {event.key: event.state for event in calendar_events(project)}
    again = {event.key: event.state for event in calendar_events(project.having(cycles=(opened,)))}
    assert (of["formal-review"], again["formal-review"]) == (State.DONE, State.AHEAD)


def test_a_later_cycle_moves_the_dates_of_its_own_phases_only() -> None:
    way = ways.reviewed().as_(ways.DECISION_MAKER).on_day(100)
    before = {event.key: event for event in calendar_events(way.project)}
    way.do(review.record_decision, choice="hold_and_fix", reason="Not yet.", phases=(4,))
    after = {event.key: event for event in calendar_events(way.project)}
    for phase in (1, 2, 3):
        assert after[f"phase-{phase}-end"] == before[f"phase-{phase}-end"]
    opened = way.clock.day
    assert after["phase-4-end"].on == opened + timedelta(days=14)
    assert after["phase-5-end"].on == opened + timedelta(days=29)
    assert after["formal-review"].on == opened
    assert "(cycle 2) on the decision-maker" in after["formal-review"].what_to_do[0]
    assert "(day 76) on the decision-maker" in before["formal-review"].what_to_do[0]
