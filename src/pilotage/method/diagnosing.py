"""What the project's own data suggests about why a metric missed: evidence, trap, action.

Nothing here is proof. Each suggestion says what it rests on, so that whoever diagnoses can take
it, or see that it does not explain the miss. They are ranked by how much of the data speaks for
them and by whether that sort of thing moves that sort of metric.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pilotage.measure.figures import ceiling, figures
from pilotage.measure.ledger import books, failures
from pilotage.method.drift import by_day, stands_out
from pilotage.method.gate_integrations import ranked
from pilotage.method.gate_second_owner import gaps_of
from pilotage.method.requirement import counted, listed
from pilotage.model.baseline import Metric, MetricKind, Source
from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.integrations import StepDecision
from pilotage.model.project import Project
from pilotage.model.review import TrapKind
from pilotage.model.runs import Gap

ENOUGH_PAIRS: Final = 10
"""Outputs that both have checked, below which their agreement says little."""
AGREED: Final = Decimal("0.9")
"""A share of agreement below which the quality bar is not the same for both."""
MANY_FAILURES: Final = 3
"""Failures below which a common criterion says little."""
RELATED: Final = 25
"""What a suggestion gains where that sort of cause moves that sort of metric."""


@dataclass(frozen=True)
class Suggestion:
    """Something in the project's data that may explain a miss."""

    trap: TrapKind
    evidence: str
    """What the data says: “2 manual steps kept: 9 h a month (…)”."""
    action: str
    """The trap's own remedy, for this evidence."""
    weight: int
    """Higher speaks louder; from 0 to about 100. For the order only."""


def suggestions(project: Project, metric: int) -> tuple[Suggestion, ...]:
    """What may explain why a metric missed, the likeliest first; empty where nothing does."""
    about = next((each for each in project.metrics if each.id == metric), None)
    if about is None:
        return ()
    found = [
        *_failures(project, about),
        *_kept(project, about),
        *_drift(project, about),
        *_gaps(project),
        *_disagreement(project),
        *_unchecked(project),
        *_late_gaps(project),
        *_single_checker(project),
    ]
    return tuple(sorted(found, key=lambda each: -each.weight))


def _failures(project: Project, metric: Metric) -> Iterator[Suggestion]:
    """Checks that failed on the same criterion."""
    failed = failures(project)
    total = sum(failed.values())
    named = [(text, number) for text, number in failed.most_common() if text]
    if total < MANY_FAILURES or not named:
        return
    text, number = named[0]
    if number * 3 < total or number < MANY_FAILURES:
        return
    related = RELATED if metric.kind is MetricKind.ERROR_RATE else 0
    yield Suggestion(
        TrapKind.NO_DOCUMENT,
        f"{number} of {counted(total, 'failure')} on “{text[:160]}”",
        "Say on the page how this criterion is met, and publish it",
        30 + 40 * number // total + related,
    )


def _kept(project: Project, metric: Metric) -> Iterator[Suggestion]:
    """Manual steps that were kept, with the hours that they take."""
    kept = [step for step in ranked(project) if step.decision is StepDecision.KEEP]
    if not kept:
        return
    hours = sum((step.hours_a_month for step in kept), Decimal(0))
    related = RELATED if metric.kind in (MetricKind.TIME, MetricKind.COST, MetricKind.VOLUME) else 0
    worst = max(max(step.friction or 0, step.inconsistency or 0) for step in kept)
    yield Suggestion(
        TrapKind.INTEGRATION_GAPS,
        f"{counted(len(kept), 'manual step')} kept: {hours:,f} h a month "
        f"({listed(f'“{step.title[:60]}”' for step in kept)})",
        f"Integrate “{kept[0].title[:100]}”",
        20 + 4 * worst + min(20, int(hours)) + related,
    )


def _drift(project: Project, metric: Metric) -> Iterator[Suggestion]:
    """What stands out of the metric by day, and of the failed checks."""
    one = "week" if metric.source is Source.OUTPUTS_A_WEEK else "day"
    said = stands_out(figures(project, metric), one, ceiling=ceiling(metric))
    action = "Find out what changed then, and set the review that looks for it"
    if said:
        evidence = f"{metric.name[:80]}: {'; '.join(said[-2:])}"
        yield Suggestion(TrapKind.NO_CADENCE, evidence, action, 45 + 5 * min(4, len(said)))
    checks = by_day(project).signals
    if checks and not (metric.source is Source.FAILED_CHECKS and said):
        related = RELATED // 2 if metric.kind is MetricKind.ERROR_RATE else 0
        evidence = f"failed checks: {'; '.join(checks[-2:])}"
        yield Suggestion(TrapKind.NO_CADENCE, evidence, action, 35 + related)


