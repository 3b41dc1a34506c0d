"""What can be done on the cadence screen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pilotage.actions import recurring
from pilotage.forms.recurring import note_fields
from pilotage.method.recurring import open_actions
from pilotage.method.schedule import day_month_year, next_review
from pilotage.tui.dialogs.choose import Choose
from pilotage.tui.dialogs.form import Form
from pilotage.tui.keymap import button_for, key_for
from pilotage.tui.screens.parted import ButtonCommand

if TYPE_CHECKING:
    from pilotage.tui.screens.cadence import CadenceScreen


class RecordReview(ButtonCommand):
    """Hold a review that is due."""

    key = "a"
    label = "Hold review"
    title = "Hold a review that is due"
    help = "Five steps: a sample, prompts, integrations, the page, what follows. It can be left."

    def why_not(self, screen: CadenceScreen) -> str:
        """One must be due."""
        if screen.due:
            return ""
        if screen.project.cadence is None:
            return f"No cadence is set: {button_for('change_cadence')} sets it."
        coming = next_review(screen.project, screen.session.today)
        return f"No review is due; the next one is on {day_month_year(coming)}." if coming else ""

    async def run(self, screen: CadenceScreen) -> None:
        """Walk through it."""
        from pilotage.tui.review_walk import Walk

        await Walk(screen, screen.chosen_due or screen.due[-1]).go()


class FinishAction(ButtonCommand):
    """Mark something that a review wanted as done."""

    key = "m"
    label = "Mark done"
    title = "Mark what a review wanted as done"
    help = "One that is open past its date puts the workflow at risk."

    def why_not(self, screen: CadenceScreen) -> str:
        """Something must be open."""
        return "" if any(open_actions(screen.project)) else "No action of a review is open."

    async def run(self, screen: CadenceScreen) -> None:
        """Ask which, where there are several."""
        found = sorted(open_actions(screen.project), key=lambda each: each[2].due or date.max)
        answer = await screen.app.push_screen_wait(
            Choose(
                "Which is done?",
                [
                    each.what
                    + (f" · {each.owner}" if each.owner else "")
                    + (f" · by {day_month_year(each.due)}" if each.due else "")
                    for _, _, each in found
                ],
                detail=f"{key_for('undo')} takes it back.",
            )
        )
        if answer is not None:
            held, number, _ = found[answer]
            screen.session.do(recurring.finish_action, review=held.id, number=number)


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

        def save(values: dict[str, Any]) -> None:
            screen.session.do(recurring.edit_review, review=old.id, **values)

        title = f"Review due on {day_month_year(old.due)}"
        await screen.app.push_screen_wait(Form(title, note_fields(old), save))


class DeleteReview(_OfReview):
    """Delete a held review."""

    key = "d,delete"
    label = "Delete"
    title = "Delete a held review"
    help = "It is due again then. Undo brings the record back."

    async def run(self, screen: CadenceScreen) -> None:
        """Delete."""
        old = screen.review
        assert old is not None  # noqa: S101 - why_not has checked
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
