"""Days and dates: day N of 90, windows, what is late, which reviews are due."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from pilotage.model.project import PHASES, Project
from pilotage.model.review import Cadence

LENGTH: Final = 90
"""The framework's length in days."""
GRACE_DAYS: Final = 7
"""A recurring review counts as missed when it is more than this many days overdue."""


def day_month_year(day: date) -> str:
    """A date in words, such as “3 November 2026”, the same on every platform."""
    return f"{day.day} {day:%B %Y}"


def opening(project: Project) -> date:
    """Day 1: the project's start, or the day on which its last cycle was opened."""
    return project.cycle.on if project.cycle else project.start


def day_of(project: Project, today: date) -> int:
    """The day number; 1 on the day of `opening`, 0 or less before it."""
    return (today - opening(project)).days + 1


def date_of_day(project: Project, day: int) -> date:
    """The date of a day number."""
    return opening(project) + timedelta(days=day - 1)


def window(project: Project, phase: int) -> tuple[int, int]:
    """The first and last day of a phase's window.

    In a later cycle the windows of its phases keep their lengths and follow each other from its
    first day on. A phase that it does not go through has the window of the next one that it does.
    """
    ends = (0, *project.policy.phase_ends)
    last = 0
    for named in project.cycle.phases if project.cycle else PHASES:
        first, last = last + 1, last + ends[named] - ends[named - 1]
        if named >= phase:
            break
    return first, last


def end_of(project: Project, phase: int) -> date:
    """The last date of a phase's window, in the last cycle that goes through it.

    A phase that no later cycle goes through keeps the date that it had in the first 90 days.
    """
    cycle = project.cycle_of(phase)
    kept = project.cycles[: project.cycles.index(cycle) + 1] if cycle else ()
    then = project.having(cycles=kept)
    return date_of_day(then, window(then, phase)[1])


def length(project: Project) -> int:
    """How many days there are in all: 90, or what the windows of a later cycle add up to."""
    return window(project, PHASES[-1])[1] if project.cycle else LENGTH


def day_in_words(project: Project, today: date) -> str:
    """“day 23 of 90”, “cycle 2, day 4 of 45”, or how far away the start is."""
    day, whole = day_of(project, today), length(project)
    if day < 1:
        return f"starts in {1 - day} {'day' if day == 0 else 'days'}"
    cycle = f"cycle {project.cycle.number}, " if project.cycle else ""
    return f"{cycle}day {day} of {whole}" if day <= whole else f"{cycle}day {day}"


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
    """The reviews that are due today or overdue and can still be held, oldest first.

    Holding any of them settles those that were due by the day on which it is held: somebody has
    looked again. So does passing the fifth gate again. See `reviews_not_held`.
    """
    return tuple(day for day in _fallen_due(project, today) if not _is_settled(project, day))


def reviews_not_held(project: Project, today: date) -> tuple[date, ...]:
    """The reviews that nobody held and nobody can hold any more, oldest first."""
    return tuple(day for day in _fallen_due(project, today) if _is_settled(project, day))


def _fallen_due(project: Project, today: date) -> Iterator[date]:
    """The days on which a review fell due in production that was not held for it, oldest first."""
    if project.cadence is None:
        return
    done = {review.due for review in project.reviews}
    breaks = _breaks(project)
    number = 0
    while (day := review_date(project.cadence, number)) <= today:
        if day not in done and not any(first <= day < end for first, end in breaks):
            yield day
        number += 1


def _is_settled(project: Project, day: date) -> bool:
    """Whether somebody has looked since, or the workflow went back to a phase."""
    looked = any(day <= review.held for review in project.reviews)
    return looked or any(day < end for _, end in _breaks(project))


def _breaks(project: Project) -> tuple[tuple[date, date], ...]:
    """Where gate 5 was open again, from its first day up to the day on which it was passed again.

    A review that fell due then is none: the workflow was on its way, not in production.
    All are local days, as the dates of the reviews are.
    """
    opened = {cycle.at: cycle.on for cycle in project.cycles}
    passages = [passage for passage in project.passages if passage.phase == PHASES[-1]]
    ends = [*(passage.on for passage in passages[1:]), date.max]
    return tuple(
        (opened.get(passage.reopened.at) or passage.reopened.at.astimezone().date(), end)
        for passage, end in zip(passages, ends, strict=False)
        if passage.reopened is not None
    )


def next_review(project: Project, today: date) -> date | None:
    """The next review after today; None without a cadence."""
    if project.cadence is None:
        return None
    number = 0
    while (day := review_date(project.cadence, number)) <= today:
        number += 1
    return day


def missed_reviews(project: Project, today: date) -> tuple[date, ...]:
    """The due reviews whose days of grace are over; they put the workflow at risk."""
    return tuple(day for day in due_reviews(project, today) if (today - day).days > GRACE_DAYS)
