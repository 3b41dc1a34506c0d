"""A step of the integration map in words."""

from __future__ import annotations

from pilotage.forms.values import moment
from pilotage.method.gate_integrations import is_keeping_signed, is_proven
from pilotage.model.integrations import Step, StepDecision
from pilotage.model.project import Project


def state_of(project: Project, step: Step) -> str:
    """How far a step is, in a word or two."""
    if not step.is_manual:
        return "automatic"
    if step.decision is StepDecision.KEEP:
        return "✓ kept, signed" if is_keeping_signed(project, step) else "kept"
    if step.decision is StepDecision.INTEGRATE:
        if step.is_integrated:
            return "✓ verified" if is_proven(project, step) else "verify again"
        return str(step.state or "")
    return "undecided" if step.is_described else "not described"


def rated(what: str, rating: int | None, words: tuple[str, ...]) -> str:
    """A rating with what it means."""
    return f"{what} {rating}: {words[rating - 1]}" if rating else f"{what}: not rated yet"


def decision_said(project: Project, step: Step) -> str:
    """What was decided about a step, by whom, and how far it is."""
    state = state_of(project, step)
    if step.decision is StepDecision.KEEP:
        by = ""
        if step.keep_signed and step.keep_signed_by:
            by = f" by {project.name_of(step.keep_signed_by)} on {moment(step.keep_signed)}"
        return f"{state}{by}: {step.keep_reason}"
    if step.decision is StepDecision.INTEGRATE:
        tool = f" with {step.tool}" if step.tool else ""
        seen = step.verification
        proof = f", by {seen.by} on {moment(seen.at)}" if seen else ""
        evidence = f": {seen.evidence}" if seen and seen.evidence else ""
        return f"{state}{tool}{proof}{evidence}"
    return state
