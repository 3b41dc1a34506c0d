"""Taking back what was merged from a bundle, once it has been undone in the bundle."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pilotage.actions.action import Stamp, refuse_unless, settled
from pilotage.actions.bundle_acts import (
    COLLECTIONS,
    Act,
    Bundle,
    by_start,
    numbered,
    placed,
    raised,
    same,
    signed,
)
from pilotage.model.project import Project


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


def _put_back(
    project: Project, name: str, was: Any | None, became: Any | None, bundle: Bundle
) -> Project:
    """One record as it was, where the project has it as it became."""
    known: tuple[Any, ...] = getattr(project, name)
    number = next(bundle.of(each.id) for each in (was, became) if each)
    here = next((each for each in known if each.id == number), None)
    refuse_unless(
        same(bundle.mapped(became), here) if became and here else became is here,
        "What it did was changed in the project meanwhile.",
    )
    if was is None:
        refuse_unless(
            name != "runs" or all(gap.run != number for gap in project.gaps),
            "A gap was added to the run in the project meanwhile.",
        )
        return project.having(**{name: tuple(each for each in known if each.id != number)})
    back = bundle.mapped(was)
    if here is not None:
        if name == "runs":
            back = back.model_copy(update={"number": here.number, "bundle": here.bundle})
        return project.having(**{name: tuple(back if e.id == number else e for e in known)})
    keys: dict[str, Callable[[Any], Any]] = {"runs": by_start, "gaps": raised(project)}
    key = keys.get(name, signed)
    return project.having(**{name: placed(known, back, key)})
