"""What can be done with the outputs of the production run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotage.actions import production
from pilotage.forms.production import output_fields
from pilotage.method.gate_production import missing_by_day, tally
from pilotage.method.gates import gate
from pilotage.method.requirement import counted
from pilotage.model.production import Output, Verdict
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.dialogs.form import Form
from pilotage.tui.keymap import key_for
from pilotage.tui.screens.parted import ButtonCommand
from pilotage.tui.widgets.output_list import FilterInput
from pilotage.tui.widgets.standard import judged_by, standard

if TYPE_CHECKING:
    from pilotage.tui.screens.phase4 import Phase4


async def output_form(screen: Phase4, output: Output | None) -> None:
    """Ask for an output's particulars and save them."""

    def save(values: dict[str, Any]) -> None:
        if output is None:
            screen.session.do(production.record_output, **values)
        else:
            screen.session.do(production.edit_output, output=output.id, **values)

    fields = output_fields(output, screen.session.today)
    saved = await screen.app.push_screen_wait(Form("Output", fields, save))
    if saved and output is None:
        screen.show(screen.project)
        screen.outputs.choose(screen.project.outputs[-1].id)
        screen.outputs.table.focus()


def delete_output(screen: Phase4, output: Output) -> None:
    """Delete an output, and go to the next."""
    following = screen.outputs.after(output.id)
    screen.session.do(production.delete_output, output=output.id)
    screen.show_and_choose(following)


class OutputCommand(ButtonCommand):
    """A command on the output under the cursor."""

    def why_not(self, screen: Phase4) -> str:
        """An output must be chosen."""
        if screen.output:
            return ""
        return f"Choose an output first, in the part Outputs ({key_for('other_part')})."


class PassOutput(OutputCommand):
    """An output meets the standard."""

    key = "p"
    label = "Pass"
    title = "Pass the output: it meets the standard"
    told_once = True
    help = "Your check of the chosen output; goes on to the next unchecked one. {undo} undoes it."

    async def run(self, screen: Phase4) -> None:
        """Record the check and go on."""
        output = screen.output
        assert output is not None  # noqa: S101 - why_not has checked
        following = screen.outputs.after(output.id)
        screen.session.do(production.check_output, output=output.id, verdict=Verdict.PASS)
        screen.show_and_choose(following)


class FailOutput(OutputCommand):
    """An output does not meet the standard."""

    key = "x"
    label = "Fail"
    title = "Fail the output: it does not meet the standard"
    help = "A digit says which criterion or disqualifier it failed on; a note may say more."

    async def run(self, screen: Phase4) -> None:
        """Ask on what it failed."""
        from pilotage.tui.dialogs.fail import Fail

        output = screen.output
        assert output is not None  # noqa: S101 - why_not has checked
        following = screen.outputs.after(output.id)
        earlier = next((c for c in output.checks if c.by == screen.session.actor), None)

        def save(failed: str, note: str) -> None:
            screen.session.do(
                production.check_output,
                output=output.id,
                verdict=Verdict.FAIL,
                failed=failed,
                note=note,
            )

        page = judged_by(screen.project)
        if await screen.app.push_screen_wait(Fail(output.reference, page, earlier, save)):
            screen.show_and_choose(following)


class RemoveCheck(OutputCommand):
    """Take one's own check back."""

    key = "r"
    label = "Uncheck"
    title = "Take your own check of the output back"
    help = "Only your own check; nobody can remove another person's."

    async def run(self, screen: Phase4) -> None:
        """Take it back."""
        output = screen.output
        assert output is not None  # noqa: S101 - why_not has checked
        screen.session.do(production.remove_check, output=output.id)


