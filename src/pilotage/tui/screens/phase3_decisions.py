"""Deciding about manual steps: integrate or keep, live, verified."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotage.actions import integrations
from pilotage.forms.integrations import keep_field, tool_field, verify_fields
from pilotage.method.gate_integrations import is_keeping_signed
from pilotage.model.integrations import StepDecision
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.dialogs.form import Form
from pilotage.tui.keymap import button_for
from pilotage.tui.roles import at_the_keyboard
from pilotage.tui.screens.phase3_steps import StepCommand

if TYPE_CHECKING:
    from pilotage.tui.screens.phase3 import Phase3


class ManualStepCommand(StepCommand):
    """A command on the manual step under the cursor."""

    def why_not(self, screen: Phase3) -> str:
        """A step must be chosen, and be manual."""
        step = screen.step_chosen
        if step is not None and not step.is_manual:
            return "This step is automatic already; there is nothing to decide."
        return super().why_not(screen)


class Integrate(ManualStepCommand):
    """Decide to integrate a step."""

    key = "i"
    label = "Integrate"
    title = "Decide to integrate the step"
    help = "Say with which tool; then build it, mark it live, and have it verified."

    async def run(self, screen: Phase3) -> None:
        """Ask for the tool."""
        step = screen.step_chosen
        assert step is not None  # noqa: S101 - why_not has checked

        def save(values: dict[str, Any]) -> None:
            screen.session.do(integrations.decide_integrate, step=step.id, tool=values["tool"])

        await screen.app.push_screen_wait(
            Form(
                "Integrate the step",
                [tool_field(step)],
                save,
                detail=step.title,
                button="Integrate",
            )
        )


class Keep(ManualStepCommand):
    """Decide to keep a step manual."""

    key = "k"
    label = "Keep"
    title = "Decide to keep the step as it is"
    help = "With a reason; for the worst step the second owner signs it."

    async def run(self, screen: Phase3) -> None:
        """Ask for the reason."""
        step = screen.step_chosen
        assert step is not None  # noqa: S101 - why_not has checked

        def save(values: dict[str, Any]) -> None:
            screen.session.do(integrations.decide_keep, step=step.id, reason=values["keep_reason"])

        detail = step.title
        if step.live:
            detail += ". It is live now; keeping it by hand drops that and its verification."
        await screen.app.push_screen_wait(
            Form("Keep the step by hand", [keep_field(step)], save, detail=detail, button="Keep")
        )


class SignKeeping(ManualStepCommand):
    """The second owner signs the reason for keeping a step."""

    key = "g"
    label = "Sign"
    title = "Sign the reason for keeping the step"
    help = "The second owner's signature, which the worst step needs if it stays."

    def why_not(self, screen: Phase3) -> str:
        """The step must be kept and not signed yet."""
        step = screen.step_chosen
        if step is None or not step.is_manual:
            return super().why_not(screen)
        if step.decision is not StepDecision.KEEP:
            how = f"{button_for('keep')} decides that, with a reason."
            return f"Only a step that is kept needs a signature. {how}"
        if is_keeping_signed(screen.project, step):
            return "The reason for keeping this step is signed already."
        return ""

    async def run(self, screen: Phase3) -> None:
        """Let them read the reason and sign."""
        step = screen.step_chosen
        assert step is not None  # noqa: S101 - why_not has checked
        owner = screen.project.second_owner
        question = Confirm(
            f"{screen.project.name_of(owner)}: keep “{step.title}” by hand?",
            f"The reason: {step.keep_reason}",
            yes="Sign",
            no="Not yet",
        )
        what = f"They sign for keeping “{step.title}” by hand."
        async with at_the_keyboard(screen, owner, what) as here:
            if here and await screen.app.push_screen_wait(question):
                screen.session.do(integrations.sign_keeping, step=step.id)


class MarkLive(ManualStepCommand):
    """The integration is in use, or no more."""

    key = "l"
    label = "Live"
    title = "Mark the integration as live, or not"
    help = "In daily use now; taking it out of use drops its verification."

    def why_not(self, screen: Phase3) -> str:
        """The step must be decided to be integrated."""
        step = screen.step_chosen
        if step is None or not step.is_manual:
            return super().why_not(screen)
        if step.decision is not StepDecision.INTEGRATE:
            return f"This step is not to be integrated. {button_for('integrate')} decides that."
        return ""

    async def run(self, screen: Phase3) -> None:
        """Toggle."""
        step = screen.step_chosen
        assert step is not None  # noqa: S101 - why_not has checked
        screen.session.do(integrations.set_live, step=step.id, live=not step.live)


class Verify(ManualStepCommand):
    """Who saw it work."""

    key = "v"
    label = "Verify"
    title = "Write down who saw the integration work"
    help = "A named person and what they saw."

    def why_not(self, screen: Phase3) -> str:
        """The integration must be live."""
        step = screen.step_chosen
        if step is None or not step.is_manual:
            return super().why_not(screen)
        if step.live:
            return ""
        return (
            f"This step is not live yet. First {button_for('integrate')}, then "
            f"{button_for('mark_live')}."
        )

    async def run(self, screen: Phase3) -> None:
        """Ask who and what."""
        step = screen.step_chosen
        assert step is not None  # noqa: S101 - why_not has checked

        def save(values: dict[str, Any]) -> None:
            screen.session.do(integrations.verify_step, step=step.id, **values)

        page = "Where the page still tells people to do this by hand, change it in phase 1."
        detail = f"{step.title}\n{page}"
        await screen.app.push_screen_wait(
            Form(
                "Verify the integration",
                verify_fields(screen.project, step),
                save,
                detail=detail,
                button="Verified",
            )
        )
