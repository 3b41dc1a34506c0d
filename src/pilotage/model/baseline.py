"""Metrics: what is measured, how it stood without AI, and what is acceptable at day 90."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pilotage.model.record import Day, Id, Moment, Quantity, Record
from pilotage.model.text import Line, Note, Reason, Title, Unit


class MetricKind(StrEnum):
    """What a metric measures."""

    TIME = "time"
    COST = "cost"
    ERROR_RATE = "error_rate"
    VOLUME = "volume"
    CUSTOM = "custom"

    @property
    def label(self) -> str:
        """The kind in words."""
        return self.value.replace("_", " ")


REQUIRED_KINDS = (MetricKind.TIME, MetricKind.COST, MetricKind.ERROR_RATE, MetricKind.VOLUME)
"""The four that the method asks of every workflow: measured, or waived with a reason."""


class Better(StrEnum):
    """The direction in which a metric improves."""

    LOWER = "lower"
    HIGHER = "higher"


class Source(StrEnum):
    """Where a metric's figures of the production run come from."""

    ENTRY = "entry"
    FAILED_CHECKS = "failed_checks"
    OUTPUTS_A_DAY = "outputs_a_day"
    OUTPUTS_A_WEEK = "outputs_a_week"

    @property
    def label(self) -> str:
        """The source in words."""
        return {
            "entry": "recorded or imported",
            "failed_checks": "counted: failed ÷ checked outputs, in %",
            "outputs_a_day": "counted: outputs a day",
            "outputs_a_week": "counted: outputs a week",
        }[self.value]

    @property
    def is_counted(self) -> bool:
        """Whether the program counts it from outputs and checks, so that nobody types it."""
        return self is not Source.ENTRY


COUNTED_KINDS = {
    Source.FAILED_CHECKS: MetricKind.ERROR_RATE,
    Source.OUTPUTS_A_DAY: MetricKind.VOLUME,
    Source.OUTPUTS_A_WEEK: MetricKind.VOLUME,
}
"""The kind of metric that each counted source gives."""

SampleSize = Annotated[int, Field(ge=1, le=10_000_000)]
"""How many cases a figure rests on: 1 to 10,000,000."""


class Baseline(Record):
    """A metric's value without AI."""

    value: Quantity
    sample_size: SampleSize
    period: Line
    """When it was measured, such as “1 to 14 September 2026”."""
    how: Note
    """How it was measured, so that somebody else would get the same figure."""


class Target(Record):
    """What is acceptable at day 90."""

    value: Quantity
    no_worse: bool = False
    """The aim is to be no worse than this value, not to improve on the baseline."""


class Waiver(Record):
    """Why a metric is not measured."""

    reason: Reason
    by: Id
    at: Moment


class Metric(Record):
    """Something measured before and after."""

    id: Id
    name: Title
    kind: MetricKind
    unit: Unit
    better: Better
    source: Source = Source.ENTRY
    baseline: Baseline | None = None
    target: Target | None = None
    waiver: Waiver | None = None

    @property
    def is_measured(self) -> bool:
        """Whether it has a baseline and is not waived."""
        return self.baseline is not None and self.waiver is None

    def meets(self, value: Quantity) -> bool | None:
        """Whether a value is on target; None where there is no target."""
        if self.target is None:
            return None
        if self.better is Better.LOWER:
            return value <= self.target.value
        return value >= self.target.value


class Measurement(Record):
    """A metric's value on a day of the production run."""

    id: Id
    metric: Id
    on: Day
    value: Quantity
    sample_size: SampleSize = 1
    note: Note = ""
    by: Id
    at: Moment
