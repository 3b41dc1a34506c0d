"""The cadence: the recurring review in five steps, and what it wants done."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from pilotage import review_draft
from pilotage.actions import recurring
from pilotage.forms.field import Field
from pilotage.forms.recurring import (
    integration_fields,
    note_fields,
    outcome_fields,
    page_fields,
    quality_fields,
)
from pilotage.forms.review_steps import (
    drawn,
    drawn_from,
    integration_values,
    is_drawn,
    prompts_field,
    review_values,
    revisions_said,
    sample_said,
)
from pilotage.method.advice_systems import page_in_force
from pilotage.method.recurring import integrated_steps, open_actions, revisions_since
from pilotage.method.schedule import day_month_year, due_reviews, next_review
from pilotage.model.document import Page
from pilotage.model.review import Outcome, ReviewAction, ReviewRecord
from pilotage.plain import page, phase4, phase5
from pilotage.plain.desk import Desk
from pilotage.plain.filling import Answers, fill
from pilotage.plain.seat import Option
from pilotage.plain.words import Back, Skip
from pilotage.review_draft import STEPS, Draft

if TYPE_CHECKING:
    from pilotage.plain.project import Walk


def options(walk: Walk) -> list[Option]:
    """What can be done once the workflow is in production."""
    desk = walk.desk
    due = due_reviews(desk.project, desk.today)
    found = [
        Option(f"Hold the review due on {day_month_year(day)}", partial(hold, desk, day))
        for day in due
    ]
    if any(open_actions(desk.project)):
        found.append(Option("Mark what a review wanted as done", lambda: _finish(desk)))
    found.append(Option("Change the review cadence", lambda: phase5.cadence(desk)))
    if desk.project.reviews:
        found.append(Option("Reviews that were held", lambda: _held(desk)))
    return found


def intro(desk: Desk) -> list[str]:
    """When the next review is, where none is due."""
    if due_reviews(desk.project, desk.today):
        return []
    coming = next_review(desk.project, desk.today)
    return [f"No review is due. The next is on {day_month_year(coming)}."] if coming else []


def hold(desk: Desk, due: date) -> None:
    """Walk through a review; what was found so far is kept, and gone on with."""
    desk.refuse_read_only(6)
    desk.prove(desk.session.actor)
    with desk.at(f"The review due on {day_month_year(due)}"):
        Review(desk, due).go()


class Review:
    """One review on its way through the five steps; the screens go on with the same draft."""

    def __init__(self, desk: Desk, due: date) -> None:
        self._desk = desk
        self._uid = desk.project.uid
        self._draft = review_draft.unfinished(self._uid, due) or Draft(due=due)

    def go(self) -> None:
        """From the step that comes next to the end, or until it is left."""
        steps = (self._sample, self._prompts, self._integrations, self._page, self._outcome)
        if self._draft.step > 1:
            self._desk.tell(f"It was begun before, and goes on at step {self._draft.step}.")
        while True:
            step = self._draft.step
            try:
                steps[step - 1]()
            except Back:
                if step == 1:
                    self._desk.tell("What was found is kept.")
                    return
                self._keep(step=step - 1)
                continue
            if step == STEPS:
                review_draft.forget(self._uid, self._draft.due)
                return
            self._keep(step=step + 1)

    def _keep(self, **fields: object) -> None:
        self._draft = self._draft.with_(**fields)
        review_draft.keep(self._uid, self._draft)

    def _ask(self, title: str, fields: list[Field], why: str = "") -> None:
        fill(
            self._desk,
            f"Step {self._draft.step} of {STEPS}: {title}",
            fields,
            lambda values: self._keep(**values),
            why=why,
            row=self._draft.due,
        )

    def _sample(self) -> None:
        desk, project = self._desk, self._desk.project
        if not is_drawn(project, self._draft):
            self._keep(sample=drawn(project), passed=())
        if (sample := self._draft.sample) is not None:
            of = drawn_from(project, sample)
            desk.tell(
                f"Step 1 of {STEPS}: a sample. {len(sample.outputs)} of {of.words}, drawn at "
                f"random with seed {sample.seed}."
            )
            phase4.standard(desk)
            self._judge()

        def save(values: Answers) -> None:
            if (sample := self._draft.sample) is not None:
                recurring.refuse_small_sample(desk.project, sample, values["quality_note"])
            self._keep(**values)

        fill(
            desk,
            f"Step 1 of {STEPS}: what the sample says",
            quality_fields(self._draft),
            save,
            why=sample_said(self._draft),
            row=self._draft.due,
        )

    def _judge(self) -> None:
        outputs = {output.id: output for output in self._desk.project.outputs}
        while left := self._draft.left:
            output, sample = outputs[left[0]], self._draft.sample
            assert sample is not None  # noqa: S101 - there is something left of it
            where = f", {output.link}" if output.link else ""
            question = f"{output.reference}{where}. {len(left)} left. Does it meet the standard?"
            try:
                passes = self._desk.dialogue.confirm(question)
            except Skip:
                self._desk.tell("Each output of a sample is judged; back keeps it for later.")
                continue
            if passes:
                self._keep(passed=(*self._draft.passed, output.id))
            else:
                self._keep(sample=sample.with_(failed=(*sample.failed, output.id)))

    def _prompts(self) -> None:
        desk, project = self._desk, self._desk.project
        base, since = revisions_since(project)
        if since:
            page.difference(desk, base.page if base else Page(), since[-1].page)
        tool = page_in_force(project).tool or "no tool"
        why = f"{revisions_said(project)} The page names: {tool}."
        self._ask("prompts, model, configuration", [prompts_field(self._draft)], why)

    def _integrations(self) -> None:
        steps = integrated_steps(self._desk.project)
        fill(
            self._desk,
            f"Step 3 of {STEPS}: integrations",
            integration_fields(self._draft, steps),
            lambda values: self._keep(**integration_values(steps, values)),
            why="Look at each where it runs: does it still do what it did?",
            row=self._draft.due,
        )

    def _page(self) -> None:
        if self._desk.dialogue.confirm("Shall the page be read out?"):
            page.read(self._desk, page_in_force(self._desk.project))
        self._ask("is the page still true?", page_fields(self._draft))

    def _outcome(self) -> None:
        desk, draft = self._desk, self._draft

        def save(values: Answers) -> None:
            self._keep(**values)
            desk.do(recurring.record_review, **review_values(draft, values, desk.today))

        who = desk.project.name_of(desk.session.actor)
        fill(
            desk,
            f"Step {STEPS} of {STEPS}: what follows",
            outcome_fields(draft),
            save,
            why=f"Held today by {who}, for {day_month_year(draft.due)}.",
            row=draft.due,
            asked=lambda field, values: (
                field.name != "back_to" or values["outcome"] == Outcome.BACK_TO_PHASE
            ),
        )


def _finish(desk: Desk) -> None:
    def label(each: tuple[ReviewRecord, int, ReviewAction]) -> str:
        what = each[2]
        by = f", by {day_month_year(what.due)}" if what.due else ""
        return what.what + (f", {what.owner}" if what.owner else "") + by

    found = sorted(open_actions(desk.project), key=lambda each: each[2].due or date.max)
    held, number, _ = desk.pick("Which is done?", found, label, "No action is open.")
    desk.do(recurring.finish_action, review=held.id, number=number)


def _held(desk: Desk) -> None:
    def label(review: ReviewRecord) -> str:
        return f"Due {day_month_year(review.due)}, {review.outcome.label}"

    reviews = list(reversed(desk.project.reviews))
    review = desk.pick("Which review?", reviews, label, "No review was held.")
    tell(desk, review)
    ways = ["Correct its notes", "Delete it, so that it is due again"]
    if desk.dialogue.choose("Review.", ways) == 0:
        fill(
            desk,
            f"Notes of the review due on {day_month_year(review.due)}",
            note_fields(review),
            lambda values: desk.do(recurring.edit_review, review=review.id, **values),
            row=review.id,
            phase=6,
        )
    elif desk.dialogue.confirm("Delete this review? undo brings it back."):
        desk.do(recurring.delete_review, review=review.id)


def tell(desk: Desk, review: ReviewRecord) -> None:
    """A held review in sentences."""
    project = desk.project
    back = f" {review.back_to}" if review.back_to else ""
    desk.tell(
        f"Held on {day_month_year(review.held)} by {project.name_of(review.by)}: "
        f"{review.outcome.label}{back}."
    )
    for title, holds, note in (
        ("Quality", review.quality_holds, review.quality_note),
        ("Prompts and configuration", None, review.prompts_note),
        ("Integrations", review.integrations_hold, review.integrations_note),
        ("Page", review.page_is_true, review.page_note),
        ("Why", None, review.actions),
    ):
        found = "" if holds is None else "holds" if holds else "does not hold"
        if said := ". ".join(filter(None, (found, note.strip()))):
            desk.tell(f"{title}: {said}.")
    for each in review.to_do:
        done = f"done {day_month_year(each.done)}" if each.done else "open"
        desk.tell(f"To do: {each.what}, {each.owner or 'nobody named'}, {done}.")
