"""Driving a run step by step: done with a step, back, a pause, on again."""

from __future__ import annotations

from datetime import datetime

from pilotage.actions.action import Stamp, action, find, refuse_unless, swap
from pilotage.actions.runs import refuse_not_driver
from pilotage.method.driving import drive_steps, last_sign, moment_in, page_of, position
from pilotage.model.project import Project
from pilotage.model.record import make
from pilotage.model.runs import Pause, Run, StepDone


@action(2)
def complete_step(
    project: Project, stamp: Stamp, /, *, run: int, section: str, item: int | None = None
) -> Project:
    """Be done with the step where the driver is. `item` is the line of a list, from 1."""
    old = _going(project, stamp, run)
    refuse_unless(not old.is_paused, "The run is paused.", "Go on first.")
    steps = drive_steps(page_of(project, old))
    here = position(old, steps)
    refuse_unless(here < len(steps), "Every step is done.", "End the run.")
    refuse_unless(
        steps[here].key == (section, item),
        f"The next step is {steps[here].title}.",
        "One step after the other.",
    )
    done = make(StepDone, section=section, item=item, at=moment_in(old, stamp.at))
    return project.having(runs=swap(project.runs, old.with_(steps=(*old.steps, done))))


@action(2)
def step_back(project: Project, stamp: Stamp, /, *, run: int) -> Project:
    """Take the last step that was done back: it is not done yet."""
    old = _going(project, stamp, run)
    refuse_unless(bool(old.steps), "This is the first step.")
    return project.having(runs=swap(project.runs, old.with_(steps=old.steps[:-1])))


@action(2)
def pause_run(
    project: Project, stamp: Stamp, /, *, run: int, since: datetime | None = None
) -> Project:
    """Stop a run's clock. `since` is when the break began, where nobody could say so then.

    Now is always possible, also where the clock was put back meanwhile.
    """
    old = _going(project, stamp, run)
    refuse_unless(not old.is_paused, "The run is paused already.")
    refuse_unless(
        since is None or last_sign(project, old) <= since <= stamp.at,
        "A break begins after what was done last, and not in the future.",
    )
    pause = make(Pause, began=since or moment_in(old, stamp.at))
    return project.having(runs=swap(project.runs, old.with_(pauses=(*old.pauses, pause))))


@action(2)
def resume_run(project: Project, stamp: Stamp, /, *, run: int) -> Project:
    """Let a run's clock go on."""
    old = _going(project, stamp, run)
    refuse_unless(old.is_paused, "The run is not paused.")
    return project.having(runs=swap(project.runs, resumed(old, stamp.at)))


def resumed(run: Run, at: datetime) -> Run:
    """The run with its last pause ended."""
    last = run.pauses[-1].with_(ended=moment_in(run, at))
    return run.with_(pauses=(*run.pauses[:-1], last))


def _going(project: Project, stamp: Stamp, run: int) -> Run:
    found = find(project.runs, run, "run")
    refuse_unless(found.ended is None, f"Run #{found.number} has already ended.")
    refuse_not_driver(project, found, stamp)
    return found
