"""Phase 5: the scorecard, why a metric missed, the decision, the cadence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotage.actions import review
from pilotage.errors import Refused
from pilotage.forms.review import (
    cadence_fields,
    decision_fields,
    decision_values,
    diagnosis_fields,
)
from pilotage.forms.scores import change, figures_of, target_text
from pilotage.forms.values import shown
from pilotage.measure.scorecard import rounded, scorecard
from pilotage.method.diagnosing import suggestions
from pilotage.method.gate_review import (
    decision_now,
    diagnoses_now,
    missed_now,
    opens_in_words,
    review_opens,
    undiagnosed_now,
)
from pilotage.method.headline import headline
from pilotage.method.requirement import listed
from pilotage.method.schedule import day_month_year
from pilotage.method.traps import BY_KIND
from pilotage.model.review import Choice, Diagnosis, MetricVerdict, Score
from pilotage.plain import gate
from pilotage.plain.desk import Desk
from pilotage.plain.filling import fill
from pilotage.plain.seat import Option

if TYPE_CHECKING:
    from pilotage.plain.project import Walk


def options(walk: Walk) -> list[Option]:
    """What can be done in phase 5."""
    desk = walk.desk
    found = [Option("Hear the scorecard", lambda: read(desk))]
    if missed_now(desk.project):
        found.append(Option("Diagnose what was missed", lambda: _missed(desk)))
    found.append(Option("Record the decision", lambda: decide(desk)))
    found.append(Option("Set the review cadence", lambda: cadence(desk)))
    if desk.project.cadence is not None:
        found.append(Option("Clear the review cadence", lambda: _clear(desk)))
    return [*found, gate.option(walk, 5)]


def show(desk: Desk, field: str, row: int | None = None) -> None:
    """The scorecard or one metric of it, the decision or the cadence."""
    if field == "cadence":
        cadence(desk)
    elif field == "decision":
        decide(desk)
    elif any(score.metric == row for score in missed_now(desk.project)):
        diagnose(desk, row)
    else:
        read(desk)


def read(desk: Desk) -> None:
    """The verdict, then each metric in sentences, the decision and the cadence."""
    project = desk.project
    desk.dialogue.gap()
    scores = scorecard(project)
    desk.tell(headline(scores))
    for score in scores:
        desk.dialogue.gap()
        desk.tell(*said(score, diagnosis_of(desk, score)))
    desk.dialogue.gap()
    if decision := decision_now(project):
        who = project.name_of(decision.by)
        desk.tell(
            f"Decision: {decision.choice.label}. {who}, {day_month_year(decision.on)}: "
            f"{decision.reason}",
            *([f"Conditions: {decision.conditions}"] if decision.conditions.strip() else []),
            f"It rested on: {figures_of(decision)}.",
        )
    if project.cadence:
        desk.tell(
            f"Reviewed {project.cadence.interval.value}, by "
            f"{project.name_of(project.cadence.owner)}, first on "
            f"{day_month_year(project.cadence.first)}."
        )


def said(score: Score, diagnosis: Diagnosis | None) -> list[str]:
    """A score in sentences, with its diagnosis."""
    lines = [
        f"{score.name}: {score.verdict.label}.",
        f"{shown(rounded(score.actual, score.target), score.unit)} against "
        f"{shown(score.baseline, score.unit)} without AI, {change(score)}. "
        f"The target is {target_text(score)}.",
    ]
    if score.verdict is MetricVerdict.NO_DATA:
        lines = [lines[0], "Record its measurements in phase 4."]
    if score.low is not None and score.high is not None:
        low, high = shown(rounded(score.low, None)), shown(rounded(score.high, None))
        lines.append(f"Between {low} and {high}, 95 %. {score.said}".strip())
    if diagnosis is not None:
        lines.append(f"Trap: {BY_KIND[diagnosis.trap].name}. {diagnosis.finding}")
        lines.append(f"Evidence: {diagnosis.evidence}")
        by = f", by {day_month_year(diagnosis.due)}" if diagnosis.due else ""
        lines.append(f"Action: {diagnosis.action}, {diagnosis.owner}{by}.")
    elif score.is_missed:
        lines.append("It needs a diagnosis, before anybody touches the tool.")
    return lines


def diagnosis_of(desk: Desk, score: Score) -> Diagnosis | None:
    """The diagnosis of a metric in this cycle."""
    return next((d for d in diagnoses_now(desk.project) if d.metric == score.metric), None)


def _missed(desk: Desk) -> None:
    def label(score: Score) -> str:
        return score.name + (", diagnosed" if diagnosis_of(desk, score) else "")

    score = desk.pick("Which metric?", missed_now(desk.project), label, "Nothing was missed.")
    diagnose(desk, score.metric)


def diagnose(desk: Desk, metric: int | None) -> None:
    """What the data suggests, then the trap, the evidence, and who does what by when."""
    desk.refuse_read_only(5)
    score = next(s for s in missed_now(desk.project) if s.metric == metric)
    old = diagnosis_of(desk, score)
    desk.dialogue.gap()
    desk.tell(*said(score, old))
    if old is not None and desk.dialogue.choose("Diagnosis.", ["Change it", "Delete it"]) == 1:
        desk.do(review.delete_diagnosis, diagnosis=old.id)
        return
    taken = None
    if old is None and (found := suggestions(desk.project, score.metric)):
        desk.tell("The project's own data suggests, the likeliest first:")
        labels = [f"{BY_KIND[each.trap].name}: {each.evidence}. {each.action}" for each in found]
        chosen = desk.dialogue.choose("Which explains it?", [*labels, "None of these"])
        taken = found[chosen] if chosen < len(found) else None
    fill(
        desk,
        f"Diagnosis of {score.name}",
        diagnosis_fields(desk.project, score, old, taken),
        lambda values: desk.do(review.diagnose, metric=score.metric, **values),
        why="Each trap has its own remedy; one can't be fixed with another's.",
        row=f"{score.metric} {old.id if old else 'new'}",
        phase=5,
    )


def _refuse_early(desk: Desk) -> None:
    """Say why there is nothing to decide yet, before anything is asked."""
    project = desk.project
    if project.decision_maker is None:
        raise Refused("Nobody is named as decision-maker.", "Main menu, People, names them.")
    if desk.today < review_opens(project):
        raise Refused(f"The decision can be signed from {opens_in_words(project)}.")
    unjudged = [s.name for s in scorecard(project) if s.verdict is MetricVerdict.NO_DATA]
    if unjudged:
        raise Refused(f"Not judged yet: {listed(unjudged)}.", "Record measurements in phase 4.")
    if left := undiagnosed_now(project):
        raise Refused(f"First diagnose what was missed: {listed(s.name for s in left)}.")


def decide(desk: Desk) -> None:
    """The decision-maker hears the figures and decides."""
    desk.refuse_read_only(5)
    _refuse_early(desk)
    project = desk.project
    with desk.as_person(project.decision_maker, "The decision is signed with their name."):
        desk.tell(headline(scorecard(project)))
        fill(
            desk,
            f"Decision of {project.name_of(project.decision_maker)}",
            decision_fields(project),
            lambda values: desk.do(review.record_decision, **decision_values(values)),
            why="On target: make the case for more. Below: fix the gap, not the tool.",
            row=len(project.decisions),
            asked=lambda field, values: (
                not field.name.startswith("phase") or values["choice"] == Choice.HOLD_AND_FIX
            ),
        )


def cadence(desk: Desk) -> None:
    """How often, by whom, from when."""
    fill(
        desk,
        "Review cadence",
        cadence_fields(desk.project, desk.today),
        lambda values: desk.do(review.set_cadence, **values),
        why="Models, inputs and policies change, and without a date nobody looks.",
        phase=5,
    )


def _clear(desk: Desk) -> None:
    if desk.dialogue.confirm("Clear the review cadence? Gate 5 demands one."):
        desk.do(review.clear_cadence)
