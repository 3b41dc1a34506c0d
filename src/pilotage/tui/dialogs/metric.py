"""The forms of the baseline: a metric, its figures, its waiver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotage.actions import baseline
from pilotage.model.baseline import Better, Metric, MetricKind, Source
from pilotage.tui.dialogs.form import Field, Form

if TYPE_CHECKING:
    from pilotage.tui.screens.frame import Frame


async def ask_figures(screen: Frame, metric: Metric) -> None:
    """Ask for a metric's figure without AI, how it was measured, and its target."""
    base, target = metric.baseline, metric.target
    passed = any(p.phase == 1 for p in screen.project.passages)
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
            hint=f"{metric.better.capitalize()} is better.",
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
            hint="So that somebody else would get the same figure.",
        ),
    ]
    if passed:
        fields.append(
            Field(
                "reason",
                "Why does it change?",
                hint="Gate 1 was passed with these figures; the reason stays on record.",
            )
        )

    def save(values: dict[str, Any]) -> None:
        screen.session.do(
            baseline.set_figures,
            metric=metric.id,
            value=values["value"],
            sample_size=values["sample_size"],
            period=values["period"],
            how=values["how"],
            target=values["target"],
            no_worse=values["no_worse"],
            reason=values.get("reason", ""),
        )

    await screen.app.push_screen_wait(Form(metric.name, fields, save))


async def ask_waiver(screen: Frame, metric: Metric) -> None:
    """Ask why a metric is not measured."""

    def save(values: dict[str, Any]) -> None:
        screen.session.do(baseline.waive_metric, metric=metric.id, reason=values["reason"])

    field = Field("reason", f"Why is “{metric.name}” not measured?", "prose", required=True)
    await screen.app.push_screen_wait(Form("Waive a metric", [field], save, button="Waive"))


async def ask_metric(screen: Frame, metric: Metric | None) -> None:
    """Ask what a metric is: name, kind, unit, better direction, source; None for a new one."""
    fields = [
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

    def save(values: dict[str, Any]) -> None:
        if metric is None:
            screen.session.do(baseline.add_metric, **values)
        else:
            screen.session.do(baseline.edit_metric, metric=metric.id, **values)

    await screen.app.push_screen_wait(Form("Metric", fields, save))
