"""Gate 4: the measured production run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pilotage.measure.figures import all_figures
from pilotage.measure.ledger import Tally, books, second_owners
from pilotage.method.requirement import Place, Requirement, counted, listed, require
from pilotage.model.production import Output
from pilotage.model.project import Project

SCREEN = "phase4"


def tally(project: Project) -> Tally:
    """Count outputs, days and checks; the same outputs are counted only once.

    Once the gate is passed it rests on the outputs that were there then: a workflow in
    production goes on making outputs, and a new one does not close the gate again. A later
    cycle through this phase counts its own outputs only.
    """
    return books(project, before=passed_before(project))


def awaits(output: Output, person: int, second_owner: int | None) -> bool:
    """Whether an output still waits for this person's check.

    The second owner checks every output; anybody else only what nobody has checked.
    """
    return not (output.checked_by(person) if person == second_owner else output.checks)


def passed_before(project: Project) -> int | None:
    """The number from which on records came after gate 4 was passed; None while it is not."""
    passage = next((p for p in project.passages if p.phase == 4 and p.reopened is None), None)
    return passage.records_before if passage else None


def requirements(project: Project) -> tuple[Requirement, ...]:
    """All that gate 4 demands."""
    counts = tally(project)
    policy = project.policy
    again = project.in_cycle(4)
    none = f"no output is recorded yet{again}" if not counts.outputs else ""
    days = f"{counts.days} of {counted(policy.production_days, 'day')} so far{again}"
    outputs = f"{counts.outputs:,} of {counted(policy.production_outputs, 'output')} so far{again}"
    unchecked = f"{counts.unchecked:,} of {counted(counts.outputs, 'output')} not checked"
    alone = (
        f"{counted(counts.by_builder_only + counts.unchecked, 'output')} still to be checked by "
        f"{project.name_of(project.second_owner)}"
    )
    return (
        require(
            "4.days",
            f"Outputs were made on {counted(policy.production_days, 'distinct day')}",
            Place(SCREEN, "outputs"),
            days if counts.days < policy.production_days else "",
        ),
        require(
            "4.outputs",
            f"{counted(policy.production_outputs, 'output was', 'outputs were')} made",
            Place(SCREEN, "outputs"),
            outputs if counts.outputs < policy.production_outputs else "",
        ),
        require(
            "4.checked",
            "No output is unchecked",
            Place(SCREEN, "outputs", counts.first_unchecked),
            none or (unchecked if counts.unchecked else ""),
        ),
        require(
            "4.second_owner",
            "Every output was checked by the second owner, not just by the builder",
            Place(SCREEN, "outputs", counts.first_unchecked or counts.first_by_builder_only),
            none or (alone if counts.by_builder_only + counts.unchecked else ""),
        ),
        _measurements(project),
    )


def _measurements(project: Project) -> Requirement:
    found = all_figures(project)
    bad = [metric for metric in project.metrics if metric.is_measured and not found[metric.id]]
    return require(
        "4.measurements",
        "Every metric of the baseline was measured again",
        Place(SCREEN, "measurements", bad[0].id if bad else None),
        f"no measurement yet{project.in_cycle(4)} of {listed((m.name for m in bad), 4)}"
        if bad
        else "",
    )


@dataclass(frozen=True)
class MissingDay:
    """A day of the production run on which something is still to be checked."""

    on: date
    outputs: int
    unchecked: tuple[Output, ...]
    """Outputs that nobody has checked."""
    by_builder_only: tuple[Output, ...]
    """Outputs that were checked, but not by the second owner."""


def missing_by_day(project: Project) -> tuple[MissingDay, ...]:
    """What gate 4 still wants checked, by day and by output, oldest first."""
    owners = second_owners(project)
    waiting = {on: day.outputs for on, day in tally(project).by_day if day.waiting}
    found: dict[date, tuple[list[Output], list[Output]]] = {on: ([], []) for on in waiting}
    before, since = passed_before(project), project.since(4)
    for output in project.outputs:
        if output.id < since:
            continue
        if output.on in found and (before is None or output.id < before):
            if not output.checks:
                found[output.on][0].append(output)
            elif not any(check.by in owners for check in output.checks):
                found[output.on][1].append(output)
    return tuple(
        MissingDay(on, waiting[on], tuple(nobody), tuple(alone))
        for on, (nobody, alone) in found.items()
    )
