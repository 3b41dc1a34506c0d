"""What was done in a bundle, and where its records have their place in the project.

The order in which bundles are merged makes no difference to the records: runs, gaps and
confirmations are put where their moments belong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeVar

from pilotage.actions import driving, page, runs
from pilotage.actions.action import Stamp
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


def same(one: Kept, other: Kept) -> bool:
    """Whether two records say the same; a run's number may be another here."""
    if isinstance(one, Run) and isinstance(other, Run):
        one = one.model_copy(update={"number": other.number, "bundle": other.bundle})
    return one == other


def placed(items: tuple[Kept, ...], new: Kept, key: Callable[[Any], Any]) -> tuple[Kept, ...]:
    """The records with a new one before the first that is later."""
    at = next((n for n, each in enumerate(items) if key(each) > key(new)), len(items))
    placed = list(items)
    placed.insert(at, new)
    return tuple(placed)


def raised(project: Project) -> Callable[[Gap], tuple[datetime, str]]:
    """What gaps are in the order of."""
    bundles = {run.id: run.bundle for run in project.runs}
    return lambda gap: (gap.at, bundles.get(gap.run, ""))


def signed(confirmation: Confirmation) -> tuple[datetime, int, int]:
    """What confirmations are in the order of."""
    return confirmation.at, confirmation.revision, confirmation.by


def by_start(run: Run) -> tuple[datetime, str]:
    """What runs are in the order of."""
    return run.started, run.bundle
