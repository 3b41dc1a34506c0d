"""The integration map as Mermaid text, and as Markdown with that text and a table of the steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pilotage.export.escaping import cell, heading
from pilotage.export.flow_words import (
    VERBS,
    hours,
    roles,
    shown,
    state_in_words,
    step_cost,
    summary,
)
from pilotage.method.gate_integrations import is_proven, ranked
from pilotage.method.step_figures import FORMULAS
from pilotage.model.integrations import Step
from pilotage.model.project import Project

_PLAIN: Final = re.compile(r"[^\W_]|[ ,()/“”‘’…·×●◎✓?]")
"""Everything else is written as a number: none of it can end a label or be read as markup."""


def to_mermaid(project: Project) -> str:
    """The map as a flowchart; thick arrows are steps by hand."""
    ranks = {step.id: number for number, step in enumerate(ranked(project), start=1)}
    lines = ["flowchart LR", "  accTitle: Integration map"]
    for system in project.systems:
        words = [label(system.name), *(label(role) for role in roles(project, system))]
        lines.append(f'  s{system.id}["{"<br>".join(words)}"]')
    for step in project.steps:
        said = shown(project, step, ranks.get(step.id))
        line = "==>" if said.by_hand else "-->"
        text = "<br>".join(label(each) for each in said.lines)
        lines.append(f'  s{step.source} {line}|"{text}"| s{step.destination}')
    return "\n".join(lines) + "\n"


def label(text: str) -> str:
    """A text inside a quoted label, which reads as it was written and can't break out of it."""
    return "".join(c if _PLAIN.match(c) else f"#{ord(c)};" for c in text)


def map_to_markdown(project: Project) -> str:
    """The map as a picture for readers that draw Mermaid, and as tables for all."""
    ranks = {step.id: number for number, step in enumerate(ranked(project), start=1)}
    names = {system.id: system.name for system in project.systems}
    systems = [
        (system.name, system.kind.label, " ".join(roles(project, system)), system.note)
        for system in project.systems
    ]
    steps = [
        _row(project, step, names, ranks.get(step.id))
        for step in sorted(project.steps, key=lambda step: ranks.get(step.id, len(ranks) + 1))
    ]
    parts = [
        f"# {heading(f'Integration map: {project.title}')}",
        f"```mermaid\n{to_mermaid(project)}```",
        "Thick arrows are steps by hand, with their rank and hours a month.",
        cell(summary(project)),
        "## Systems",
        _table(("System", "Kind", "Part", "Note"), "llll", systems),
        "## Steps",
        _table(
            ("#", "Step", "Kind", "From", "To", "F", "I", "h/month", "Cost/month", "State"),
            "rllllrrrrl",
            steps,
        ),
        "\n".join(f"- {formula}" for formula in FORMULAS),
    ]
    return "\n\n".join(parts) + "\n"


def _row(project: Project, step: Step, names: dict[int, str], rank: int | None) -> tuple[str, ...]:
    ends = (names.get(step.source, "?"), names.get(step.destination, "?"))
    if not step.is_manual:
        return ("–", step.title, VERBS[step.kind], *ends, "", "", "", "", "automatic")
    return (
        str(rank),
        step.title,
        VERBS[step.kind],
        *ends,
        str(step.friction or "–"),
        str(step.inconsistency or "–"),
        hours(step).removesuffix(" h"),
        step_cost(project, step) or "–",
        _state(project, step),
    )


def _state(project: Project, step: Step) -> str:
    if not step.live:
        said = state_in_words(project, step)
        more = step.keep_reason or (f"with {step.tool}" if step.tool else "")
        return f"{said}: {more}" if more else said
    tool = f" with {step.tool}" if step.tool else ""
    seen = step.verification
    if seen is None:
        return f"built{tool}, not verified"
    proof = f": {seen.evidence}" if seen.evidence else ""
    again = "" if is_proven(project, step) else ", before this cycle: verify again"
    return f"built{tool}, verified by {seen.by} on {seen.at.date().isoformat()}{again}{proof}"


def _table(heads: tuple[str, ...], sides: str, rows: Sequence[tuple[str, ...]]) -> str:
    rule = "|".join("---:" if side == "r" else "---" for side in sides)
    lines = ["| " + " | ".join(heads) + " |", f"|{rule}|"]
    lines += [
        "| " + " | ".join(cell(" ".join(text.split())) for text in row) + " |" for row in rows
    ]
    return "\n".join(lines)
