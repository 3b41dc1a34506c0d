"""What every action has in common: who, when, in which phase, and what it says in the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from pilotage.errors import Refused
from pilotage.method.gates import HANDED_OVER, current_phase, stale, standing
from pilotage.method.phases import name_of
from pilotage.model.project import CADENCE, Project, Reopening
from pilotage.model.record import Record, make
from pilotage.model.sequences import index_of, replaced

P = ParamSpec("P")
Item = TypeVar("Item", bound=Record)


@dataclass(frozen=True)
class Stamp:
    """Who acts, and when: the moment in UTC and the local date."""

    actor: int
    """The id of the person at the keyboard."""
    at: datetime
    today: date


Action = Callable[Concatenate[Project, Stamp, P], Project]


def action(
    phase: int = 0, *, serious: bool = False, unrecorded: Iterable[str] = ()
) -> Callable[[Action[P]], Action[P]]:
    """Make a function an action of a phase (0: possible at any time).

    The result refuses when the actor is unknown or the phase is locked, and reopens the passed
    gates whose requirements the change has broken. `serious` actions are not undone silently.
    `unrecorded` names arguments that the journal does not repeat: the records that they became
    are in its entry.
    """

    def wrap(function: Action[P]) -> Action[P]:
        @wraps(function)
        def act(project: Project, stamp: Stamp, /, *args: P.args, **kwargs: P.kwargs) -> Project:
            if project.person(stamp.actor) is None:
                raise Refused("Nobody of this project is at the keyboard.", "Choose who drives.")
            if project.handed_over is not None:
                refuse_in_bundle(project, stamp, phase)
            if phase:
                refuse_locked(project, phase)
            return settled(project, function(project, stamp, *args, **kwargs), stamp)

        act.serious = serious  # type: ignore[attr-defined]
        act.unrecorded = frozenset(unrecorded)  # type: ignore[attr-defined]
        return act

    return wrap


def is_serious(function: Callable[..., Project]) -> bool:
    """Whether undoing this action asks first."""
    return bool(getattr(function, "serious", False))


def recorded(function: Callable[..., Project], args: Mapping[str, Any]) -> dict[str, Any]:
    """An action's arguments as the journal keeps them."""
    left_out = getattr(function, "unrecorded", ())
    return {name: value for name, value in args.items() if name not in left_out}


def done_already(
    function: Callable[..., Project], before: Project, after: Project, actor: int
) -> Callable[..., Project]:
    """An action whose result for one state and one person is known, and not worked out again."""

    @wraps(function)
    def act(project: Project, stamp: Stamp, /, **args: Any) -> Project:
        known = project is before and stamp.actor == actor
        return after if known else function(project, stamp, **args)

    return act


def refuse_in_bundle(project: Project, stamp: Stamp, phase: int) -> None:
    """Refuse what is not the second owner's work in phase 2: a bundle is about nothing else."""
    if phase != HANDED_OVER:
        raise Refused(
            "This is a bundle: only runs, gaps and confirmations are worked on in it.",
            "All else is done in the builder's project.",
        )
    to = project.handed_over.to if project.handed_over else None
    if stamp.actor != to:
        raise Refused(
            f"This bundle was handed over to {project.name_of(to)}; nobody else works in it.",
            f"Let {project.name_of(to)} take the keyboard: change who drives.",
        )


def refuse_locked(project: Project, phase: int) -> None:
    """Refuse when a phase is still locked."""
    if standing(project, phase) == "locked":
        here = current_phase(project)
        what = f"Phase {phase}" if phase != CADENCE else "The cadence"
        raise Refused(
            f"{what} is locked: gate {here} ({name_of(here)}) is not passed.",
            f"See what gate {here} still demands.",
        )


def settled(before: Project, after: Project, stamp: Stamp) -> Project:
    """Reopen each passed gate whose requirements no longer hold."""
    if after is before or not after.passages:
        return after
    broken = {gate.phase: gate.missing[0] for gate in stale(after)}
    if not broken:
        return after
    return after.having(
        passages=tuple(
            passage.with_(
                reopened=make(Reopening, at=stamp.at, why=broken[passage.phase].missing[:1000])
            )
            if passage.reopened is None and passage.phase in broken
            else passage
            for passage in after.passages
        )
    )


def find(items: tuple[Item, ...], id_: int, what: str) -> Item:
    """The record of that id; refuses when there is none."""
    at = index_of(items, id_)
    if at is None:
        raise Refused(f"There is no {what} with the number {id_}.", "It may have been deleted.")
    return items[at]


def swap(items: tuple[Item, ...], new: Item) -> tuple[Item, ...]:
    """The records with the one of the same id replaced."""
    at = index_of(items, getattr(new, "id", 0))
    return items if at is None else replaced(items, at, at + 1, (new,))


def without(items: tuple[Item, ...], id_: int) -> tuple[Item, ...]:
    """The records without the one of that id."""
    at = index_of(items, id_)
    return items if at is None else replaced(items, at, at + 1, ())


def refuse_unless(condition: bool, message: str, remedy: str = "") -> None:
    """Refuse with a message unless a condition holds."""
    if not condition:
        raise Refused(message, remedy)


def refuse_other_fields(fields: Mapping[str, object], *allowed: str) -> None:
    """Refuse fields that an action does not set, so that none is changed by a side door."""
    for name in fields:
        refuse_unless(name in allowed, f"“{name}” can't be changed here.")
