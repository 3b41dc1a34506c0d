"""Days and dates: day N of 90, windows, what is late, which reviews are due."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from pilotage.model.project import Project
from pilotage.model.review import Cadence

LENGTH: Final = 90
"""The framework's length in days."""
GRACE_DAYS: Final = 7
"""A recurring review counts as missed when it is more than this many days overdue."""


def day_month_year(day: date) -> str:
    """A date in words, such as “3 November 2026”, the same on every platform."""
    return f"{day.day} {day:%B %Y}"


def day_of(project: Project, today: date) -> int:
    """The day number; 1 on the start date, 0 or less before it."""
    return (today - project.start).days + 1


def date_of_day(project: Project, day: int) -> date:
    """The date of a day number."""
    return project.start + timedelta(days=day - 1)


def window(project: Project, phase: int) -> tuple[int, int]:
    """The first and last day of a phase's window."""
    ends = project.policy.phase_ends
    return (ends[phase - 2] + 1 if phase > 1 else 1), ends[phase - 1]


def days_late(project: Project, phase: int, today: date) -> int:
    """By how many days a phase is past its window; 0 when it is not."""
    return max(0, day_of(project, today) - window(project, phase)[1])


def add_months(day: date, months: int) -> date:
    """The same day some months later, or that month's last day where it is shorter."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def review_date(cadence: Cadence, number: int) -> date:
    """The date of the recurring review of that number, counted from 0."""
    return add_months(cadence.first, number * cadence.interval.months)


def due_reviews(project: Project, today: date) -> tuple[date, ...]:
    """The reviews that are due today or overdue and not recorded, oldest first."""
    if project.cadence is None:
        return ()
    done = {review.due for review in project.reviews}
    due: list[date] = []
    number = 0
    while (day := review_date(project.cadence, number)) <= today:
        if day not in done:
            due.append(day)
        number += 1
    return tuple(due)


def next_review(project: Project, today: date) -> date | None:
    """The next review after today; None without a cadence."""
    if project.cadence is None:
        return None
    number = 0
    while (day := review_date(project.cadence, number)) <= today:
        number += 1
    return day


def missed_reviews(project: Project, today: date) -> tuple[date, ...]:
    """The due reviews whose days of grace are over."""
    return tuple(day for day in due_reviews(project, today) if (today - day).days > GRACE_DAYS)
