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

from pilotage.errors import Refused
from pilotage.export.seal import BLANK, STAMP
from pilotage.export.status import State, status
from pilotage.export.words import UNMEASURED
from pilotage.measure.scorecard import rounded, scorecard
from pilotage.method.page_fit import fit
from pilotage.method.requirement import counted
from pilotage.model.baseline import Better, Metric
from pilotage.model.document import PART_TITLES, Fit, Page, SectionKey
from pilotage.model.project import Project
from pilotage.model.review import MetricVerdict, Score

FINGERPRINT: Final = 12
"""So many digits of a page's hash are printed."""
LONGEST_WAIVER: Final = 160


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
    key: SectionKey
    """The section that its text or steps are in."""
    title: str
    lead_key: SectionKey | None = None
    """The section that its lead is in."""
    lead_label: str = ""
    """What the lead is: “With”, “Reviewed by”."""
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
    is_missed: bool
    """Whether the figure is off target, however sure that is."""
    progress: Decimal | None
    """From 0 (baseline) to 1 (target); None where there is no such way."""

    @property
    def way(self) -> str:
        """How far it is on its way from the baseline to the target, in words."""
        if self.verdict is MetricVerdict.NO_DATA:
            return UNMEASURED
        so_far = " so far" if self.verdict is MetricVerdict.NOT_ENOUGH else ""
        if not self.is_missed:
            return f"met{so_far}"
        way = "" if self.progress is None else f", {int(self.progress * 100)}%"
        return f"missed{so_far}{way}"

    @property
    def way_and_cases(self) -> str:
        """The same, with what the figure rests on."""
        return f"{self.way} · {self.rests_on}" if self.rests_on else self.way


@dataclass(frozen=True)
class Document:
    """The one-page document of a workflow."""

    title: str
    """Plain text."""
    purpose: str
    """Limited Markdown, like every section."""
    state: State
    status: str
    """“DRAFT”, “Phase 2 of 5”, “In production”."""
    facts: tuple[str, ...]
    """Who published it when, who ran it clean, since when it is in production."""
    flow: tuple[FlowStep, ...]
    criteria: tuple[str, ...]
    disqualifiers: tuple[str, ...]
    when_wrong: str
    owners: tuple[Owner, ...]
    measures: tuple[Measure, ...]
    waived: tuple[str, ...]
    """Metrics that are not measured, each with the reason; plain text."""
    uid: str
    """The project that it is of."""
    revision: int | None
    """None for a draft."""
    published: datetime | None
    """When that was; None for a draft."""
    by: str
    """Who published it; empty for a draft."""
    hash: str
    """The SHA-256 of the page's text: tells any two pages apart."""
    fit: Fit
    """How much of one page it takes."""

    @property
    def fingerprint(self) -> str:
        """The first digits of its hash, for people to compare."""
        return self.hash[:FINGERPRINT]

    @property
    def stamp(self) -> str:
        """What the exported file says of itself to `pilotage verify`: project, number, hash, seal.

        The seal is still blank; whoever writes the file fills it in.
        """
        return f"{STAMP}:{self.uid}:{self.revision or 0}:{self.hash}:{BLANK}"

    @property
    def identity(self) -> str:
        """Which page it is, in a line."""
        kept = f"Revision {self.revision}" if self.revision else "Draft"
        return f"{kept} · fingerprint {self.fingerprint}"


def document(
    project: Project, today: date, *, draft: bool = False, number: int | None = None
) -> Document:
    """A page as a document: the current revision, or the one of that number.

    The draft when it is asked for, or when nothing is published.
    """
    revision = None if draft else project.revision
    if number is not None:
        revision = next((r for r in project.revisions if r.number == number), None)
        if revision is None:
            raise Refused(f"There is no revision {number}.", _numbers(project))
    page = revision.page if revision else project.page
    stands = status(project, revision, today)
    return Document(
        title=project.title,
        purpose=page.purpose,
        state=stands.state,
        status=stands.name,
        facts=stands.facts,
        flow=_flow(page),
        criteria=page.criteria,
        disqualifiers=page.disqualifiers,
        when_wrong=page.when_wrong,
        owners=_owners(project, page),
        measures=tuple(_measure(score) for score in scorecard(project)),
        waived=tuple(_waived(metric) for metric in project.metrics if metric.waiver),
        uid=project.uid,
        revision=revision.number if revision else None,
        published=revision.at if revision else None,
        by=project.name_of(revision.by) if revision else "",
        hash=page_hash(page),
        fit=fit(project, page),
    )


def _numbers(project: Project) -> str:
    last = project.revision
    return f"The last one is {last.number}." if last else "Nothing is published yet."


def page_hash(page: Page) -> str:
    """The SHA-256 of a page's text."""
    content = json.dumps(page.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


def number(value: Decimal) -> str:
    """A quantity as a person writes it: no exponent, no idle zeros, commas in thousands."""
    whole = f"{value:,f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


def _flow(page: Page) -> tuple[FlowStep, ...]:
    title = PART_TITLES
    return (
        FlowStep(StepKind.INPUT, "trigger", title["trigger"], text=page.trigger),
        FlowStep(StepKind.INPUT, "input_format", title["input_format"], text=page.input_format),
        FlowStep(StepKind.TASK, "steps", title["steps"], "tool", "With", page.tool, "", page.steps),
        FlowStep(
            StepKind.REVIEW,
            "review",
            title["review"],
            "reviewer",
            "Reviewed by",
            page.reviewer,
            page.review,
        ),
        FlowStep(StepKind.OUTPUT, "destination", title["destination"], text=page.destination),
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
        is_missed=score.is_missed,
        progress=_progress(score),
    )


def _progress(score: Score) -> Decimal | None:
    """How far the figure went from the baseline to the target, within 0 and 1."""
    if score.actual is None or score.target is None:
        return None
    if not score.is_missed:
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
