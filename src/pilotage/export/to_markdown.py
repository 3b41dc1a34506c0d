"""The one-page document as CommonMark (with one GFM table for owners and one for measures)."""

from __future__ import annotations

from collections.abc import Iterable

from pilotage.export import limited_markdown as limited
from pilotage.export import words
from pilotage.export.document import Document, FlowStep
from pilotage.export.escaping import cell, heading
from pilotage.export.seal import sealed_text
from pilotage.model.document import PART_TITLES


def to_markdown(page: Document) -> str:
    """The document's text; ends with a newline.

    Its last line says which page it is to `pilotage verify`: a link's definition, which no
    reader of CommonMark shows.
    """
    parts = page_parts(page)
    if page.measures or page.waived:
        parts.append(f"## {words.MEASURES}")
    if page.measures:
        parts.append(_measures(page))
    if page.waived:
        parts.append(limited.HARD_BREAK.join(limited.plain(line) for line in page.waived))
    parts += ["---", f"{page.identity} · {words.MADE}", f"[{page.stamp}]: #"]
    return sealed_text("\n\n".join(part for part in parts if part) + "\n")


def page_parts(page: Document, under: int = 0) -> list[str]:
    """All that is written on the page, who answers for it; headings so many levels down."""
    deep = "#" * under
    parts = [f"{deep}# {heading(page.title)}", _status(page)]
    parts += _section("", limited.to_markdown(page.purpose))
    for place, step in enumerate(page.flow, 1):
        parts += _section(f"{deep}## {place}. {step.title}", _step(step))
    written = {
        "criteria": _list(page.criteria),
        "disqualifiers": _list(page.disqualifiers),
        "when_wrong": limited.to_markdown(page.when_wrong),
    }
    for key, text in written.items():
        parts += _section(f"{deep}## {PART_TITLES[key]}", text)
    return [*parts, f"{deep}## {words.OWNERS}", _owners(page)]


def _status(page: Document) -> str:
    return " · ".join([f"**{page.status}**", *(limited.plain(fact) for fact in page.facts)])


def _section(title: str, body: str) -> list[str]:
    return [title, body or f"*{words.EMPTY}*"]


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
    heads = ("Role", "Name", "Contact")
    rows = [(owner.role, owner.name or words.NOBODY, owner.contact) for owner in page.owners]
    wide = 3 if any(owner.contact for owner in page.owners) else 2
    return _table(heads[:wide], "lll"[:wide], [row[:wide] for row in rows])


def _measures(page: Document) -> str:
    rows = (
        (
            f"{measure.name} ({measure.unit})" if measure.unit else measure.name,
            measure.baseline,
            measure.target or words.NO_FIGURE,
            measure.now or words.NO_FIGURE,
            measure.way_and_cases,
        )
        for measure in page.measures
    )
    return _table(words.HEADS, "lrrrl", rows)


def _table(heads: tuple[str, ...], sides: str, rows: Iterable[tuple[str, ...]]) -> str:
    rule = "|".join("---:" if side == "r" else "---" for side in sides)
    lines = ["| " + " | ".join(heads) + " |", f"|{rule}|"]
    lines += [
        "| " + " | ".join(cell(" ".join(text.split())) for text in row) + " |" for row in rows
    ]
    return "\n".join(lines)
