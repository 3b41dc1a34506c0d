"""Phase 2: the second owner's runs, the gaps they found, and the revisions that answer them."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from pilotage.method.driving import going, worked
from pilotage.method.gate_second_owner import gaps_of
from pilotage.method.gates import current_phase
from pilotage.method.requirement import Place, counted
from pilotage.model.document import Revision
from pilotage.model.project import Project
from pilotage.model.runs import Gap, Run
from pilotage.tui.compare_commands import CompareRevisions
from pilotage.tui.gaps import section_of
from pilotage.tui.keymap import button_for
from pilotage.tui.literal import literal
from pilotage.tui.roles import next_step
from pilotage.tui.screens.parted import OtherPart, PartedFrame
from pilotage.tui.screens.phase2_bundles import BringBack, HandOverFile
from pilotage.tui.screens.phase2_gaps import EditGap, FixInPage, ReadAnswer, ReopenGap, WithdrawGap
from pilotage.tui.screens.phase2_revisions import (
    ConfirmRevision,
    PublishRevision,
    ShowDifference,
    ShowPage,
)
from pilotage.tui.screens.phase2_rows import (
    draft_note,
    driver_and_note,
    gap_row,
    revision_row,
    run_row,
    what_changed,
)
from pilotage.tui.screens.phase2_runs import (
    DeleteRun,
    EditRun,
    EndRun,
    GoOn,
    RaiseGap,
    ShowRuns,
    StartRun,
)
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.parts import Part
from pilotage.tui.widgets.table import RecordTable, RowText

RUN_COMMANDS = (StartRun, EditRun, DeleteRun, ShowRuns, HandOverFile, BringBack)
LIVE_COMMANDS = (GoOn, EndRun)
GAP_COMMANDS = (RaiseGap, FixInPage, ReadAnswer, EditGap, WithdrawGap, ReopenGap)
REVISION_COMMANDS = (PublishRevision, ShowDifference, ConfirmRevision)
TICK = 15
"""Seconds between two looks at the clock while a run is going."""


class Phase2(PartedFrame):
    """Second owner."""

    NAME = "phase2"
    PHASE = 2
    CSS_PATH = ["../widgets/parts.tcss", "phase2.tcss"]
    OWN_COMMANDS = (
        OtherPart,
        ShowPage,
        *LIVE_COMMANDS,
        *RUN_COMMANDS,
        *GAP_COMMANDS,
        *REVISION_COMMANDS,
        CompareRevisions,
    )
    AUTO_FOCUS = "#runs"

    def compose_content(self) -> ComposeResult:
        """The run that is going, then runs, gaps and revisions."""
        with Vertical(id="running"):
            yield Static("", id="running-text", markup=False)
            yield CommandBar(*LIVE_COMMANDS)
        yield Static("", id="turn", markup=False)
        run = RowText(self._say_run, "run-detail")
        gap = RowText(self._say_gap, "gap-detail")
        revision = RowText(self._say_revision, "revision-detail")
        yield self.made_of(
            Part(
                "runs",
                "Runs",
                Static("", id="runs-empty", classes="empty", markup=False),
                RecordTable(
                    "#",
                    "Rev.",
                    "Date",
                    "Minutes",
                    "Gaps",
                    "Result",
                    "Driver, note",
                    id="runs",
                    whole=run,
                ),
                run,
                CommandBar(*RUN_COMMANDS),
            ),
            Part(
                "gaps",
                "Gaps",
                Static("", id="gaps-empty", classes="empty", markup=False),
                RecordTable(
                    "Kind", "State", "Section", "Run", "What was missing", id="gaps", whole=gap
                ),
                gap,
                CommandBar(*GAP_COMMANDS),
            ),
            Part(
                "revisions",
                "Revisions of the page",
                Static("", id="draft", markup=False),
                RecordTable(
                    "Rev.",
                    "Date",
                    "Second owner",
                    "By",
                    "What changed",
                    id="revisions",
                    main="What changed",
                    whole=revision,
                ),
                revision,
                CommandBar(*REVISION_COMMANDS),
            ),
        )

    def on_mount(self) -> None:
        """Keep the minutes of a run that is going up to date."""
        self.set_interval(TICK, self._show_running)

    # -- showing ----------------------------------------------------------------------------

    def show(self, project: Project) -> None:
        """Show runs, gaps and revisions, newest first; open gaps before closed ones."""
        self._show_running()
        runs = [(run.id, run_row(project, run)) for run in reversed(project.runs)]
        self.query_one("#runs", RecordTable).show(runs)
        gaps = sorted(project.gaps, key=lambda gap: (not gap.is_open, -gap.id))
        self.query_one("#gaps", RecordTable).show([(g.id, gap_row(project, g)) for g in gaps])
        revisions = [(r.id, revision_row(project, r)) for r in reversed(project.revisions)]
        self.query_one("#revisions", RecordTable).show(revisions)
        self._show_empty(project)
        open_ = sum(gap.is_open for gap in project.gaps)
        self.parts.retitle("runs", f"Runs {len(runs)}")
        self.parts.retitle("gaps", f"Gaps {len(gaps)}" + (f", {open_} open" if open_ else ""))
        draft = " + draft" if project.has_draft else ""
        self.parts.retitle("revisions", f"Revisions {len(revisions)}{draft}")

    def _show_empty(self, project: Project) -> None:
        who = project.name_of(project.second_owner) if project.second_owner else ""
        locked = bool(self.why_locked())
        starts = "" if locked else f". {button_for('start_run')} begins a run"
        first = (
            f"No run yet. {who} runs the workflow alone, with the page only: "
            f"{button_for('show_page')}{starts}."
            if who
            else f"No run yet, and no second owner. {button_for('people')} names who runs it when "
            "the builder is away."
        )
        self._show_note("#runs-empty", "" if project.runs else first)
        none = "No gap yet. Who drives a run notes each question and improvisation with one key" + (
            "." if locked else f"; {button_for('raise_gap')} notes one afterwards."
        )
        self._show_note("#gaps-empty", "" if project.gaps else none)
        self._show_note("#draft", draft_note(project))
        on = current_phase(project) == self.PHASE and project.runs and going(project) is None
        self._show_note("#turn", next_step(project) if on else "")

    def _show_note(self, selector: str, text: str) -> None:
        note = self.query_one(selector, Static)
        note.update(literal(text))
        note.display = bool(text)

    def _say_run(self, record: int) -> str:
        run = next((run for run in self.project.runs if run.id == record), None)
        return driver_and_note(self.project, run) if run else ""

    def _say_gap(self, record: int) -> str:
        gap = next((gap for gap in self.project.gaps if gap.id == record), None)
        return f"{section_of(gap)}: {gap.text}" if gap else ""

    def _say_revision(self, record: int) -> str:
        revision = next((r for r in self.project.revisions if r.id == record), None)
        if revision is None:
            return ""
        return f"{self.project.name_of(revision.by)}: {what_changed(self.project, revision)}"

    def _show_running(self) -> None:
        if not self.filled:
            return  # the clock ticks before the middle stands
        run = going(self.project)
        self.query_one("#running").display = run is not None
        if run is None:
            return
        minutes = int(worked(run, self.session.clock.now()).total_seconds()) // 60
        state = "is paused" if run.is_paused else "is going"
        gaps = len(gaps_of(self.project, run))
        self.query_one("#running-text", Static).update(
            Content.assemble(
                (f"● Run #{run.number} {state} ", "bold $text-warning"),
                f"{minutes} min · ",
                self.project.name_of(run.driver),
                f" · revision {run.revision} · {counted(gaps, 'gap')}",
            )
        )

    # -- places and rows --------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Go to a run, a gap or a revision."""
        if place.field in ("runs", "gaps", "revisions"):
            self.parts.open(place.field)
            if place.row is not None:
                self.query_one(f"#{place.field}", RecordTable).choose(place.row)

    def go_to_gaps(self, run: int) -> None:
        """Go to the first open gap, when a run has left one open."""
        open_ = [gap.id for gap in self.project.gaps if gap.is_open and gap.run == run]
        if open_:
            self.show_place(Place(self.NAME, "gaps", open_[-1]))  # the newest is on top

    @property
    def run_chosen(self) -> Run | None:
        """The run under the cursor."""
        chosen = self.chosen("runs")
        return next((run for run in self.project.runs if run.id == chosen), None)

    @property
    def gap_chosen(self) -> Gap | None:
        """The gap under the cursor."""
        chosen = self.chosen("gaps")
        return next((gap for gap in self.project.gaps if gap.id == chosen), None)

    @property
    def revision_chosen(self) -> Revision | None:
        """The revision under the cursor."""
        chosen = self.chosen("revisions")
        return next((r for r in self.project.revisions if r.id == chosen), None)

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        """Enter or a click on a row: edit it, or see what a revision changed."""
        event.stop()
        commands = {"runs": EditRun, "gaps": EditGap, "revisions": ShowDifference}
        self.run_command(commands[event.table.id or "runs"])
