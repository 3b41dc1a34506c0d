"""How steps and systems of the integration map stand in the tables, and a step in words."""

from __future__ import annotations

from textual.content import Content

from pilotage.export.flow_words import VERBS, hours, roles
from pilotage.forms.steps import decision_said, rated, state_of
from pilotage.method.step_figures import (
    cost_a_month,
    cost_formula,
    hours_formula,
    rank_formula,
)
from pilotage.model.integrations import FRICTION, INCONSISTENCY, Step, System
from pilotage.model.project import Project

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
        parts.append((f"{rated('friction', step.friction, FRICTION)}\n", MUTED))
        parts.append((f"{rated('inconsistency', step.inconsistency, INCONSISTENCY)}\n", MUTED))
        if rank and (formula := rank_formula(step)):
            parts.append((f"rank {rank}: {formula}\n", MUTED))
    parts.append(decision_said(project, step))
    return Content.assemble(*parts)
