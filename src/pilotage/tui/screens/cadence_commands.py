"""What can be done on the cadence screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotage.actions import recurring
from pilotage.method.requirement import counted
from pilotage.method.schedule import day_month_year, next_review
from pilotage.model.review import Outcome
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.dialogs.form import Field, Form
from pilotage.tui.screens.parted import ButtonCommand

if TYPE_CHECKING:
    from pilotage.tui.screens.cadence import CadenceScreen

HOLDS = [("Yes, it holds", True), ("No", False)]


class RecordReview(ButtonCommand):
    """Record a review that is due."""

    key = "a"
    label = "Record review"
    title = "Record a review that is due"
    help = "Quality against the criteria, prompts and configuration, upstream integrations."

    def why_not(self, screen: CadenceScreen) -> str:
        """One must be due."""
        if screen.due:
            return ""
        if screen.project.cadence is None:
            return "No cadence is set: c sets it."
        coming = next_review(screen.project, screen.session.today)
        return f"No review is due; the next one is on {day_month_year(coming)}." if coming else ""

    async def run(self, screen: CadenceScreen) -> None:
        """Ask what was found."""
        today = screen.session.today
        fields = [
            Field(
                "due",
                "For the review due on",
                "choice",
                screen.chosen_due or screen.due[0],
                choices=[
                    (f"{day_month_year(d)} ({counted((today - d).days, 'day')} late)", d)
                    if d < today
                    else (day_month_year(d), d)
                    for d in screen.due
                ],
                required=True,
            ),
            Field(
                "quality_holds",
                "Do sampled outputs still meet the criteria?",
                "choice",
                choices=HOLDS,
                required=True,
            ),
            Field("quality_note", "What was sampled and seen", "prose"),
            Field(
                "prompts_note",
                "What changed in prompts, model and configuration",
                "prose",
            ),
            Field(
                "integrations_hold",
                "Does every integration still work?",
                "choice",
                choices=HOLDS,
                required=True,
            ),
            Field("integrations_note", "What was seen of the integrations", "prose"),
            Field(
                "outcome",
                "Outcome",
                "choice",
                choices=[(outcome.label.capitalize(), outcome) for outcome in Outcome],
                required=True,
            ),
            Field("actions", "Actions, and by whom", "prose", hint="Not needed when it is fine."),
        ]

        def save(values: dict[str, Any]) -> None:
            screen.session.do(recurring.record_review, **values)

        who = screen.project.name_of(screen.session.actor)
        await screen.app.push_screen_wait(
            Form("Recurring review", fields, save, detail=f"Held today by {who}.")
        )


class _OfReview(ButtonCommand):
    def why_not(self, screen: CadenceScreen) -> str:
        """A held review must be chosen."""
        return "" if screen.review else "Choose a review that was held."


class EditReview(_OfReview):
    """Correct a review's notes."""

    key = "e"
    label = "Edit notes"
    title = "Correct the notes of a held review"
    help = "What was found and concluded stays; delete the review to hold it anew."

    async def run(self, screen: CadenceScreen) -> None:
        """Ask for the notes."""
        old = screen.review
        assert old is not None  # noqa: S101 - why_not has checked
        fields = [
            Field("quality_note", "What was sampled and seen", "prose", old.quality_note),
            Field(
                "prompts_note",
                "What changed in prompts, model and configuration",
                "prose",
                old.prompts_note,
            ),
            Field(
                "integrations_note",
                "What was seen of the integrations",
                "prose",
                old.integrations_note,
            ),
            Field("actions", "Actions, and by whom", "prose", old.actions),
        ]

        def save(values: dict[str, Any]) -> None:
            screen.session.do(recurring.edit_review, review=old.id, **values)

        title = f"Review due on {day_month_year(old.due)}"
        await screen.app.push_screen_wait(Form(title, fields, save))


class DeleteReview(_OfReview):
    """Delete a held review."""

    key = "d,delete"
    label = "Delete"
    title = "Delete a held review"
    help = "Asks first; it is due again then."

    async def run(self, screen: CadenceScreen) -> None:
        """Ask, then delete."""
        old = screen.review
        assert old is not None  # noqa: S101 - why_not has checked
        if await screen.app.push_screen_wait(
            Confirm(
                f"Delete the review due on {day_month_year(old.due)}?",
                "It is due again then. Ctrl+Z brings the record back.",
                yes="Delete",
                no="Keep",
            )
        ):
            screen.session.do(recurring.delete_review, review=old.id)


class ChangeCadence(ButtonCommand):
    """Change how often the workflow is reviewed."""

    key = "c"
    label = "Cadence"
    title = "Change the review cadence"
    help = "Monthly or quarterly, whose task it is, and the first date."

    async def run(self, screen: CadenceScreen) -> None:
        """Ask for it."""
        from pilotage.tui.dialogs.cadence_form import ask_cadence

        await ask_cadence(screen)
