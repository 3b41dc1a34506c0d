"""Metrics, their baseline and their targets."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pilotage.actions.action import (
    Stamp,
    action,
    find,
    refuse_other_fields,
    refuse_unless,
    swap,
    without,
)
from pilotage.errors import Invalid
from pilotage.measure.figures import ceiling, rates_beside
from pilotage.method.gates import last_passage
from pilotage.method.requirement import counted
from pilotage.model.baseline import (
    COUNTED_KINDS,
    Baseline,
    Metric,
    Source,
    Target,
    Waiver,
)
from pilotage.model.project import Project
from pilotage.model.record import make

METRIC_FIELDS = ("name", "kind", "unit", "better", "source")


@action(1)
def add_metric(project: Project, stamp: Stamp, /, **fields: Any) -> Project:
    """Add a metric: name, kind, unit, better direction and where its figures come from."""
    refuse_other_fields(fields, *METRIC_FIELDS)
    metric = make(Metric, id=project.next_id, **fields)
    _refuse_same_name(project, metric)
    _refuse_bad_source(project, metric)
    return project.having(metrics=(*project.metrics, metric), next_id=metric.id + 1)


@action(1)
def edit_metric(project: Project, stamp: Stamp, /, *, metric: int, **fields: Any) -> Project:
    """Change a metric's name, kind, unit, better direction or where its figures come from."""
    refuse_other_fields(fields, *METRIC_FIELDS)
    old = find(project.metrics, metric, "metric")
    new = old.with_(**fields)
    _refuse_same_name(project, new)
    _refuse_bad_source(project, new)
    for part in (new.baseline, new.target):
        if part is not None:
            _refuse_over_100(new, part.value)
    return project.having(metrics=swap(project.metrics, new))


@action(1)
def remove_metric(project: Project, stamp: Stamp, /, *, metric: int) -> Project:
    """Remove a metric; refused while measurements or a diagnosis rest on it."""
    old = find(project.metrics, metric, "metric")
    used = any(m.metric == metric for m in project.measurements)
    used = used or any(d.metric == metric for d in project.diagnoses)
    refuse_unless(
        not used, f"{old.name} has measurements or a diagnosis.", "Delete those first, or waive it."
    )
    return project.having(metrics=without(project.metrics, metric))


@action(1)
def set_baseline(
    project: Project, stamp: Stamp, /, *, metric: int, reason: str = "", **fields: Any
) -> Project:
    """Write down a metric's value without AI; lifts a waiver.

    `fields`: value, sample_size, period, how. Once gate 1 was passed a change needs a reason,
    which the journal keeps: a baseline that moves afterwards is no baseline.
    """
    return _with_baseline(project, metric, reason, fields)


@action(1)
def set_target(
    project: Project,
    stamp: Stamp,
    /,
    *,
    metric: int,
    value: Decimal | str,
    no_worse: bool = False,
    reason: str = "",
) -> Project:
    """Set what is acceptable at day 90; a change after gate 1 needs a reason."""
    return _with_target(project, metric, value, no_worse=no_worse, reason=reason)


@action(1)
def set_figures(
    project: Project,
    stamp: Stamp,
    /,
    *,
    metric: int,
    target: Decimal | str = "",
    no_worse: bool = False,
    reason: str = "",
    **fields: Any,
) -> Project:
    """Write down baseline and target together, both or neither.

    Without a `target`, `no_worse` takes the baseline as the target; otherwise an empty one
    leaves the metric without a target. `fields` are those of `set_baseline`.
    """
    after = _with_baseline(project, metric, reason, fields)
    measured = find(after.metrics, metric, "metric")
    if isinstance(target, str) and not target.strip():
        if not no_worse or measured.baseline is None:
            _refuse_unexplained(project, measured.target is not None, reason)
            cleared = swap(after.metrics, measured.with_(target=None))
            return after if measured.target is None else after.having(metrics=cleared)
        target = measured.baseline.value
    try:
        return _with_target(after, metric, target, no_worse=no_worse, reason=reason)
    except Invalid as problem:
        said = problem.message.removeprefix("Value")
        raise Invalid("target", problem.value, problem.limit, f"Target{said}") from None


