"""Gate 2: the second owner runs it alone, from the page."""

from __future__ import annotations

from pilotage.method.requirement import Place, Requirement, counted, require
from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.project import Project
from pilotage.model.runs import Gap, Run

SCREEN = "phase2"


def finished_runs(project: Project) -> tuple[Run, ...]:
    """The present second owner's runs that reached the end, oldest first.

    Once a later cycle goes through phase 2 again, only those that were driven in it.
    """
    since = project.since(2)
    return tuple(
        run
        for run in project.runs
        if run.id >= since and run.to_the_end and run.driver == project.second_owner
    )


def gaps_of(project: Project, run: Run) -> tuple[Gap, ...]:
    """The gaps raised in a run, without the withdrawn ones."""
    return tuple(gap for gap in project.gaps if gap.run == run.id and gap.withdrawn is None)


def is_clean(project: Project, run: Run) -> bool:
    """Whether a run reached the end without a question or an improvisation."""
    return run.to_the_end and not gaps_of(project, run)


def unconfirmed(project: Project, run: Run) -> tuple[int, ...]:
    """The revisions after a run that the second owner has not confirmed."""
    confirmed = {c.revision for c in project.confirmations if c.by == project.second_owner}
    later = (r.number for r in project.revisions if r.number > run.revision)
    return tuple(number for number in later if number not in confirmed)


def known_revision(project: Project) -> int:
    """The newest revision that the second owner ran to the end or signed; 0 for none."""
    ran = (run.revision for run in finished_runs(project))
    signed = (c.revision for c in project.confirmations if c.by == project.second_owner)
    return max((*ran, *signed), default=0)


def requirements(project: Project) -> tuple[Requirement, ...]:
    """All that gate 2 demands."""
    runs = finished_runs(project)
    last = runs[-1] if runs else None
    return (
        _named(project),
        _runs(project, len(runs)),
        _gaps(project),
        _clean(project, last),
        _current(project, last),
    )


def _named(project: Project) -> Requirement:
    missing = ""
    if project.second_owner is None:
        missing = "nobody is named as second owner"
    elif project.second_owner == project.builder:
        missing = "the second owner must be somebody other than the builder"
    return require(
        "2.named",
        "A second owner is named, who is not the builder",
        Place("people", "second_owner"),
        missing,
    )


def _runs(project: Project, done: int) -> Requirement:
    wanted = project.policy.second_owner_runs
    who = project.name_of(project.second_owner) if project.second_owner else "the second owner"
    short = (
        f"{done} of {counted(wanted, 'run')} driven to the end by {who}" if done < wanted else ""
    )
    sentence = (
        "The second owner drove a run to the end"
        if wanted == 1
        else f"The second owner drove {wanted} runs to the end"
    )
    return require("2.run", sentence, Place(SCREEN, "runs"), short)


def _gaps(project: Project) -> Requirement:
    open_ = [gap for gap in project.gaps if gap.is_open]
    missing = ""
    if open_:
        first = open_[0]
        section = SECTION_BY_KEY[first.section].title if first.section in SECTION_BY_KEY else "page"
        missing = (
            f"{len(open_)} of {counted(len(project.gaps), 'gap')} still open, "
            f"first: “{first.text[:60]}” ({section})"
        )
    return require(
        "2.gaps",
        "Every gap is answered by a later revision of the page",
        Place(SCREEN, "gaps", open_[0].id if open_ else None),
        missing,
    )


def _clean(project: Project, last: Run | None) -> Requirement:
    missing = ""
    if last is None:
        missing = "no run has reached the end yet"
    elif gaps := gaps_of(project, last):
        missing = f"run #{last.number} had {counted(len(gaps), 'gap')}; run it again"
    return require(
        "2.clean",
        "The last run was clean: no question, no improvisation",
        Place(SCREEN, "runs", last.id if last else None),
        missing,
    )


def _current(project: Project, last: Run | None) -> Requirement:
    missing = ""
    if last is None:
        missing = "no run has reached the end yet"
    elif stale := unconfirmed(project, last):
        who = project.name_of(project.second_owner)
        missing = (
            f"run #{last.number} was on revision {last.revision}, the page is now revision "
            f"{stale[-1]}: {who} runs it again, or reads the difference and confirms"
        )
    return require(
        "2.current",
        "The last run was on the current page, or the second owner confirmed what changed since",
        Place(SCREEN, "revisions"),
        missing,
    )
