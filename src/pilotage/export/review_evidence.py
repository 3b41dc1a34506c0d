"""The evidence of a review pack, in the order of the phases: page, runs, map, figures, checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pilotage.export import review_words as words
from pilotage.export.document import Document
from pilotage.export.flow_words import step_cost, summary
from pilotage.export.review_checks import checks
from pilotage.export.review_content import (
    Block,
    PageInForce,
    Part,
    Picture,
    Row,
    RunLine,
    Runs,
    Said,
    Table,
)
from pilotage.export.review_record import cycles, diagnoses, files, journal_extract
from pilotage.export.review_recurring import reviews
from pilotage.export.status import short
from pilotage.export.to_svg import described, svg
from pilotage.measure.handover import RunPoint, run_points, sentence
from pilotage.method.gate_integrations import is_keeping_signed, is_proven, ranked
from pilotage.method.requirement import counted
from pilotage.method.step_figures import FORMULAS, RANKING, hours_formula, is_counted
from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.integrations import Step, StepDecision, StepState
from pilotage.model.journal import Entry
from pilotage.model.project import Project
from pilotage.model.runs import Gap

MOST_RUNS: Final = 12
MOST_GAPS: Final = 24
"""So many runs and gaps are listed; what is left out is counted."""
STEP_HEADS: Final = ("Step by hand", "From → to", "Hours a month", "What became of it")
LINES: Final = (
    "Double lines are steps by hand, with their rank and hours a month; single lines run by "
    "themselves, or are built: those not verified say so."
)


def evidence(
    project: Project, page: Document, rows: Sequence[Row], journal: Sequence[Entry]
) -> tuple[Part, ...]:
    """The parts in the order of the five phases; one without anything to show is left out."""
    found = (
        Part("The page that it runs by", (PageInForce(page),)),
        Part("The second owner's runs", tuple(_runs(project))),
        Part("The integrations", tuple(_map(project))),
        Part(words.MEASURED, tuple(_measured(project, rows))),
        Part("The checks", tuple(checks(project))),
        Part("Diagnoses of what was missed", tuple(diagnoses(project))),
        Part("The cycles beside each other", tuple(cycles(project))),
        Part("Reviews since then", tuple(reviews(project))),
        Part("Evidence files", tuple(files(project))),
        Part("From the journal", tuple(journal_extract(journal))),
    )
    return tuple(part for part in found if part.blocks)


# -- phase 2 ---------------------------------------------------------------------------------


def _runs(project: Project) -> Iterator[Block]:
    if not project.runs:
        return
    points = run_points(project.runs, project.gaps)
    said = sentence(points)
    longest = max((point.minutes or Decimal(0) for point in points), default=Decimal(0))
    by_number = {run.number: run for run in project.runs}
    lines = [
        RunLine(
            number=point.number,
            revision=point.revision,
            who=f"{project.name_of(by_number[point.number].driver)}, "
            f"{short(by_number[point.number].started.astimezone().date())}",
            minutes=point.minutes,
            share=round(float((point.minutes or 0) / longest), 4) if longest else 0.0,
            gaps=point.gaps,
            result=_result(point),
        )
        for point in points
    ]
    left = max(0, len(lines) - MOST_RUNS)
    if left:
        lines = [lines[0], *lines[1 - MOST_RUNS :]]
    yield Runs(tuple(lines), left, said)
    notes = [(f"#{run.number}", run.note) for run in project.runs[-MOST_RUNS:] if run.note.strip()]
    if notes:
        yield Table(("Run", "In the driver's own words"), tuple(notes), (8, 92), figures=False)
    gaps = [gap for gap in project.gaps if gap.withdrawn is None]
    if gaps:
        runs = {run.id: f"#{run.number}" for run in project.runs}
        yield Table(
            ("Run", "Where they had to ask or improvise", "Section", "Answered by"),
            tuple(
                (runs.get(g.run, "–"), g.text, _section(g), _answer(g)) for g in gaps[:MOST_GAPS]
            ),
            (8, 50, 20, 22),
            figures=False,
        )
        if len(gaps) > MOST_GAPS:
            yield Said(f"{counted(len(gaps) - MOST_GAPS, 'more gap')} in the project.")


def _result(point: RunPoint) -> str:
    if point.minutes is None:
        return "going"
    if point.gaps:
        return counted(point.gaps, "gap")
    return "clean" if point.to_the_end else "not to the end"


def _section(gap: Gap) -> str:
    section = SECTION_BY_KEY.get(gap.section)
    name = section.title if section else gap.section
    return f"{name} {gap.item}" if gap.item else name


def _answer(gap: Gap) -> str:
    if gap.answered_by is None:
        return "open"
    return f"revision {gap.answered_by}{', confirmed' if gap.confirmed else ''}"


# -- phase 3 ---------------------------------------------------------------------------------


def _map(project: Project) -> Iterator[Block]:
    if not project.steps:
        return
    yield Said(summary(project), strong=True)
    manual = ranked(project)
    table = _steps(project, manual) if manual else None
    yield Picture(svg(project, bare=True), described(project), LINES, table)
    formulas = [each for each in map(hours_formula, manual) if each]
    if formulas:
        yield Said(f"{FORMULAS[0].capitalize()}; such as {formulas[0]}. {RANKING}")


def _steps(project: Project, manual: Sequence[Step]) -> Table:
    names = {system.id: system.name for system in project.systems}
    rows: list[tuple[str, ...]] = []
    for rank, step in enumerate(manual, start=1):
        way = f"{names.get(step.source, '?')} → {names.get(step.destination, '?')}"
        hours = f"{step.hours_a_month:f}" if is_counted(step) else "?"
        cost = (step_cost(project, step) or "?",) if project.rate is not None else ()
        rows.append((f"#{rank} {step.title}", way, hours, *cost, _became(project, step)))
    if project.rate is None:
        return Table(STEP_HEADS, tuple(rows), (30, 24, 13, 33), right=(2,))
    heads = (*STEP_HEADS[:3], "Cost a month", STEP_HEADS[3])
    return Table(heads, tuple(rows), (27, 21, 12, 14, 26), right=(2, 3))


def _became(project: Project, step: Step) -> str:
    if step.decision is StepDecision.KEEP:
        signed = is_keeping_signed(project, step)
        kept = "kept, signed by the second owner" if signed else "kept"
        return f"{kept}: {step.keep_reason}" if step.keep_reason else kept
    tool = f" by {step.tool}" if step.tool else ""
    if step.state is StepState.VERIFIED and step.verification is not None:
        on = short(step.verification.at.astimezone().date())
        again = "" if is_proven(project, step) else ", before this cycle: verify again"
        return f"integrated{tool}; verified by {step.verification.by}, {on}{again}"
    if step.state is StepState.BUILT:
        return f"built{tool}, nobody has verified it"
    return f"planned{tool}" if step.state is StepState.PLANNED else "undecided"


# -- phases 4 and 5 --------------------------------------------------------------------------


def _measured(project: Project, rows: Sequence[Row]) -> Iterator[Block]:
    by_id = {metric.id: metric for metric in project.metrics}
    lines = []
    for row in rows:
        metric = by_id.get(row.score.metric)
        if metric is None or metric.baseline is None:
            continue
        before = metric.baseline
        now = f"{row.rests_on}; {row.score.method}" if row.rests_on else "not measured yet"
        cases = f"{before.sample_size:,}"
        lines.append((row.score.name, before.period or "–", cases, before.how or "–", now))
    if lines:
        heads = (
            "Metric",
            "Without AI: when",
            "Cases",
            "How it was measured",
            "What “now” rests on",
        )
        yield Table(heads, tuple(lines), (22, 16, 9, 29, 24), right=(2,))
        methods = sorted({row.change.method for row in rows if row.change and row.change.method})
        if methods:
            yield Said(f"All intervals are 95% intervals. Of the changes: {'; '.join(methods)}.")
    if project.note.strip():
        yield Said(f"About these figures: {' '.join(project.note.split())}")
