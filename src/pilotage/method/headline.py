"""Did it work, and how sure are we? The scorecard in two sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pilotage.method.requirement import listed
from pilotage.method.verdict import UNSURE, by_verdict
from pilotage.model.review import MetricVerdict, Score

Found = Mapping[MetricVerdict, Sequence[Score]]


def headline(scores: Sequence[Score]) -> str:
    """Whether it worked and how sure that is, in two sentences; of one while little is known.

    It counts by verdict, as the review pack and `verdict` do: a figure on the better side of its
    target counts as on target only where its whole interval lies there.
    """
    if not scores:
        return "Nothing to judge yet: no metric has a baseline."
    found = by_verdict(scores)
    if len(found[MetricVerdict.NO_DATA]) == len(scores):
        return f"Not known yet: none of the {_metrics(len(scores))} was measured again."
    return f"{_worked(found, len(scores))} {_sure(found)}"


def _worked(found: Found, total: int) -> str:
    on, missed = found[MetricVerdict.ON_TARGET], found[MetricVerdict.OFF_TARGET]
    if len(on) == total:
        every = "the metric is" if total == 1 else f"all {total} metrics are"
        return f"It worked: {every} on target."
    # of what can't be told yet the second sentence speaks, where the first begins with it
    told = (MetricVerdict.OFF_TARGET, *((MetricVerdict.NOT_ENOUGH,) if missed else ()))
    rest = [
        f"{verdict.label}: {_named(found[verdict])}"
        for verdict in (*told, MetricVerdict.NO_DATA)
        if found[verdict]
    ]
    if not missed:
        start = UNSURE.capitalize()
    elif on:
        start = "It worked in part"
    else:
        start = "It did not work" if len(missed) == total else "It did not work so far"
    of = f"{len(on) or 'none'} of {_metrics(total)} on target"
    return f"{start}: {'; '.join([of, *rest])}."


def _sure(found: Found) -> str:
    open_ = found[MetricVerdict.NOT_ENOUGH]
    known = sum(map(len, found.values())) - len(found[MetricVerdict.NO_DATA])
    if not open_:
        it = "the interval is" if known == 1 else "each interval is"
        return f"We are sure: {it} clear of its target (95 %)."
    if len(open_) == known:
        return "None of it is sure yet: every interval (95 %) holds its target."
    return f"Sure of {known - len(open_)} of {known}; for {_named(open_)} more data would tell."


def _named(scores: Sequence[Score]) -> str:
    """Two names at the most, or how many there are: the sentence is read at a glance."""
    return listed(s.name for s in scores) if len(scores) < 3 else f"{len(scores)} metrics"


def _metrics(number: int) -> str:
    return f"{number} metric{'' if number == 1 else 's'}"