@action(1)
def clear_baseline(project: Project, stamp: Stamp, /, *, metric: int, reason: str = "") -> Project:
    """Delete a metric's baseline and target; after gate 1 this needs a reason."""
    old = find(project.metrics, metric, "metric")
    _refuse_unexplained(project, old.baseline is not None, reason)
    return project.having(metrics=swap(project.metrics, old.with_(baseline=None, target=None)))


@action(1)
def waive_metric(project: Project, stamp: Stamp, /, *, metric: int, reason: str) -> Project:
    """Say why a metric is not measured."""
    old = find(project.metrics, metric, "metric")
    waiver = make(Waiver, reason=reason, by=stamp.actor, at=stamp.at)
    return project.having(metrics=swap(project.metrics, old.with_(waiver=waiver)))


@action(1)
def lift_waiver(project: Project, stamp: Stamp, /, *, metric: int) -> Project:
    """Take a waiver back: the metric is to be measured after all."""
    old = find(project.metrics, metric, "metric")
    return project.having(metrics=swap(project.metrics, old.with_(waiver=None)))


def _with_baseline(project: Project, metric: int, reason: str, fields: dict[str, Any]) -> Project:
    old = find(project.metrics, metric, "metric")
    baseline = make(Baseline, **fields)
    _refuse_over_100(old, baseline.value)
    _refuse_no_rate(old, baseline)
    _refuse_unexplained(project, old.baseline is not None and old.baseline != baseline, reason)
    return project.having(metrics=swap(project.metrics, old.with_(baseline=baseline, waiver=None)))


def _with_target(
    project: Project, metric: int, value: Decimal | str, *, no_worse: bool, reason: str
) -> Project:
    old = find(project.metrics, metric, "metric")
    target = make(Target, value=value, no_worse=no_worse)
    _refuse_over_100(old, target.value)
    _refuse_unexplained(project, old.target is not None and old.target != target, reason)
    return project.having(metrics=swap(project.metrics, old.with_(target=target)))


def _refuse_same_name(project: Project, metric: Metric) -> None:
    same = [m for m in project.metrics if m.name.casefold() == metric.name.casefold()]
    refuse_unless(
        all(m.id == metric.id for m in same), f"There is already a metric called {metric.name}."
    )


def _refuse_bad_source(project: Project, metric: Metric) -> None:
    """What is counted must be of a kind that can be; nothing may have been entered for it."""
    if not metric.source.is_counted:
        return
    kind = COUNTED_KINDS[metric.source]
    if metric.kind is not kind:
        message = f"Source: “{metric.source.label}” is for a metric of the kind “{kind.label}”."
        raise Invalid("source", metric.source, f"of kind {kind.label}", message)
    if metric.source is Source.FAILED_CHECKS and metric.unit.strip() != "%":
        message = "Unit: failed ÷ checked outputs is counted in %; write % as the unit."
        raise Invalid("unit", metric.unit, "%", message)
    entered = sum(m.metric == metric.id for m in project.measurements)
    refuse_unless(
        not entered,
        f"{metric.name} has {counted(entered, 'measurement')} that somebody entered.",
        "Delete those first; then the program counts.",
    )


def _refuse_over_100(metric: Metric, value: Decimal) -> None:
    most = ceiling(metric)
    if most is not None and value > most:
        message = f"Value: {value} % is out of range; an error rate is at most 100 %."
        raise Invalid("value", value, "at most 100", message)


def _refuse_no_rate(metric: Metric, baseline: Baseline) -> None:
    """An error rate in % must be a whole number of its cases, as far as it was rounded."""
    value, cases = baseline.value, baseline.sample_size
    if ceiling(metric) is None or (beside := rates_beside(value, cases)) is None:
        return
    can_be = " or ".join(f"{Decimal(100 * k) / cases:.4g} % ({k} of {cases})" for k in beside)
    message = (
        f"Value: {value:f} % of {counted(cases, 'case')} can't be; {can_be} can. "
        "Is the number of cases right?"
    )
    raise Invalid("value", value, f"k of {cases}", message)


def _refuse_unexplained(project: Project, changes: bool, reason: str) -> None:
    refuse_unless(
        not changes or last_passage(project, 1) is None or len(reason.strip()) >= 3,
        "Gate 1 was passed with these figures.",
        "Say why they change; the reason stays on record.",
    )
