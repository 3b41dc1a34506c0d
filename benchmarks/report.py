"""The table of results: ratios that can be trusted, times that can't beyond this machine."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Row:
    """One measured thing beside its floor."""

    name: str
    floor: str
    ours_ms: float
    floor_ms: float
    ratio: float
    low: float
    high: float
    budget: float

    @property
    def within(self) -> bool:
        """Whether the ratio is within its budget."""
        return self.ratio <= self.budget


def ratio_row(
    name: str,
    floor: str,
    ours: list[float],
    floors: list[float],
    budget: float,
    percentile: int = 50,
) -> Row:
    """A row from paired measurements in seconds.

    At the 50th percentile the ratio is the median of the pairs' ratios, with their middle half;
    at another it is the ratio of the two percentiles.
    """
    if percentile == 50:
        ratios = [a / b for a, b in zip(ours, floors, strict=True)]
        low, _, high = quantiles(ratios, n=4)
        return Row(
            name, floor, median(ours) * 1e3, median(floors) * 1e3, median(ratios), low, high, budget
        )
    a, b = (quantiles(values, n=100)[percentile - 1] for values in (ours, floors))
    return Row(name, floor, a * 1e3, b * 1e3, a / b, a / b, a / b, budget)


def markdown(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| what | floor | ours, ms | floor, ms | ratio (middle half) | budget | |",
        "|---|---|---:|---:|---:|---:|---|",
    ]
    lines += [
        f"| {row.name} | {row.floor} | {row.ours_ms:.1f} | {row.floor_ms:.1f} "
        f"| {row.ratio:.2f} ({row.low:.2f}–{row.high:.2f}) | ≤ {row.budget} "
        f"| {'within' if row.within else '**over**'} |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"