class PassAll(ButtonCommand):
    """Every shown output that waits for a check meets the standard."""

    key = "P"
    shown = "P"
    label = "Pass all"
    title = "Pass all shown outputs that wait for your check"
    help = "One check for each output in the list that waits for one; asks first."

    def why_not(self, screen: Phase4) -> str:
        """Something must wait."""
        if screen.part != "outputs":
            return f"First open the part Outputs ({key_for('other_part')})."
        return "" if screen.outputs.waiting() else "Nothing shown here waits for your check."

    async def run(self, screen: Phase4) -> None:
        """Ask, then check them all as one action."""
        waiting = [output.id for output in screen.outputs.waiting()]
        who = screen.project.name_of(screen.session.actor)
        if await screen.app.push_screen_wait(
            Confirm(
                f"Pass {counted(len(waiting), 'output')} as {who}?",
                "Each gets your check against the standard: only say so of what you have looked "
                f"at. {key_for('undo')} takes all of them back.",
                yes="Pass them all",
                no="Not yet",
            )
        ):
            screen.session.do(production.check_outputs, outputs=waiting, verdict=Verdict.PASS)


class Filter(ButtonCommand):
    """Look for outputs."""

    key = "slash"
    shown = "/"
    label = "Filter"
    title = "Filter the outputs"
    help = "By a part of the reference or of who made it; Esc clears the filter."
    changes = False

    async def run(self, screen: Phase4) -> None:
        """To the filter."""
        screen.open_part("outputs", screen.query_one(FilterInput))


class UncheckedOnly(ButtonCommand):
    """Only what waits for a check."""

    key = "u"
    label = "Unchecked"
    title = "Show only what waits for your check, or all"
    help = "For the second owner: what they have not checked; for others: what nobody has."
    changes = False

    async def run(self, screen: Phase4) -> None:
        """Toggle."""
        screen.open_part("outputs")
        screen.outputs.toggle_unchecked()


class _Step(ButtonCommand):
    by = 0
    changes = False

    async def run(self, screen: Phase4) -> None:
        """Go on, or say that there is nothing more."""
        if not screen.outputs.step(self.by):
            screen.app.notify("There are no more outputs that way.")


class OlderOutputs(_Step):
    """The next window of outputs."""

    key = "n"
    title = "Show the next 500 outputs"
    help = "The list holds 500 at a time, newest first."
    by = 1


class NewerOutputs(_Step):
    """The window before."""

    key = "b"
    title = "Show the 500 outputs before"
    help = "The list holds 500 at a time, newest first."
    by = -1


class WhatIsMissing(ButtonCommand):
    """What the gate still wants."""

    key = "m"
    label = "Missing"
    title = "Show what is missing, by day and by output"
    help = "Which outputs nobody has checked, and which the second owner has not; Enter goes there."
    changes = False

    async def run(self, screen: Phase4) -> None:
        """List it, then go to what was chosen."""
        from pilotage.tui.dialogs.missing import Missing, head_of

        project = screen.project
        counts, policy = tally(project), project.policy
        left = counts.unchecked + counts.by_builder_only
        wanted = (policy.production_days, policy.production_outputs)
        head = head_of(counts.days, counts.outputs, *wanted, left)
        again = next(r for r in gate(project, 4).requirements if r.id == "4.measurements")
        if again.missing:
            head += f"\n{again.missing[:1].upper()}{again.missing[1:]}"
        days = missing_by_day(project)
        owner = project.name_of(project.second_owner)
        chosen = await screen.app.push_screen_wait(Missing(days, owner, head))
        if chosen is not None:
            screen.open_part("outputs")
            screen.outputs.choose(chosen)


class Standard(ButtonCommand):
    """The quality standard in full."""

    key = "f3"
    label = "Standard"
    title = "Read the quality standard"
    help = "The criteria and disqualifiers of the page's current revision."
    changes = False

    async def run(self, screen: Phase4) -> None:
        """Show it."""
        from pilotage.tui.dialogs.show import Show

        content = standard(judged_by(screen.project))
        await screen.app.push_screen_wait(Show("The quality standard", content=content))
