"""The formal review: diagnoses, the decision, the cadence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pilotage.actions.action import Stamp, action, find, refuse_unless, without
from pilotage.actions.cycle import opened, refuse_bad_phases
from pilotage.measure.scorecard import scorecard
from pilotage.method.gate_review import (
    diagnoses_now,
    missed_now,
    opens_in_words,
    review_opens,
    undiagnosed_now,
)
from pilotage.model.project import Project
from pilotage.model.record import make
from pilotage.model.review import (
    Cadence,
    Choice,
    Decision,
    Diagnosis,
    Interval,
    MetricVerdict,
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
    evidence: str = "",
    owner: str = "",
    due: date | None = None,
) -> Project:
    """Say why a missed metric missed: the trap behind it, on what evidence, and what is done.

    Refused without evidence from the project, an owner and a date. A new diagnosis of the same
    metric replaces the old one; those of earlier cycles stay.
    """
    score = next((s for s in missed_now(project) if s.metric == metric), None)
    refuse_unless(score is not None, "Only a metric that missed its target needs a diagnosis.")
    for said, what, how in (
        (evidence.strip(), "evidence", "Name what of the project's own data it rests on."),
        (owner.strip(), "an owner", "Name who sees to the action."),
        (due, "a date", "Say by when the action is done."),
    ):
        refuse_unless(bool(said), f"A diagnosis needs {what}.", how)
    diagnosis = make(
        Diagnosis,
        id=project.next_id,
        metric=metric,
        trap=trap,
        finding=finding,
        evidence=evidence,
        action=action,
        owner=owner,
        due=due,
        by=stamp.actor,
        at=stamp.at,
    )
    old = {known.id for known in diagnoses_now(project) if known.metric == metric}
    kept = tuple(d for d in project.diagnoses if d.id not in old)
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
    phases: Sequence[int] = (),
) -> Project:
    """The decision-maker decides, on the figures as they stand now.

    To hold and fix opens another cycle of `phases`, at least one of 1 to 4: their gates, and the
    formal review's, are open again and count only what is recorded from then on.
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
        f"The formal review can be signed from {opens_in_words(project)}.",
        "Until then go on measuring.",
    )
    scores = scorecard(project)
    unjudged = [s.name for s in scores if s.verdict is MetricVerdict.NO_DATA]
    refuse_unless(
        bool(scores) and not unjudged,
        f"Not every metric is judged yet: {', '.join(unjudged) or 'there is none'}.",
        "Record its measurements in phase 4.",
    )
    left = undiagnosed_now(project)
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
    refuse_bad_phases(decision.choice, phases)
    project = project.having(decisions=(*project.decisions, decision), next_id=decision.id + 1)
    if decision.choice is not Choice.HOLD_AND_FIX:
        return project
    return opened(project, stamp, decision, phases, decision.choice.label)


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
