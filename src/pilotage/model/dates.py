"""Dates as people type them: understood where they can mean one day only.

“3/4/2026” is 3 April to one reader and 4 March to the next, so it is refused with both days
named; “31/12/2026” is not, and is taken. Nothing is ever guessed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from pilotage.model.text import one_line

WEEKDAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
RELATIVE: Final = {"today": 0, "tomorrow": 1, "yesterday": -1}
EXAMPLES: Final = "2026-03-31, 31.3.2026 or 31 Mar 2026"

_WEEKDAY = re.compile(r"(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]? (?=\S)")
_AWAY = re.compile(r"([+-]) ?(\d{1,5})(?: ?days?| ?d)?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})\.?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2}) ?([-./]) ?(\d{1,2}) ?\2 ?(\d{4})", re.ASCII)
_DAY_AND_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?[ -]?([a-z]+)\.?,?[ -]?(\d{4})", re.ASCII)
_NAME_AND_DAY = re.compile(r"([a-z]+)\.? ?(\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_NAME_IN_MIDDLE = re.compile(r"(\d{4})[ -]([a-z]+)[ -](\d{1,2})", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}[-./ ]+(?:\d{1,2}|[a-z]+)[-./ ]+'?\d{2}", re.ASCII)
_NO_YEAR = re.compile(r"\d{1,2}(?:[-./]\d{1,2}\.?| ?[a-z]+)|[a-z]+ ?\d{1,2}", re.ASCII)


class NoDate(ValueError):
    """A text is no date, or could be two; the message says which and what to write."""


def read_date(text: str, today: date) -> date:
    """The one day that a typed text can mean; raises `NoDate` with the reason.

    Understood are `2026-3-1`, `1.3.2026` (day first), `31/12/2026` (only where one of the two
    can't be a month), `12 Mar 2027`, `March 12, 2027`, `today`, `+7` and `-3`.
    """
    plain = one_line(text)
    words = plain.casefold()
    wanted = _WEEKDAY.match(words)
    day = _read(words[wanted.end() :] if wanted else words, plain, today)
    weekday = WEEKDAYS[day.weekday()]
    if wanted and not weekday.casefold().startswith(wanted[1][:3]):
        raise NoDate(f"{_plain(day)} is a {weekday}; which is meant?")
    return day


def date_shown(day: date) -> str:
    """A date that nobody reads two ways: “Thu 31 Dec 2026”."""
    return f"{WEEKDAYS[day.weekday()][:3]} {_plain(day)}"


def _plain(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def _read(words: str, plain: str, today: date) -> date:
    if words in RELATIVE:
        return _away(today, RELATIVE[words])
    if found := _AWAY.fullmatch(words):
        return _away(today, int(found[1] + found[2]))
    if found := _YEAR_FIRST.fullmatch(words):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _YEAR_LAST.fullmatch(words):
        return _year_last(plain, int(found[1]), found[2], int(found[3]), int(found[4]))
    if found := _DAY_AND_NAME.fullmatch(words):
        return _day(int(found[3]), _month(found[2], plain), int(found[1]))
    if found := _NAME_AND_DAY.fullmatch(words):
        return _day(int(found[3]), _month(found[1], plain), int(found[2]))
    if found := _NAME_IN_MIDDLE.fullmatch(words):
        return _day(int(found[1]), _month(found[2], plain), int(found[3]))
    if len(words) == 8 and words.isascii() and words.isdigit():
        return _day(int(words[:4]), int(words[4:6]), int(words[6:]))
    if _SHORT_YEAR.fullmatch(words):
        raise NoDate(f"“{plain}”: write the year with four digits, like {EXAMPLES}.")
    if _NO_YEAR.fullmatch(words):
        raise NoDate(f"“{plain}”: write the year too, like {EXAMPLES}.")
    raise NoDate(f"{_quoted(plain)} is not a date; write it like {EXAMPLES}.")


def _year_last(plain: str, first: int, between: str, second: int, year: int) -> date:
    """Day first with dots; else whatever can be no month is the day."""
    if between == "." or first > 12 or first == second:
        return _day(year, second, first)
    if second > 12:
        return _day(year, first, second)
    one, other = _day(year, second, first), _day(year, first, second)
    raise NoDate(f"“{plain}” can be {_plain(one)} or {_plain(other)}: write {one} or {other}.")


def _month(name: str, plain: str) -> int:
    """A month by its English name or the first three letters or more of it."""
    for number, month in enumerate(MONTHS, start=1):
        if len(name) >= 3 and month.casefold().startswith(name):
            return number
    if name == "sept":
        return 9
    raise NoDate(f"{_quoted(plain)} is not a date: there is no month “{name[:20]}”.")


def _day(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise NoDate(f"There is no month {month}; write the date like {EXAMPLES}.")
    if not year >= 1:
        raise NoDate(f"There is no year {year}.")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise NoDate(f"{MONTHS[month - 1]} {year} has {last} days, so there is no day {day}.")
    return date(year, month, day)


def _away(today: date, days: int) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        raise NoDate("That day is out of the calendar's range.") from None


def _quoted(text: str) -> str:
    return f"“{text[:39]}…”" if len(text) > 40 else f"“{text}”"
