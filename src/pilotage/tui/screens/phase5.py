"""Phase 5: the formal review, its scorecard, decision and cadence."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static, TabbedContent, TabPane

from pilotage.forms.scores import change
from pilotage.measure.scorecard import rounded, scorecard
from pilotage.method.gate_review import decision_before, diagnoses_now
from pilotage.method.headline import headline
from pilotage.method.requirement import Place
from pilotage.model.project import Project
from pilotage.model.review import Diagnosis, MetricVerdict, Score
from pilotage.model.units import brief
from pilotage.tui.command import Command
from pilotage.tui.literal import literal
from pilotage.tui.screens.frame import Frame
from pilotage.tui.screens.phase5_commands import ClearCadence, RecordDecision, SetCadence
from pilotage.tui.screens.phase5_diagnosing import DeleteDiagnosis, Diagnose
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.review_text import (
    cadence_text,
    decision_text,
    evidence_text,
    score_text,
)
from pilotage.tui.widgets.table import RecordTable

INTERVAL = "95 %"
HEADS = ("Metric", "Baseline", "Target", "Actual", INTERVAL, "Change", "Verdict")
INTERVALS_FROM = 92
"""With fewer columns the verdicts would be cut off."""
PARTS = ("scorecard", "evidence", "decision")
MARKS = {
    MetricVerdict.ON_TARGET: "✓ met",
    MetricVerdict.OFF_TARGET: "✗ missed",
    MetricVerdict.NOT_ENOUGH: f"? {MetricVerdict.NOT_ENOUGH.label}",
    MetricVerdict.NO_DATA: "· no data",
}
"""Verdicts that fit a narrow column."""


class OtherPart(Command):
    """From the scorecard to the evidence, the decision and back."""

    key = "f9"
    label = "Next part"
    title = "Switch between scorecard, evidence and decision"
    help = "Figures with their diagnoses, what closed each trap, and what follows from it."
    changes = False

    async def run(self, screen: Phase5) -> None:
        """Switch."""
        screen.open_part(PARTS[(PARTS.index(screen.part) + 1) % len(PARTS)])


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
        """The verdict in a line, then scorecard, evidence, decision with the cadence."""
        yield Static("", id="headline", markup=False)
        with TabbedContent(initial="tab-scorecard"):
            with TabPane("Scorecard", id="tab-scorecard"):
                yield RecordTable(*HEADS, id="scorecard", main=HEADS[0])
                with VerticalScroll(id="score-scroll", can_focus=False):
                    yield Static("", id="score-chosen", markup=False)
                    yield Static("", id="score-more", markup=False)
                yield CommandBar(Diagnose, DeleteDiagnosis, RecordDecision)
            with TabPane("Evidence", id="tab-evidence"), VerticalScroll(id="evidence-scroll"):
                yield Static("", id="evidence", markup=False)
            with TabPane("Decision and cadence", id="tab-decision"):
                with VerticalScroll(id="decision-scroll"):
                    yield Static("", id="decision", markup=False)
                    yield Static("", id="cadence", markup=False)
                yield CommandBar(RecordDecision, SetCadence, ClearCadence)

    # -- what the commands ask -------------------------------------------------------------------

    @property
    def part(self) -> str:
        """The part that is open: `scorecard`, `evidence` or `decision`."""
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
        found = (d for d in diagnoses_now(self.project) if score and d.metric == score.metric)
        return next(found, None)

    def open_part(self, part: str) -> None:
        """Open a part and go there."""
        self.query_one(TabbedContent).active = f"tab-{part}"
        goal = "#scorecard" if part == "scorecard" else f"#{part}-scroll"
        self.call_after_refresh(self.query_one(goal).focus)

    # -- showing ---------------------------------------------------------------------------------

    def show(self, project: Project) -> None:
        """Show the verdict, scorecard, evidence, decision and cadence."""
        scores = scorecard(project)
        self.query_one("#headline", Static).update(literal(headline(scores), "bold"))
        diagnoses = {d.metric for d in diagnoses_now(project)}
        shown = [i for i, head in enumerate(HEADS) if head != INTERVAL or self._has_room]
        rows = [_row(s, s.metric in diagnoses) for s in scores]
        table = self.query_one("#scorecard", RecordTable)
        table.have(*(HEADS[i] for i in shown))
        table.show(
            [(s.metric, tuple(row[i] for i in shown)) for s, row in zip(scores, rows, strict=True)]
        )
        texts = evidence_text(project), self._decision_text(project), self._cadence_text(project)
        for name, text in zip(("evidence", "decision", "cadence"), texts, strict=True):
            self.query_one(f"#{name}", Static).update(text)
        self.query_one("#score-more", Static).update(Content("\n\n").join(texts))
        self._show_chosen()

    @property
    def _has_room(self) -> bool:
        """Whether the intervals stand in the table; else the chosen one is said below it."""
        return self.query_one("#scorecard").size.width >= INTERVALS_FROM

    def _decision_text(self, project: Project) -> Content:
        return decision_text(project, open_now=not self.why_locked())

    def _cadence_text(self, project: Project) -> Content:
        return cadence_text(project, open_now=not self.why_locked())

    def _show_chosen(self) -> None:
        chosen = self.query_one("#scorecard", RecordTable).record
        score = next((s for s in scorecard(self.project) if s.metric == chosen), None)
        text = self.query_one("#score-chosen", Static)
        if score is None:
            text.update("No metric has a baseline yet: write it down in phase 1.")
            return
        known = (d for d in diagnoses_now(self.project) if d.metric == score.metric)
        decision = decision_before(self.project)
        before = (s for s in decision.scorecard if s.metric == score.metric) if decision else ()
        text.update(score_text(score, next(known, None), next(iter(before), None)))

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
    actual = rounded(score.actual, score.target)
    low, high = score.low, score.high
    verdict = MARKS[score.verdict]
    return (
        score.name,
        brief(score.baseline),
        "–" if score.target is None else brief(score.target),
        "–" if actual is None else brief(actual),
        "–" if low is None or high is None else f"{brief(low)}–{brief(high)}",
        change(score),
        f"{verdict[0]} why?" if why else verdict,
    )
