"""Driving a run: the page step by step, where the driver is, and how long each step took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pilotage.model.document import SECTION_BY_KEY, Page, section_text
from pilotage.model.project import Project
from pilotage.model.runs import Gap, Run

FLOW = ("purpose", "trigger", "input_format", "tool", "steps")
AFTER = ("criteria", "disqualifiers", "reviewer", "review", "destination")
CHECKED = ("steps", "criteria", "disqualifiers")
"""Sections that are driven line by line."""


@dataclass(frozen=True)
class DriveStep:
    """One thing to do or to look at, as the page has it."""

    section: str
    """The key of the page's section."""
    item: int | None
    """The line of a section that is a list, from 1."""
    of: int
    """How many lines that section has; 0 for a section as a whole."""
    text: str
    """Limited Markdown."""

    @property
    def title(self) -> str:
        """“AI task, 2 of 5”."""
        name = SECTION_BY_KEY[self.section].title
        return f"{name}, {self.item} of {self.of}" if self.item else name

    @property
    def key(self) -> tuple[str, int | None]:
        """What a step that is done, or a gap, is bound to."""
        return self.section, self.item


def drive_steps(page: Page) -> tuple[DriveStep, ...]:
    """The page in the order in which it is worked through; sections without a text are left out.

    “When it goes wrong” is no step: it is at hand all the time.
    """
    found: list[DriveStep] = []
    for key in (*FLOW, *AFTER):
        value: str | tuple[str, ...] = getattr(page, key)
        if isinstance(value, str):
            if value.strip():
                found.append(DriveStep(key, None, 0, value))
        else:
            found += [DriveStep(key, n, len(value), line) for n, line in enumerate(value, 1)]
    return tuple(found)


def going(project: Project) -> Run | None:
    """The run that is going, if any."""
    return next((run for run in project.runs if run.ended is None), None)


def page_of(project: Project, run: Run) -> Page:
    """The page that a run follows: its revision, whatever was published since."""
    return next(r.page for r in project.revisions if r.number == run.revision)


def position(run: Run, steps: tuple[DriveStep, ...]) -> int:
    """Where the driver is: the index of the first step that is not done; all done: their number."""
    done = {(each.section, each.item) for each in run.steps}
    return next((n for n, step in enumerate(steps) if step.key not in done), len(steps))


def moment_in(run: Run, at: datetime) -> datetime:
    """When something happens in a run: `at`, but never before what happened in it already.

    A clock that was put back makes no time negative, and stops nobody.
    """
    known = [run.started, *(each.at for each in run.steps)]
    known += [moment for each in run.pauses for moment in (each.began, each.ended) if moment]
    return max(at, *known)


def worked(run: Run, now: datetime) -> timedelta:
    """How long a run has taken, its pauses left out."""
    return _worked(run, run.started, run.ended or moment_in(run, now))


def times(run: Run, steps: Iterable[DriveStep]) -> dict[tuple[str, int | None], timedelta]:
    """How long each step that is done took, its pauses left out."""
    found: dict[tuple[str, int | None], timedelta] = {}
    since = run.started
    for each in run.steps:
        found[each.section, each.item] = _worked(run, since, each.at)
        since = each.at
    return {step.key: found[step.key] for step in steps if step.key in found}


def last_sign(project: Project, run: Run) -> datetime:
    """The last moment at which anything of a run is known to have happened."""
    gaps = [gap.at for gap in project.gaps if gap.run == run.id]
    return moment_in(run, max(gaps, default=run.started))


def gaps_at(gaps: Iterable[Gap], run: Run, step: DriveStep) -> tuple[Gap, ...]:
    """The gaps that a run has at a step; one of a whole section is at its first line."""
    return tuple(
        gap
        for gap in gaps
        if gap.run == run.id
        and gap.withdrawn is None
        and gap.section == step.section
        and (gap.item == step.item or (gap.item is None and step.item in (None, 1)))
    )


def line_of(page: Page, gap: Gap) -> str:
    """The words of the page where a gap is: a line of a list, or the section's beginning."""
    if gap.section not in SECTION_BY_KEY:
        return ""
    lines = section_text(page, gap.section).split("\n")
    at = (gap.item or 1) - 1
    return lines[at] if at < len(lines) else ""


def _worked(run: Run, start: datetime, end: datetime) -> timedelta:
    took = end - start
    for pause in run.pauses:
        began, ended = max(pause.began, start), min(pause.ended or end, end)
        if ended > began:
            took -= ended - began
    return max(took, timedelta(0))
