"""What can be done with the measurements of the production run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotage.actions import production
from pilotage.model.baseline import Measurement, Metric
from pilotage.tui.dialogs.form import DAY_HINT, Field, Form

if TYPE_CHECKING:
    from pilotage.tui.screens.phase4 import Phase4


async def measurement_form(screen: Phase4, metric: Metric, measurement: Measurement | None) -> None:
    """Ask for a measurement of a metric and save it."""
    unit = f" ({metric.unit})" if metric.unit else ""
    fields = [
        Field(
            "value",
            f"Value{unit}",
            "number",
            f"{measurement.value:f}" if measurement else "",
            hint="The measured figure, such as 5.5.",
            required=True,
        ),
        Field(
            "on",
            "Measured on",
            "day",
            measurement.on if measurement else screen.session.today,
            hint=DAY_HINT,
            required=True,
        ),
        Field(
            "sample_size",
            "Number of cases",
            "number",
            measurement.sample_size if measurement else 1,
            hint="How many cases the figure rests on; it counts by them.",
            required=True,
        ),
        Field("note", "Note", "prose", measurement.note if measurement else ""),
    ]

    def save(values: dict[str, Any]) -> None:
        if measurement is None:
            screen.session.do(production.record_measurement, metric=metric.id, **values)
        else:
            screen.session.do(production.edit_measurement, measurement=measurement.id, **values)

    await screen.app.push_screen_wait(Form(metric.name, fields, save))


def delete_measurement(screen: Phase4, measurement: Measurement) -> None:
    """Delete a measurement."""
    screen.session.do(production.delete_measurement, measurement=measurement.id)
