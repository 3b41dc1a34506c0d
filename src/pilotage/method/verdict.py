"""The scorecard in a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pilotage.model.review import MetricVerdict, Score

ON_TARGET: Final = "on target"
UNSURE: Final = "too early to tell"
NOT_MEASURED: Final = "not measured"


def verdict(scores: Sequence[Score]) -> str:
    """“on target”, “1 of 4 missed”, “too early to tell” or “not measured”.

    A metric is missed when its figure is surely off target. One that is not measured yet, or not
    often enough, makes it too early to tell, unless another one is missed already.
    """
    found = [score.verdict for score in scores]
    if all(each is MetricVerdict.NO_DATA for each in found):
        return NOT_MEASURED
    if missed := found.count(MetricVerdict.OFF_TARGET):
        return f"{missed} of {len(found)} missed"
    return ON_TARGET if set(found) == {MetricVerdict.ON_TARGET} else UNSURE
