"""Opening gates again on purpose: another cycle of some phases, or back to one of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pilotage.actions.action import Stamp, refuse_unless
from pilotage.model.project import Project, Reopening
from pilotage.model.record import make
from pilotage.model.review import Choice, Cycle, Decision

REVIEW = 5
"""The formal review is always gone through again."""


def refuse_bad_phases(choice: Choice, phases: Sequence[int]) -> None:
    """Refuse phases that are none, to hold and fix without any, and anything else with some."""
    if choice is not Choice.HOLD_AND_FIX:
        refuse_unless(
            not phases,
            f"“{choice.label.capitalize()}” opens no phase again.",
            "Leave the phases out, or hold and fix.",
        )
        return
    refuse_unless(
        bool(phases) and set(phases) <= {1, 2, 3, 4},
        "To hold and fix takes at least one of the phases 1 to 4.",
        "Name the phases to go through again; the formal review follows them by itself.",
    )


def opened(
    project: Project, stamp: Stamp, decision: Decision, phases: Collection[int], why: str
) -> Project:
    """The project with another cycle, the gates of its phases open again.

    `decision` is the latest one, which the cycle before ended with.
    """
    number = len(project.cycles) + 2
    cycle = make(
        Cycle,
        id=project.next_id,
        number=number,
        decision=decision.id,
        phases=tuple(sorted({*phases, REVIEW})),
        by=stamp.actor,
        at=stamp.at,
        on=stamp.today,
        records_before=project.next_id + 1,
    )
    after = project.having(cycles=(*project.cycles, cycle), next_id=cycle.id + 1)
    return _reopened(after, stamp, cycle.phases, f"cycle {number}: {why}")


def _reopened(project: Project, stamp: Stamp, phases: Collection[int], why: str) -> Project:
    """The project with the passed gates of some phases open again, for a reason."""
    reopening = make(Reopening, at=stamp.at, why=why[:1000])
    return project.having(
        passages=tuple(
            passage.with_(reopened=reopening)
            if passage.reopened is None and passage.phase in phases
            else passage
            for passage in project.passages
        )
    )
