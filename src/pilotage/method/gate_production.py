"""Gate 4: the measured production run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pilotage.method.requirement import Place, Requirement, counted, listed, require
from pilotage.model.production import Output
from pilotage.model.project import Project

SCREEN = "phase4"


@dataclass(frozen=True)
class Tally:
    """What the outputs add up to."""

    outputs: int
    days: int
    unchecked: int
    first_unchecked: int | None
    by_builder_only: int
    """Checked, but not by the second owner."""
    first_by_builder_only: int | None
    failed: int
    """Outputs whose latest check by the second owner (or else by anybody) is a fail."""


class _Same:
    """Wraps a tuple so that a cache finds it by identity, without comparing 100,000 records.

    The cache holds the wrapper and with it the tuple, so that no other can take its identity.
    """

    __slots__ = ("outputs",)

    def __init__(self, outputs: tuple[Output, ...]) -> None:
        self.outputs = outputs

    def __hash__(self) -> int:
        return id(self.outputs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.outputs is other.outputs


def tally(project: Project) -> Tally:
    """Count outputs, days and checks; the same outputs are counted only once.

    Once the gate is passed it rests on the outputs that were there then: a workflow in
    production goes on making outputs, and a new one does not close the gate again.
    """
    passage = next((p for p in project.passages if p.phase == 4 and p.reopened is None), None)
    before = passage.records_before if passage else None
    return _tally(_Same(project.outputs), second_owners(project), before)


def second_owners(project: Project) -> frozenset[int]:
    """The present second owner and those before, who drove a run to the end.

    A check stays good when the role passes on to somebody else.
    """
    drivers = {run.driver for run in project.runs if run.to_the_end}
    return frozenset(drivers | ({project.second_owner} if project.second_owner else set()))


@lru_cache(maxsize=8)
def _tally(same: _Same, owners: frozenset[int], before: int | None) -> Tally:
    outputs = [output for output in same.outputs if before is None or output.id < before]
    unchecked: list[int] = []
    alone: list[int] = []
    failed = 0
    days = set()
    for output in outputs:
        days.add(output.on)
        if not output.checks:
            unchecked.append(output.id)
            continue
        own = next((c for c in output.checks if c.by in owners), None)
        if own is None:
            alone.append(output.id)
        if (own or output.checks[-1]).verdict == "fail":
            failed += 1
    return Tally(
        len(outputs),
        len(days),
        len(unchecked),
        unchecked[0] if unchecked else None,
        len(alone),
        alone[0] if alone else None,
        failed,
    )


def requirements(project: Project) -> tuple[Requirement, ...]:
    """All that gate 4 demands."""
    counts = tally(project)
    policy = project.policy
    none = "no output is recorded yet" if not counts.outputs else ""
    days = f"{counts.days} of {counted(policy.production_days, 'day')} so far"
    outputs = f"{counts.outputs:,} of {counted(policy.production_outputs, 'output')} so far"
    unchecked = f"{counts.unchecked:,} of {counted(counts.outputs, 'output')} not checked"
    alone = (
        f"{counted(counts.by_builder_only + counts.unchecked, 'output')} still to be checked by "
        f"{project.name_of(project.second_owner)}"
    )
    return (
        require(
            "4.days",
            f"Outputs were made on {counted(policy.production_days, 'distinct day')}",
            Place(SCREEN, "outputs"),
            days if counts.days < policy.production_days else "",
        ),
        require(
            "4.outputs",
            f"{counted(policy.production_outputs, 'output was', 'outputs were')} made",
            Place(SCREEN, "outputs"),
            outputs if counts.outputs < policy.production_outputs else "",
        ),
        require(
            "4.checked",
            "No output is unchecked",
            Place(SCREEN, "outputs", counts.first_unchecked),
            none or (unchecked if counts.unchecked else ""),
        ),
        require(
            "4.second_owner",
            "Every output was checked by the second owner, not just by the builder",
            Place(SCREEN, "outputs", counts.first_unchecked or counts.first_by_builder_only),
            none or (alone if counts.by_builder_only + counts.unchecked else ""),
        ),
        _measurements(project),
    )


def _measurements(project: Project) -> Requirement:
    seen = {measurement.metric for measurement in project.measurements}
    bad = [metric for metric in project.metrics if metric.is_measured and metric.id not in seen]
    return require(
        "4.measurements",
        "Every metric of the baseline was measured again",
        Place(SCREEN, "measurements", bad[0].id if bad else None),
        f"no measurement yet of {listed((m.name for m in bad), 4)}" if bad else "",
    )
