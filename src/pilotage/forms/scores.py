"""A metric's score in words."""

from __future__ import annotations

from decimal import Decimal

from pilotage.forms.values import shown
from pilotage.measure.scorecard import rounded
from pilotage.model.baseline import Better
from pilotage.model.review import Decision, Score


def change(score: Score) -> str:
    """How the actual figure differs from the one without AI: “−61 % better”."""
    if score.actual is None:
        return "–"
    if score.actual == score.baseline:
        return "unchanged"
    lower = score.actual < score.baseline
    word = "better" if lower == (score.better is Better.LOWER) else "worse"
    if not score.baseline:
        return f"from 0: {word}"
    percent = (score.actual - score.baseline) / score.baseline * 100
    sign = "−" if lower else "+"
    size = abs(percent)
    figure = "<1" if size < Decimal("0.5") else f"{size:,.0f}"
    return f"{sign}{figure} % {word}"


def target_text(score: Score) -> str:
    """A target in words: “6 minutes or less”, “no worse than 6 minutes”."""
    if score.target is None:
        return "–"
    goal = shown(score.target, score.unit)
    if score.no_worse:
        return f"no worse than {goal}"
    return f"{goal} or {'less' if score.better is Better.LOWER else 'more'}"


def figures_of(decision: Decision) -> str:
    """The figures that a decision rested on, in a line."""
    return "; ".join(
        f"{s.name} {shown(rounded(s.actual, s.target), s.unit)} "
        f"(target {shown(s.target)}, {s.verdict.label})"
        for s in decision.scorecard
    )
