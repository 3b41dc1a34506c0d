"""The recurring reviews of a review pack: what each found, and what became of its actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pilotage.export.review_content import Block, Said, Table
from pilotage.export.status import short
from pilotage.method.requirement import counted
from pilotage.model.project import Project
from pilotage.model.review import ReviewAction, ReviewRecord
from pilotage.model.text import one_line

MOST_REVIEWS: Final = 12
MOST_ACTIONS: Final = 60
"""So many of the newest reviews, and of what they want done, are listed."""
APART: Final = " · "
"""Between what was found of one thing and of the next."""


def reviews(project: Project) -> Iterator[Block]:
    """The recurring reviews that were held, and each action with owner, date and state."""
    if not project.reviews:
        return
    rows = tuple(
        (
            short(each.held),
            project.name_of(each.by),
            APART.join(_found(project, each)),
            _outcome(each),
        )
        for each in project.reviews[-MOST_REVIEWS:]
    )
    heads = ("Held", "By", "What was found", "Outcome")
    yield Table(heads, rows, (12, 16, 46, 26), figures=False)
    actions = [(each, task) for each in project.reviews for task in each.to_do]
    if not actions:
        return
    wanted = tuple(
        (
            short(each.held),
            task.what,
            task.owner or "–",
            short(task.due) if task.due else "–",
            _state(task),
        )
        for each, task in actions[-MOST_ACTIONS:]
    )
    what = ("Review", "What it wants done", "Owner", "By", "Done")
    yield Table(what, wanted, (14, 40, 18, 14, 14), figures=False)
    if left := len(actions) - len(wanted):
        yield Said(f"{counted(left, 'earlier action')} in the project.")


def _state(task: ReviewAction) -> str:
    return short(task.done) if task.done else "open"


def _outcome(review: ReviewRecord) -> str:
    back = f" {review.back_to}" if review.back_to else ""
    said = f"{review.outcome.label}{back}"
    why = one_line(review.actions)
    return f"{said}: {why}" if why else said


def _found(project: Project, review: ReviewRecord) -> Iterator[str]:
    """What the review found of the sample, the prompts, the integrations and the page."""
    sample = review.sample
    judged = _holds(review.quality_holds)
    if sample is not None and sample.outputs:
        judged = f"{judged}, {len(sample.failed)} of {len(sample.outputs)} sampled failed"
    yield _line("Quality", judged, review.quality_note)
    if one_line(review.prompts_note):
        yield _line("Prompts and configuration", "", review.prompts_note)
    yield _line("Integrations", _upstream(project, review), review.integrations_note)
    yield _line("Page", _holds(review.page_is_true), review.page_note)


def _holds(holds: bool) -> str:
    return "holds" if holds else "does not hold"


def _upstream(project: Project, review: ReviewRecord) -> str:
    """Whether the integrations hold, naming each that does not, or of which something was noted."""
    titles = {step.id: step.title for step in project.steps}
    said = [
        f"“{titles.get(each.step, 'a step that is gone')}” {_holds(each.holds)}"
        + (f" ({each.note})" if each.note else "")
        for each in review.upstream
        if each.note or not each.holds
    ]
    return _joined([_holds(review.integrations_hold), *said])


def _line(name: str, judged: str, note: str) -> str:
    return f"{name}: {_joined([judged, one_line(note)])}"


def _joined(parts: Sequence[str]) -> str:
    return "; ".join(part for part in parts if part)
