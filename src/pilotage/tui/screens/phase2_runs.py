"""What can be done with the second owner's runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pilotage.actions import runs
from pilotage.forms.runs import RUNS_ALONE, run_fields
from pilotage.measure.handover import run_points
from pilotage.method.driving import going
from pilotage.model.runs import GapKind, Run
from pilotage.tui.dialogs.form import Form
from pilotage.tui.dialogs.show import Show
from pilotage.tui.gaps import gap_fields
from pilotage.tui.keymap import button_for, told
from pilotage.tui.roles import at_the_keyboard, hand_on, let_drive
from pilotage.tui.screens.parted import ButtonCommand, PartCommand
from pilotage.tui.widgets.table import RecordTable

if TYPE_CHECKING:
    from pilotage.tui.screens.phase2 import Phase2

NO_RUN = "No run is going. First: {button:start_run}."


class StartRun(PartCommand):
    """The second owner starts a run, or goes on with theirs."""

    part = "runs"
    key = "s"
    label = "Start"
    title = "Start a run of the second owner"
    help = "The second owner runs the workflow alone, with the page only."

    def why_not(self, screen: Phase2) -> str:
        """On a published page, by a named second owner."""
        project = screen.project
        if project.second_owner is None:
            return f"Nobody is named as second owner yet. {button_for('people')} names them."
        if project.revision is None:
            how = button_for("publish_revision")
            return f"No revision of the page is published yet. {how} publishes it."
        return ""

    async def run(self, screen: Phase2) -> None:
        """Let them drive, then start."""
        if going(screen.project):
            await drive(screen)
            return
        with keys_kept(screen):
            if not await let_drive(screen, screen.project.second_owner, RUNS_ALONE):
                return
            screen.session.do(runs.start_run)
            screen.parts.open("runs")
            screen.show(screen.project)  # so that the row is there to be chosen
            screen.query_one("#runs", RecordTable).choose(screen.project.runs[-1].id)
            await drive(screen)


class GoOn(ButtonCommand):
    """Go on with the run that is going, or look on."""

    key = "g"
    label = "Go on"
    title = "Go on with the run that is going"
    help = "At the step where it was. Where the file is read-only one looks on, live."
    changes = False

    def why_not(self, screen: Phase2) -> str:
        """A run must be going."""
        return "" if going(screen.project) else told(NO_RUN)

    async def run(self, screen: Phase2) -> None:
        """Go to it."""
        with keys_kept(screen):
            await drive(screen)


class EndRun(ButtonCommand):
    """End the run that is going."""

    key = "x"
    label = "End the run"
    title = "End the run"
    help = "Say whether the output reached its destination; then it is summed up and signed."

    def why_not(self, screen: Phase2) -> str:
        """A run must be going."""
        return "" if going(screen.project) else told(NO_RUN)

    async def run(self, screen: Phase2) -> None:
        """Ask how it went."""
        with keys_kept(screen):
            await drive(screen, shows="end")


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
        """Ask for minutes and note; a run that is going is gone on with instead."""
        run = screen.run_chosen
        assert run is not None  # noqa: S101 - why_not has checked
        if run.ended is None:
            await drive(screen)
            return

        def save(values: dict[str, Any]) -> None:
            screen.session.do(
                runs.edit_run, run=run.id, minutes=values["minutes"], note=values["note"]
            )

        what = f"They correct run #{run.number}."
        async with at_the_keyboard(screen, run.driver, what) as here:
            if here:
                await screen.app.push_screen_wait(Form(f"Run #{run.number}", run_fields(run), save))


class DeleteRun(RunCommand):
    """Delete a run."""

    key = "d,delete"
    shown = "d"
    label = "Delete"
    title = "Delete the run with its gaps"
    help = "Undo brings it back; the journal keeps it."

    async def run(self, screen: Phase2) -> None:
        """Let its driver delete it."""
        run = screen.run_chosen
        assert run is not None  # noqa: S101 - why_not has checked
        what = f"They delete run #{run.number}."
        async with at_the_keyboard(screen, run.driver, what) as here:
            if here:
                screen.session.do(runs.delete_run, run=run.id)


class ShowRuns(PartCommand):
    """How the runs went."""

    part = "runs"
    key = "h"
    label = "Chart"
    title = "See how the runs went"
    help = "Minutes and gaps of each run over the revisions: gaps should fall to zero."
    changes = False

    def why_not(self, screen: Phase2) -> str:
        """There must be a run."""
        return "" if screen.project.runs else "There is no run yet."

    async def run(self, screen: Phase2) -> None:
        """Show the chart."""
        from pilotage.tui.widgets.run_report import chart

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
        return "" if going(screen.project) or screen.run_chosen else told(NO_RUN)

    async def run(self, screen: Phase2) -> None:
        """Ask what it was."""
        run = going(screen.project) or screen.run_chosen
        assert run is not None  # noqa: S101 - why_not has checked
        await raise_gap(screen, run, None)


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


@contextmanager
def keys_kept(screen: Phase2) -> Iterator[None]:
    """Keep what is typed while a run comes to the front: it is for that run."""
    screen.takes_keys = False
    try:
        yield
    finally:
        screen.takes_keys = True
        screen.app.release_keys()


async def drive(screen: Phase2, *, shows: str = "step") -> None:
    """Go on with the run that is going until it is left; read-only one looks on."""
    run = going(screen.project)
    assert run is not None  # noqa: S101 - why_not has checked, or it was just started
    what = f"They drive run #{run.number}."
    if not screen.session.read_only:
        if not await let_drive(screen, run.driver, what):
            return
        if not await screen.let_act():  # no key there waits for a signing phrase
            return
    from pilotage.tui.screens.drive import Drive  # phase 2 stands sooner without it

    await screen.app.push_screen_wait(Drive(run.id, shows=shows))
    screen.takes_keys = True
    ended = next((each for each in screen.project.runs if each.id == run.id), run)
    if ended.ended is not None and not screen.session.read_only:
        screen.show(screen.project)
        screen.go_to_gaps(run.id)
        await hand_on(screen)
