"""Deciding about manual steps: integrate or keep, live, verified."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotage.actions import integrations
from pilotage.method.gate_integrations import is_keeping_signed
from pilotage.model.integrations import StepDecision
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.dialogs.form import Field, Form
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

        field = Field(
            "tool",
            "With which tool",
            value=step.tool,
            hint="Such as: mail rule and API.",
            limit=300,
        )
        await screen.app.push_screen_wait(
            Form("Integrate the step", [field], save, detail=step.title, button="Integrate")
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

        field = Field(
            "keep_reason",
            "Why does it stay by hand?",
            "prose",
            step.keep_reason,
            hint="Such as: one click, and the look at it is wanted.",
            required=True,
        )
        detail = step.title
        if step.live:
            detail += ". It is live now; keeping it by hand drops that and its verification."
        await screen.app.push_screen_wait(
            Form("Keep the step by hand", [field], save, detail=detail, button="Keep")
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
            return "Only a step that is kept needs a signature. k keeps it, with a reason."
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
            return "This step is not to be integrated. i decides that."
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
        return "" if step.live else "This step is not live yet. i decides to integrate, l is live."

    async def run(self, screen: Phase3) -> None:
        """Ask who and what."""
        step = screen.step_chosen
        assert step is not None  # noqa: S101 - why_not has checked
        before = step.verification

        def save(values: dict[str, Any]) -> None:
            screen.session.do(integrations.verify_step, step=step.id, **values)

        fields = [
            Field("by", "Who saw it work", value=before.by if before else "", required=True),
            Field(
                "evidence",
                "What they saw",
                value=before.evidence if before else "",
                hint="A text or a link, such as: 12 leads arrived by themselves.",
            ),
        ]
        page = "Where the page still tells people to do this by hand, change it after this (1)."
        detail = f"{step.title}\n{page}"
        await screen.app.push_screen_wait(
            Form("Verify the integration", fields, save, detail=detail, button="Verified")
        )
