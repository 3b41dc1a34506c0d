"""Phase 4: outputs of the production run, their checks, the measurements."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pilotage.actions import production
from pilotage.errors import Refused
from pilotage.forms.field import Field
from pilotage.forms.production import FAILED_ELSE, measurement_fields, output_fields
from pilotage.forms.values import shown
from pilotage.measure.figures import figures
from pilotage.method.advice_systems import page_in_force
from pilotage.method.gate_production import awaits, tally
from pilotage.method.requirement import counted
from pilotage.method.schedule import day_month_year
from pilotage.model.baseline import Measurement, Metric
from pilotage.model.production import Output, Verdict
from pilotage.model.text import one_line
from pilotage.plain import gate
from pilotage.plain.desk import Desk
from pilotage.plain.filling import Answers, fill
from pilotage.plain.seat import Option
from pilotage.plain.words import Back, Skip

if TYPE_CHECKING:
    from pilotage.plain.project import Walk


def options(walk: Walk) -> list[Option]:
    """What can be done in phase 4."""
    desk = walk.desk
    found = [
        Option("Record an output", lambda: _output(desk, None)),
        Option("Check outputs, one after the other", lambda: check_all(desk)),
        Option("Measurements", lambda: show(desk, "measurements")),
        Option("Find an output", lambda: _find(desk)),
        Option("Read the quality standard", lambda: standard(desk)),
        Option("How far the run is", lambda: _tally(desk)),
    ]
    return [*found, gate.option(walk, 4)]


def show(desk: Desk, field: str, row: int | None = None) -> None:
    """The outputs or the measurements, or one of them."""
    if field == "measurements":
        metric = next((m for m in desk.project.metrics if m.id == row), None)
        if metric is None:
            measured = [m for m in desk.project.metrics if m.is_measured]
            metric = desk.pick(
                "Which metric?", measured, lambda m: m.name, "No metric has a baseline."
            )
        _metric(desk, metric)
    elif any(_waits(desk, output) for output in desk.project.outputs):
        check_all(desk, row)
    else:
        _output(desk, None)


def standard(desk: Desk) -> None:
    """The criteria and disqualifiers that outputs are held to."""
    page = page_in_force(desk.project)
    desk.dialogue.gap()
    desk.tell("Must be true:", *(page.criteria or ("no quality criterion is written",)))
    desk.tell("Never:", *(page.disqualifiers or ("no disqualifier is written",)))


def _tally(desk: Desk) -> None:
    counts, policy = tally(desk.project), desk.project.policy
    desk.tell(
        f"{counted(counts.outputs, 'output')} of {policy.production_outputs:,} wanted.",
        f"On {counted(counts.days, 'day')} of {policy.production_days} wanted.",
        f"Nobody has checked {counts.unchecked:,}.",
        f"The second owner has not checked {counts.by_builder_only:,} more.",
    )


# -- outputs ---------------------------------------------------------------------------------


def _output(desk: Desk, output: Output | None) -> None:
    def save(values: Answers) -> None:
        if output is None:
            desk.do(production.record_output, **values)
        else:
            desk.do(production.edit_output, output=output.id, **values)

    row = output.id if output else "new"
    why = "Each output of the run is recorded, so that each can be checked."
    fill(desk, "Output", output_fields(output, desk.today), save, why=why, row=row, phase=4)


def _waits(desk: Desk, output: Output) -> bool:
    return awaits(output, desk.session.actor, desk.project.second_owner)


def check_all(desk: Desk, first: int | None = None) -> None:
    """The outputs that wait for the check of who is at the keyboard, one after the other."""
    desk.refuse_read_only(4)
    owner = desk.project.second_owner
    if owner is not None and desk.session.actor != owner:
        who = desk.project.name_of(owner)
        desk.tell(f"Gate 4 wants every output checked by {who}, the second owner.")
        if desk.dialogue.confirm(f"Is {who} at the keyboard?"):
            desk.drive(owner)
    waiting = [output for output in desk.project.outputs if _waits(desk, output)]
    if not waiting:
        raise Refused("No output waits for your check.")
    waiting.sort(key=lambda output: output.id != first)
    desk.tell(f"{counted(len(waiting), 'output')} to check. skip leaves one, back ends.")
    for number, output in enumerate(waiting, 1):
        try:
            _check(desk, output, f"{number} of {len(waiting)}. ", first=number == 1)
        except Skip:
            continue
        except Back:
            return
    desk.tell("That was the last output to check.")


def _check(desk: Desk, output: Output, lead: str = "", *, first: bool = False) -> None:
    desk.dialogue.gap()
    about = [f"made by {output.made_by}"] if output.made_by else []
    about += [output.link] if output.link else []
    said = ", ".join((output.reference, day_month_year(output.on), *about))
    desk.tell(f"{lead}{said}.")
    page = page_in_force(desk.project)
    explain = ("Must be true:", *page.criteria, "Never:", *page.disqualifiers)
    ways = ["It passes: it meets the standard", "It fails"]
    known = ways if lead and not first else ()
    if desk.dialogue.choose("Output.", ways, explain, known=known) == 0:
        desk.do(production.check_output, output=output.id, verdict=Verdict.PASS)
        return
    lines = [f"Not met: {line}" for line in page.criteria]
    lines += [f"Disqualifier: {line}" for line in page.disqualifiers]
    chosen = desk.dialogue.choose("What did it fail on?", [*lines, FAILED_ELSE], explain)
    failed = (*page.criteria, *page.disqualifiers, "")[chosen]
    note = Field("note", "Note", required=not failed, hint="What was wrong, if there is more.")
    fill(
        desk,
        f"Why {output.reference} failed",
        [note],
        lambda values: desk.do(
            production.check_output,
            output=output.id,
            verdict=Verdict.FAIL,
            failed=failed,
            **values,
        ),
        row=output.id,
        phase=4,
    )


def _find(desk: Desk) -> None:
    outputs = desk.project.outputs
    if not outputs:
        raise Refused("No output is recorded yet.")
    said = one_line(desk.dialogue.ask("A part of its reference, Enter for the newest:"))
    found = [o for o in reversed(outputs) if said.casefold() in o.reference.casefold()]
    output = desk.pick("Which output?", found, partial(_said, desk), f"None has “{said}”.")
    desk.menu(output.reference, partial(_of_output, desk, output.id))


def _said(desk: Desk, output: Output) -> str:
    checks = [f"{desk.project.name_of(c.by)}: {c.verdict}" for c in output.checks]
    return f"{output.reference}, {day_month_year(output.on)}, {', '.join(checks) or 'unchecked'}"


def _of_output(desk: Desk, id_: int) -> list[Option]:
    output = next((each for each in desk.project.outputs if each.id == id_), None)
    if output is None:
        return []
    found = [Option("Check it", lambda: _check(desk, output))]
    if output.checked_by(desk.session.actor):
        label = "Take your own check back"
        found.append(Option(label, lambda: desk.do(production.remove_check, output=id_)))
    found.append(Option("Correct it", lambda: _output(desk, output)))
    return [*found, Option("Delete it", lambda: _delete(desk, output))]


def _delete(desk: Desk, output: Output) -> None:
    if desk.dialogue.confirm(f"Delete {output.reference}, with its checks? undo brings it back."):
        desk.do(production.delete_output, output=output.id)


# -- measurements ----------------------------------------------------------------------------


def _metric(desk: Desk, metric: Metric) -> None:
    if metric.source.is_counted:
        for figure in figures(desk.project, metric)[-10:]:
            desk.tell(f"{day_month_year(figure.on)}: {shown(figure.value, metric.unit)}.")
        desk.tell(f"{metric.name} is {metric.source.label}; nobody types it.")
        return
    desk.menu(metric.name, lambda: _measurements(desk, metric))


def _measurements(desk: Desk, metric: Metric) -> list[Option]:
    own = [m for m in desk.project.measurements if m.metric == metric.id]
    found = [Option("Record a measurement", lambda: _measure(desk, metric, None))]
    for each in reversed(own):
        label = f"{day_month_year(each.on)}: {shown(each.value, metric.unit)}"
        label += f", {counted(each.sample_size, 'case')}"
        found.append(Option(label, partial(_one, desk, metric, each)))
    return found


def _one(desk: Desk, metric: Metric, measurement: Measurement) -> None:
    if desk.dialogue.choose("Measurement.", ["Correct it", "Delete it"]) == 0:
        _measure(desk, metric, measurement)
    elif desk.dialogue.confirm("Delete this measurement? undo brings it back."):
        desk.do(production.delete_measurement, measurement=measurement.id)


def _measure(desk: Desk, metric: Metric, measurement: Measurement | None) -> None:
    def save(values: Answers) -> None:
        if measurement is None:
            desk.do(production.record_measurement, metric=metric.id, **values)
        else:
            desk.do(production.edit_measurement, measurement=measurement.id, **values)

    fields = measurement_fields(metric, measurement, desk.today)
    row = f"{metric.id} {measurement.id if measurement else 'new'}"
    why = "The same way as the baseline was measured, or the two can't be compared."
    fill(desk, f"Measurement of {metric.name}", fields, save, why=why, row=row, phase=4)
