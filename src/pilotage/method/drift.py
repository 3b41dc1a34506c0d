"""Whether the output is getting worse: failed checks by day and in the reviews' samples.

Both are read as behaviour charts (`measure/behaviour_chart.py`). The limits of the daily one are
made from the production run that gate 4 was passed on, so that what came after is held against
what the decision rested on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from pilotage.measure.behaviour_chart import FEWEST, BehaviourChart, behaviour_chart
from pilotage.measure.figures import Figure, counted
from pilotage.measure.ledger import books
from pilotage.measure.run_rules import in_words
from pilotage.model.baseline import Source
from pilotage.model.project import Project

HUNDRED: Final = Decimal(100)
SAID: Final = 3
"""So many signals are said; the others are counted."""


@dataclass(frozen=True)
class Drift:
    """A share of failing outputs in order of time, and what stands out."""

    name: str
    one: str
    """What a point is: a day or a review."""
    points: tuple[Figure, ...]
    """In per cent."""
    chart: BehaviourChart | None
    """None with too few points to tell."""
    signals: tuple[str, ...]
    """What stands out, in words, in order of time: “8 days in a row above the centre line since
    4 November”."""

    @property
    def going_on(self) -> str:
        """What stands out up to the last point, in words; empty for nothing."""
        return next((said for said in self.signals if " since " in said), "")

    @property
    def sentence(self) -> str:
        """What the chart says, in a sentence."""
        if self.chart is None:
            number = f"{len(self.points)} {self.one}{'' if len(self.points) == 1 else 's'}"
            return f"{number}: from {FEWEST} on it is told what stands out."
        if not self.signals:
            return f"Nothing stands out from {self.one} to {self.one}."
        more = len(self.signals) - SAID
        rest = f"; {more} more" if more > 0 else ""
        return f"Stands out: {'; '.join(self.signals[:SAID])}{rest}."


def drifts(project: Project) -> tuple[Drift, ...]:
    """The failed share by day, then by review; those of which there is anything."""
    return tuple(each for each in (by_day(project), by_review(project)) if each.points)


def by_day(project: Project) -> Drift:
    """The share of a day's checked outputs that failed."""
    points = counted(Source.FAILED_CHECKS, books(project).by_day)
    passed = [p.on for p in project.passages if p.phase == 4 and p.reopened is None]
    until = sum(figure.on <= passed[-1] for figure in points) if passed else 0
    return _drift(
        "Failed checks by day", "day", points, baseline=until if until >= FEWEST else None
    )


def by_review(project: Project) -> Drift:
    """The share of each recurring review's sample that failed."""
    points = tuple(
        Figure(
            review.held,
            Decimal(100 * len(review.sample.failed)) / len(review.sample.outputs),
            len(review.sample.outputs),
        )
        for review in sorted(project.reviews, key=lambda each: (each.held, each.id))
        if review.sample is not None and review.sample.outputs
    )
    return _drift("Failed in the reviews' samples", "review", points)


def stands_out(points: Sequence[Figure], one: str, *, ceiling: Decimal | None) -> tuple[str, ...]:
    """What stands out of figures in order of time, in words."""
    chart = behaviour_chart([point.value for point in points], ceiling=ceiling)
    return _said(chart, [point.on for point in points], one)


def _drift(
    name: str, one: str, points: tuple[Figure, ...], *, baseline: int | None = None
) -> Drift:
    chart = behaviour_chart([p.value for p in points], baseline=baseline, ceiling=HUNDRED)
    return Drift(name, one, points, chart, _said(chart, [p.on for p in points], one))


def _said(chart: BehaviourChart | None, days: list[date], one: str) -> tuple[str, ...]:
    found = chart.signals if chart else ()
    return tuple(in_words(signal, days, one, f"{one}s") for signal in found)
