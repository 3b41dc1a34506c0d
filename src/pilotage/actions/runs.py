"""The second owner's runs and the gaps that they find."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from pilotage.actions.action import Stamp, action, find, refuse_unless, swap, without
from pilotage.errors import Invalid, Refused
from pilotage.method.driving import moment_in, worked
from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.project import Project
from pilotage.model.record import make
from pilotage.model.runs import Gap, GapKind, Run, Withdrawal

SHORTEST: Final = Decimal(1)
"""The minutes that a run lasts at least."""


@action(2)
def start_run(project: Project, stamp: Stamp, /) -> Project:
    """The second owner starts a run on the page's current revision."""
    refuse_unless(
        project.second_owner is not None, "Nobody is named as second owner.", "Name them first."
    )
    _refuse_not_second_owner(project, stamp, "drives this run")
    revision = project.revision
    if revision is None:
        raise Refused("No revision of the page is published yet.", "Publish one first.")
    running = next((run for run in project.runs if run.ended is None), None)
    if running is not None:
        raise Refused(f"Run #{running.number} is still going.", "End it first.")
    run = make(
        Run,
        id=project.next_id,
        number=max((r.number for r in project.runs), default=0) + 1,
        driver=stamp.actor,
        revision=revision.number,
        started=stamp.at,
    )
    return project.having(runs=(*project.runs, run), next_id=run.id + 1)


@action(2)
def end_run(
    project: Project,
    stamp: Stamp,
    /,
    *,
    run: int,
    to_the_end: bool,
    minutes: Decimal | str | None = None,
    note: str = "",
) -> Project:
    """End a run: whether it reached the output's destination, and how long it took.

    Without `minutes` the time since its start counts without its pauses, as a minute where it
    was shorter. A pause that is going ends with it.
    """
    old = find(project.runs, run, "run")
    refuse_unless(old.ended is None, f"Run #{old.number} has already ended.")
    refuse_not_driver(project, old, stamp)
    elapsed = round(Decimal(worked(old, stamp.at).total_seconds()) / 60, 1)
    ended = moment_in(old, stamp.at)
    if old.is_paused:
        last = old.pauses[-1].with_(ended=ended)
        old = old.with_(pauses=(*old.pauses[:-1], last))
    new = old.with_(
        ended=ended,
        to_the_end=to_the_end,
        minutes=max(elapsed, SHORTEST) if minutes is None else minutes,
        note=note,
    )
    _refuse_too_short(new)
    return project.having(runs=swap(project.runs, new))


@action(2)
def edit_run(
    project: Project, stamp: Stamp, /, *, run: int, minutes: Decimal | str, note: str = ""
) -> Project:
    """Correct a run's duration or its note; only who drove it can."""
    old = find(project.runs, run, "run")
    refuse_not_driver(project, old, stamp)
    new = old.with_(minutes=minutes, note=note)
    _refuse_too_short(new)
    return project.having(runs=swap(project.runs, new))


@action(2)
def delete_run(project: Project, stamp: Stamp, /, *, run: int) -> Project:
    """Delete a run with its gaps; only who drove it can, and the journal keeps it."""
    old = find(project.runs, run, "run")
    refuse_not_driver(project, old, stamp)
    return project.having(
        runs=without(project.runs, run),
        gaps=tuple(gap for gap in project.gaps if gap.run != run),
    )


@action(2)
def raise_gap(
    project: Project,
    stamp: Stamp,
    /,
    *,
    run: int,
    kind: GapKind | str,
    text: str,
    section: str,
    item: int | None = None,
) -> Project:
    """Note a place where the driver of a run had to ask, improvise or stop.

    `item` is the line of a section that is a list, from 1, where it happened at one.
    """
    driven = find(project.runs, run, "run")
    refuse_not_driver(project, driven, stamp)
    _refuse_unknown_section(section)
    gap = make(
        Gap,
        id=project.next_id,
        run=run,
        section=section,
        item=item,
        kind=kind,
        text=text,
        by=stamp.actor,
        at=stamp.at,
    )
    return project.having(gaps=(*project.gaps, gap), next_id=gap.id + 1)


