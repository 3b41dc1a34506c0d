"""The forms of the baseline: a metric, its figures, its waiver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotage.actions import baseline
from pilotage.forms.baseline import figures_fields, metric_fields, waiver_field
from pilotage.model.baseline import Metric
from pilotage.tui.dialogs.form import Form

if TYPE_CHECKING:
    from pilotage.tui.screens.frame import Frame


async def ask_figures(screen: Frame, metric: Metric, *, at: str = "") -> None:
    """Ask for a metric's figure without AI, how it was measured, and its target.

    `at` is the name of the field to begin at.
    """

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

    await screen.app.push_screen_wait(
        Form(metric.name, figures_fields(screen.project, metric), save, start=at)
    )


async def ask_waiver(screen: Frame, metric: Metric) -> None:
    """Ask why a metric is not measured."""

    def save(values: dict[str, Any]) -> None:
        screen.session.do(baseline.waive_metric, metric=metric.id, reason=values["reason"])

    await screen.app.push_screen_wait(
        Form("Waive a metric", [waiver_field(metric)], save, button="Waive")
    )


async def ask_metric(screen: Frame, metric: Metric | None) -> None:
    """Ask what a metric is: name, kind, unit, better direction, source; None for a new one."""

    def save(values: dict[str, Any]) -> None:
        if metric is None:
            screen.session.do(baseline.add_metric, **values)
        else:
            screen.session.do(baseline.edit_metric, metric=metric.id, **values)

    await screen.app.push_screen_wait(Form("Metric", metric_fields(metric), save))
