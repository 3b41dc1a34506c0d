"""How steps and systems of the integration map stand in the tables, and a step in words."""

from __future__ import annotations

from textual.content import Content

from pilotage.export.flow_words import VERBS, hours, roles
from pilotage.method.gate_integrations import is_keeping_signed, is_proven
from pilotage.method.step_figures import (
    cost_a_month,
    cost_formula,
    hours_formula,
    rank_formula,
)
from pilotage.model.integrations import FRICTION, INCONSISTENCY, Step, StepDecision, System
from pilotage.model.project import Project
from pilotage.tui.values import moment

COLUMNS = ("#", "Step", "State", "F·I", "h/month")
ENDS = ("Kind", "From → to")
"""Where there is room; the text below the table has them too."""
MUTED = "$foreground 65%"


def columns(project: Project, *, wide: bool) -> tuple[str, ...]:
    """The columns of the table of steps: the cost where an hour has one, the ends with room."""
    cost = (_cost_title(project),) if project.rate is not None else ()
    return (*COLUMNS, *cost, *(ENDS if wide else ()))


def _cost_title(project: Project) -> str:
    currency = project.rate.currency if project.rate is not None else ""
    return f"{currency[:6]}/month" if currency else "cost/month"


def step_row(project: Project, step: Step, rank: int | None, *, wide: bool) -> tuple[str, ...]:
    """A step's cells, in the order of `columns`."""
    row = [
        str(rank) if rank else "–",
        step.title,
        state_of(project, step),
        f"{step.friction or '–'}·{step.inconsistency or '–'}" if step.is_manual else "",
        hours(step).removesuffix(" h") if step.is_manual else "",
    ]
    if project.rate is not None:
        cost = cost_a_month(project, step) if step.is_manual else None
        row.append("" if cost is None else f"{cost:,.2f}")
    if wide:
        row += [VERBS[step.kind], way(project, step)]
    return tuple(row)


def system_row(project: Project, system: System) -> tuple[str, ...]:
    """A system's cells."""
    return (" ".join(roles(project, system)), system.name, system.kind.label, system.note)


def way(project: Project, step: Step) -> str:
    """From which system to which."""
    names = {system.id: system.name for system in project.systems}
    return f"{names.get(step.source, '?')} → {names.get(step.destination, '?')}"


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


def step_text(project: Project, step: Step, rank: int | None) -> Content:
    """A step in words: title, way, where hours, cost and rank come from, what was decided."""
    parts: list[str | tuple[str, str]] = [
        (step.title, "bold"),
        f"  {way(project, step)} · {step.kind.label}\n",
    ]
    if step.is_manual:
        figures = " ".join(filter(None, (hours_formula(step), cost_formula(project, step))))
        if figures:
            parts.append((f"{figures}\n", MUTED))
        parts.append((f"{_rated('friction', step.friction, FRICTION)}\n", MUTED))
        parts.append((f"{_rated('inconsistency', step.inconsistency, INCONSISTENCY)}\n", MUTED))
        if rank and (formula := rank_formula(step)):
            parts.append((f"rank {rank}: {formula}\n", MUTED))
    parts.append(_decision(project, step))
    return Content.assemble(*parts)


def _rated(what: str, rating: int | None, words: tuple[str, ...]) -> str:
    return f"{what} {rating}: {words[rating - 1]}" if rating else f"{what}: not rated yet"


def _decision(project: Project, step: Step) -> str:
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
