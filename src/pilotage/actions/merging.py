"""Merging: what was done in a bundle, done in the project as it has become meanwhile.

Who did it and when stay as they were. A phase that is locked by now is no hindrance: the run was
driven when it was open, and its evidence counts. The order in which bundles are merged makes no
difference to the records: runs, gaps and confirmations are put where their moments belong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeVar

from pilotage.actions import driving, page, runs
from pilotage.actions.action import Stamp, refuse_unless, settled
from pilotage.errors import Refused
from pilotage.model.document import Confirmation
from pilotage.model.project import Project
from pilotage.model.runs import Gap, Run

Kept = TypeVar("Kept", Run, Gap, Confirmation)
ACTIONS: Final[Mapping[str, Callable[..., Project]]] = {
    each.__name__: each
    for each in (
        runs.start_run,
        runs.end_run,
        runs.edit_run,
        runs.delete_run,
        runs.raise_gap,
        runs.edit_gap,
        runs.withdraw_gap,
        runs.confirm_answer,
        runs.reopen_gap,
        driving.complete_step,
        driving.step_back,
        driving.pause_run,
        driving.resume_run,
        page.confirm_revision,
    )
}
"""What can be done in a bundle."""
COLLECTIONS: Final = ("runs", "gaps", "confirmations")
"""What these change."""
_OF_RUN: Final = ("complete_step", "step_back", "pause_run", "resume_run", "end_run", "edit_run")
_OF_GAP: Final[Mapping[str, tuple[str, ...]]] = {
    "edit_gap": ("kind", "text", "section", "item"),
    "confirm_answer": ("answered_by",),
    "reopen_gap": ("answered_by", "confirmed", "withdrawn"),
}
"""Actions that would write over what somebody else changed, and the fields that they write."""


@dataclass(frozen=True)
class Act:
    """Something that was done in a bundle."""

    action: str
    args: Mapping[str, Any]
    """As the journal has them; numbers are the bundle's."""
    actor: int
    at: datetime
    before: Project
    """The bundle's project before it."""
    after: Project
    """The bundle's project after it."""

    @property
    def stamp(self) -> Stamp:
        """Who did it, and when."""
        return Stamp(self.actor, self.at, self.at.astimezone().date())

    def again(self) -> Project:
        """The bundle's project before it with the action done anew."""
        return ACTIONS[self.action](self.before, self.stamp, **arguments(self.args))


def arguments(args: Mapping[str, Any]) -> dict[str, Any]:
    """An action's arguments from those that the journal has."""
    found = dict(args)
    if isinstance(since := found.get("since"), str):
        found["since"] = datetime.fromisoformat(since)
    return found


@dataclass
class Bundle:
    """A bundle that is merged: how its records' numbers are found in the project."""

    id: str
    first: int
    """Records with a smaller number have the same one in the project."""
    ids: dict[int, int] = field(default_factory=dict)
    """The others: number in the bundle → number in the project."""

    def of(self, number: int) -> int:
        """A record's number in the project; refuses when it was not merged."""
        if number < self.first:
            return number
        if number not in self.ids:
            raise Refused("What it belongs to was not merged.")
        return self.ids[number]

    def mapped(self, record: Kept) -> Kept:
        """A record of the bundle as the project would have it."""
        fields: dict[str, Any] = {"id": self.of(record.id)}
        if isinstance(record, Gap):
            fields["run"] = self.of(record.run)
        if isinstance(record, Run) and record.id >= self.first:
            fields["bundle"] = self.id
        return record.model_copy(update=fields)


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


def reverted(project: Project, act: Act, bundle: Bundle, now: Stamp) -> Project:
    """The project after an act that was merged has been taken back in the bundle.

    Refuses where what it did was changed in the project meanwhile.
    """
    after = project
    for name in COLLECTIONS:
        was = {each.id: each for each in getattr(act.before, name)}
        became = {each.id: each for each in getattr(act.after, name)}
        for number in was.keys() | became.keys():
            if was.get(number) != became.get(number):
                after = _put_back(after, name, was.get(number), became.get(number), bundle)
    return settled(project, after.having(runs=numbered(after.runs)), now)


