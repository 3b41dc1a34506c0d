"""The production run: outputs, checks and measurements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
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
from pilotage.actions.references import REFERENCES
from pilotage.errors import Invalid
from pilotage.measure.figures import ceiling
from pilotage.model.baseline import Measurement
from pilotage.model.production import Check, Output, Verdict
from pilotage.model.project import Project
from pilotage.model.record import make
from pilotage.model.sequences import replaced


def prepare(project: Project) -> None:
    """Look through the outputs once, so that recording the next one need not: in another thread,
    where there are many.
    """
    REFERENCES.has(project.outputs, "")


@action(4)
def record_output(
    project: Project,
    stamp: Stamp,
    /,
    *,
    reference: str,
    on: date | None = None,
    made_by: str = "",
    link: str = "",
    verdict: Verdict | str | None = None,
    failed: str = "",
    note: str = "",
) -> Project:
    """Record one output of the production run; without `on` it was made today.

    With a `verdict` it is checked at once, by whoever acts; `failed` and `note` belong to that.
    """
    refuse_unless(
        verdict is not None or not (failed or note),
        "What failed, and a note, belong to a check.",
        "Give the verdict too: pass or fail.",
    )
    checks: tuple[Check, ...] = ()
    if verdict is not None:
        check = make(Check, by=stamp.actor, at=stamp.at, verdict=verdict, failed=failed, note=note)
        checks = (check,)
    output = make(
        Output,
        id=project.next_id,
        reference=reference,
        on=on or stamp.today,
        made_by=made_by,
        link=link,
        checks=checks,
    )
    refuse_outside(project, output.on, stamp)
    refuse_unless(
        not REFERENCES.has(project.outputs, output.reference),
        f"There is already an output “{output.reference}”.",
        "Give each output a reference of its own.",
    )
    outputs = replaced(project.outputs, len(project.outputs), len(project.outputs), (output,))
    REFERENCES.grown(project.outputs, outputs)
    return project.having(outputs=outputs, next_id=output.id + 1)


@action(4)
def edit_output(project: Project, stamp: Stamp, /, *, output: int, **fields: Any) -> Project:
    """Correct an output's reference, date, maker or link."""
    refuse_other_fields(fields, "reference", "on", "made_by", "link")
    new = find(project.outputs, output, "output").with_(**fields)
    refuse_outside(project, new.on, stamp)
    same = [o for o in project.outputs if o.reference == new.reference and o.id != output]
    refuse_unless(not same, f"There is already an output “{new.reference}”.")
    return project.having(outputs=swap(project.outputs, new))


@action(4)
def delete_output(project: Project, stamp: Stamp, /, *, output: int) -> Project:
    """Delete an output with its checks."""
    find(project.outputs, output, "output")
    return project.having(outputs=without(project.outputs, output))


@action(4)
def check_output(
    project: Project,
    stamp: Stamp,
    /,
    *,
    output: int,
    verdict: Verdict | str,
    failed: str = "",
    note: str = "",
) -> Project:
    """Judge an output against the quality standard; replaces one's own earlier check."""
    old = find(project.outputs, output, "output")
    check = make(Check, by=stamp.actor, at=stamp.at, verdict=verdict, failed=failed, note=note)
    checks = (*(c for c in old.checks if c.by != stamp.actor), check)
    return project.having(outputs=swap(project.outputs, old.with_(checks=checks)))


@action(4)
def check_outputs(
    project: Project, stamp: Stamp, /, *, outputs: Sequence[int], verdict: Verdict | str
) -> Project:
    """Give several outputs the same verdict, as one action."""
    wanted = set(outputs)
    check = make(Check, by=stamp.actor, at=stamp.at, verdict=verdict)
    for id_ in wanted - {output.id for output in project.outputs}:
        find(project.outputs, id_, "output")
    return project.having(
        outputs=tuple(
            o.with_(checks=(*(c for c in o.checks if c.by != stamp.actor), check))
            if o.id in wanted
            else o
            for o in project.outputs
        )
    )


@action(4)
def remove_check(project: Project, stamp: Stamp, /, *, output: int) -> Project:
    """Take one's own check back."""
    old = find(project.outputs, output, "output")
    refuse_unless(old.checked_by(stamp.actor), "You have not checked this output.")
    checks = tuple(c for c in old.checks if c.by != stamp.actor)
    return project.having(outputs=swap(project.outputs, old.with_(checks=checks)))


@action(4)
def record_measurement(
    project: Project,
    stamp: Stamp,
    /,
    *,
    metric: int,
    value: Decimal | str,
    on: date | None = None,
    sample_size: int | str = 1,
    note: str = "",
) -> Project:
    """Record a metric's value on a day; without `on` it is today's."""
    measurement = make(
        Measurement,
        id=project.next_id,
        metric=metric,
        on=on or stamp.today,
        value=value,
        sample_size=sample_size,
        note=note,
        by=stamp.actor,
        at=stamp.at,
    )
    refuse_bad_measurement(project, measurement, stamp)
    return project.having(
        measurements=(*project.measurements, measurement), next_id=measurement.id + 1
    )


@action(4)
def edit_measurement(
    project: Project, stamp: Stamp, /, *, measurement: int, **fields: Any
) -> Project:
    """Correct a measurement's value, date, cases or note."""
    refuse_other_fields(fields, "value", "on", "sample_size", "note")
    new = find(project.measurements, measurement, "measurement").with_(**fields)
    refuse_bad_measurement(project, new, stamp)
    return project.having(measurements=swap(project.measurements, new))


@action(4)
def delete_measurement(project: Project, stamp: Stamp, /, *, measurement: int) -> Project:
    """Delete a measurement."""
    find(project.measurements, measurement, "measurement")
    return project.having(measurements=without(project.measurements, measurement))


def refuse_outside(project: Project, on: date, stamp: Stamp) -> None:
    """The measured run begins when gate 3 is first passed, or with its cycle; it ends today."""
    begun = next((passage.on for passage in project.passages if passage.phase == 3), None)
    cycle = project.cycle_of(4)
    begun = cycle.on if cycle else begun
    if begun is not None and on < begun:
        message = (
            f"Date: {on.isoformat()} is before the production run, which began on "
            f"{begun.isoformat()} with {f'cycle {cycle.number}' if cycle else 'gate 3'}."
        )
        raise Invalid("on", on, f"not before {begun.isoformat()}", message)
    if on > stamp.today:
        message = f"Date: {on.isoformat()} is in the future; today is {stamp.today.isoformat()}."
        raise Invalid("on", on, "not after today", message)


def refuse_bad_measurement(project: Project, measurement: Measurement, stamp: Stamp) -> None:
    """Refuse what can't be a measurement of its metric, or not of that day."""
    metric = find(project.metrics, measurement.metric, "metric")
    refuse_unless(
        metric.is_measured,
        f"{metric.name} has no baseline to compare with.",
        "Measure it without AI first (phase 1), or lift its waiver.",
    )
    refuse_unless(
        not metric.source.is_counted,
        f"{metric.name} is counted from outputs and checks; nobody types it.",
        "Record outputs and check them; or change its source among the metrics of phase 1.",
    )
    most = ceiling(metric)
    if most is not None and measurement.value > most:
        message = f"Value: {measurement.value} % is out of range; an error rate is at most 100 %."
        raise Invalid("value", measurement.value, "at most 100", message)
    refuse_outside(project, measurement.on, stamp)
