"""The formal review and the cadence."""

from __future__ import annotations

from datetime import date
from typing import Any

from pilotage.actions.action import (
    Stamp,
    action,
    find,
    refuse_other_fields,
    refuse_unless,
    swap,
    without,
)
from pilotage.measure.scorecard import scorecard
from pilotage.method.gate_review import missed_now, review_opens
from pilotage.method.schedule import day_month_year, due_reviews
from pilotage.model.project import CADENCE, Project
from pilotage.model.record import make
from pilotage.model.review import (
    Cadence,
    Choice,
    Decision,
    Diagnosis,
    Interval,
    MetricVerdict,
    Outcome,
    ReviewRecord,
    TrapKind,
)


@action(5)
def diagnose(
    project: Project,
    stamp: Stamp,
    /,
    *,
    metric: int,
    trap: TrapKind | str,
    finding: str,
    action: str,
    owner: str = "",
    due: date | None = None,
) -> Project:
    """Say why a missed metric missed: the trap behind it, the finding and an action.

    A new diagnosis of the same metric replaces the old one.
    """
    score = next((s for s in missed_now(project) if s.metric == metric), None)
    refuse_unless(score is not None, "Only a metric that missed its target needs a diagnosis.")
    diagnosis = make(
        Diagnosis,
        id=project.next_id,
        metric=metric,
        trap=trap,
        finding=finding,
        action=action,
        owner=owner,
        due=due,
        by=stamp.actor,
        at=stamp.at,
    )
    kept = tuple(d for d in project.diagnoses if d.metric != metric)
    return project.having(diagnoses=(*kept, diagnosis), next_id=diagnosis.id + 1)


@action(5)
def delete_diagnosis(project: Project, stamp: Stamp, /, *, diagnosis: int) -> Project:
    """Delete a diagnosis."""
    find(project.diagnoses, diagnosis, "diagnosis")
    return project.having(diagnoses=without(project.diagnoses, diagnosis))


@action(5, serious=True)
def record_decision(
    project: Project,
    stamp: Stamp,
    /,
    *,
    choice: Choice | str,
    reason: str,
    conditions: str = "",
) -> Project:
    """The decision-maker decides, on the figures as they stand now.

    Refused for anybody else, before the review's first day (day 76 unless the policy says
    otherwise), and while a metric is unjudged or a missed one has no diagnosis.
    """
    who = project.name_of(project.decision_maker)
    refuse_unless(
        project.decision_maker is not None,
        "Nobody is named as decision-maker.",
        "Name the person who can say yes or no.",
    )
    refuse_unless(
        stamp.actor == project.decision_maker and stamp.actor != project.builder,
        f"Only the decision-maker ({who}) records the decision.",
        f"Let {who} take the keyboard: change who drives.",
    )
    opens = review_opens(project)
    refuse_unless(
        stamp.today >= opens,
        f"The formal review can be signed from {day_month_year(opens)} "
        f"(day {project.policy.review_from_day}).",
        "Until then go on measuring.",
    )
    scores = scorecard(project)
    unjudged = [s.name for s in scores if s.verdict is MetricVerdict.NO_DATA]
    refuse_unless(
        bool(scores) and not unjudged,
        f"Not every metric is judged yet: {', '.join(unjudged) or 'there is none'}.",
        "Record its measurements in phase 4.",
    )
    known = {diagnosis.metric for diagnosis in project.diagnoses}
    left = [score for score in missed_now(project) if score.metric not in known]
    refuse_unless(
        not left,
        f"No diagnosis yet for {', '.join(s.name for s in left)}.",
        "Name the trap behind each missed metric first.",
    )
    decision = make(
        Decision,
        id=project.next_id,
        choice=choice,
        reason=reason,
        conditions=conditions,
        by=stamp.actor,
        at=stamp.at,
        on=stamp.today,
        scorecard=scores,
    )
    return project.having(decisions=(*project.decisions, decision), next_id=decision.id + 1)


@action(5)
def set_cadence(
    project: Project, stamp: Stamp, /, *, interval: Interval | str, owner: int, first: date
) -> Project:
    """Set how often the workflow is reviewed, by whom, and from when."""
    find(project.people, owner, "person")
    cadence = make(Cadence, interval=interval, owner=owner, first=first)
    refuse_unless(
        bool(project.reviews) or cadence.first > project.start,
        "The first review must come after the project's start.",
    )
    return project.having(cadence=cadence)


@action(5)
def clear_cadence(project: Project, stamp: Stamp, /) -> Project:
    """Take the cadence back."""
    return project.having(cadence=None)


@action(CADENCE)
def record_review(
    project: Project,
    stamp: Stamp,
    /,
    *,
    due: date,
    quality_holds: bool,
    integrations_hold: bool,
    outcome: Outcome | str,
    **notes: Any,
) -> Project:
    """Record a recurring review that is due: quality, prompts, integrations, outcome.

    `notes`: quality_note, prompts_note, integrations_note, actions.
    """
    open_ = due_reviews(project, stamp.today)
    refuse_unless(
        due in open_,
        f"No review is due for {day_month_year(due)}.",
        f"Due: {', '.join(day_month_year(d) for d in open_) or 'none'}.",
    )
    review = make(
        ReviewRecord,
        id=project.next_id,
        due=due,
        held=stamp.today,
        by=stamp.actor,
        at=stamp.at,
        quality_holds=quality_holds,
        integrations_hold=integrations_hold,
        outcome=outcome,
        **notes,
    )
    refuse_unless(
        review.outcome is Outcome.FINE or bool(review.actions.strip()),
        "This outcome needs actions.",
        "Write what will be done, by whom.",
    )
    refuse_unless(
        review.outcome is not Outcome.FINE or (quality_holds and integrations_hold),
        "The outcome can't be “fine” when quality or an integration does not hold.",
        "Choose “adjust” or “back to phase”, and say what will be done.",
    )
    return project.having(reviews=(*project.reviews, review), next_id=review.id + 1)


@action(CADENCE)
def edit_review(project: Project, stamp: Stamp, /, *, review: int, **notes: Any) -> Project:
    """Correct the notes of a recorded review."""
    refuse_other_fields(notes, "quality_note", "prompts_note", "integrations_note", "actions")
    old = find(project.reviews, review, "review")
    return project.having(reviews=swap(project.reviews, old.with_(**notes)))


@action(CADENCE)
def delete_review(project: Project, stamp: Stamp, /, *, review: int) -> Project:
    """Delete a review record, so that it is due again."""
    find(project.reviews, review, "review")
    return project.having(reviews=without(project.reviews, review))
