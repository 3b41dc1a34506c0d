"""The figures that a playbook may ask a range of: what each is, where it comes from, from when on.

Once gate 4 is passed, the figures of the production run rest on what was there then: a workflow in
production goes on making outputs, and a new one does not close a gate again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from pilotage.measure.figures import counted, entered
from pilotage.measure.ledger import books
from pilotage.method.gate_document import judged_page
from pilotage.method.gate_integrations import manual_steps
from pilotage.method.gate_production import passed_before, tally
from pilotage.method.gate_second_owner import finished_runs
from pilotage.method.requirement import Place
from pilotage.model.baseline import Metric
from pilotage.model.integrations import StepDecision
from pilotage.model.project import Project

METRIC: Final = "metric:"
"""Before a metric's name: its figure of the production run."""
METRIC_PHASE: Final = 4
HUNDRED: Final = Decimal(100)


@dataclass(frozen=True)
class OwnFigure:
    """A figure of a project that a playbook may ask a range of."""

    label: str
    """What it is, as it stands before its value."""
    phase: int
    """The first phase whose gate may ask for it: before that nobody can change it."""
    of: Callable[[Project], Decimal | None]
    """What it is in a project; None while there is none."""
    place: Place
    """Where it is changed."""


def _share(part: int, whole: int) -> Decimal | None:
    return _short(HUNDRED * part / whole) if whole else None


def _short(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01")).normalize() + Decimal(0)


def _failed(project: Project) -> Decimal | None:
    found = tally(project)
    return _share(found.failed, found.outputs - found.unchecked)


def _both(project: Project) -> Decimal | None:
    found = tally(project)
    return _share(found.pairs.cases, found.outputs)


def _hours(project: Project, *, saved: bool) -> Decimal:
    steps = (step for step in manual_steps(project) if step.is_integrated is saved)
    return sum((step.hours_a_month for step in steps), Decimal(0))


FIGURES: Final[Mapping[str, OwnFigure]] = MappingProxyType(
    {
        "criteria": OwnFigure(
            "quality criteria on the page",
            1,
            lambda p: Decimal(len(judged_page(p).criteria)),
            Place("phase1", "criteria"),
        ),
        "disqualifiers": OwnFigure(
            "disqualifiers on the page",
            1,
            lambda p: Decimal(len(judged_page(p).disqualifiers)),
            Place("phase1", "disqualifiers"),
        ),
        "metrics_measured": OwnFigure(
            "metrics measured without AI",
            1,
            lambda p: Decimal(sum(metric.is_measured for metric in p.metrics)),
            Place("phase1", "metrics"),
        ),
        "runs": OwnFigure(
            "runs that the second owner drove to the end",
            2,
            lambda p: Decimal(len(finished_runs(p))),
            Place("phase2", "runs"),
        ),
        "steps_integrated": OwnFigure(
            "manual steps integrated and verified",
            3,
            lambda p: Decimal(sum(step.is_integrated for step in manual_steps(p))),
            Place("phase3", "steps"),
        ),
        "steps_kept": OwnFigure(
            "manual steps kept",
            3,
            lambda p: Decimal(sum(step.decision is StepDecision.KEEP for step in manual_steps(p))),
            Place("phase3", "steps"),
        ),
        "hours_saved": OwnFigure(
            "hours a month of integrated steps",
            3,
            lambda p: _hours(p, saved=True),
            Place("phase3", "steps"),
        ),
        "hours_left": OwnFigure(
            "hours a month of steps still done by hand",
            3,
            lambda p: _hours(p, saved=False),
            Place("phase3", "steps"),
        ),
        "production_days": OwnFigure(
            "days of the production run with outputs",
            4,
            lambda p: Decimal(tally(p).days),
            Place("phase4", "outputs"),
        ),
        "outputs": OwnFigure(
            "outputs of the production run",
            4,
            lambda p: Decimal(tally(p).outputs),
            Place("phase4", "outputs"),
        ),
        "share_checked_by_both": OwnFigure(
            "per cent of the outputs checked by builder and second owner",
            4,
            _both,
            Place("phase4", "outputs"),
        ),
        "failed_percent": OwnFigure(
            "per cent of the checked outputs that failed",
            4,
            _failed,
            Place("phase4", "outputs"),
        ),
    }
)
"""The figures by their names in a playbook; `metric:NAME` is one more for each metric."""


def metric_named(project: Project, name: str) -> Metric | None:
    """The metric of that name, whatever its case."""
    wanted = name.strip().casefold()
    return next((metric for metric in project.metrics if metric.name.casefold() == wanted), None)


def metric_figure(project: Project, metric: Metric) -> Decimal | None:
    """A metric's mean in the production run, each figure weighted by the cases that it rests on."""
    before, since = passed_before(project), project.since(4)
    if metric.source.is_counted:
        found = counted(metric.source, books(project, before=before).by_day)
    else:
        found = entered(
            each
            for each in project.measurements
            if each.metric == metric.id
            and each.id >= since
            and (before is None or each.id < before)
        )
    cases = sum(figure.cases for figure in found)
    total = sum((figure.value * figure.cases for figure in found), Decimal(0))
    return _short(total / cases) if cases else None
