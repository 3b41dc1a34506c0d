"""The fields of the baseline: a metric, its figures, its waiver."""

from __future__ import annotations

from pilotage.forms.field import Field
from pilotage.model.baseline import Better, Metric, MetricKind, Source
from pilotage.model.project import Project


def figures_fields(project: Project, metric: Metric) -> list[Field]:
    """A metric's figure without AI, how it was measured, and its target."""
    base, target = metric.baseline, metric.target
    unit = f" ({metric.unit})" if metric.unit else ""
    fields = [
        Field(
            "value",
            f"Without AI{unit}",
            "number",
            f"{base.value:f}" if base else "",
            hint="The measured figure, such as 14 or 12.5.",
            required=True,
        ),
        Field(
            "target",
            f"Target at day 90{unit}",
            "number",
            f"{target.value:f}" if target else "",
            hint=f"{metric.better.capitalize()} is better. Gate 1 asks for it.",
        ),
        Field(
            "no_worse",
            "No worse is good enough (empty target: no worse than without AI)",
            "check",
            target.no_worse if target else False,
        ),
        Field(
            "sample_size",
            "Number of cases",
            "number",
            base.sample_size if base else "",
            hint="How many cases the figure rests on.",
            required=True,
        ),
        Field(
            "period",
            "When",
            value=base.period if base else "",
            hint="Such as: 1 to 14 September.",
        ),
        Field(
            "how",
            "How it was measured",
            "prose",
            base.how if base else "",
            hint="For others to repeat it. Gate 1 asks for it.",
        ),
    ]
    if any(p.phase == 1 for p in project.passages):
        fields.append(
            Field(
                "reason",
                "Why does it change?",
                hint="Gate 1 was passed with these figures; the reason stays on record.",
            )
        )
    return fields


def waiver_field(metric: Metric) -> Field:
    """Why a metric is not measured."""
    return Field("reason", f"Why is “{metric.name}” not measured?", "prose", required=True)


def metric_fields(metric: Metric | None) -> list[Field]:
    """What a metric is: name, kind, unit, better direction, source; None for a new one."""
    return [
        Field(
            "name",
            "Name",
            value=metric.name if metric else "",
            hint="Such as: First reply within one working day.",
            required=True,
        ),
        Field(
            "kind",
            "Kind",
            "choice",
            metric.kind if metric else MetricKind.CUSTOM,
            choices=[(k.label, k) for k in MetricKind],
            required=True,
        ),
        Field(
            "unit",
            "Unit",
            value=metric.unit if metric else "",
            hint="Such as: minutes, EUR, %, outputs a week.",
        ),
        Field(
            "better",
            "Better is",
            "choice",
            metric.better if metric else Better.LOWER,
            choices=[(b.value, b) for b in Better],
            required=True,
        ),
        Field(
            "source",
            "Figures of the production run",
            "choice",
            metric.source if metric else Source.ENTRY,
            choices=[(s.label, s) for s in Source],
            required=True,
            hint="What can be counted, nobody types.",
        ),
    ]
