"""The metrics of the baseline in words: a row of the table, and all of the one under the cursor."""

from __future__ import annotations

from textual.content import Content

from pilotage.method.gate_document import target_problem
from pilotage.method.requirement import counted
from pilotage.model.baseline import Metric
from pilotage.tui.keymap import button_for
from pilotage.tui.values import shown


def metric_row(metric: Metric) -> tuple[str, ...]:
    """Name, figure without AI, target, and what it lacks."""
    if metric.waiver:
        return (metric.name, "waived", "", "✓ waived")
    base, target = metric.baseline, metric.target
    goal = shown(target.value if target else None, metric.unit)
    lacks = ", ".join(short for short, _ in _lacks(metric))
    return (
        metric.name,
        shown(base.value if base else None, metric.unit),
        f"no worse than {goal}" if target and target.no_worse else goal,
        f"✗ {lacks}" if lacks else "✓",
    )


def _lacks(metric: Metric) -> list[tuple[str, str]]:
    """All that a metric lacks, each in two or three words and in full."""
    if metric.baseline is None:
        return [("not measured", "not measured")]
    found = []
    if not metric.baseline.how.strip():
        found.append(("say how", "how it was measured is not said"))
    if problem := target_problem(metric):
        short = "target is no better" if metric.target else "no target"
        found.append((short, problem))
    return found


def metric_detail(metric: Metric | None) -> Content:
    """All that is known of the metric under the cursor."""
    if metric is None:
        adds, brings = button_for("add_metric"), button_for("import_csv")
        return Content(f"No metric yet. {adds} begins one; {brings} reads several from a CSV file.")
    parts: list[str | tuple[str, str]] = [
        (metric.name, "bold"),
        (f"  {metric.kind.label}, {metric.better} is better\n", "$foreground 65%"),
    ]
    base = metric.baseline
    if metric.waiver:
        parts += [("Waived: ", "$text-warning"), metric.waiver.reason]
    elif base is None:
        writes = button_for("set_baseline")
        parts += [f"Not measured yet. {writes} writes down what it is without AI."]
    else:
        goal = shown(metric.target.value, metric.unit) if metric.target else "not set"
        no_worse = "no worse than " if metric.target and metric.target.no_worse else ""
        parts += [f"{shown(base.value, metric.unit)} without AI, target {no_worse}{goal}. "]
        parts += [f"{counted(base.sample_size, 'case')}"]
        parts += [f", {base.period}"] if base.period else []
        parts += [f": {base.how}"] if base.how.strip() else []
        if problems := "; ".join(full for _, full in _lacks(metric)):
            parts += [(f"\n✗ {problems}", "$text-warning")]
    return Content.assemble(*parts)
