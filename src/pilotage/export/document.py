"""The one-page document as plain content: what stands where, in words, without a format.

Whoever writes it out (Markdown, HTML) decides only how it looks.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from pilotage.measure.scorecard import rounded, scorecard
from pilotage.method.gates import last_passage
from pilotage.method.page_fit import fit
from pilotage.method.requirement import counted
from pilotage.method.schedule import day_month_year, next_review
from pilotage.method.standing import Health, overview
from pilotage.model.baseline import Better, Metric
from pilotage.model.document import SECTION_BY_KEY, Page, Revision
from pilotage.model.project import CADENCE, Project
from pilotage.model.review import MetricVerdict, Score

HASH_LENGTH: Final = 12
LONGEST_WAIVER: Final = 160


class State(StrEnum):
    """What a reader may do with the page."""

    DRAFT = "draft"
    PUBLISHED = "published"
    PRODUCTION = "production"
    WARNING = "warning"
    """In production, but at risk or stopped."""


class StepKind(StrEnum):
    """What kind of step of the flow it is."""

    INPUT = "input"
    TASK = "task"
    REVIEW = "review"
    OUTPUT = "output"


@dataclass(frozen=True)
class FlowStep:
    """One step of the way from the trigger to the destination."""

    kind: StepKind
    title: str
    lead_label: str = ""
    """What the lead is: “Tool or model”, “Reviewer”."""
    lead: str = ""
    """A line of plain text."""
    text: str = ""
    """Limited Markdown."""
    steps: tuple[str, ...] = ()
    """Numbered lines of limited Markdown."""


@dataclass(frozen=True)
class Owner:
    """Somebody who answers for the workflow; all plain text."""

    role: str
    name: str
    contact: str = ""


@dataclass(frozen=True)
class Measure:
    """One row of the table of baseline and target; all plain text."""

    name: str
    unit: str
    baseline: str
    target: str
    now: str
    """Empty without a measurement."""
    rests_on: str
    """What the present figure rests on: “95 cases”; empty without one."""
    verdict: MetricVerdict
    progress: Decimal | None
    """From 0 (baseline) to 1 (target); None where there is no such way."""


@dataclass(frozen=True)
class Document:
    """The one-page document of a workflow."""

    title: str
    """Plain text."""
    purpose: str
    """Limited Markdown, like every section."""
    state: State
    status: str
    """“Draft”, “Revision 4”, “In production”."""
    facts: tuple[str, ...]
    """Who published it when, since when it is in production, when it is reviewed next."""
    flow: tuple[FlowStep, ...]
    criteria: tuple[str, ...]
    disqualifiers: tuple[str, ...]
    when_wrong: str
    owners: tuple[Owner, ...]
    measures: tuple[Measure, ...]
    waived: tuple[str, ...]
    """Metrics that are not measured, each with the reason; plain text."""
    revision: int | None
    hash: str
    """The first digits of the page's SHA-256: tells two printed pages apart."""
    fill: int
    """How much of one page it takes, in per cent."""


def document(project: Project, today: date, *, draft: bool = False) -> Document:
    """The current revision as a document; the draft when asked for or nothing is published."""
    revision = None if draft else project.revision
    page = revision.page if revision else project.page
    state, status, facts = _status(project, revision, today)
    return Document(
        title=project.title,
        purpose=page.purpose,
        state=state,
        status=status,
        facts=facts,
        flow=_flow(page),
        criteria=page.criteria,
        disqualifiers=page.disqualifiers,
        when_wrong=page.when_wrong,
        owners=_owners(project, page),
        measures=tuple(_measure(score) for score in scorecard(project)),
        waived=tuple(_waived(metric) for metric in project.metrics if metric.waiver),
        revision=revision.number if revision else None,
        hash=page_hash(page),
        fill=fit(project, page).percent,
    )


def page_hash(page: Page) -> str:
    """The first digits of the SHA-256 of a page's text."""
    content = json.dumps(page.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode("utf-8")).hexdigest()[:HASH_LENGTH]


