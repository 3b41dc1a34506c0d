"""What the cadence says: where it stands, held reviews, drift, in words."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from pilotage.method.drift import drifts
from pilotage.method.recurring import open_actions
from pilotage.method.requirement import counted
from pilotage.method.schedule import day_month_year, next_review
from pilotage.method.standing import Health, overview
from pilotage.model.document import SECTIONS, Page, section_text
from pilotage.model.project import Project
from pilotage.model.review import ReviewAction, ReviewRecord
from pilotage.tui.keymap import button_for
from pilotage.tui.widgets.chart import Marks, coloured, draw
from pilotage.tui.widgets.review_text import MUTED, Part

HEALTH_STYLES = {
    Health.AT_RISK: "$text-error bold",
    Health.IN_PRODUCTION: "$text-success bold",
    Health.STOPPED: "$text-warning bold",
}


def status_text(project: Project, today: date) -> Content:
    """How the workflow stands, how often it is looked at, what is next, and what drifts."""
    now = overview(project, today)
    cadence = project.cadence
    parts: list[Part] = []
    if now.health in HEALTH_STYLES:
        why = f": {now.why}" if now.why else ""
        parts += [(f"{now.health.capitalize()}", HEALTH_STYLES[now.health]), f"{why}.\n"]
    if cadence is None:
        sets = button_for("change_cadence")
        parts.append(f"No cadence is set: {sets} sets how often, whose task it is, and from when.")
        return Content.assemble(*parts)
    owner = project.name_of(cadence.owner)
    parts.append(f"Reviewed {cadence.interval.value}, by {owner}. ")
    if now.due:
        parts.append((f"{counted(len(now.due), 'review')} due. ", "$text-warning"))
    if coming := next_review(project, today):
        parts.append(f"Next on {day_month_year(coming)}.")
    if open_ := len(tuple(open_actions(project))):
        parts.append(f" {counted(open_, 'action')} open: {button_for('finish_action')}.")
    for drift in drifts(project):
        if drift.going_on:
            parts += [f"\n{drift.name}: ", (f"{drift.going_on}.", "$text-warning")]
    return Content.assemble(*parts)


def drift_text(project: Project, width: int) -> Content:
    """The behaviour charts of the failed share, with what stands out."""
    parts: list[Part] = []
    for drift in drifts(project):
        parts += [
            "\n\n" if parts else "",
            (drift.name, "bold $accent"),
            f" (%). {drift.sentence}",
        ]
        if drift.chart is None:
            continue
        marks = Marks(lower=drift.chart.lower, upper=drift.chart.upper)
        points = [(figure.on, figure.value) for figure in drift.points]
        if lines := draw(points, width, 9, marks):
            parts += ["\n", coloured(lines)]
    return Content.assemble(*parts)


def held_text(project: Project, review: ReviewRecord, today: date) -> Content:
    """A held review in words."""
    parts: list[Part] = [
        (f"Review due on {day_month_year(review.due)}", "bold"),
        f", held on {day_month_year(review.held)} by {project.name_of(review.by)}: "
        f"{review.outcome.label}",
        f" {review.back_to}" if review.back_to else "",
    ]
    for title, holds, said, note in (
        ("Quality", review.quality_holds, _sampled(review), review.quality_note),
        ("Prompts and configuration", None, "", review.prompts_note),
        ("Integrations", review.integrations_hold, _upstream(project, review), ""),
        ("", None, "", review.integrations_note),
        ("Page", review.page_is_true, "", review.page_note),
        ("Why", None, "", review.actions),
    ):
        found = "" if holds is None else "holds" if holds else "does not hold"
        if title == "Page" and holds and not note:
            continue
        text = ". ".join(part for part in (found, said, note.strip()) if part)
        if text:
            parts += [(f"\n{title}: " if title else " ", "bold $accent"), text]
    for each in review.to_do:
        parts += ["\n", *_action(each, today)]
    return Content.assemble(*parts)


def _sampled(review: ReviewRecord) -> str:
    sample = review.sample
    if sample is None:
        return ""
    return f"{len(sample.failed)} of {len(sample.outputs)} sampled failed (seed {sample.seed})"


def _upstream(project: Project, review: ReviewRecord) -> str:
    titles = {step.id: step.title for step in project.steps}
    return "; ".join(
        f"{'✓' if each.holds else '✗'} {titles.get(each.step, 'a step that is gone')}"
        + (f" ({each.note})" if each.note else "")
        for each in review.upstream
    )


def _action(action: ReviewAction, today: date) -> list[Part]:
    late = action.done is None and action.due is not None and action.due < today
    parts: list[Part] = [("✓ " if action.done else "○ ", "bold"), action.what]
    if action.owner:
        parts.append(f" · {action.owner}")
    if action.done:
        parts.append((f" · done on {day_month_year(action.done)}", MUTED))
    elif action.due:
        word = "was due on" if late else "by"
        parts.append((f" · {word} {day_month_year(action.due)}", "$text-error" if late else ""))
    return parts


def page_to_read(page: Page) -> Content:
    """The page's sections, to read."""
    parts: list[str | tuple[str, str]] = []
    for section in SECTIONS:
        if text := section_text(page, section.key):
            parts += [(section.title, "bold $accent"), f"\n{text}\n\n"]
    return Content.assemble(*parts).rstrip()
