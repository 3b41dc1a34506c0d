"""The scorecard in a word, and its metrics by verdict: what every count of them rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pilotage.model.review import MetricVerdict, Score

ON_TARGET: Final = "on target"
UNSURE: Final = "too early to tell"
NOT_MEASURED: Final = "not measured"


def by_verdict(scores: Sequence[Score]) -> dict[MetricVerdict, tuple[Score, ...]]:
    """The scores of each verdict, all four of them; together they are all scores."""
    return {
        verdict: tuple(score for score in scores if score.verdict is verdict)
        for verdict in MetricVerdict
    }


def verdict(scores: Sequence[Score]) -> str:
    """“on target”, “1 of 4 missed”, “too early to tell” or “not measured”.

    A metric is missed when its figure is surely off target. One that is not measured yet, or not
    often enough, makes it too early to tell, unless another one is missed already.
    """
    found = by_verdict(scores)
    if len(found[MetricVerdict.NO_DATA]) == len(scores):
        return NOT_MEASURED
    if missed := found[MetricVerdict.OFF_TARGET]:
        return f"{len(missed)} of {len(scores)} missed"
    return ON_TARGET if len(found[MetricVerdict.ON_TARGET]) == len(scores) else UNSURE
