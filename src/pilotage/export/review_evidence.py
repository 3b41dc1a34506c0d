"""The evidence of a review pack: page, runs, map, figures, checks, diagnoses, cycles, journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pilotage.export.document import Document, number
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
    signed,
)
from pilotage.export.status import short
from pilotage.export.to_svg import described, svg
from pilotage.measure.handover import RunPoint, run_points, sentence
from pilotage.measure.scorecard import rounded, scorecard
from pilotage.method.gate_integrations import ranked
from pilotage.method.requirement import counted
from pilotage.method.step_figures import FORMULAS, RANKING, hours_formula, is_counted
from pilotage.method.traps import BY_KIND
from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.integrations import Step, StepDecision, StepState
from pilotage.model.journal import Entry
from pilotage.model.project import Project
from pilotage.model.review import Score
from pilotage.model.runs import Gap

MOST_RUNS: Final = 12
MOST_GAPS: Final = 24
MOST_ENTRIES: Final = 60
"""So many runs, gaps and entries are listed; what is left out is counted."""
ON_RECORD: Final = frozenset(
    {
        "pass_gate",
        "publish_revision",
        "confirm_revision",
        "set_baseline",
        "set_target",
        "set_figures",
        "clear_baseline",
        "waive_metric",
        "lift_waiver",
        "change_policy",
        "sign_keeping",
        "record_decision",
        "open_cycle",
        "set_cadence",
        "record_review",
    }
)
"""Actions that a decision rests on: gates, decisions, and changes of what is measured by."""

LINES: Final = (
    "Double lines are steps by hand, with their rank and hours a month; single lines run by "
    "themselves."
)
FIRST_FIGURES: Final = frozenset({"set_baseline", "set_target", "set_figures", "clear_baseline"})
"""What is first set is in the scorecard; once a gate is passed it is a change."""


def evidence(
    project: Project, page: Document, rows: Sequence[Row], journal: Sequence[Entry]
) -> tuple[Part, ...]:
    """The parts in the order of the five phases; one without anything to show is left out."""
    found = (
        Part("The page that it runs by", (PageInForce(page),)),
        Part("The second owner's runs", tuple(_runs(project))),
        Part("The integrations", tuple(_map(project))),
        Part("How it was measured", tuple(_measured(project, rows))),
        Part("The checks", tuple(checks(project))),
        Part("Diagnoses of what was missed", tuple(_diagnoses(project))),
        Part("The cycles beside each other", tuple(_cycles(project))),
        Part("Reviews since then", tuple(_reviews(project))),
        Part("From the journal", tuple(_journal(journal))),
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
    yield Picture(svg(project, bare=True), described(project), table)
    yield Said(LINES)
    formulas = [each for each in map(hours_formula, manual) if each]
    if formulas:
        yield Said(f"{FORMULAS[0].capitalize()}; such as {formulas[0]}. {RANKING}")


def _steps(project: Project, manual: Sequence[Step]) -> Table:
    names = {system.id: system.name for system in project.systems}
    rows = []
    for rank, step in enumerate(manual, start=1):
        way = f"{names.get(step.source, '?')} → {names.get(step.destination, '?')}"
        hours = f"{step.hours_a_month:f}" if is_counted(step) else "?"
        cost = (step_cost(project, step) or "?",) if project.rate is not None else ()
        rows.append((f"#{rank} {step.title}", way, hours, *cost, _became(step)))
    if project.rate is None:
        heads = ("Step by hand", "From → to", "Hours a month", "What became of it")
        return Table(heads, tuple(rows), (30, 24, 13, 33), right=(2,))
    heads = ("Step by hand", "From → to", "Hours a month", "Cost a month", "What became of it")
    return Table(heads, tuple(rows), (27, 21, 12, 14, 26), right=(2, 3))


def _became(step: Step) -> str:
    if step.decision is StepDecision.KEEP:
        kept = "kept, signed by the second owner" if step.keep_signed else "kept"
        return f"{kept}: {step.keep_reason}" if step.keep_reason else kept
    tool = f" by {step.tool}" if step.tool else ""
    if step.state is StepState.VERIFIED and step.verification is not None:
        on = short(step.verification.at.astimezone().date())
        return f"integrated{tool}; verified by {step.verification.by}, {on}"
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
        heads = ("Metric", "Without AI: when", "Cases", "How it was measured", "What “now” rests on")
        yield Table(heads, tuple(lines), (22, 16, 9, 29, 24), right=(2,))
        methods = sorted({row.change.method for row in rows if row.change and row.change.method})
        if methods:
            yield Said(f"All intervals are 95% intervals. Of the changes: {'; '.join(methods)}.")
    if project.note.strip():
        yield Said(f"About these figures: {' '.join(project.note.split())}")


def _diagnoses(project: Project) -> Iterator[Block]:
    if not project.diagnoses:
        return
    names = {metric.id: metric.name for metric in project.metrics}
    rows = []
    for each in project.diagnoses:
        finding = f"{each.finding} Evidence: {each.evidence}" if each.evidence else each.finding
        who = ", ".join(part for part in (each.owner, _due(each.due and short(each.due))) if part)
        action = f"{each.action} ({who})" if who else each.action
        rows.append((names.get(each.metric, "–"), BY_KIND[each.trap].name, finding, action))
    heads = ("Metric", "Trap", "Finding", "What is done")
    yield Table(heads, tuple(rows), (20, 14, 36, 30), figures=False)


def _due(day: str | None) -> str:
    return f"by {day}" if day else ""


def _cycles(project: Project) -> Iterator[Block]:
    before = {each.id: each for each in project.decisions}
    earlier = [
        (cycle.number - 1, before[cycle.decision])
        for cycle in project.cycles
        if cycle.decision in before
    ]
    if not earlier:
        return
    latest = project.decision
    is_decided = latest is not None and latest not in [decision for _, decision in earlier]
    now = latest.scorecard if is_decided and latest is not None else scorecard(project)
    cards = [decision.scorecard for _, decision in earlier] + [now]
    heads = (
        "Metric",
        "Target",
        *(f"Cycle {place}, {short(decision.on)}" for place, decision in earlier),
        "Now",
        "Since the first",
    )
    rows = []
    for score in now:
        found = [next((s for s in card if s.metric == score.metric), None) for card in cards]
        first = next((s.actual for s in found if s and s.actual is not None), None)
        since = "–" if first is None or score.actual is None else signed(score.actual - first)
        target = "–" if score.target is None else number(score.target)
        rows.append((score.name, target, *map(_figure, found), since))
    share = 60 // (len(heads) - 1)
    widths = (40, *(share for _ in heads[1:]))
    yield Table(heads, tuple(rows), widths, right=tuple(range(1, len(heads))))
    for cycle in project.cycles:
        phases = ", ".join(map(str, cycle.phases))
        yield Said(f"Cycle {cycle.number} began on {short(cycle.on)} and took phases {phases} again.")


def _figure(score: Score | None) -> str:
    value = rounded(score.actual, score.target) if score else None
    return "–" if value is None or score is None else f"{number(value)} {_mark(score)}"


def _mark(score: Score) -> str:
    from pilotage.export.review_content import MARKS

    return MARKS[score.verdict]


def _reviews(project: Project) -> Iterator[Block]:
    if not project.reviews:
        return
    rows = []
    for each in project.reviews[-12:]:
        notes = (each.quality_note, each.prompts_note, each.integrations_note, each.page_note)
        found = " ".join(note.strip() for note in notes if note.strip()) or "–"
        back = f" {each.back_to}" if each.back_to else ""
        to_do = [each.actions.strip(), *(task.what for task in each.to_do)]
        rows.append(
            (
                short(each.held),
                project.name_of(each.by),
                found,
                f"{each.outcome.label}{back}. {' '.join(filter(None, to_do))}".strip(),
            )
        )
    heads = ("Held", "By", "What was found", "Outcome")
    yield Table(heads, tuple(rows), (12, 16, 42, 30), figures=False)


def _journal(journal: Sequence[Entry]) -> Iterator[Block]:
    kept: list[Entry] = []
    known: set[str] = set()
    passed = False
    for entry in journal:
        passed = passed or entry.action == "pass_gate"
        if entry.action in ON_RECORD and (passed or entry.action not in FIRST_FIGURES):
            known.add(entry.what)
            kept.append(entry)
        elif entry.action in ("undo", "redo") and entry.what.partition(": ")[2] in known:
            kept.append(entry)
    if not kept:
        return
    shown = kept[-MOST_ENTRIES:]
    rows = tuple(
        (
            short(entry.at.astimezone().date()),
            f"{entry.by} ({entry.role})" if entry.role else entry.by,
            entry.what,
            entry.signature or "–",
        )
        for entry in shown
    )
    yield Table(("Day", "Who", "What", "Signature"), rows, (13, 24, 49, 14), figures=False)
    left = len(journal) - len(shown)
    yield Said(
        f"{counted(left, 'other entry', 'other entries')} in the project's journal, each chained "
        "to the one before by SHA-256."
    )
