"""Handing over: the second owner's part of a project, and nothing else of it."""

from __future__ import annotations

from pilotage.actions.action import Stamp, refuse_locked
from pilotage.errors import Refused
from pilotage.method.gates import HANDED_OVER
from pilotage.model.handover import Handover
from pilotage.model.project import Project
from pilotage.model.record import make


def handed_over(
    project: Project, stamp: Stamp, /, *, bundle: str, entry: int, head: str
) -> Project:
    """What the second owner needs: the published page, people, runs, gaps, confirmations, cycles.

    `entry` and `head` are number and hash of the journal's last entry. Left out are the note,
    the baseline, what phases 3 to 5 are about, the draft, older revisions that no run is on,
    and the signing phrases of others.

    Raises `Refused` when there is nobody to hand it over to, or no page, or gate 1 is not passed.
    """
    if project.handed_over is not None:
        raise Refused("This is a bundle already.", "Copy it, or hand the project itself over.")
    to, revision = project.second_owner, project.revision
    if to is None:
        raise Refused("Nobody is named as second owner.", "Name them first.")
    if revision is None:
        raise Refused("No revision of the page is published yet.", "Publish one first.")
    refuse_locked(project, HANDED_OVER)
    first = min((run.revision for run in project.runs), default=revision.number)
    about = make(
        Handover,
        bundle=bundle,
        to=to,
        by=stamp.actor,
        at=stamp.at,
        revision=revision.number,
        entry=entry,
        head=head,
        first_new=project.next_id,
    )
    return Project(
        uid=project.uid,
        title=project.title,
        start=project.start,
        people=tuple(
            each if each.id == to or each.phrase is None else each.with_(phrase=None)
            for each in project.people
        ),
        builder=project.builder,
        second_owner=to,
        decision_maker=project.decision_maker,
        policy=project.policy,
        page=revision.page,
        revisions=tuple(each for each in project.revisions if each.number >= first),
        confirmations=project.confirmations,
        runs=project.runs,
        gaps=project.gaps,
        cycles=project.cycles,
        passages=tuple(p for p in project.passages if p.phase == 1 and p.reopened is None),
        handed_over=about,
        next_id=project.next_id,
    )
