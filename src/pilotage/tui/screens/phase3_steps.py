"""What can be done with the steps of the integration map: describe them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pilotage.actions import integrations
from pilotage.forms.integrations import rate_fields, step_fields, step_values
from pilotage.method.step_figures import FORMULAS
from pilotage.model.integrations import Step
from pilotage.tui.dialogs.form import Form
from pilotage.tui.import_command import ImportCsv
from pilotage.tui.keymap import told
from pilotage.tui.screens.parted import PartCommand

if TYPE_CHECKING:
    from pilotage.tui.screens.phase3 import Phase3

NO_SYSTEM: Final = "Put the systems on the map first, in the part Systems ({other_part})."


class AddStep(PartCommand):
    """A new step."""

    part = "steps"
    key = "a"
    label = "Add"
    title = "Add a step"
    help = "How the work gets from one system to the next, by hand or by itself."

    def why_not(self, screen: Phase3) -> str:
        """There must be systems for it to lead from and to."""
        return "" if screen.project.systems else told(NO_SYSTEM)

    async def run(self, screen: Phase3) -> None:
        """Ask what it is."""
        await step_form(screen, None)


class StepCommand(PartCommand):
    """A command on the step under the cursor."""

    part = "steps"

    def why_not(self, screen: Phase3) -> str:
        """A step must be chosen."""
        return "" if screen.step_chosen else "No step is on the map yet. Add one first."


class EditStep(StepCommand):
    """Describe a step."""

    key = "e"
    shown = "e ↵"
    label = "Edit"
    title = "Describe the step"
    help = "Title, kind, systems, how often, how long, friction and inconsistency."

    async def run(self, screen: Phase3) -> None:
        """Ask."""
        await step_form(screen, screen.step_chosen)


class DeleteStep(StepCommand):
    """Take a step off the map."""

    key = "d,delete"
    shown = "d"
    label = "Delete"
    title = "Delete the step"
    help = "With its decision and verification. Undo brings it back."

    async def run(self, screen: Phase3) -> None:
        """Delete."""
        step = screen.step_chosen
        assert step is not None  # noqa: S101 - why_not has checked
        screen.session.do(integrations.remove_step, step=step.id)


class ImportSteps(ImportCsv):
    """Import a list of steps."""

    key = "c"
    title = "Import a CSV file of steps"


class SetRate(PartCommand):
    """What an hour of manual work costs."""

    part = "steps"
    key = "r"
    label = "Hour cost"
    title = "Set what an hour of manual work costs"
    help = "Then each step's hours show as money a month as well; empty takes it away."

    async def run(self, screen: Phase3) -> None:
        """Ask for it."""

        def save(values: dict[str, Any]) -> None:
            screen.session.do(integrations.set_rate, **values)

        formula = FORMULAS[1][:1].upper() + FORMULAS[1][1:]
        form = Form(
            "What an hour of manual work costs",
            rate_fields(screen.project),
            save,
            detail=f"{formula}.",
        )
        await screen.app.push_screen_wait(form)


async def step_form(screen: Phase3, step: Step | None) -> None:
    """Ask for a step."""

    def save(values: dict[str, Any]) -> None:
        values = step_values(values)
        if step is None:
            screen.session.do(integrations.add_step, **values)
        else:
            screen.session.do(integrations.edit_step, step=step.id, **values)

    formula = FORMULAS[0][:1].upper() + FORMULAS[0][1:]
    detail = f"{formula}. A step that is automatic already needs no figures."
    form = Form("Step", step_fields(screen.project, step), save, detail=detail)
    if await screen.app.push_screen_wait(form) and step is None:
        screen.choose_newest("steps")
