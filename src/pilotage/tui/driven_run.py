"""The run that a screen drives: where it is, what of it is looked at, and who may change it."""

from __future__ import annotations

from pilotage.method.driving import DriveStep, drive_steps, page_of, position
from pilotage.model.runs import Run
from pilotage.tui.keymap import button_for
from pilotage.tui.project_screen import ProjectScreen
from pilotage.tui.roles import with_role


class DrivenRun(ProjectScreen):
    """A screen on one run. Where the driver is stands in the project; nothing is kept here."""

    def __init__(self, run_id: int, shows: str) -> None:
        super().__init__()
        self.run_id = run_id
        self._wanted = shows
        """What the driver wants to see: `step`, `wrong`, `end` or `sum`."""
        self.to_the_end = False
        """How the question at the end was answered, while it is summed up."""

    @property
    def run_now(self) -> Run | None:
        """The run while it is going."""
        found = (run for run in self.project.runs if run.id == self.run_id)
        return next((run for run in found if run.ended is None), None)

    @property
    def is_paused(self) -> bool:
        """Whether its clock stands still."""
        run = self.run_now
        return run is not None and run.is_paused

    @property
    def steps(self) -> tuple[DriveStep, ...]:
        """The steps of the page that the run follows."""
        run = self.run_now
        return drive_steps(page_of(self.project, run)) if run else ()

    @property
    def at(self) -> int:
        """The step where the driver is; their number when all are done."""
        run = self.run_now
        return position(run, self.steps) if run else 0

    @property
    def shows(self) -> str:
        """What stands on the screen: `step`, `wrong`, `end`, `sum` or `over`."""
        if self.run_now is None:
            return "over"
        if self._wanted == "step" and self.at == len(self.steps):
            return "end"
        return self._wanted

    @property
    def is_aside(self) -> bool:
        """Whether something else than the step is looked at, and there is a step to go back to."""
        if self.shows == "end":
            return self.at < len(self.steps)
        return self.shows in ("wrong", "sum")

    @property
    def can_take_back(self) -> bool:
        """Whether the last thing done is a gap of this run."""
        done = self.session.history.done
        if not done or not self.project.gaps or self.project.gaps[-1].run != self.run_id:
            return False
        before = done[-1].before()
        return before.gaps == self.project.gaps[:-1] and before.runs == self.project.runs

    def why_locked(self) -> str:
        """Only who drives the run changes anything, and only where it can be saved."""
        run = self.run_now
        if self.session.read_only:
            return self.why_read_only()
        if run is None:
            return f"This run is over. {button_for('leave')} goes back."
        if run.driver != self.session.actor:
            who, here = run.driver, self.session.actor
            return (
                f"{with_role(self.project, here)} is at the keyboard; only "
                f"{with_role(self.project, who)} drives this run. "
                f"First {button_for('hand_over')}."
            )
        return ""
