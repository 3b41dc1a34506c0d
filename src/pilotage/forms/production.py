"""The fields of the production run: outputs and measurements."""

from __future__ import annotations

from datetime import date
from typing import Final

from pilotage.forms.field import DAY_HINT, Field
from pilotage.model.baseline import Measurement, Metric
from pilotage.model.production import Output

FAILED_ELSE: Final = "Something else: write it in the note"
"""Why an output failed, where no line of the standard says it."""


def output_fields(output: Output | None, today: date) -> list[Field]:
    """An output: how to find it again, when it was made, by what; None for a new one."""
    return [
        Field(
            "reference",
            "Reference",
            value=output.reference if output else "",
            hint="How to find it again: a ticket number, a file name.",
            required=True,
        ),
        Field(
            "on",
            "Made on",
            "day",
            output.on if output else today,
            hint=DAY_HINT,
            required=True,
        ),
        Field(
            "made_by",
            "Made by",
            value=output.made_by if output else "",
            hint="The run, person or automation that produced it.",
        ),
        Field("link", "Link", value=output.link if output else "", hint="Where it can be seen."),
    ]


def measurement_fields(metric: Metric, measurement: Measurement | None, today: date) -> list[Field]:
    """A measurement of a metric: the figure, the day, the cases; None for a new one."""
    unit = f" ({metric.unit})" if metric.unit else ""
    return [
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
            measurement.on if measurement else today,
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
