"""What can be done with the measurements of the production run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotage.actions import production
from pilotage.forms.production import measurement_fields
from pilotage.model.baseline import Measurement, Metric
from pilotage.tui.dialogs.form import Form

if TYPE_CHECKING:
    from pilotage.tui.screens.phase4 import Phase4


async def measurement_form(screen: Phase4, metric: Metric, measurement: Measurement | None) -> None:
    """Ask for a measurement of a metric and save it."""

    def save(values: dict[str, Any]) -> None:
        if measurement is None:
            screen.session.do(production.record_measurement, metric=metric.id, **values)
        else:
            screen.session.do(production.edit_measurement, measurement=measurement.id, **values)

    fields = measurement_fields(metric, measurement, screen.session.today)
    await screen.app.push_screen_wait(Form(metric.name, fields, save))


def delete_measurement(screen: Phase4, measurement: Measurement) -> None:
    """Delete a measurement."""
    screen.session.do(production.delete_measurement, measurement=measurement.id)
