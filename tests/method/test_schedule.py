"""Days, windows, lateness, and recurring reviews over the ends of months."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.actions import people
from pilotage.method.schedule import (
    add_months,
    date_of_day,
    day_month_year,
    day_of,
    days_late,
    due_reviews,
    missed_reviews,
    next_review,
    review_date,
    reviews_not_held,
    window,
)
from pilotage.model.project import Project
from pilotage.model.record import make
from pilotage.model.review import Cadence, Interval, ReviewRecord
from tests.way import START, Way

AT = "2026-03-02T09:00:00Z"


def with_cadence(
    first: date,
    interval: str = "monthly",
    done: tuple[date, ...] = (),
    held: date | None = None,
) -> Project:
    reviews = tuple(
        make(
            ReviewRecord,
            id=100 + i,
            due=day,
            held=held or day,
            by=1,
            at=AT,
            quality_holds=True,
            integrations_hold=True,
            outcome="fine",
        )
        for i, day in enumerate(done)
    )
    cadence = make(Cadence, interval=interval, owner=2, first=first)
    return Way().project.having(cadence=cadence, reviews=reviews)


def test_day_1_is_the_start() -> None:
    project = Way().project
    assert day_of(project, START) == 1
    assert day_of(project, START - timedelta(days=1)) == 0
    assert day_of(project, date(2026, 5, 30)) == 90
    assert date_of_day(project, 76) == date(2026, 5, 16)


def test_windows_follow_each_other_without_a_hole() -> None:
    project = Way().project
    windows = [window(project, phase) for phase in range(1, 6)]
    assert windows == [(1, 14), (15, 30), (31, 60), (61, 75), (76, 90)]


def test_windows_follow_the_policy() -> None:
    way = Way()
    way.do(people.change_policy, reason="Slower.", phase_ends=(20, 40, 80, 100, 120))
    assert [window(way.project, phase) for phase in (1, 2, 5)] == [(1, 20), (21, 40), (101, 120)]


@pytest.mark.parametrize(("day", "late"), [(1, 0), (14, 0), (15, 1), (30, 16)])
def test_late_is_after_the_window(day: int, late: int) -> None:
    project = Way().project
    assert days_late(project, 1, date_of_day(project, day)) == late


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 5, 15), 0, date(2026, 5, 15)),
        (date(2026, 8, 31), 25, date(2028, 9, 30)),
    ],
)
def test_months_end_where_they_end(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_a_cadence_from_the_31st_does_not_drift() -> None:
    cadence = make(Cadence, interval="monthly", owner=2, first=date(2026, 1, 31))
    assert [review_date(cadence, n).isoformat() for n in range(5)] == [
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
        "2026-05-31",
    ]


@given(
    st.dates(date(2000, 1, 1), date(2190, 1, 1)),
    st.sampled_from(list(Interval)),
    st.integers(0, 40),
)
def test_reviews_come_in_order_and_keep_their_day(
    first: date, interval: Interval, number: int
) -> None:
    cadence = make(Cadence, interval=interval, owner=2, first=first)
    one, two = review_date(cadence, number), review_date(cadence, number + 1)
    assert one < two
    assert (two.year * 12 + two.month) - (one.year * 12 + one.month) == interval.months
    assert one.day <= first.day
    assert one.day == first.day or (one + timedelta(days=1)).day == 1


def test_reviews_are_due_from_their_day_until_held() -> None:
    first = date(2026, 6, 15)
    project = with_cadence(first)
    assert due_reviews(project, date(2026, 6, 14)) == ()
    assert due_reviews(project, first) == (first,)
    assert due_reviews(project, date(2026, 8, 15)) == (first, date(2026, 7, 15), date(2026, 8, 15))
    held = with_cadence(first, done=(date(2026, 7, 15),))
    assert due_reviews(held, date(2026, 8, 15)) == (date(2026, 8, 15),)
    assert reviews_not_held(held, date(2026, 8, 15)) == (first,)
    assert reviews_not_held(project, date(2026, 8, 15)) == ()
    assert next_review(project, date(2026, 6, 14)) == first
    assert next_review(project, first) == date(2026, 7, 15)
    assert next_review(with_cadence(first, "quarterly"), first) == date(2026, 9, 15)


def test_a_review_is_missed_after_a_week_of_grace() -> None:
    project = with_cadence(date(2026, 6, 15))
    assert missed_reviews(project, date(2026, 6, 22)) == ()
    assert missed_reviews(project, date(2026, 6, 23)) == (date(2026, 6, 15),)


@given(held_after=st.integers(0, 200), months=st.integers(0, 7))
def test_a_look_settles_what_was_due_by_its_day(held_after: int, months: int) -> None:
    first = date(2026, 6, 15)
    today = first + timedelta(days=240)
    before = with_cadence(first)
    due = due_reviews(before, today)[months]
    held = max(due, first + timedelta(days=held_after))
    after = with_cadence(first, done=(due,), held=held)
    assert due_reviews(after, today) == tuple(
        day for day in due_reviews(before, today) if day > held
    )
    together = {*due_reviews(after, today), *reviews_not_held(after, today), due}
    assert together == {*due_reviews(before, today)}


def test_without_a_cadence_nothing_is_due() -> None:
    project = Way().project
    assert due_reviews(project, date(2030, 1, 1)) == ()
    assert next_review(project, date(2030, 1, 1)) is None


def test_dates_in_words() -> None:
    assert day_month_year(date(2026, 11, 3)) == "3 November 2026"
