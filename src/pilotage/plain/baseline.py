"""The baseline: each metric measured without AI with its target, or waived with a reason."""

from __future__ import annotations

from functools import partial

from pilotage.actions import baseline
from pilotage.forms.baseline import figures_fields, metric_fields, waiver_field
from pilotage.forms.field import Field
from pilotage.forms.values import shown
from pilotage.model.baseline import Better, Metric
from pilotage.plain.desk import Desk
from pilotage.plain.dialogue import sentence
from pilotage.plain.filling import Answers, fill
from pilotage.plain.seat import Option

WHY = (
    "Without a figure from before, nobody can tell at day 90 whether it works: "
    "“it feels faster” convinces no decision-maker."
)


def show(desk: Desk, row: int | None = None) -> None:
    """The metrics, or one of them."""
    metric = next((m for m in desk.project.metrics if m.id == row), None)
    if metric is not None:
        one(desk, metric.id)
        return
    desk.menu("Baseline and targets", lambda: _options(desk), explain=(WHY,))


def _options(desk: Desk) -> list[Option]:
    found = [Option(said(m), partial(one, desk, m.id)) for m in desk.project.metrics]
    return [*found, Option("Add a metric", lambda: _describe(desk, None))]


def said(metric: Metric) -> str:
    """How a metric stands, in a sentence."""
    if metric.waiver is not None:
        return f"{metric.name}: waived, because {metric.waiver.reason}"
    if metric.baseline is None:
        return f"{metric.name}: not measured yet"
    base = shown(metric.baseline.value, metric.unit)
    if metric.target is None:
        return f"{metric.name}: {base} without AI, no target yet"
    end = "or less" if metric.better is Better.LOWER else "or more"
    goal = shown(metric.target.value, metric.unit)
    goal = f"no worse than {goal}" if metric.target.no_worse else f"{goal} {end}"
    return f"{metric.name}: {base} without AI, target {goal}"


def one(desk: Desk, id_: int) -> None:
    """What can be done with a metric; a metric that is not measured yet is asked for at once."""
    metric = _of(desk, id_)
    if metric is not None and metric.baseline is None and metric.waiver is None:
        desk.tell(sentence(said(metric)))
        ways = ["Write down its figures", "Waive it, with a reason", "Something else"]
        way = desk.dialogue.choose(f"{metric.name}.", ways, (WHY,), enter=0)
        if way < 2:
            (_figures if way == 0 else _waive)(desk, metric)
            return
    desk.menu(metric.name if metric else "Metric", lambda: _of_one(desk, id_))


def _of(desk: Desk, id_: int) -> Metric | None:
    return next((m for m in desk.project.metrics if m.id == id_), None)


def _of_one(desk: Desk, id_: int) -> list[Option]:
    metric = _of(desk, id_)
    if metric is None:
        return []
    found = [Option("Figures: without AI, target, how measured", lambda: _figures(desk, metric))]
    if metric.waiver is None:
        found.append(Option("Waive it, with a reason", lambda: _waive(desk, metric)))
    else:
        found.append(
            Option("Measure it after all", lambda: desk.do(baseline.lift_waiver, metric=metric.id))
        )
    found.append(Option("Name, kind, unit, direction", lambda: _describe(desk, metric)))
    if metric.baseline is not None:
        found.append(Option("Delete its figures", lambda: _clear(desk, metric)))
    return [*found, Option("Remove the metric", lambda: _remove(desk, metric))]


def _figures(desk: Desk, metric: Metric) -> None:
    def save(values: Answers) -> None:
        desk.do(baseline.set_figures, metric=metric.id, **values)

    fields = figures_fields(desk.project, metric)
    fill(desk, metric.name, fields, save, why=WHY, row=metric.id, phase=1)


def _waive(desk: Desk, metric: Metric) -> None:
    fill(
        desk,
        "Waive a metric",
        [waiver_field(metric)],
        lambda values: desk.do(baseline.waive_metric, metric=metric.id, **values),
        why="It stays on record, and the decision-maker reads it.",
        row=metric.id,
        phase=1,
    )


def _describe(desk: Desk, metric: Metric | None) -> None:
    def save(values: Answers) -> None:
        if metric is None:
            desk.do(baseline.add_metric, **values)
        else:
            desk.do(baseline.edit_metric, metric=metric.id, **values)

    row = metric.id if metric else "new"
    fill(desk, "Metric", metric_fields(metric), save, row=row, phase=1)


def _clear(desk: Desk, metric: Metric) -> None:
    reason = Field("reason", "Why? Needed once gate 1 was passed")
    fill(
        desk,
        f"Delete the figures of {metric.name}",
        [reason],
        lambda values: desk.do(baseline.clear_baseline, metric=metric.id, **values),
        why="undo brings them back.",
        row=metric.id,
        phase=1,
    )


def _remove(desk: Desk, metric: Metric) -> None:
    desk.refuse_read_only(1)
    if desk.dialogue.confirm(f"Remove {metric.name}? undo brings it back."):
        desk.do(baseline.remove_metric, metric=metric.id)
