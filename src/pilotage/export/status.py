"""What a reader may do with a page, and what stands behind it: the words at its top right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pilotage.method.gate_second_owner import finished_runs, is_clean, unconfirmed
from pilotage.method.gates import last_passage
from pilotage.method.schedule import day_month_year, next_review
from pilotage.method.standing import Health, overview
from pilotage.model.document import Revision
from pilotage.model.project import CADENCE, Project


class State(StrEnum):
    """What a reader may do with the page."""

    DRAFT = "draft"
    PUBLISHED = "published"
    PRODUCTION = "production"
    WARNING = "warning"
    """In production, but at risk or stopped."""


@dataclass(frozen=True)
class Status:
    """How the workflow stands, in words for the page."""

    state: State
    name: str
    """“DRAFT”, “Phase 2 of 5”, “In production”, “At risk”, “Stopped”."""
    facts: tuple[str, ...]
    """Which revision, published when and by whom; the clean run; production; next review."""


def status(project: Project, revision: Revision | None, today: date) -> Status:
    """The status of a revision; of the draft without one."""
    if revision is None:
        last = project.revision
        newer = f"Not published; revision {last.number} is in force" if last else "Not published"
        return Status(State.DRAFT, "DRAFT", (newer, f"As of {short(today)}"))
    facts = (
        f"Revision {revision.number}, {_local(revision.at)}",
        f"Published by {project.name_of(revision.by)}",
        *_clean_run(project, revision),
    )
    if revision != project.revision and project.revision is not None:
        newer = f"Replaced by revision {project.revision.number}"
        return Status(State.WARNING, "Out of date", (*facts, newer))
    here = overview(project, today)
    passage = last_passage(project, CADENCE - 1)
    if here.phase != CADENCE or passage is None:
        return Status(State.PUBLISHED, f"Phase {here.phase} of 5", facts)
    if here.health is Health.STOPPED:
        return Status(State.WARNING, "Stopped", facts)
    facts = (*facts, f"In production since {_local(passage.at)}")
    if coming := here.due[0] if here.due else next_review(project, today):
        facts = (*facts, f"Next review {short(coming)}")
    if here.health is Health.AT_RISK:
        return Status(State.WARNING, "At risk", facts)
    return Status(State.PRODUCTION, "In production", facts)


def _clean_run(project: Project, revision: Revision) -> tuple[str, ...]:
    """Who ran it alone and clean, and when: the run that this revision rests on."""
    runs = [run for run in finished_runs(project) if run.revision <= revision.number]
    last = runs[-1] if runs else None
    if last is None or not is_clean(project, last):
        return ("No clean run by the second owner yet",)
    later = [n for n in unconfirmed(project, last) if n <= revision.number]
    if later:
        return ("No clean run on this revision yet",)
    said = f"Clean run by {project.name_of(last.driver)}, {_local(last.ended or last.started)}"
    return (said, "Changes since then confirmed") if last.revision < revision.number else (said,)


def _local(moment: datetime) -> str:
    return short(moment.astimezone().date())


def short(day: date) -> str:
    """“3 Nov 2026”: the month in three letters, as every month's name begins."""
    number, month, year = day_month_year(day).split(" ")
    return f"{number} {month[:3]} {year}"
