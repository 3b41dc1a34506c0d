"""What can be done while a run is driven: one key each, and nothing of the builder's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotage.actions import driving
from pilotage.errors import Refused
from pilotage.model.runs import GapKind
from pilotage.tui.command import Command, QuickCommand
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.drive_end import EndRun, NotReached, Reached, Sign
from pilotage.tui.keymap import button_for, key_for
from pilotage.tui.roles import let_drive, with_role

if TYPE_CHECKING:
    from pilotage.tui.screens.drive import Drive


class StepIsDone(QuickCommand):
    """Done with this step."""

    key = "enter,space,right"
    shown = "Enter"
    label = "done"
    title = "Done with this step"
    help = "Goes on to the next one."
    changes = False  # reading “When it goes wrong” it only goes back

    def why_not(self, screen: Drive) -> str:
        """There must be a step."""
        if screen.shows == "end":
            answers = f"{key_for('reached')} or {key_for('not_reached')}"
            return f"{answers}: did the output reach its destination?"
        return "" if screen.shows == "wrong" else screen.why_locked()

    def act(self, screen: Drive) -> None:
        """Go on."""
        if screen.shows == "wrong":
            screen.look("step")
            return
        if screen.shows == "sum":
            screen.run_command(Sign)
            return
        step = screen.steps[screen.at]
        screen.session.do(
            driving.complete_step, run=screen.run_id, section=step.section, item=step.item
        )


class HadToAsk(QuickCommand):
    """Had to ask."""

    key = "q"
    label = "I had to ask"
    title = "Note that I had to ask"
    help = "A question that the page does not answer. Enter notes it."
    kind = GapKind.QUESTION

    def act(self, screen: Drive) -> None:
        """Open the line."""
        screen.open_capture(self.kind)


class Improvised(HadToAsk):
    """Improvised."""

    key = "i"
    label = "I improvised"
    title = "Note that I improvised"
    help = "Did what seemed right, since the page does not say. Enter notes it."
    kind = GapKind.IMPROVISATION


class Blocked(HadToAsk):
    """Could not go on."""

    key = "b"
    label = "blocked"
    title = "Note that I could not go on"
    help = "Neither the page nor common sense helped. Enter notes it."
    kind = GapKind.BLOCKED


class StepBack(QuickCommand):
    """Back to the step before."""

    key = "left,backspace"
    shown = "←"
    label = "back"
    title = "Back to the step before"
    help = "It is not done yet, then. Backspace does the same."
    changes = False  # from the end, and from “When it goes wrong”, it only goes back

    def act(self, screen: Drive) -> None:
        """Go back."""
        if screen.is_aside:
            screen.look("end" if screen.shows == "sum" else "step")
            return
        if reason := screen.why_locked():
            raise Refused(reason)
        screen.session.do(driving.step_back, run=screen.run_id)
        screen.look("step")


class Pause(QuickCommand):
    """Pause, and on again."""

    key = "p"
    label = "pause"
    title = "Pause the run, or go on with it"
    help = "The clock stands still; a break does not count."

    def act(self, screen: Drive) -> None:
        """Stop the clock, or let it go on."""
        action = driving.resume_run if screen.is_paused else driving.pause_run
        screen.session.do(action, run=screen.run_id)


class WhenWrong(QuickCommand):
    """When it goes wrong."""

    key = "w"
    label = "when it goes wrong"
    title = "Read what to do when it goes wrong"
    help = "A gap that is noted there belongs to that section."
    changes = False

    def act(self, screen: Drive) -> None:
        """Open it, or go back to the step."""
        screen.look("step" if screen.shows == "wrong" else "wrong")


class Zoom(QuickCommand):
    """As large as it goes."""

    key = "z"
    label = "zoom"
    title = "Show the step alone, for who sits far away"
    help = "Only the step and the clock, double-spaced; {zoom} goes back."
    changes = False

    def act(self, screen: Drive) -> None:
        """Switch."""
        screen.zoom()


class TakeBack(QuickCommand):
    """Take the last gap back."""

    key = "u,ctrl+z"
    shown = "u"
    label = "take the gap back"
    title = "Take the gap back that was just noted"
    help = "As long as nothing was done since. Later it is withdrawn with a reason, in phase 2."

    def why_not(self, screen: Drive) -> str:
        """The last thing done must be a gap of this run."""
        if screen.can_take_back:
            return ""
        return (
            f"{key_for('take_back')} takes back a gap that was just noted. "
            f"Later: phase 2, {button_for('withdraw_gap')}, with a reason."
        )

    def act(self, screen: Drive) -> None:
        """Undo."""
        screen.session.undo()
        screen.say("Taken back.")


class HandOver(Command):
    """Let the driver take the keyboard."""

    key = "f6"
    label = "hand over"
    title = "Let who drives the run take the keyboard"
    help = "What is done stands under the name of who is at the keyboard."
    changes = False

    def why_not(self, screen: Drive) -> str:
        """Somebody else must be at the keyboard."""
        project, actor = screen.project, screen.session.actor
        run = screen.run_now
        if screen.session.read_only or run is None:
            return "Nothing can be changed here."
        if run.driver == actor:
            who = with_role(project, actor)
            return f"{who} is at the keyboard. {button_for('leave')} leaves the run."
        return ""

    async def run(self, screen: Drive) -> None:
        """Ask."""
        run = screen.run_now
        if run is not None:
            await let_drive(screen, run.driver, f"They drive run #{run.number}.")


class Leave(Command):
    """Leave the run for a while."""

    key = "escape"
    shown = "Esc"
    label = "leave"
    title = "Pause the run and leave it"
    help = "Phase 2 goes on with it, at this very step."
    changes = False

    async def run(self, screen: Drive) -> None:
        """Back to everything, and to the step; from there ask, pause and leave."""
        run = screen.run_now
        if screen.has_class("-zoom"):
            screen.zoom()
        elif screen.is_aside:
            screen.look("step")
        elif run is None or screen.is_paused or screen.why_locked():
            screen.dismiss()
        elif await screen.app.push_screen_wait(
            Confirm(
                f"Pause run #{run.number} and leave?",
                "The clock stands still. Phase 2 goes on with it, at this very step.",
                yes="Pause and leave",
                no="Stay",
            )
        ):
            screen.session.do(driving.pause_run, run=run.id)
            screen.dismiss()


DRIVE_COMMANDS = (
    StepIsDone,
    HadToAsk,
    Improvised,
    Blocked,
    StepBack,
    Pause,
    WhenWrong,
    Zoom,
    TakeBack,
    EndRun,
    Reached,
    NotReached,
    Sign,
    HandOver,
    Leave,
)
