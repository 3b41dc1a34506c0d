"""Driving a run step by step: done, a gap, a pause, the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from pilotage.actions import driving, runs
from pilotage.errors import PilotageError
from pilotage.forms.field import Field
from pilotage.forms.runs import RUNS_ALONE, SAYS, TODO, WORDS, run_verdict, sign_off_fields
from pilotage.method.driving import (
    DriveStep,
    drive_steps,
    gaps_at,
    going,
    page_of,
    position,
    worked,
)
from pilotage.method.gate_second_owner import gaps_of
from pilotage.method.requirement import counted
from pilotage.method.turn import next_step, whose_turn
from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.project import Project
from pilotage.model.runs import GapKind, Run
from pilotage.plain.desk import Desk
from pilotage.plain.filling import fill
from pilotage.plain.seat import LEAVE
from pilotage.plain.words import Back, Skip, Undone

DONE: Final = "Done with this step"
GAPS: Final = {f"{SAYS[kind]}: note a gap": kind for kind in GapKind}
WRONG: Final = "Read what to do when it goes wrong"
PAUSE: Final = "Pause: the clock stands still"
ON: Final = "Go on: the clock runs again"
END: Final = "End the run"
LEAVE_IT: Final = "Leave it for now; the clock stands still"


def start(desk: Desk) -> None:
    """Start a run, or go on with the one that is going."""
    desk.refuse_read_only(2)
    run = going(desk.project)
    driver = run.driver if run else desk.project.second_owner
    lent = desk.session.actor != driver
    with desk.as_person(driver, RUNS_ALONE):
        if run is None:
            desk.do(runs.start_run)
        Driver(desk).go()
    desk.tell(next_step(desk.project))
    turn = whose_turn(desk.project)
    over = going(desk.project) is None and desk.project.handed_over is None
    if over and not lent and turn.person != desk.session.actor:
        desk.hand_back(turn.person)


class Driver:
    """One run that is going, until it has ended or is left."""

    def __init__(self, desk: Desk) -> None:
        run = going(desk.project)
        assert run is not None  # noqa: S101 - whoever calls has started it
        self._desk = desk
        self._id = run.id
        self._steps = drive_steps(page_of(desk.project, run))
        self._shown: list[str] = []

    @property
    def _run(self) -> Run | None:
        run = going(self._desk.project)
        return run if run and run.id == self._id else None

    def go(self) -> None:
        """Step after step."""
        with self._desk.at("A run"):
            while (run := self._run) is not None:
                at = position(run, self._steps)
                step = self._steps[at] if at < len(self._steps) else None
                self._say(run, step, at)
                try:
                    if self._act(run, step) is LEAVE:
                        return
                except Undone:
                    continue
                except Skip:
                    self._desk.tell("No step is skipped: choose the end of the run instead.")
                except Back:
                    if not run.steps:
                        self._leave()
                        return
                    self._try(driving.step_back)

    def _say(self, run: Run, step: DriveStep | None, at: int) -> None:
        desk = self._desk
        desk.dialogue.gap()
        if run.is_paused:
            desk.tell("The run is paused.")
        if step is None:
            desk.tell("Every step is done.")
            return
        desk.tell(f"Step {at + 1} of {len(self._steps)}. {step.title}.", TODO[step.section])
        desk.tell(*step.text.split("\n"))
        for gap in gaps_at(desk.project.gaps, run, step):
            desk.tell(f"Noted here: {WORDS[gap.kind]}, {gap.text}")

    def _act(self, run: Run, step: DriveStep | None) -> object:
        labels = [ON] if run.is_paused else [DONE] if step else [END]
        labels += [*GAPS, WRONG, *([] if run.is_paused else [PAUSE])]
        labels += [*([] if END in labels else [END]), LEAVE_IT]
        chosen = labels[
            self._desk.dialogue.choose(
                "This step." if step else "The run.",
                labels,
                ("back goes to the step before.", RUNS_ALONE),
                enter=0,
                known=self._shown,
            )
        ]
        self._shown = labels
        match chosen:
            case _ if chosen == DONE and step:
                done = {"section": step.section, "item": step.item}
                self._try(driving.complete_step, quiet=True, **done)
            case _ if chosen in GAPS:
                self._gap(GAPS[chosen], step)
            case _ if chosen == WRONG:
                self._desk.tell(TODO["when_wrong"], *self._when_wrong(run))
            case _ if chosen == PAUSE:
                self._try(driving.pause_run)
            case _ if chosen == ON:
                self._try(driving.resume_run)
            case _ if chosen == END:
                self._end(run)
            case _:
                self._leave()
                return LEAVE
        return None

    def _when_wrong(self, run: Run) -> list[str]:
        return page_of(self._desk.project, run).when_wrong.split("\n")

    def _try(self, action: Callable[..., Project], *, quiet: bool = False, **args: Any) -> None:
        try:
            self._desk.do(action, quiet=quiet, run=self._id, **args)
        except PilotageError as problem:
            self._desk.tell(str(problem))

    def _gap(self, kind: GapKind, step: DriveStep | None) -> None:
        section, item = (step.section, step.item) if step else ("when_wrong", None)
        place = step.title if step else SECTION_BY_KEY[section].title
        fill(
            self._desk,
            f"{SAYS[kind]} at {place}",
            [Field("text", "What was missing", required=True)],
            lambda values: self._desk.do(
                runs.raise_gap, run=self._id, kind=kind, section=section, item=item, **values
            ),
            why="A few words are enough, such as: which inbox counts as urgent?",
            row=self._id,
        )

    def _end(self, run: Run) -> None:
        desk = self._desk
        to_the_end = desk.dialogue.confirm("Did the output reach its destination?")
        gaps = gaps_of(desk.project, run)
        desk.tell(*run_verdict(desk.project, gaps, to_the_end=to_the_end))
        desk.tell(f"It took {minutes(worked(run, desk.session.clock.now()))}.")
        fill(
            desk,
            f"Sign and end run {run.number}",
            sign_off_fields(run, desk.session.clock.now()),
            lambda values: desk.do(runs.end_run, run=run.id, to_the_end=to_the_end, **values),
            row=run.id,
        )

    def _leave(self) -> None:
        run = self._run
        if run is not None and not run.is_paused:
            self._try(driving.pause_run)
        self._desk.tell("The run is kept as it is: Phase 2 goes on with it.")


def minutes(took: timedelta) -> str:
    """A time as one says it: “12 minutes”."""
    return counted(int(took.total_seconds()) // 60, "minute")
