"""What can be done in the formal review: decide, set the cadence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotage.actions import review
from pilotage.forms.review import decision_fields, decision_values
from pilotage.measure.scorecard import scorecard
from pilotage.method.gate_review import opens_in_words, review_opens, undiagnosed_now
from pilotage.method.requirement import listed
from pilotage.model.review import MetricVerdict
from pilotage.tui.dialogs.form import Form
from pilotage.tui.keymap import button_for
from pilotage.tui.roles import hand_on, hand_over, let_drive
from pilotage.tui.screens.parted import ButtonCommand

if TYPE_CHECKING:
    from pilotage.tui.screens.phase5 import Phase5


class RecordDecision(ButtonCommand):
    """The decision-maker decides."""

    key = "r"
    label = "Decide"
    title = "Record the decision"
    help = "The decision-maker, on these figures: expand, increase, hold and fix, or stop."

    def why_not(self, screen: Phase5) -> str:
        """The figures must be judged, the misses diagnosed, and the day be come."""
        project = screen.project
        if project.decision_maker is None:
            how = f"{button_for('people')} names people and their roles."
            return f"Nobody is named as decision-maker. {how}"
        opens = review_opens(project)
        if screen.session.today < opens:
            return f"The decision can be signed from {opens_in_words(project)}."
        unjudged = [s.name for s in scorecard(project) if s.verdict is MetricVerdict.NO_DATA]
        if unjudged:
            return f"Not judged yet: {listed(unjudged)}. Record measurements in phase 4."
        if left := undiagnosed_now(project):
            return f"First diagnose what was missed: {listed(s.name for s in left)}."
        return ""

    async def run(self, screen: Phase5) -> None:
        """Let the decision-maker take the keyboard, then ask."""
        project = screen.project
        before = screen.session.actor
        if not await let_drive(
            screen, project.decision_maker, "The decision is signed with their name."
        ):
            return
        screen.open_part("decision")

        def save(values: dict[str, Any]) -> None:
            screen.session.do(review.record_decision, **decision_values(values))

        who = project.name_of(project.decision_maker)
        if await screen.app.push_screen_wait(
            Form(f"Decision of {who}", decision_fields(project), save, button="Sign")
        ):
            await hand_on(screen)
        elif before != screen.session.actor:
            await hand_over(screen, before)


class SetCadence(ButtonCommand):
    """Set how often the workflow is reviewed."""

    key = "c"
    label = "Cadence"
    title = "Set the review cadence"
    help = "Monthly or quarterly, whose task it is, and the first date."

    async def run(self, screen: Phase5) -> None:
        """Ask for it."""
        from pilotage.tui.dialogs.cadence_form import ask_cadence

        screen.open_part("decision")
        await ask_cadence(screen)


class ClearCadence(ButtonCommand):
    """Take the cadence back."""

    key = "k"
    label = "Clear cadence"
    title = "Clear the review cadence"
    help = "Without a cadence gate 5 is closed. {undo} brings it back."

    def why_not(self, screen: Phase5) -> str:
        """There must be one."""
        return "" if screen.project.cadence else "No cadence is set."

    async def run(self, screen: Phase5) -> None:
        """Clear it."""
        screen.session.do(review.clear_cadence)