@action(2)
def edit_gap(
    project: Project, stamp: Stamp, /, *, gap: int, kind: GapKind | str, text: str, section: str
) -> Project:
    """Say a gap better; only who raised it can, while it is open."""
    old = find(project.gaps, gap, "gap")
    _refuse_not_raiser(project, old, stamp)
    refuse_unless(old.is_open, "This gap is already closed.")
    _refuse_unknown_section(section)
    item = old.item if section == old.section else None
    new = old.with_(kind=kind, text=text, section=section, item=item)
    return project.having(gaps=swap(project.gaps, new))


@action(2)
def withdraw_gap(project: Project, stamp: Stamp, /, *, gap: int, reason: str) -> Project:
    """Take a gap back with a reason; only who raised it can."""
    old = find(project.gaps, gap, "gap")
    _refuse_not_raiser(project, old, stamp)
    refuse_unless(old.withdrawn is None, "This gap is already withdrawn.")
    withdrawn = make(Withdrawal, reason=reason, at=stamp.at)
    return project.having(gaps=swap(project.gaps, old.with_(withdrawn=withdrawn)))


@action(2)
def confirm_answer(project: Project, stamp: Stamp, /, *, gap: int) -> Project:
    """Say that the revision answers the gap; only who raised it can."""
    old = find(project.gaps, gap, "gap")
    _refuse_not_raiser(project, old, stamp)
    refuse_unless(old.answered_by is not None, "No revision answers this gap yet.")
    refuse_unless(old.confirmed is None, "This answer is confirmed already.")
    return project.having(gaps=swap(project.gaps, old.with_(confirmed=stamp.at)))


@action(2)
def reopen_gap(project: Project, stamp: Stamp, /, *, gap: int) -> Project:
    """Say that a revision does not answer the gap after all; only who raised it can."""
    old = find(project.gaps, gap, "gap")
    _refuse_not_raiser(project, old, stamp)
    refuse_unless(not old.is_open, "This gap is still open.")
    return project.having(
        gaps=swap(project.gaps, old.with_(answered_by=None, withdrawn=None, confirmed=None))
    )


def _refuse_too_short(run: Run) -> None:
    """Nobody works a workflow through in no time: a figure below a minute was never measured."""
    if run.minutes is not None and run.minutes < SHORTEST:
        message = f"Minutes: a run lasts at least a minute, not {run.minutes:f}."
        raise Invalid("minutes", run.minutes, "at least 1", message)


def _refuse_unknown_section(section: str) -> None:
    if section not in SECTION_BY_KEY:
        raise Refused(f"The page has no section “{section}”.", "Choose where the gap belongs.")


def _refuse_not_second_owner(project: Project, stamp: Stamp, what: str) -> None:
    who = project.name_of(project.second_owner)
    refuse_unless(
        stamp.actor == project.second_owner and stamp.actor != project.builder,
        f"Only the second owner ({who}) {what}.",
        f"Let {who} take the keyboard: change who drives.",
    )


def refuse_not_driver(project: Project, run: Run, stamp: Stamp) -> None:
    """Refuse what only who drives a run can do."""
    who = project.name_of(run.driver)
    refuse_unless(
        stamp.actor == run.driver,
        f"Run #{run.number} is {who}'s; only {who} can do this.",
        f"Let {who} take the keyboard: change who drives.",
    )


def _refuse_not_raiser(project: Project, gap: Gap, stamp: Stamp) -> None:
    who = project.name_of(gap.by)
    refuse_unless(
        stamp.actor == gap.by,
        f"{who} raised this gap; only {who} can do this.",
        f"Let {who} take the keyboard: change who drives.",
    )
