"""The recurring reviews: held, corrected, and what they want done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from pilotage.actions.cycle import opened
from pilotage.measure.sampling import draw
from pilotage.method.recurring import Population, population
from pilotage.method.schedule import day_month_year, due_reviews
from pilotage.model.project import CADENCE, PHASES, Project
from pilotage.model.record import make
from pilotage.model.review import Outcome, ReviewAction, ReviewRecord, Sample, Upstream

Given = Mapping[str, Any]


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
    sample: Sample | Given | None = None,
    upstream: Sequence[Upstream | Given] = (),
    to_do: Sequence[ReviewAction | Given] = (),
    back_to: int | None = None,
    **notes: Any,
) -> Project:
    """Record a recurring review that is due: sample, prompts, integrations, page, outcome.

    `notes`: quality_note, prompts_note, integrations_note, page_is_true, page_note, actions.
    `sample` must be what its seed draws from the outputs since the last review; one that is smaller
    than proposed needs a `quality_note`. Back to a phase opens
    another cycle of it and those after it: their gates count only what is recorded from then on.
    """
    refuse_other_fields(
        notes,
        "quality_note",
        "prompts_note",
        "integrations_note",
        "page_is_true",
        "page_note",
        "actions",
    )
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
        sample=_made(Sample, sample) if sample is not None else None,
        upstream=tuple(_made(Upstream, each) for each in upstream),
        to_do=tuple(_made(ReviewAction, each) for each in to_do),
        back_to=back_to,
        **notes,
    )
    _refuse_inconsistent(project, review)
    after = project.having(reviews=(*project.reviews, review), next_id=review.id + 1)
    if review.back_to is None:
        return after
    decided = project.decision
    assert decided is not None  # noqa: S101 - the fifth gate is passed on a decision
    why = f"the review of {day_month_year(due)} went back to phase {review.back_to}"
    said = review.actions.strip() or "; ".join(each.what for each in review.to_do)
    return opened(after, stamp, decided, range(review.back_to, len(PHASES) + 1), f"{why}: {said}")


def _made(kind: Any, given: Any) -> Any:
    return given if isinstance(given, kind) else make(kind, **given)


def _refuse_inconsistent(project: Project, review: ReviewRecord) -> None:
    for each in review.upstream:
        find(project.steps, each.step, "step")
    if review.sample is not None:
        refuse_bad_sample(project, review.sample, review.due)
        refuse_small_sample(project, review.sample, review.quality_note)
    _refuse_without_actions(review)
    holds = review.quality_holds and review.integrations_hold and review.page_is_true
    holds = holds and all(each.holds for each in review.upstream)
    refuse_unless(
        review.outcome is not Outcome.FINE or holds,
        "The outcome can't be “fine” when quality, an integration or the page does not hold.",
        "Choose “adjust” or “back to phase”, and say what will be done.",
    )
    if review.outcome is Outcome.BACK_TO_PHASE:
        refuse_unless(
            review.back_to is not None, "Back to which phase?", "Name one of the phases 1 to 5."
        )
    else:
        refuse_unless(
            review.back_to is None,
            f"“{review.outcome.label.capitalize()}” goes back to no phase.",
            "Leave the phase out, or choose “back to phase”.",
        )


def _refuse_without_actions(review: ReviewRecord) -> None:
    refuse_unless(
        review.outcome is Outcome.FINE or bool(review.actions.strip() or review.to_do),
        "This outcome needs actions.",
        "Write what will be done, by whom.",
    )


def _drawn_from(project: Project, sample: Sample) -> Population:
    """What a review had to draw from when its sample was drawn; outputs may have come since."""
    if sample.before is None or sample.before >= project.next_id:
        return population(project)
    outputs = tuple(output for output in project.outputs if output.id < sample.before)
    return population(project.having(outputs=outputs, next_id=sample.before))


def refuse_bad_sample(project: Project, sample: Sample, due: date) -> None:
    """Refuse a sample that its seed does not draw, so that nobody picks what is looked at.

    Nor does anybody pick what it is drawn from: all outputs since the last review, but for those
    made on the day on which the review is due, or later.
    """
    of = _drawn_from(project, sample)
    left_out = [
        output
        for output in project.outputs
        if output.on < due and sample.before is not None and output.id >= sample.before
    ]
    refuse_unless(
        sample.since == of.since and not left_out,
        f"The sample is not drawn from all of the {of.words}.",
        "Draw the sample again.",
    )
    from_ = of.ids
    refuse_unless(
        len(sample.outputs) <= len(from_)
        and draw(sample.seed, from_, len(sample.outputs)) == sample.outputs,
        f"These outputs are not what seed {sample.seed} draws.",
        "Draw the sample again.",
    )
    refuse_unless(
        set(sample.failed) <= set(sample.outputs),
        "An output outside the sample can't have failed in it.",
        "Judge the outputs of the sample.",
    )


def refuse_small_sample(project: Project, sample: Sample, note: str) -> None:
    """Refuse a sample smaller than proposed where nobody says why."""
    proposed = _drawn_from(project, sample).proposed
    refuse_unless(
        len(sample.outputs) >= proposed or bool(note.strip()),
        f"A sample of {len(sample.outputs):,} is smaller than the {proposed:,} proposed.",
        "Note why fewer are enough, or draw the sample again.",
    )


@action(CADENCE)
def edit_review(project: Project, stamp: Stamp, /, *, review: int, **notes: Any) -> Project:
    """Correct the notes of a recorded review; its outcome goes on needing actions."""
    refuse_other_fields(
        notes, "quality_note", "prompts_note", "integrations_note", "page_note", "actions"
    )
    old = find(project.reviews, review, "review")
    new = old.with_(**notes)
    _refuse_without_actions(new)
    return project.having(reviews=swap(project.reviews, new))


@action(CADENCE)
def finish_action(
    project: Project, stamp: Stamp, /, *, review: int, number: int, done: bool = True
) -> Project:
    """Mark what a review wants done as done today, or as open again; `number` counts from 1."""
    old = find(project.reviews, review, "review")
    refuse_unless(
        1 <= number <= len(old.to_do),
        f"The review has no action {number}.",
        f"It has {len(old.to_do)}.",
    )
    to_do = list(old.to_do)
    to_do[number - 1] = to_do[number - 1].with_(done=stamp.today if done else None)
    return project.having(reviews=swap(project.reviews, old.with_(to_do=tuple(to_do))))


@action(CADENCE)
def delete_review(project: Project, stamp: Stamp, /, *, review: int) -> Project:
    """Delete a review record, so that it is due again."""
    find(project.reviews, review, "review")
    return project.having(reviews=without(project.reviews, review))
