"""The checks of a review pack: by day, what failed, and how far two checkers agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pilotage.export.document import number
from pilotage.export.review_content import Block, Said, Table
from pilotage.export.status import short
from pilotage.measure.agreement import agreement, in_words
from pilotage.measure.ledger import DayCount, Tally, books, failures
from pilotage.measure.proportion import wilson
from pilotage.method.requirement import counted
from pilotage.model.project import Project

MOST_DAYS: Final = 31
"""So many of the newest days are listed; those before are one row."""
MOST_CAUSES: Final = 12


def checks(project: Project) -> Iterator[Block]:
    """A sentence, the days, what the failed ones failed on, and the agreement."""
    tally = books(project)
    if not tally.outputs:
        return
    yield Said(_summary(project, tally), strong=True)
    yield _by_day(tally)
    if causes := failures(project):
        shown = [
            (cause or "no reason given", f"{times:,}")
            for cause, times in causes.most_common(MOST_CAUSES)
        ]
        rest = sum(causes.values()) - sum(times for _, times in causes.most_common(MOST_CAUSES))
        if rest:
            shown.append(("other reasons", f"{rest:,}"))
        yield Table(("What failed outputs failed on", "Outputs"), tuple(shown), (84, 16), (1,))
    pairs = tally.pairs
    found = agreement(
        pairs.both_pass,
        pairs.only_builder_passes,
        pairs.only_second_owner_passes,
        pairs.both_fail,
    )
    if said := in_words(found):
        yield Said(said)


def _summary(project: Project, tally: Tally) -> str:
    checked = sum(day.checked for _, day in tally.by_day)
    made = f"{counted(tally.outputs, 'output')} on {counted(tally.days, 'day')}"
    if not checked:
        return f"{made}; none is checked yet."
    passed = wilson(checked - tally.failed, checked, per=100)
    assert passed.low is not None  # noqa: S101 - the score interval always has ends
    assert passed.high is not None  # noqa: S101
    share = number(round(passed.value, 1))
    between = f"{number(round(passed.low, 1))} to {number(round(passed.high, 1))}"
    waiting = sum(day.waiting for _, day in tally.by_day)
    own = project.name_of(project.second_owner)
    by = (
        f"all checked by {own}"
        if not waiting and project.second_owner is not None
        else f"{checked:,} checked, {waiting:,} not by the second owner"
    )
    return f"{made}, {by}: {share}% passed (95% interval {between})."


def _by_day(tally: Tally) -> Table:
    days = tally.by_day
    rows = []
    if len(days) > MOST_DAYS:
        earlier, days = days[:-MOST_DAYS], days[-MOST_DAYS:]
        rows.append(_row(f"{counted(len(earlier), 'day')} before", _sum(earlier)))
    rows += [_row(short(on), day) for on, day in days]
    rows.append(_row("All", _sum(tally.by_day)))
    heads = ("Day", "Outputs", "Checked", "Failed", "Passed")
    return Table(heads, tuple(rows), (28, 18, 18, 18, 18), (1, 2, 3, 4), total=True)


def _sum(days: tuple[tuple[object, DayCount], ...]) -> DayCount:
    return DayCount(
        sum(day.outputs for _, day in days),
        sum(day.checked for _, day in days),
        sum(day.failed for _, day in days),
    )


def _row(name: str, day: DayCount) -> tuple[str, ...]:
    passed = f"{100 * (day.checked - day.failed) / day.checked:.1f}%" if day.checked else "–"
    return (name, f"{day.outputs:,}", f"{day.checked:,}", f"{day.failed:,}", passed)
