"""The states of the page that can be compared: nothing, each revision, the draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pilotage.method.schedule import day_month_year
from pilotage.model.document import Page, Revision
from pilotage.model.project import Project

NOTHING: Final = 0
"""The number of the state before the first revision."""


@dataclass(frozen=True)
class Version:
    """A state of the page."""

    number: int
    """A revision's own; `NOTHING` before the first, one more than the last for the draft."""
    name: str
    """“Revision 2”, “Draft”."""
    page: Page
    facts: str
    """Who published it when, and how full it was."""
    note: str = ""
    """What its publisher said of it."""


def versions(project: Project) -> tuple[Version, ...]:
    """All states, from the oldest to the newest; a draft only where it differs."""
    found = [Version(NOTHING, "Empty page", Page(), "Before anything was published.")]
    found += [_published(project, revision) for revision in project.revisions]
    if project.has_draft:
        facts = "Not published: the page as it is written now."
        found.append(Version(found[-1].number + 1, "Draft", project.page, facts))
    return tuple(found)


def version(project: Project, number: int) -> Version:
    """The state of that number; the empty page where there is none."""
    found = versions(project)
    return next((each for each in found if each.number == number), found[0])


def pair(found: Sequence[Version], new: int | None = None) -> tuple[int, int]:
    """The numbers of a state, the newest unless one is named, and of the one that stands before it.

    That need not be one less: a bundle holds only the revisions that its reader has to know.
    """
    numbers = [each.number for each in found]
    at = numbers.index(new) if new in numbers else len(numbers) - 1
    return numbers[max(0, at - 1)], numbers[at]


def _published(project: Project, revision: Revision) -> Version:
    day = day_month_year(revision.at.astimezone().date())
    facts = f"Published {day} by {project.name_of(revision.by)}"
    if revision.fit is not None:
        facts += f"; {revision.fit.sentence}"
    return Version(
        revision.number, f"Revision {revision.number}", revision.page, f"{facts}.", revision.note
    )
