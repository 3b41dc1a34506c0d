"""Merging: what was done in a bundle, done in the project as it has become meanwhile.

Who did it and when stay as they were. A phase that is locked by now is no hindrance: the run was
driven when it was open, and its evidence counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from pilotage.actions.action import Stamp, refuse_unless, settled
from pilotage.actions.bundle_acts import (
    ACTIONS,
    COLLECTIONS,
    Act,
    Bundle,
    arguments,
    by_start,
    numbered,
    placed,
    raised,
    same,
    signed,
)
from pilotage.model.project import Project
from pilotage.model.runs import Gap

_OF_RUN: Final = ("complete_step", "step_back", "pause_run", "resume_run", "end_run", "edit_run")
_OF_GAP: Final[Mapping[str, tuple[str, ...]]] = {
    "edit_gap": ("kind", "text", "section", "item"),
    "confirm_answer": ("answered_by",),
    "reopen_gap": ("answered_by", "confirmed", "withdrawn"),
}
"""Actions that would write over what somebody else changed, and the fields that they write."""


def merged(project: Project, act: Act, bundle: Bundle, now: Stamp) -> Project:
    """The project after an act of a bundle; the bundle learns the numbers of what is new.

    Refuses what no longer applies. `now` is when it is merged: gates that it opens again are
    opened then.
    """
    _refuse_gone(project, act)
    if act.action == "start_run":
        after = _start(project, act, bundle)
    elif act.action == "confirm_revision":
        after = _confirm(project, act, bundle)
    else:
        after = _replayed(project, act, bundle)
    return settled(project, after, now)


def _start(project: Project, act: Act, bundle: Bundle) -> Project:
    """Add a run, on the revision that it was driven on, whatever else is going."""
    run = act.after.runs[-1]
    pages = {each.number: each.page for each in project.revisions}
    driven = next(each.page for each in act.after.revisions if each.number == run.revision)
    refuse_unless(
        pages.get(run.revision) == driven,
        f"Revision {run.revision} of the page, which it followed, is not in the project any more.",
    )
    bundle.ids[run.id] = project.next_id
    kept = numbered(placed(project.runs, bundle.mapped(run), by_start))
    return project.having(runs=kept, next_id=project.next_id + 1)


def _confirm(project: Project, act: Act, bundle: Bundle) -> Project:
    """Add the signatures under the revisions that the second owner had before them.

    With them come those under the answers to their gaps, where the project has the same answer.
    """
    known = {each.id for each in act.before.confirmations}
    there = {each.number: each for each in project.revisions}
    seen = {each.number: each for each in act.after.revisions}
    for each in act.after.confirmations:
        if each.id in known:
            continue
        refuse_unless(
            seen[each.revision] == there.get(each.revision),
            f"Revision {each.revision} of the page is not in the project any more.",
        )
        bundle.ids[each.id] = project.next_id
        kept = placed(project.confirmations, bundle.mapped(each), signed)
        project = project.having(confirmations=kept, next_id=project.next_id + 1)
    open_ = {gap.id for gap in act.before.gaps if gap.confirmed is None}
    read = [gap for gap in act.after.gaps if gap.confirmed is not None and gap.id in open_]
    return project.having(gaps=_confirmed(project.gaps, tuple(map(bundle.mapped, read))))


def _confirmed(gaps: tuple[Gap, ...], read: tuple[Gap, ...]) -> tuple[Gap, ...]:
    """The gaps with the confirmations of their answers; of two of one answer the first counts."""
    at = {(gap.id, gap.answered_by): gap.confirmed for gap in read}

    def one(gap: Gap) -> Gap:
        moment = at.get((gap.id, gap.answered_by))
        if moment is None or (gap.confirmed is not None and gap.confirmed <= moment):
            return gap
        return gap.model_copy(update={"confirmed": moment})

    return tuple(map(one, gaps))


def _replayed(project: Project, act: Act, bundle: Bundle) -> Project:
    """Do an action on the project's own records."""
    args = arguments(act.args)
    for name in ("run", "gap"):
        if name in args:
            args[name] = bundle.of(args[name])
            there = {each.id for each in getattr(project, f"{name}s")}
            refuse_unless(args[name] in there, f"The {name} is not in the project any more.")
    new = project.next_id
    # Without the look at the phase: it was open when this was done.
    after: Project = vars(ACTIONS[act.action])["__wrapped__"](project, act.stamp, **args)
    _refuse_overwriting(project, act, bundle)
    if act.action == "raise_gap":
        bundle.ids[act.after.gaps[-1].id] = new
        gap = after.gaps[-1]
        return after.having(gaps=placed(project.gaps, gap, raised(after)))
    return after.having(runs=numbered(after.runs)) if act.action == "delete_run" else after


def _refuse_gone(project: Project, act: Act) -> None:
    refuse_unless(
        project.person(act.actor) is not None,
        f"{act.after.name_of(act.actor)} is not among the project's people any more.",
    )


def _refuse_overwriting(project: Project, act: Act, bundle: Bundle) -> None:
    """Refuse what would write over a change that was made in the project meanwhile."""
    if act.action in _OF_RUN or act.action == "delete_run":
        old = next(run for run in act.before.runs if run.id == act.args["run"])
        here = next(run for run in project.runs if run.id == bundle.of(old.id))
        alike = same(bundle.mapped(old), here)
        if act.action == "delete_run":
            lost = {bundle.mapped(gap) for gap in act.before.gaps if gap.run == old.id}
            alike &= lost == {gap for gap in project.gaps if gap.run == here.id}
        refuse_unless(alike, f"Run #{here.number} was changed in the project meanwhile.")
    if fields := _OF_GAP.get(act.action):
        was = next(gap for gap in act.before.gaps if gap.id == act.args["gap"])
        now = next(gap for gap in project.gaps if gap.id == bundle.of(was.id))
        refuse_unless(
            all(getattr(was, each) == getattr(now, each) for each in fields),
            "The gap was changed in the project meanwhile.",
        )


def in_words_last(project: Project, new: Iterable[int]) -> Project:
    """The project with its new records last, as sentences about an action look for them."""
    wanted = set(new)
    return project.having(
        **{
            name: tuple(sorted(getattr(project, name), key=lambda each: each.id in wanted))
            for name in COLLECTIONS
        }
    )
