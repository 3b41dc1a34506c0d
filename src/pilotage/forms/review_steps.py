"""What a recurring review draws, sums up and records: the same wherever it is held."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pilotage.actions import recurring
from pilotage.errors import Refused
from pilotage.forms.field import Field
from pilotage.measure.proportion import wilson
from pilotage.measure.sampling import draw
from pilotage.method.recurring import (
    Population,
    last_review,
    population,
    read_actions,
    revisions_since,
)
from pilotage.method.requirement import counted
from pilotage.method.schedule import day_month_year
from pilotage.model.integrations import Step
from pilotage.model.project import Project
from pilotage.model.review import Outcome, Sample
from pilotage.model.units import brief
from pilotage.review_draft import Draft


def drawn(project: Project) -> Sample | None:
    """A sample of the proposed size; None where no output is recorded."""
    of = population(project)
    if not of.ids:
        return None
    seed = secrets.randbelow(2**31)
    return Sample(
        seed=seed, outputs=draw(seed, of.ids, of.proposed), since=of.since, before=of.before
    )


def is_drawn(project: Project, draft: Draft) -> bool:
    """Whether a draft has a sample that is still what its seed draws."""
    if draft.sample is None:
        return False
    try:
        recurring.refuse_bad_sample(project, draft.sample, draft.due)
    except Refused:
        return False
    return True


def drawn_from(project: Project, sample: Sample) -> Population:
    """What a sample was drawn from."""
    of = population(project)
    ids = tuple(
        output.id
        for output in project.outputs
        if sample.since <= output.id < (sample.before or project.next_id)
    )
    words = of.words if ids == of.ids else counted(len(ids), "output")
    return Population(ids, sample.since, sample.before or of.before, words)


def sample_said(draft: Draft) -> str:
    """What the sample came to, with its interval."""
    sample = draft.sample
    if sample is None:
        return "No output is recorded, so there is nothing to draw a sample from."
    failed = wilson(len(sample.failed), len(sample.outputs), per=100)
    low, high = (brief(end) for end in (failed.low, failed.high) if end is not None)
    said = f"{len(sample.failed)} of {counted(len(sample.outputs), 'output')} failed"
    return f"{said}: {brief(failed.value)} %, between {low} and {high} % (95 %)."


def revisions_said(project: Project) -> str:
    """Which revisions were published since the last review, or since gate 5."""
    _, since = revisions_since(project)
    # Without a review before, what counts is what was published since gate 5.
    when = "the last review" if last_review(project) else "gate 5; no review was held before"
    if not since:
        return f"The page was not changed since {when}."
    return f"Revisions since {when}: " + "; ".join(
        f"{r.number} of {day_month_year(r.at.date())}" + (f" ({r.note[:80]})" if r.note else "")
        for r in since[-4:]
    )


def prompts_field(draft: Draft) -> Field:
    """What changed in prompts, model and configuration."""
    return Field(
        "prompts_note",
        "What changed since the last review",
        "prose",
        draft.prompts_note,
        hint="Also outside the page: a model's new version, a setting.",
    )


def integration_values(steps: Sequence[Step], values: Mapping[str, Any]) -> dict[str, Any]:
    """What the form on integrations was given, as a draft keeps it."""
    found = tuple(
        {"step": step.id, "holds": values[f"step{step.id}"], "note": values[f"note{step.id}"]}
        for step in steps
    )
    kept = {"upstream": found, "integrations_note": values["integrations_note"]}
    holds = all(each["holds"] for each in found) if steps else values["integrations_hold"]
    return {**kept, "integrations_hold": holds}


def review_values(draft: Draft, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """A finished review, as its action takes it; `values` are what its last step was given."""
    back = values["outcome"] == Outcome.BACK_TO_PHASE
    return {
        "due": draft.due,
        "quality_holds": draft.quality_holds is not False,
        "quality_note": draft.quality_note,
        "prompts_note": draft.prompts_note,
        "integrations_hold": draft.integrations_hold is not False,
        "integrations_note": draft.integrations_note,
        "upstream": draft.upstream,
        "page_is_true": draft.page_is_true is not False,
        "page_note": draft.page_note,
        "sample": draft.sample,
        "outcome": values["outcome"],
        "to_do": read_actions(values["to_do"], today),
        "back_to": values["back_to"] if back else None,
        "actions": values["actions"],
    }
