"""Dates as people type them: taken where they mean one day, refused where they can mean two."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.model.dates import MONTHS, NoDate, date_shown, read_date

TODAY = date(2026, 3, 2)
days = st.dates(date(2000, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-01", "2026-03-01"),
        ("2026-3-1", "2026-03-01"),
        ("2026/3/1", "2026-03-01"),
        ("2026.03.01", "2026-03-01"),
        ("20260301", "2026-03-01"),
        ("31.12.2026", "2026-12-31"),
        ("1.3.2026", "2026-03-01"),
        ("1. 3. 2026", "2026-03-01"),
        ("31/12/2026", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("31-12-2026", "2026-12-31"),
        ("5/5/2026", "2026-05-05"),
        ("12 Mar 2027", "2027-03-12"),
        ("12. March 2027", "2027-03-12"),
        ("12-mar-2027", "2027-03-12"),
        ("12th MARCH 2027", "2027-03-12"),
        ("March 12, 2027", "2027-03-12"),
        ("Sept 2 2027", "2027-09-02"),
        ("2027 Mar 12", "2027-03-12"),
        ("Thu 31 Dec 2026", "2026-12-31"),
        ("Thursday, 31 December 2026", "2026-12-31"),
        (" today ", "2026-03-02"),
        ("Tomorrow", "2026-03-03"),
        ("yesterday", "2026-03-01"),
        ("+7", "2026-03-09"),
        ("+ 7 days", "2026-03-09"),
        ("-3", "2026-02-27"),
    ],
)
def test_what_means_one_day_is_understood(text: str, day: str) -> None:
    assert read_date(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "3/4/2026",
            "“3/4/2026” can be 3 Apr 2026 or 4 Mar 2026: write 2026-04-03 or 2026-03-04.",
        ),
        ("03-04-2026", "can be 3 Apr 2026 or 4 Mar 2026"),
        ("12.31.2026", "There is no month 31"),
        ("31.2.2027", "February 2027 has 28 days, so there is no day 31."),
        ("29 Feb 2027", "February 2027 has 28 days"),
        ("0/0/2026", "There is no month 0"),
        ("0000-01-01", "There is no year 0"),
        ("31.12.26", "write the year with four digits"),
        ("31 Dec", "write the year too"),
        ("3/4", "write the year too"),
        ("12 Foo 2026", "there is no month “foo”"),
        ("1 M 2026", "there is no month “m”"),
        ("Fri 31 Dec 2026", "31 Dec 2026 is a Thursday"),
        ("soon", "“soon” is not a date; write it like 2026-03-31"),
        ("", "is not a date"),
        ("٣١.١٢.٢٠٢٦", "is not a date"),
        ("2026-03-01T09:00", "is not a date"),
        ("x" * 500, "…” is not a date"),
    ],
)
def test_what_means_no_day_or_two_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(NoDate) as refused:
        read_date(text, TODAY)
    assert said in str(refused.value)
    assert len(str(refused.value)) < 200


def test_a_day_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(NoDate, match="range"):
        read_date("+99999", date(9999, 12, 31))


@given(days)
def test_every_way_to_write_a_day_is_read_as_that_day(day: date) -> None:
    month = MONTHS[day.month - 1]
    written = (
        str(day),
        f"{day.year}-{day.month}-{day.day}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.day} {month} {day.year}",
        f"{month[:3]} {day.day}, {day.year}",
        date_shown(day),
    )
    assert {read_date(text, TODAY) for text in written} == {day}


@given(days)
def test_slashes_are_read_where_one_number_can_be_no_month_and_else_never(day: date) -> None:
    for text in (f"{day.day}/{day.month}/{day.year}", f"{day.month}/{day.day}/{day.year}"):
        if day.day > 12 or day.day == day.month:
            assert read_date(text, TODAY) == day
        else:
            with pytest.raises(NoDate) as refused:
                read_date(text, TODAY)
            assert str(day) in str(refused.value)
            assert str(date(day.year, day.day, day.month)) in str(refused.value)


@given(st.integers(-999, 999))
def test_days_from_today(away: int) -> None:
    assert read_date(f"{away:+}", TODAY) == TODAY + timedelta(days=away)


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    with suppress(NoDate):
        assert isinstance(read_date(text, TODAY), date)
