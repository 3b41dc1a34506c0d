"""Phase 5: the formal review, its scorecard, decision and cadence."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static, TabbedContent, TabPane

from pilotage.measure.scorecard import rounded, scorecard
from pilotage.method.requirement import Place
from pilotage.model.project import Project
from pilotage.model.review import Diagnosis, Score
from pilotage.tui.command import Command
from pilotage.tui.screens.frame import Frame
from pilotage.tui.screens.phase5_commands import (
    ClearCadence,
    DeleteDiagnosis,
    Diagnose,
    RecordDecision,
    SetCadence,
)
from pilotage.tui.values import shown
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.output_window import cut
from pilotage.tui.widgets.review_text import (
    VERDICTS,
    cadence_text,
    change,
    decision_text,
    score_text,
    traps_text,
)
from pilotage.tui.widgets.table import RecordTable

LEAST = (10, 6, 6, 6, 7)
"""The widths of the scorecard's other headers."""


class OtherPart(Command):
    """From the scorecard to the decision and back."""

    key = "f9"
    label = "Scorecard / decision"
    title = "Switch between scorecard and decision"
    help = "This phase has two parts: the figures with their diagnoses, and what follows."
    changes = False

    async def run(self, screen: Phase5) -> None:
        """Switch."""
        screen.open_part("decision" if screen.part == "scorecard" else "scorecard")


class Phase5(Frame):
    """Formal review."""

    NAME = "phase5"
    PHASE = 5
    CSS_PATH = "phase5.tcss"
    OWN_COMMANDS = (
        OtherPart,
        Diagnose,
        DeleteDiagnosis,
        RecordDecision,
        SetCadence,
        ClearCadence,
    )
    AUTO_FOCUS = "#scorecard"

    def compose_content(self) -> ComposeResult:
        """Two tabs: the scorecard, the decision with the cadence."""
        with TabbedContent(initial="tab-scorecard"):
            with TabPane("Scorecard", id="tab-scorecard"):
                yield RecordTable(
                    "Metric", "Without AI", "Target", "Actual", "Change", "Verdict", id="scorecard"
                )
                with VerticalScroll(id="score-scroll", can_focus=False):
                    yield Static("", id="score-chosen", markup=False)
                yield CommandBar(Diagnose, DeleteDiagnosis, RecordDecision)
            with TabPane("Decision and cadence", id="tab-decision"):
                with VerticalScroll(id="decision-scroll"):
                    yield Static("", id="decision", markup=False)
                    yield Static("", id="cadence", markup=False)
                    yield Static("The five traps", classes="section-title", markup=False)
                    yield Static("", id="review-traps", markup=False)
                yield CommandBar(RecordDecision, SetCadence, ClearCadence)

    # -- what the commands ask -------------------------------------------------------------------

    @property
    def part(self) -> str:
        """The part that is open: `scorecard` or `decision`."""
        return self.query_one(TabbedContent).active.removeprefix("tab-")

    @property
    def score(self) -> Score | None:
        """The score under the cursor, while the scorecard is open."""
        if self.part != "scorecard":
            return None
        chosen = self.query_one("#scorecard", RecordTable).record
        return next((s for s in scorecard(self.project) if s.metric == chosen), None)

    @property
    def diagnosis(self) -> Diagnosis | None:
        """The diagnosis of the metric under the cursor."""
        score = self.score
        found = (d for d in self.project.diagnoses if score and d.metric == score.metric)
        return next(found, None)

    def open_part(self, part: str) -> None:
        """Open a part and go there."""
        self.query_one(TabbedContent).active = f"tab-{part}"
        goal = "#scorecard" if part == "scorecard" else "#decision-scroll"
        self.call_after_refresh(self.query_one(goal).focus)

    # -- showing ---------------------------------------------------------------------------------

    def show(self, project: Project) -> None:
        """Show scorecard, decision, cadence and traps."""
        scores = scorecard(project)
        diagnoses = {d.metric for d in project.diagnoses}
        rows = [_row(s, s.metric in diagnoses) for s in scores]
        used = [max([least, *(len(row[i + 1]) for row in rows)]) for i, least in enumerate(LEAST)]
        room = max(12, self.query_one(TabbedContent).size.width - sum(used) - 13)
        self.query_one("#scorecard", RecordTable).show(
            [(s.metric, (cut(row[0], room), *row[1:])) for s, row in zip(scores, rows, strict=True)]
        )
        self.query_one("#decision", Static).update(decision_text(project))
        self.query_one("#cadence", Static).update(cadence_text(project))
        self.query_one("#review-traps", Static).update(traps_text(project))
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.query_one("#scorecard", RecordTable).record
        score = next((s for s in scorecard(self.project) if s.metric == chosen), None)
        text = self.query_one("#score-chosen", Static)
        if score is None:
            text.update("No metric has a baseline yet: write it down in phase 1.")
        else:
            known = (d for d in self.project.diagnoses if d.metric == score.metric)
            text.update(score_text(score, next(known, None)))

    def show_place(self, place: Place) -> None:
        """Go to a metric, to the decision or to the cadence."""
        if place.field == "scorecard":
            self.open_part("scorecard")
            if place.row:
                self.query_one("#scorecard", RecordTable).choose(place.row)
        else:
            self.open_part("decision")
            part = "#cadence" if place.field == "cadence" else "#decision"
            self.call_after_refresh(self.query_one(part).scroll_visible)

    def on_data_table_row_highlighted(self) -> None:
        """Show the chosen metric in words."""
        self._show_chosen()

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        """Enter on a metric: diagnose it."""
        event.stop()
        self.run_command(Diagnose)

    def on_resize(self) -> None:
        """Names take what room there is."""
        if self.filled:
            self.call_after_refresh(self._show_again)

    def _show_again(self) -> None:
        if self in self.app.screen_stack:
            self.show(self.project)


def _row(score: Score, diagnosed: bool) -> tuple[str, ...]:
    why = score.is_missed and not diagnosed
    return (
        score.name,
        shown(score.baseline),
        shown(score.target),
        shown(rounded(score.actual, score.target)),
        change(score),
        VERDICTS[score.verdict][0] + (": why?" if why else ""),
    )
