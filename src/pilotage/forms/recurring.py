"""A recurring review's five steps: what each asks, filled with what was found so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pilotage.forms.field import Field
from pilotage.method.phases import name_of
from pilotage.model.integrations import Step
from pilotage.model.project import PHASES
from pilotage.model.review import Outcome, ReviewRecord
from pilotage.review_draft import Draft

HOLDS: Final = [("Yes, it holds", True), ("No", False)]
WORKS: Final = [("Works", True), ("Does not work", False)]


def quality_fields(draft: Draft) -> list[Field]:
    """What the sample says; a sample without a failure holds unless somebody says otherwise."""
    holds = draft.quality_holds
    if holds is None and draft.sample is not None and not draft.sample.failed:
        holds = True
    return [
        Field(
            "quality_holds",
            "Do the outputs still meet the criteria?",
            "choice",
            _or_none(holds),
            choices=HOLDS,
            required=True,
        ),
        Field("quality_note", "What was seen", "prose", draft.quality_note),
    ]


def integration_fields(draft: Draft, steps: Sequence[Step]) -> list[Field]:
    """Each step that runs by itself; one question on all where there is none on the map."""
    known = {each.step: each for each in draft.upstream}
    fields = []
    for step in steps:
        old = known.get(step.id)
        holds = old.holds if old else None
        fields += [
            Field(
                f"step{step.id}",
                step.title,
                "choice",
                _or_none(holds),
                choices=WORKS,
                required=True,
            ),
            Field(f"note{step.id}", "How it was seen", value=old.note if old else ""),
        ]
    if not steps:
        fields.append(
            Field(
                "integrations_hold",
                "Do input and output still arrive as the page says?",
                "choice",
                _or_none(draft.integrations_hold),
                choices=HOLDS,
                required=True,
            )
        )
    return [*fields, Field("integrations_note", "Anything else", "prose", draft.integrations_note)]


def page_fields(draft: Draft) -> list[Field]:
    """Whether the page is still true."""
    return [
        Field(
            "page_is_true",
            "Does the page say what is done?",
            "choice",
            _or_none(draft.page_is_true),
            choices=[("Yes, as it stands", True), ("No", False)],
            required=True,
        ),
        Field("page_note", "What is not, or who read it", "prose", draft.page_note),
    ]


def outcome_fields(draft: Draft) -> list[Field]:
    """What follows; it is fine by itself only where everything holds."""
    holds = draft.quality_holds and draft.integrations_hold and draft.page_is_true
    return [
        Field(
            "outcome",
            "Outcome",
            "choice",
            draft.outcome or (Outcome.FINE if holds else Outcome.ADJUST),
            choices=[(outcome.label.capitalize(), outcome) for outcome in Outcome],
            required=True,
        ),
        Field(
            "to_do",
            "To do, one a line",
            "prose",
            draft.to_do,
            hint="What; who; by when. Such as “Sharpen the list; Dana; +14”.",
        ),
        Field(
            "back_to",
            "Back to phase",
            "choice",
            _or_none(draft.back_to),
            choices=[(f"{phase} {name_of(phase)}", phase) for phase in PHASES],
            hint="Only for “back to phase”: its gate and those after it want new evidence.",
        ),
        Field("actions", "Why", "prose", draft.actions),
    ]


def note_fields(review: ReviewRecord) -> list[Field]:
    """The notes of a held review, which can be corrected."""
    return [
        Field("quality_note", "What was sampled and seen", "prose", review.quality_note),
        Field(
            "prompts_note",
            "What changed in prompts, model and configuration",
            "prose",
            review.prompts_note,
        ),
        Field(
            "integrations_note",
            "What was seen of the integrations",
            "prose",
            review.integrations_note,
        ),
        Field("page_note", "What was seen of the page", "prose", review.page_note),
        Field("actions", "Why, and what follows", "prose", review.actions),
    ]


def _or_none(value: object) -> object:
    """What a choice starts at: nothing where nothing was chosen yet."""
    return "" if value is None else value