def _gaps(project: Project) -> Iterator[Suggestion]:
    """Gaps that are open, and sections in which they come back."""
    live = [gap for gap in project.gaps if gap.withdrawn is None]
    if open_ := [gap for gap in live if gap.is_open]:
        yield Suggestion(
            TrapKind.NO_DOCUMENT,
            f"{counted(len(open_), 'gap')} of the page still open: "
            f"{listed(f'“{gap.text[:60]}”' for gap in open_)}",
            "Answer the open gaps on the page, and publish it",
            50 + min(20, 5 * len(open_)),
        )
    by_section: dict[str, list[Gap]] = {}
    for gap in live:
        by_section.setdefault(gap.section, []).append(gap)
    back = {key: found for key, found in by_section.items() if len({g.run for g in found}) > 1}
    if back:
        key, found = max(back.items(), key=lambda pair: len(pair[1]))
        title = SECTION_BY_KEY[key].title if key in SECTION_BY_KEY else key
        runs = len({gap.run for gap in found})
        yield Suggestion(
            TrapKind.NO_DOCUMENT,
            f"{counted(len(found), 'gap')} in “{title}” over {counted(runs, 'run')}: "
            "they come back after each answer",
            f"Rewrite “{title}” with somebody who has not seen it",
            40 + min(20, 5 * len(found)),
        )


def _disagreement(project: Project) -> Iterator[Suggestion]:
    """Builder and second owner who judge the same outputs differently."""
    pairs = books(project).pairs
    differ = pairs.only_builder_passes + pairs.only_second_owner_passes
    if pairs.cases < ENOUGH_PAIRS or Decimal(pairs.cases - differ) / pairs.cases >= AGREED:
        return
    yield Suggestion(
        TrapKind.SINGLE_OWNER,
        f"builder and second owner judge {differ} of {counted(pairs.cases, 'output')} that both "
        "checked differently",
        "Go through the outputs that they judge differently, and make the criteria decide",
        40 + min(40, 100 * differ // pairs.cases),
    )


def _unchecked(project: Project) -> Iterator[Suggestion]:
    """Days whose outputs the second owner has not all checked."""
    waiting = [(on, day) for on, day in books(project).by_day if day.waiting]
    if not waiting:
        return
    number = sum(day.waiting for _, day in waiting)
    first = waiting[0][0]
    yield Suggestion(
        TrapKind.NO_CADENCE,
        f"{counted(number, 'output')} of {counted(len(waiting), 'day')} not checked by the second "
        f"owner, the first of {first.isoformat()}",
        "Check what is unchecked, and say whose task that is each day",
        35 + min(30, 3 * len(waiting)),
    )


def _late_gaps(project: Project) -> Iterator[Suggestion]:
    """Runs after the second that still were not clean."""
    late = [run for run in project.runs if run.number > 2 and gaps_of(project, run)]
    if not late:
        return
    found = sum(len(gaps_of(project, run)) for run in late)
    numbers = listed(f"#{run.number}" for run in late)
    yield Suggestion(
        TrapKind.SINGLE_OWNER,
        f"{counted(found, 'gap')} still in {'run' if len(late) == 1 else 'runs'} {numbers}",
        "Let the second owner run it again from the page, without the builder in the room",
        30 + min(20, 5 * found),
    )


def _single_checker(project: Project) -> Iterator[Suggestion]:
    """Checks that all come from one person."""
    since = project.since(4)
    by = {check.by for each in project.outputs if each.id >= since for check in each.checks}
    if len(by) != 1:
        return
    name = project.name_of(next(iter(by)))
    number = sum(day.checked for _, day in books(project).by_day)
    yield Suggestion(
        TrapKind.SINGLE_OWNER,
        f"every check is {name[:60]}'s ({counted(number, 'output')}): nobody else applied the "
        "standard",
        "Let a second person check some of the same outputs, and compare the verdicts",
        15,
    )
