"""What can be done in the formal review: diagnose, decide, set the cadence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotage.actions import review
from pilotage.measure.scorecard import scorecard
from pilotage.method.gate_review import review_opens, undiagnosed
from pilotage.method.requirement import listed
from pilotage.method.schedule import day_month_year
from pilotage.method.traps import TRAPS
from pilotage.model.review import Choice, MetricVerdict
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.dialogs.form import DAY_HINT, Field, Form
from pilotage.tui.roles import hand_on, hand_over, let_drive
from pilotage.tui.screens.parted import ButtonCommand

if TYPE_CHECKING:
    from pilotage.tui.screens.phase5 import Phase5


class Diagnose(ButtonCommand):
    """Say why a metric missed its target."""

    key = "g"
    shown = "g ↵"
    label = "Diagnose"
    title = "Diagnose the missed metric"
    help = "Name the trap behind it, what was found, and what is done, before touching the tool."

    def why_not(self, screen: Phase5) -> str:
        """The chosen metric must have missed its target."""
        score = screen.score
        if score is None:
            return "Choose a metric of the scorecard first (F9 shows it)."
        if score.verdict is MetricVerdict.NO_DATA:
            return f"{score.name} is not measured yet: record its measurements in phase 4."
        if not score.is_missed:
            return f"{score.name} is on target; only a missed metric needs a diagnosis."
        return ""

    async def run(self, screen: Phase5) -> None:
        """Ask for trap, finding and action."""
        score, old = screen.score, screen.diagnosis
        assert score is not None  # noqa: S101 - why_not has checked
        fields = [
            Field(
                "trap",
                "The trap behind it",
                "choice",
                old.trap if old else "",
                choices=[(f"{trap.name}: {trap.looks}", trap.kind) for trap in TRAPS],
                required=True,
            ),
            Field(
                "finding",
                "What was found",
                "prose",
                old.finding if old else "",
                hint="What keeps this figure from its target.",
                required=True,
            ),
            Field(
                "action",
                "What is done about it",
                value=old.action if old else "",
                hint="The trap's own remedy; technology fixes no ownership problem.",
                required=True,
            ),
            Field("owner", "By whom", value=old.owner if old else ""),
            Field(
                "due",
                "By when",
                "day",
                old.due if old and old.due else "",
                hint=f"{DAY_HINT} May be empty.",
            ),
        ]

        def save(values: dict[str, Any]) -> None:
            screen.session.do(review.diagnose, metric=score.metric, **values)

        await screen.app.push_screen_wait(Form(f"Diagnosis: {score.name}", fields, save))


class DeleteDiagnosis(ButtonCommand):
    """Delete the chosen metric's diagnosis."""

    key = "d,delete"
    label = "Delete"
    title = "Delete the diagnosis of the chosen metric"
    help = "Asks first; Ctrl+Z brings it back."

    def why_not(self, screen: Phase5) -> str:
        """There must be one."""
        return "" if screen.diagnosis else "There is no diagnosis of the chosen metric (F9)."

    async def run(self, screen: Phase5) -> None:
        """Ask, then delete."""
        diagnosis = screen.diagnosis
        assert diagnosis is not None  # noqa: S101 - why_not has checked
        if await screen.app.push_screen_wait(
            Confirm(
                "Delete this diagnosis?",
                diagnosis.finding[:200],
                yes="Delete",
                no="Keep",
            )
        ):
            screen.session.do(review.delete_diagnosis, diagnosis=diagnosis.id)


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
            return "Nobody is named as decision-maker. F5 names people and their roles."
        opens = review_opens(project)
        if screen.session.today < opens:
            day = project.policy.review_from_day
            return f"The decision can be signed from {day_month_year(opens)} (day {day})."
        unjudged = [s.name for s in scorecard(project) if s.verdict is MetricVerdict.NO_DATA]
        if unjudged:
            return f"Not judged yet: {listed(unjudged)}. Record measurements in phase 4."
        if left := undiagnosed(project):
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
        fields = [
            Field(
                "choice",
                "Decision",
                "choice",
                choices=[(choice.label.capitalize(), choice) for choice in Choice],
                required=True,
            ),
            Field(
                "reason",
                "Reason",
                "prose",
                hint="What in the figures speaks for it.",
                required=True,
            ),
            Field("conditions", "Conditions", "prose", hint="Under which this holds, if any."),
        ]

        def save(values: dict[str, Any]) -> None:
            screen.session.do(review.record_decision, **values)

        who = project.name_of(project.decision_maker)
        if await screen.app.push_screen_wait(
            Form(f"Decision of {who}", fields, save, button="Sign")
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
    help = "Asks first. Without a cadence gate 5 is closed."

    def why_not(self, screen: Phase5) -> str:
        """There must be one."""
        return "" if screen.project.cadence else "No cadence is set."

    async def run(self, screen: Phase5) -> None:
        """Ask, then clear."""
        if await screen.app.push_screen_wait(
            Confirm(
                "Clear the review cadence?",
                "Gate 5 demands one: without it, it opens again.",
                yes="Clear it",
                no="Keep",
            )
        ):
            screen.session.do(review.clear_cadence)
