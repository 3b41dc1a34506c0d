"""Bringing in many records at once, from rows of plain values: all of them or none.

Each refuses with `BadRows`, which names every bad row. What is there already and equal is left
alone; what differs is refused, unless `update` takes the row's. `source` names where the rows
come from; the journal keeps it, and the records, not the rows.
"""

from __future__ import annotations

from pilotage.actions.action import Stamp, action
from pilotage.actions.import_plan import Figures, Steps, each_row
from pilotage.actions.import_rows import Collected, Rows
from pilotage.actions.import_run import Outputs, measurements_after
from pilotage.model.project import Project


@action(4, unrecorded=("rows",))
def import_outputs(
    project: Project,
    stamp: Stamp,
    /,
    *,
    rows: Rows,
    source: str = "",
    update: bool = False,
    own_checks: bool = False,
) -> Project:
    """Record outputs, each with the check of who is at the keyboard if its row has a verdict.

    A row has: reference, on, made_by, link, verdict, failed, note, checked_by. A check that
    somebody else made is refused: whoever answers for a check brings it in, as they would check
    by hand; `own_checks` leaves the others out. An output that is there already gets the check.
    """
    run = Outputs(project, stamp, update, own_checks, Collected(len(rows)))
    return run.done(rows)


@action(4, unrecorded=("rows",))
def import_measurements(
    project: Project, stamp: Stamp, /, *, rows: Rows, source: str = ""
) -> Project:
    """Record measurements: metric (its name), on, value, sample_size, note."""
    return measurements_after(project, stamp, rows, Collected(len(rows)))


@action(3, unrecorded=("rows",))
def import_steps(
    project: Project,
    stamp: Stamp,
    /,
    *,
    rows: Rows,
    source: str = "",
    update: bool = False,
) -> Project:
    """Put steps on the map: title, kind, source, destination, times, per, minutes, friction,
    inconsistency. Source and destination are names of systems; unknown ones are put on the map.
    """
    steps = Steps(stamp, update=update)
    return each_row(project, rows, Collected(len(rows)), steps.take)


@action(1, unrecorded=("rows",))
def import_baseline(
    project: Project,
    stamp: Stamp,
    /,
    *,
    rows: Rows,
    source: str = "",
    update: bool = False,
    reason: str = "",
) -> Project:
    """Write down baselines and targets: metric (its name), kind, unit, better, value,
    sample_size, period, how, target, no_worse. Unknown metrics are added. A change after gate 1
    needs a `reason`, which stays on record.
    """
    figures = Figures(stamp, update=update, reason=reason)
    return each_row(project, rows, Collected(len(rows)), figures.take)
