"""What closed each of the five traps, and what was not measured: the project's own evidence."""

from __future__ import annotations

from decimal import Decimal

from pilotage.method.gate_integrations import is_proven, manual_steps
from pilotage.method.gate_second_owner import finished_runs, is_clean
from pilotage.method.requirement import counted, listed
from pilotage.method.schedule import day_month_year
from pilotage.model.baseline import Metric
from pilotage.model.integrations import StepDecision
from pilotage.model.project import Project
from pilotage.model.review import TrapKind


def trap_evidence(project: Project) -> dict[TrapKind, str]:
    """What speaks for each trap being closed, in words; empty where nothing does yet."""
    return {
        TrapKind.SINGLE_OWNER: _second_owner(project),
        TrapKind.NO_DOCUMENT: _document(project),
        TrapKind.NO_CRITERIA: _criteria(project),
        TrapKind.INTEGRATION_GAPS: _integrations(project),
        TrapKind.NO_CADENCE: _cadence(project),
    }


def waived(project: Project) -> tuple[Metric, ...]:
    """The metrics that were not measured, each with its reason."""
    return tuple(metric for metric in project.metrics if metric.waiver is not None)


def _second_owner(project: Project) -> str:
    runs = finished_runs(project)
    if not runs:
        return ""
    last = runs[-1]
    clean = "clean" if is_clean(project, last) else "with gaps"
    minutes = f" in {last.minutes.normalize():f} minutes" if last.minutes is not None else ""
    answered = sum(gap.answered_by is not None for gap in project.gaps)
    said = (
        f"{project.name_of(last.driver)} drove {counted(len(runs), 'run')} from the page alone; "
        f"run #{last.number} was {clean}{minutes}, on revision {last.revision}"
    )
    return f"{said}; {counted(answered, 'gap')} answered" if answered else said


def _document(project: Project) -> str:
    revision = project.revision
    if revision is None:
        return ""
    fit = f", {revision.fit.sentence}" if revision.fit else ""
    on = day_month_year(revision.at.date())
    criteria = counted(len(revision.page.criteria), "criterion", "criteria")
    return f"revision {revision.number} of {on}{fit}; {criteria} to check against"


def _criteria(project: Project) -> str:
    measured = [metric for metric in project.metrics if metric.is_measured]
    if not measured:
        return ""
    aimed = sum(metric.target is not None for metric in measured)
    said = f"{counted(len(measured), 'metric')} measured without AI, {aimed} with a target"
    left = waived(project)
    return f"{said}; {len(left)} waived with a reason" if left else said


def _integrations(project: Project) -> str:
    steps = manual_steps(project)
    done = [step for step in steps if is_proven(project, step)]
    again = sum(step.is_integrated for step in steps) - len(done)
    if not steps:
        return "no step was ever done by hand" if project.steps else ""
    if not (done or again) and all(step.decision is StepDecision.UNDECIDED for step in steps):
        return ""
    hours = sum((step.hours_a_month for step in done), Decimal(0))
    by = listed(dict.fromkeys(step.verification.by for step in done if step.verification))
    kept = [step for step in steps if step.decision is StepDecision.KEEP]
    said = f"{len(done)} of {counted(len(steps), 'manual step')} integrated"
    if done:
        said += f" and seen to work by {by}: {hours:,f} h a month less"
    if again:
        said += f"; {again} verified before this cycle: verify again"
    if kept:
        left = sum((step.hours_a_month for step in kept), Decimal(0))
        said += f"; {len(kept)} kept with a reason ({left:,f} h a month)"
    return said


def _cadence(project: Project) -> str:
    cadence = project.cadence
    if cadence is None:
        return ""
    said = (
        f"reviewed {cadence.interval.value} by {project.name_of(cadence.owner)}, first on "
        f"{day_month_year(cadence.first)}"
    )
    return f"{said}; {counted(len(project.reviews), 'review')} held" if project.reviews else said
