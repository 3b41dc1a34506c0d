"""How the second owner's runs went over the revisions of the page: minutes and gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pilotage.model.runs import Gap, Run


@dataclass(frozen=True)
class RunPoint:
    """One run."""

    number: int
    revision: int
    minutes: Decimal | None
    """None while it is going."""
    gaps: int
    """Places where they asked, improvised or could not go on; withdrawn ones left out."""
    to_the_end: bool


def run_points(runs: Iterable[Run], gaps: Iterable[Gap]) -> tuple[RunPoint, ...]:
    """The runs in the order in which they were driven."""
    found = Counter(gap.run for gap in gaps if gap.withdrawn is None)
    return tuple(
        RunPoint(run.number, run.revision, run.minutes, found[run.id], run.to_the_end)
        for run in runs
    )


def sentence(points: tuple[RunPoint, ...]) -> str:
    """What the runs show, in a sentence; empty with fewer than two that have ended."""
    ended = [point for point in points if point.minutes is not None]
    if len(ended) < 2:
        return ""
    first, last = ended[0], ended[-1]
    gaps = f"gaps from {first.gaps} to {last.gaps}"
    if last.gaps == first.gaps:
        gaps = f"still {last.gaps} gaps" if last.gaps else "no gaps"
    assert first.minutes is not None and last.minutes is not None  # noqa: S101, PT018
    minutes = f"minutes from {first.minutes:.0f} to {last.minutes:.0f}"
    return f"Over {len(ended)} runs: {gaps}, {minutes}."
