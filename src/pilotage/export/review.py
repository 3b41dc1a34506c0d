"""The review pack of a project: what a decision-maker needs who has ten minutes.

First the scorecard, which answers whether it worked and how sure that is; then the evidence.
Whoever writes it out decides only how it looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pilotage.export.document import document
from pilotage.export.review_content import Review, Verdict
from pilotage.export.review_evidence import evidence
from pilotage.export.review_scores import answer, rows, sure
from pilotage.export.review_traps import traps
from pilotage.export.status import short
from pilotage.method.gate_review import decision_now, review_opens
from pilotage.method.gates import current_phase
from pilotage.method.schedule import day_in_words, day_month_year, window
from pilotage.model.baseline import REQUIRED_KINDS
from pilotage.model.journal import Entry
from pilotage.model.project import PHASES, Project
from pilotage.model.review import Choice


def review(project: Project, today: date, journal: Sequence[Entry] = ()) -> Review:
    """The pack as it stands on a day; with a decision it has the figures decided on."""
    page = document(project, today)
    found = rows(project)
    return Review(
        title=project.title,
        purpose=page.purpose,
        page=page,
        answer=answer(found),
        sure=sure(found),
        facts=_facts(project, today),
        rows=found,
        traps=traps(project),
        unmeasured=tuple(_unmeasured(project)),
        verdict=_verdict(project),
        parts=evidence(project, page, found, journal),
        day=today,
    )


def _facts(project: Project, today: date) -> tuple[str, ...]:
    when = day_in_words(project, today)
    when = f"{when[0].upper()}{when[1:]}"
    decided = decision_now(project)
    figures = f"Figures as decided on, {short(decided.on)}" if decided else "Figures as they stand"
    return (
        f"{when}, {short(today)}",
        figures,
        f"Builder {project.name_of(project.builder)}",
        f"Second owner {project.name_of(project.second_owner)}",
        f"Decision-maker {project.name_of(project.decision_maker)}",
    )


def _unmeasured(project: Project) -> Iterator[str]:
    for metric in project.metrics:
        if metric.waiver:
            reason = " ".join(metric.waiver.reason.split())
            on = short(metric.waiver.at.astimezone().date())
            yield f"{metric.name}: {reason} (waived by {project.name_of(metric.waiver.by)}, {on})"
    known = {metric.kind for metric in project.metrics if metric.is_measured or metric.waiver}
    for kind in REQUIRED_KINDS:
        if kind not in known:
            yield f"{kind.label.capitalize()}: no baseline, and no reason given yet."


def _verdict(project: Project) -> Verdict:
    decision = project.decision
    opened = {cycle.decision for cycle in project.cycles}
    if decision is not None and not (decision.id in opened and current_phase(project) <= 5):
        lines = [("Reason", decision.reason)]
        if decision.conditions.strip():
            lines.append(("Conditions", decision.conditions))
        who = project.name_of(decision.by)
        return Verdict(
            f"Decided: {decision.choice.label}",
            f"{who}, {day_month_year(decision.on)}",
            tuple(lines),
        )
    choices = [choice.label for choice in Choice]
    who = project.name_of(project.decision_maker)
    days = window(project, PHASES[-1])[1]
    lines = [
        ("To choose", f"{', '.join(choices[:-1])} or {choices[-1]}, with a reason."),
        (
            "When",
            f"From {day_month_year(review_opens(project))} on: {days} days surface the edge cases.",
        ),
    ]
    if decision is not None:
        lines.append(("Before", f"{decision.choice.label}, {day_month_year(decision.on)}"))
    return Verdict("Decision asked for", who, tuple(lines))