def numbered(found: tuple[Run, ...]) -> tuple[Run, ...]:
    """Runs in the order of their starts, where those that were merged have the next free numbers.

    A run that was driven here keeps its number, which people have spoken of. So the numbers
    depend on the runs alone, not on which bundle came first.
    """
    taken = {run.number for run in found if not run.bundle}
    last, kept = 0, []
    for run in found:
        number = run.number
        if run.bundle:
            number = next(n for n in range(last + 1, last + len(found) + 2) if n not in taken)
        last = max(last, number)
        kept.append(run if number == run.number else run.model_copy(update={"number": number}))
    return tuple(kept)


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
    kept = numbered(_placed(project.runs, bundle.mapped(run), lambda r: (r.started, r.bundle)))
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
        kept = _placed(project.confirmations, bundle.mapped(each), _signed)
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
        return after.having(gaps=_placed(project.gaps, gap, _raised(after)))
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
        same = _same(bundle.mapped(old), here)
        if act.action == "delete_run":
            lost = {bundle.mapped(gap) for gap in act.before.gaps if gap.run == old.id}
            same &= lost == {gap for gap in project.gaps if gap.run == here.id}
        refuse_unless(same, f"Run #{here.number} was changed in the project meanwhile.")
    if fields := _OF_GAP.get(act.action):
        was = next(gap for gap in act.before.gaps if gap.id == act.args["gap"])
        now = next(gap for gap in project.gaps if gap.id == bundle.of(was.id))
        refuse_unless(
            all(getattr(was, each) == getattr(now, each) for each in fields),
            "The gap was changed in the project meanwhile.",
        )


def _put_back(
    project: Project, name: str, was: Any | None, became: Any | None, bundle: Bundle
) -> Project:
    """One record as it was, where the project has it as it became."""
    known: tuple[Any, ...] = getattr(project, name)
    number = next(bundle.of(each.id) for each in (was, became) if each)
    here = next((each for each in known if each.id == number), None)
    refuse_unless(
        _same(bundle.mapped(became), here) if became and here else became is here,
        "What it did was changed in the project meanwhile.",
    )
    if was is None:
        return project.having(**{name: tuple(each for each in known if each.id != number)})
    back = bundle.mapped(was)
    if here is not None:
        if name == "runs":
            back = back.model_copy(update={"number": here.number, "bundle": here.bundle})
        return project.having(**{name: tuple(back if e.id == number else e for e in known)})
    key = {"runs": lambda r: (r.started, r.bundle), "gaps": _raised(project)}.get(name, _signed)
    return project.having(**{name: _placed(known, back, key)})


def _same(one: Kept, other: Kept) -> bool:
    """Whether two records say the same; a run's number may be another here."""
    if isinstance(one, Run) and isinstance(other, Run):
        one = one.model_copy(update={"number": other.number, "bundle": other.bundle})
    return one == other


def _placed(items: tuple[Kept, ...], new: Kept, key: Callable[[Any], Any]) -> tuple[Kept, ...]:
    """The records with a new one before the first that is later."""
    at = next((n for n, each in enumerate(items) if key(each) > key(new)), len(items))
    placed = list(items)
    placed.insert(at, new)
    return tuple(placed)


def _raised(project: Project) -> Callable[[Gap], tuple[datetime, str]]:
    bundles = {run.id: run.bundle for run in project.runs}
    return lambda gap: (gap.at, bundles.get(gap.run, ""))


def _signed(confirmation: Confirmation) -> tuple[datetime, int, int]:
    return confirmation.at, confirmation.revision, confirmation.by


def in_words_last(project: Project, new: Iterable[int]) -> Project:
    """The project with its new records last, as sentences about an action look for them."""
    wanted = set(new)
    return project.having(
        **{
            name: tuple(sorted(getattr(project, name), key=lambda each: each.id in wanted))
            for name in COLLECTIONS
        }
    )
