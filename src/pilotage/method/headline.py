"""Did it work, and how sure are we? The scorecard in two sentences."""

from __future__ import annotations

from collections.abc import Sequence

from pilotage.method.requirement import listed
from pilotage.model.review import MetricVerdict, Score


def headline(scores: Sequence[Score]) -> str:
    """Whether it worked and how sure that is, in two sentences; of one while little is known."""
    if not scores:
        return "Nothing to judge yet: no metric has a baseline."
    known = [score for score in scores if score.actual is not None and score.target is not None]
    if not known:
        return f"Not known yet: none of the {_metrics(len(scores))} was measured again."
    return f"{_worked(scores, known)} {_sure(known)}"


def _worked(scores: Sequence[Score], known: Sequence[Score]) -> str:
    missed = [score for score in known if score.is_missed]
    on, total = len(known) - len(missed), len(scores)
    if on == total:
        every = "the metric is" if total == 1 else f"all {total} metrics are"
        return f"It worked: {every} on target."
    rest = [f"off target: {_named(missed)}"] if missed else []
    if unknown := [score for score in scores if score not in known]:
        rest.append(f"not measured: {_named(unknown)}")
    start = "It worked in part" if on else "It did not work"
    of = f"{on} of {_metrics(total)} on target" if on else f"none of {_metrics(total)} on target"
    return f"{start}: {of}; {'; '.join(rest)}."


def _sure(known: Sequence[Score]) -> str:
    open_ = [score for score in known if score.verdict is MetricVerdict.NOT_ENOUGH]
    if not open_:
        it = "the interval is" if len(known) == 1 else "each interval is"
        return f"We are sure: {it} clear of its target (95 %)."
    if len(open_) == len(known):
        return "None of it is sure yet: every interval (95 %) holds its target."
    sure = f"Sure of {len(known) - len(open_)} of {len(known)}"
    return f"{sure}; for {_named(open_)} more data would tell."


def _named(scores: Sequence[Score]) -> str:
    """Two names at the most, or how many there are: the sentence is read at a glance."""
    return listed(s.name for s in scores) if len(scores) < 3 else f"{len(scores)} metrics"


def _metrics(number: int) -> str:
    return f"{number} metric{'' if number == 1 else 's'}"
