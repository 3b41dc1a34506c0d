"""The second owner's runs as a small chart: minutes as bars, each gap as a dot."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from textual.content import Content

from pilotage.measure.handover import RunPoint, sentence

BAR: Final = 24
MOST_DOTS: Final = 20
MOST_RUNS: Final = 8
"""The newest runs; the first is always there to compare with."""


def chart(points: tuple[RunPoint, ...]) -> Content:
    """One line a run, and what they show together."""
    longest = max((point.minutes or Decimal(0) for point in points), default=Decimal(0))
    shown = points if len(points) <= MOST_RUNS else (points[0], *points[1 - MOST_RUNS :])
    lines = [_line(point, longest) for point in shown]
    if len(shown) < len(points):
        more = f"  … {len(points) - len(shown)} more …"
        lines.insert(1, Content.styled(more, "$foreground 65%"))
    if said := sentence(points):
        lines.append(Content.styled(said, "bold"))
    return Content("\n").join(lines)


def _line(point: RunPoint, longest: Decimal) -> Content:
    minutes = point.minutes or Decimal(0)
    full = int(minutes * BAR / longest) if longest else 0
    bar = "█" * max(full, 1 if minutes else 0)
    taken = f"{minutes:.0f} min" if point.minutes is not None else "going"
    dots = "●" * min(point.gaps, MOST_DOTS) + ("…" if point.gaps > MOST_DOTS else "")
    gaps = f"{dots} {point.gaps} gap{'' if point.gaps == 1 else 's'}"
    clean = "✓ clean" if point.to_the_end else "not to the end"
    return Content.assemble(
        (f"#{point.number:<3} rev {point.revision:<3}", "$foreground 65%"),
        (f"{bar:<{BAR}} ", "$accent"),
        f"{taken:>8}  ",
        (gaps, "$text-warning") if point.gaps else (clean, "$text-success"),
    )
