"""Writing the one-page document and publishing its revisions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pilotage.actions.action import Stamp, action, find, refuse_unless
from pilotage.errors import Refused
from pilotage.method.extras import is_own
from pilotage.method.gate_document import SCREEN
from pilotage.method.gates import requirements
from pilotage.method.page_fit import fit
from pilotage.model.document import SECTION_BY_KEY, Confirmation, Revision
from pilotage.model.project import Project
from pilotage.model.record import make
from pilotage.model.text import clean, one_line

BULLETS: Final = re.compile(r"(?:[-*•](?: |$))+")
NUMBERS_AND_BULLETS: Final = re.compile(r"(?:(?:[0-9]{1,2}[.)]|[-*•])(?: |$))+")


def section_value(section: str, text: str) -> str | tuple[str, ...]:
    """What a section keeps of a typed text. A list has one item a line, without empty lines.

    The page sets its own marks before the items of a list, so those that were typed go: bullets,
    and before steps also numbers. A criterion may begin with a number.
    """
    kind = SECTION_BY_KEY[section].kind
    if kind == "prose":
        kept = clean(text).text
        return kept if kept.strip() else ""
    if kind == "line":
        return one_line(text)
    marks = NUMBERS_AND_BULLETS if section == "steps" else BULLETS
    lines = (_without(marks, one_line(raw)) for raw in clean(text).text.split("\n"))
    # What stood behind a mark may be nothing that can be seen.
    return tuple(kept for line in lines if (kept := one_line(line)))


def _without(marks: re.Pattern[str], line: str) -> str:
    found = marks.match(line)
    return line[found.end() :] if found else line


@action(1)
def edit_section(project: Project, stamp: Stamp, /, *, section: str, text: str) -> Project:
    """Write a section of the draft. What is kept of the text says `section_value`."""
    if section not in SECTION_BY_KEY:
        raise Refused(f"The page has no section “{section}”.")
    page = project.page.with_(**{section: section_value(section, text)})
    return project if page == project.page else project.having(page=page)


def published(
    project: Project, stamp: Stamp, /, *, note: str = "", answers: Sequence[int] = ()
) -> Project:
    """The project with its draft as the next revision, which answers those gaps."""
    last = project.revision
    revision = make(
        Revision,
        id=project.next_id,
        number=last.number + 1 if last else 1,
        page=project.page,
        by=stamp.actor,
        at=stamp.at,
        note=note,
        fit=fit(project, project.page),
    )
    gaps = tuple(
        gap.with_(answered_by=revision.number) if gap.id in answers else gap for gap in project.gaps
    )
    return project.having(
        revisions=(*project.revisions, revision), gaps=gaps, next_id=revision.id + 1
    )


@action(1)
def publish_revision(
    project: Project, stamp: Stamp, /, *, note: str = "", answers: Sequence[int] = ()
) -> Project:
    """Publish the draft as the next revision; `answers` are the ids of the gaps it closes.

    Refused when nothing changed, and, once gate 1 was passed, when the page would no longer
    hold what gate 1 demands.
    """
    refuse_unless(
        project.has_draft,
        "The page has not changed since its last revision.",
        "Edit a section first.",
    )
    for id_ in answers:
        gap = find(project.gaps, id_, "gap")
        refuse_unless(gap.is_open, f"The gap “{gap.text[:60]}” is already closed.")
    after = published(project, stamp, note=note, answers=answers)
    if any(passage.phase == 1 for passage in project.passages):
        # what is signed or attached can't be mended in the draft: there the gate opens again
        broken = [
            r
            for r in requirements(after, 1)
            if not r.met and (not is_own(r) or r.place.screen == SCREEN)
        ]
        refuse_unless(
            not broken,
            "This draft no longer holds what gate 1 demands: "
            + "; ".join(r.missing for r in broken)
            + ".",
            "Fix it before you publish.",
        )
    return after


@action(1)
def discard_draft(project: Project, stamp: Stamp, /) -> Project:
    """Go back to the last published revision."""
    if project.revision is None:
        raise Refused("Nothing is published yet to go back to.")
    return project.having(page=project.revision.page)


@action(2)
def confirm_revision(project: Project, stamp: Stamp, /) -> Project:
    """The second owner signs that they read what changed and can work with the current page.

    That confirms the answers to their gaps too.
    """
    if project.revision is None:
        raise Refused("No revision is published yet.")
    refuse_unless(
        project.second_owner is not None, "Nobody is named as second owner.", "Name them first."
    )
    refuse_unless(
        stamp.actor == project.second_owner,
        "Only the second owner confirms a revision.",
        f"Let {project.name_of(project.second_owner)} drive.",
    )
    done = {c.revision for c in project.confirmations if c.by == stamp.actor}
    open_ = [r.number for r in project.revisions if r.number not in done]
    refuse_unless(bool(open_), "Every revision is already confirmed.")
    signed = tuple(
        make(Confirmation, id=project.next_id + i, revision=number, by=stamp.actor, at=stamp.at)
        for i, number in enumerate(open_)
    )
    gaps = tuple(
        gap.with_(confirmed=stamp.at)
        if gap.by == stamp.actor and gap.answered_by is not None and gap.confirmed is None
        else gap
        for gap in project.gaps
    )
    return project.having(
        confirmations=(*project.confirmations, *signed),
        gaps=gaps,
        next_id=project.next_id + len(signed),
    )