def number(value: Decimal) -> str:
    """A quantity as a person writes it: no exponent, no idle zeros, commas in thousands."""
    whole = f"{value:,f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


def _local(moment: datetime) -> str:
    return day_month_year(moment.astimezone().date())


def _status(
    project: Project, revision: Revision | None, today: date
) -> tuple[State, str, tuple[str, ...]]:
    if revision is None:
        last = project.revision
        newer = f"Not published; revision {last.number} is in force" if last else "Not published"
        return State.DRAFT, "Draft", (newer, f"As of {day_month_year(today)}")
    published: tuple[str, ...] = (
        f"Revision {revision.number}",
        f"Published {_local(revision.at)}",
        f"by {project.name_of(revision.by)}",
    )
    here = overview(project, today)
    passage = last_passage(project, CADENCE - 1)
    if here.phase != CADENCE or passage is None:
        return State.PUBLISHED, f"Phase {here.phase} of 5", published
    if here.health is Health.STOPPED:
        return State.WARNING, "Stopped", published
    facts = (*published, f"In production since {_local(passage.at)}")
    if coming := here.due[0] if here.due else next_review(project, today):
        facts = (*facts, f"Next review {day_month_year(coming)}")
    if here.health is Health.AT_RISK:
        return State.WARNING, "At risk", facts
    return State.PRODUCTION, "In production", facts


def _flow(page: Page) -> tuple[FlowStep, ...]:
    def title(key: str) -> str:
        return SECTION_BY_KEY[key].title

    return (
        FlowStep(StepKind.INPUT, title("trigger"), text=page.trigger),
        FlowStep(StepKind.INPUT, title("input_format"), text=page.input_format),
        FlowStep(
            StepKind.TASK,
            title("steps"),
            lead_label=title("tool"),
            lead=page.tool,
            steps=page.steps,
        ),
        FlowStep(
            StepKind.REVIEW,
            "Human review",
            lead_label=title("reviewer"),
            lead=page.reviewer,
            text=page.review,
        ),
        FlowStep(StepKind.OUTPUT, title("destination"), text=page.destination),
    )


def _owners(project: Project, page: Page) -> tuple[Owner, ...]:
    reviewer = project.named(page.reviewer)
    rows = [
        ("Builder", project.person(project.builder)),
        ("Second owner", project.person(project.second_owner)),
        ("Decision-maker", project.person(project.decision_maker)),
    ]
    owners = [
        Owner(role, person.name, person.contact) if person else Owner(role, "")
        for role, person in rows
    ]
    owners.append(Owner("Reviewer", page.reviewer, reviewer.contact if reviewer else ""))
    return tuple(owners)


def _measure(score: Score) -> Measure:
    sign = "≤" if score.better is Better.LOWER else "≥"
    target = f"{sign} {number(score.target)}" if score.target is not None else ""
    return Measure(
        name=score.name,
        unit=score.unit,
        baseline=number(score.baseline),
        target=target,
        now=number(figure) if (figure := rounded(score.actual, score.target)) is not None else "",
        rests_on=counted(score.cases, "case") if score.actual is not None else "",
        verdict=score.verdict,
        progress=_progress(score),
    )


def _progress(score: Score) -> Decimal | None:
    """How far the figure went from the baseline to the target, within 0 and 1."""
    if score.actual is None or score.target is None:
        return None
    if score.verdict is MetricVerdict.ON_TARGET:
        return Decimal(1)
    way = score.target - score.baseline
    if score.no_worse or not way:
        return None
    return min(Decimal(1), max(Decimal(0), (score.actual - score.baseline) / way))


def _waived(metric: Metric) -> str:
    """The page has one line or two for it; the whole reason stays in the project."""
    reason = " ".join(metric.waiver.reason.split()) if metric.waiver else ""
    if len(reason) > LONGEST_WAIVER:
        reason = f"{reason[:LONGEST_WAIVER].rstrip()}…"
    return f"{metric.name} is not measured: {reason}"
