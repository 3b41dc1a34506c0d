"""What can be done with the second owner's runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotage.actions import runs
from pilotage.measure.handover import run_points
from pilotage.method.requirement import counted
from pilotage.model.project import Project
from pilotage.model.runs import GapKind, Run
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.dialogs.form import Field, Form
from pilotage.tui.dialogs.show import Show
from pilotage.tui.gaps import gap_fields
from pilotage.tui.roles import at_the_keyboard, hand_on, let_drive
from pilotage.tui.screens.parted import ButtonCommand, PartCommand
from pilotage.tui.widgets.run_report import chart
from pilotage.tui.widgets.table import RecordTable

if TYPE_CHECKING:
    from pilotage.tui.screens.phase2 import Phase2

NO_RUN = "No run is going. Start one first: s."


def running(project: Project) -> Run | None:
    """The run that is going, if any."""
    return next((run for run in project.runs if run.ended is None), None)


def elapsed(run: Run, screen: Phase2) -> str:
    """The minutes since a run began, to one decimal; one at least, as a run takes."""
    seconds = (screen.session.clock.now() - run.started).total_seconds()
    return f"{max(60.0, seconds) / 60:.1f}"


class StartRun(PartCommand):
    """The second owner starts a run."""

    part = "runs"
    key = "s"
    label = "Start a run"
    title = "Start a run of the second owner"
    help = "The second owner runs the workflow alone, with the page only."

    def why_not(self, screen: Phase2) -> str:
        """One run at a time, on a published page, by a named second owner."""
        project = screen.project
        if project.second_owner is None:
            return "Nobody is named as second owner yet. F5 names them."
        if project.revision is None:
            return "No revision of the page is published yet. Ctrl+R publishes it."
        run = running(project)
        return f"Run #{run.number} is still going. x ends it." if run else ""

    async def run(self, screen: Phase2) -> None:
        """Let them drive, then start."""
        what = (
            "They run the workflow alone, with the page only. Each place where they ask or "
            "improvise is noted as a gap in the page."
        )
        if await let_drive(screen, screen.project.second_owner, what):
            screen.session.do(runs.start_run)
            screen.parts.open("runs")
            screen.show(screen.project)  # so that the row is there to be chosen
            screen.query_one("#runs", RecordTable).choose(screen.project.runs[-1].id)


class EndRun(ButtonCommand):
    """End the run that is going."""

    key = "x"
    label = "End the run"
    title = "End the run"
    help = "Say whether the output reached its destination, and how long it took."

    def why_not(self, screen: Phase2) -> str:
        """A run must be going."""
        return "" if running(screen.project) else NO_RUN

    async def run(self, screen: Phase2) -> None:
        """Ask how it went."""
        run = running(screen.project)
        assert run is not None  # noqa: S101 - why_not has checked
        if not await let_drive(screen, run.driver, f"They end run #{run.number}."):
            return
        fields = [
            Field(
                "to_the_end",
                "Did the output reach its destination?",
                "choice",
                choices=[("Yes, to the end", True), ("No, it stopped before", False)],
                required=True,
            ),
            Field(
                "minutes",
                "Minutes",
                "number",
                elapsed(run, screen),
                hint="Measured since the start; correct it if there was a break.",
                required=True,
            ),
            Field("note", "Note", "prose", hint="Anything worth knowing about this run."),
        ]

        def save(values: dict[str, Any]) -> None:
            screen.session.do(
                runs.end_run,
                run=run.id,
                to_the_end=values["to_the_end"],
                minutes=values["minutes"],
                note=values["note"],
            )

        form = Form(f"End run #{run.number}", fields, save, button="End the run")
        if await screen.app.push_screen_wait(form):
            screen.go_to_gaps(run.id)
            await hand_on(screen)


class RunCommand(PartCommand):
    """A command on the run under the cursor."""

    part = "runs"

    def why_not(self, screen: Phase2) -> str:
        """A run must be chosen."""
        return "" if screen.run_chosen else "There is no run yet."


class EditRun(RunCommand):
    """Correct a run."""

    key = "e"
    shown = "e ↵"
    label = "Edit"
    title = "Correct the run's duration or note"
    help = "Only who drove it can."

    async def run(self, screen: Phase2) -> None:
        """Ask for minutes and note; a run that is going is ended instead."""
        run = screen.run_chosen
        assert run is not None  # noqa: S101 - why_not has checked
        if run.ended is None:
            await EndRun().run(screen)
            return
        fields = [
            Field("minutes", "Minutes", "number", f"{run.minutes or 0:f}", required=True),
            Field("note", "Note", "prose", run.note),
        ]

        def save(values: dict[str, Any]) -> None:
            screen.session.do(
                runs.edit_run, run=run.id, minutes=values["minutes"], note=values["note"]
            )

        what = f"They correct run #{run.number}."
        async with at_the_keyboard(screen, run.driver, what) as here:
            if here:
                await screen.app.push_screen_wait(Form(f"Run #{run.number}", fields, save))


class DeleteRun(RunCommand):
    """Delete a run."""

    key = "d,delete"
    shown = "d"
    label = "Delete"
    title = "Delete the run with its gaps"
    help = "Undo brings it back; the journal keeps it."

    async def run(self, screen: Phase2) -> None:
        """Ask, then delete."""
        run = screen.run_chosen
        assert run is not None  # noqa: S101 - why_not has checked
        gaps = sum(gap.run == run.id for gap in screen.project.gaps)
        with_gaps = f" with its {counted(gaps, 'gap')}" if gaps else ""
        question = Confirm(f"Delete run #{run.number}{with_gaps}?", self.help)
        what = f"They delete run #{run.number}."
        async with at_the_keyboard(screen, run.driver, what) as here:
            if here and await screen.app.push_screen_wait(question):
                screen.session.do(runs.delete_run, run=run.id)


class ShowRuns(PartCommand):
    """How the runs went."""

    part = "runs"
    key = "h"
    label = "How they went"
    title = "See how the runs went"
    help = "Minutes and gaps of each run over the revisions: gaps should fall to zero."
    changes = False

    def why_not(self, screen: Phase2) -> str:
        """There must be a run."""
        return "" if screen.project.runs else "There is no run yet."

    async def run(self, screen: Phase2) -> None:
        """Show the chart."""
        points = run_points(screen.project.runs, screen.project.gaps)
        await screen.app.push_screen_wait(Show("How the runs went", content=chart(points)))


class RaiseGap(PartCommand):
    """Note a gap in the page."""

    part = "gaps"
    key = "a"
    label = "Add"
    title = "Add a gap"
    help = "To the run that is going, or else to the run chosen in the list of runs."

    def why_not(self, screen: Phase2) -> str:
        """There must be a run to add it to."""
        return "" if running(screen.project) or screen.run_chosen else NO_RUN

    async def run(self, screen: Phase2) -> None:
        """Ask what it was."""
        run = running(screen.project) or screen.run_chosen
        assert run is not None  # noqa: S101 - why_not has checked
        await raise_gap(screen, run, None)


class HadToAsk(ButtonCommand):
    """The second owner had to ask."""

    key = "q"
    label = "Had to ask"
    title = "Note that I had to ask"
    help = "A question that the page does not answer."
    kind = GapKind.QUESTION

    def why_not(self, screen: Phase2) -> str:
        """A run must be going."""
        return "" if running(screen.project) else NO_RUN

    async def run(self, screen: Phase2) -> None:
        """Ask what it was."""
        run = running(screen.project)
        assert run is not None  # noqa: S101 - why_not has checked
        await raise_gap(screen, run, self.kind)


class Improvised(HadToAsk):
    """The second owner improvised."""

    key = "i"
    label = "Improvised"
    title = "Note that I improvised"
    help = "Did what seemed right, since the page does not say."
    kind = GapKind.IMPROVISATION


class Blocked(HadToAsk):
    """The second owner could not go on."""

    key = "b"
    label = "Blocked"
    title = "Note that I could not go on"
    help = "Neither the page nor common sense helped."
    kind = GapKind.BLOCKED


async def raise_gap(screen: Phase2, run: Run, kind: GapKind | None) -> None:
    """Ask for a gap of a run; `kind` is its kind where that is known already."""
    before = next((gap for gap in reversed(screen.project.gaps) if gap.run == run.id), None)

    def save(values: dict[str, Any]) -> None:
        screen.session.do(runs.raise_gap, run=run.id, **values)

    state = "is going" if run.ended is None else "has ended"
    form = Form(
        "A gap in the page",
        gap_fields(kind, before.section if before else "", ""),
        save,
        detail=f"Run #{run.number} {state}, on revision {run.revision}.",
        start="text" if kind else "kind",
    )
    what = f"They drive run #{run.number} and note its gaps."
    if run.ended is None:  # and they go on with it
        if await let_drive(screen, run.driver, what):
            await screen.app.push_screen_wait(form)
        return
    async with at_the_keyboard(screen, run.driver, what) as here:
        if here:
            await screen.app.push_screen_wait(form)
