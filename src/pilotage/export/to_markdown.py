"""The one-page document as CommonMark (with one GFM table for owners and one for measures)."""

from __future__ import annotations

from collections.abc import Iterable

from pilotage.export import limited_markdown as limited
from pilotage.export.document import Document, FlowStep
from pilotage.model.document import PART_TITLES
from pilotage.model.review import MetricVerdict


def to_markdown(page: Document) -> str:
    """The document's text; ends with a newline."""
    parts = [f"# {limited.plain(page.title)}", _status(page)]
    parts += _section("", limited.to_markdown(page.purpose))
    for place, step in enumerate(page.flow, 1):
        parts += _section(f"## {place}. {step.title}", _step(step))
    parts += _section(f"## {PART_TITLES['criteria']}", _list(page.criteria))
    parts += _section(f"## {PART_TITLES['disqualifiers']}", _list(page.disqualifiers))
    parts += _section(f"## {PART_TITLES['when_wrong']}", limited.to_markdown(page.when_wrong))
    parts += [f"## {PART_TITLES['owners']}", _owners(page)]
    if page.measures or page.waived:
        parts.append(f"## {PART_TITLES['measures']}")
    if page.measures:
        parts.append(_measures(page))
    if page.waived:
        parts.append("\\\n".join(limited.plain(line) for line in page.waived))
    parts += ["---", page.identity]
    return "\n\n".join(part for part in parts if part) + "\n"


def _status(page: Document) -> str:
    return f"**{page.status}** · " + " · ".join(limited.plain(fact) for fact in page.facts)


def _section(heading: str, body: str) -> list[str]:
    return [heading, body or "*Not written yet.*"]


def _step(step: FlowStep) -> str:
    parts: list[str] = []
    if step.lead:
        parts.append(f"{step.lead_label} **{limited.plain(step.lead)}**")
    if step.text.strip():
        parts.append(limited.to_markdown(step.text))
    if step.steps:
        lines = enumerate(step.steps, 1)
        parts.append("\n".join(f"{i}. {limited.line_to_markdown(line)}" for i, line in lines))
    return "\n\n".join(parts)


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {limited.line_to_markdown(line)}" for line in lines)


def _owners(page: Document) -> str:
    rows = ((owner.role, owner.name or "not named yet", owner.contact) for owner in page.owners)
    return _table(("Role", "Name", "Contact"), "lll", rows)


def _measures(page: Document) -> str:
    rows = (
        (
            f"{measure.name} ({measure.unit})" if measure.unit else measure.name,
            measure.baseline,
            measure.target or "no target",
            measure.now or "–",
            _verdict(measure.verdict, measure.rests_on),
        )
        for measure in page.measures
    )
    return _table(("Measure", "Baseline", "Target", "Now", "Verdict"), "lrrrl", rows)


def _verdict(verdict: MetricVerdict, rests_on: str) -> str:
    return f"{verdict.label}, {rests_on}" if rests_on else verdict.label


def _table(heads: tuple[str, ...], sides: str, rows: Iterable[tuple[str, ...]]) -> str:
    rule = "|".join("---:" if side == "r" else "---" for side in sides)
    lines = ["| " + " | ".join(heads) + " |", f"|{rule}|"]
    lines += ["| " + " | ".join(limited.cell(text) for text in row) + " |" for row in rows]
    return "\n".join(lines)
