"""How a run ends: did the output get there, what it came to, and the sign-off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotage.tui.command import Command, QuickCommand
from pilotage.tui.dialogs.sign_run import sign_run
from pilotage.tui.keymap import key_for

if TYPE_CHECKING:
    from pilotage.tui.screens.drive import Drive


class EndRun(QuickCommand):
    """End the run."""

    key = "x"
    label = "end"
    title = "End the run"
    help = "Says whether the output reached its destination, then sums up."

    def act(self, screen: Drive) -> None:
        """Ask."""
        screen.look("end")


class Reached(QuickCommand):
    """The output reached its destination."""

    key = "y"
    label = "yes, it did"  # not narrower than “done”, in whose place it stands
    title = "Yes, the output reached its destination"
    help = "Answers the question at the end of a run."
    listed = False
    to_the_end = True

    def why_not(self, screen: Drive) -> str:
        """The question must be asked."""
        if screen.shows == "end":
            return ""
        answers = f"{key_for('reached')} or {key_for('not_reached')}"
        return f"{key_for('end_run')} ends the run; then {answers}."

    def act(self, screen: Drive) -> None:
        """Sum up."""
        screen.to_the_end = self.to_the_end
        screen.look("sum")


class NotReached(Reached):
    """It stopped before."""

    key = "n"
    label = "no, it stopped before"
    title = "No, the run stopped before"
    to_the_end = False


class Sign(Command):
    """Sign and end the run."""

    key = "s"
    shown = "Enter"
    label = "sign and end the run"
    title = "Sign and end the run"
    help = "Its minutes, and whether you could run it alone, in your own words."
    listed = False

    def why_not(self, screen: Drive) -> str:
        """It must be summed up."""
        if screen.shows == "sum":
            return ""
        return f"{key_for('end_run')} ends the run; then it is signed."

    async def run(self, screen: Drive) -> None:
        """Ask, end, and leave."""
        run = screen.run_now
        if run is None:
            return
        form = sign_run(screen.session, run, to_the_end=screen.to_the_end)
        if await screen.app.push_screen_wait(form):
            screen.dismiss()
