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
    """Outputs whose latest check by the second owner (or else by anyone) is a fail."""


class _Same:
    """Wraps a tuple so that a cache finds it by identity, without comparing 100,000 records."""

    __slots__ = ("outputs",)

    def __init__(self, outputs: tuple[Output, ...]) -> None:
        self.outputs = outputs

    def __hash__(self) -> int:
        return id(self.outputs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.outputs is other.outputs


def tally(project: Project) -> Tally:
    """Count outputs, days and checks; the same outputs are counted only once."""
    return _tally(_Same(project.outputs), project.second_owner)


@lru_cache(maxsize=8)
def _tally(same: _Same, second_owner: int | None) -> Tally:
    unchecked: list[int] = []
    alone: list[int] = []
    failed = 0
    days = set()
    for output in same.outputs:
        days.add(output.on)
        if not output.checks:
            unchecked.append(output.id)
            continue
        own = next((c for c in output.checks if c.by == second_owner), None)
        if own is None:
            alone.append(output.id)
        if (own or output.checks[-1]).verdict == "fail":
            failed += 1
    return Tally(
        len(same.outputs),
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
