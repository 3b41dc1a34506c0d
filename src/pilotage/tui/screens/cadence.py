"""The cadence: what is due, what was held, and what comes next."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pilotage.method.requirement import Place, counted
from pilotage.method.schedule import GRACE_DAYS, day_month_year, due_reviews, reviews_not_held
from pilotage.model.project import Project
from pilotage.model.review import Outcome, ReviewRecord
from pilotage.tui.keymap import button_for
from pilotage.tui.links import linked
from pilotage.tui.screens.cadence_commands import (
    ChangeCadence,
    DeleteReview,
    EditReview,
    FinishAction,
    RecordReview,
)
from pilotage.tui.screens.frame import Frame
from pilotage.tui.values import day
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.recurring_text import drift_text, held_text, status_text
from pilotage.tui.widgets.table import RecordTable

MOST_DUE = 60
"""The most due reviews that are listed: a monthly review missed for five years."""


class CadenceScreen(Frame):
    """Cadence."""

    NAME = "cadence"
    PHASE = 6
    CSS_PATH = "cadence.tcss"
    OWN_COMMANDS = (RecordReview, FinishAction, EditReview, DeleteReview, ChangeCadence)
    AUTO_FOCUS = "#reviews"

    def compose_content(self) -> ComposeResult:
        """Where it stands, the reviews, the chosen one in words."""
        yield Static("", id="cadence-status", markup=False)
        yield RecordTable("Due", "Held", "By", "Quality", "Integrations", "Outcome", id="reviews")
        with VerticalScroll(id="review-scroll", can_focus=False):
            yield Static("", id="review-chosen", markup=False)
            yield Static("", id="drift", markup=False)
        yield CommandBar(RecordReview, FinishAction, EditReview, DeleteReview, ChangeCadence)

    @property
    def due(self) -> tuple[date, ...]:
        """The reviews that are due, oldest first."""
        return due_reviews(self.project, self.session.today)

    @property
    def chosen_due(self) -> date | None:
        """The due review under the cursor."""
        day = self._chosen_day
        return day if day in self.due else None

    @property
    def _chosen_day(self) -> date | None:
        """The day under the cursor on which a review fell due that was not held."""
        record = self.query_one("#reviews", RecordTable).record
        return date.fromordinal(-record) if record is not None and record < 0 else None

    @property
    def review(self) -> ReviewRecord | None:
        """The held review under the cursor."""
        record = self.query_one("#reviews", RecordTable).record
        return next((r for r in self.project.reviews if r.id == record), None)

    def show(self, project: Project) -> None:
        """Show what is due, then what was held, newest first."""
        today = self.session.today
        locked = bool(self.why_locked()) and not self.session.read_only
        self.query_one("#cadence-status", Static).update(
            Content(
                "Once the five gates are passed, the workflow is reviewed monthly or quarterly: "
                "do the outputs still meet the criteria, are prompts and configuration up to "
                "date, does every integration still work? A review that is more than "
                f"{GRACE_DAYS} days late puts the workflow at risk."
            )
            if locked
            else status_text(project, today)
        )
        # A due review is no record yet: its row is known by its date, as a negative number.
        rows: list[tuple[int, tuple[str, ...]]] = []
        if not locked:
            for due in self.due[: -MOST_DUE - 1 : -1]:
                late = (today - due).days
                note = "due today" if not late else f"{counted(late, 'day')} late"
                rows.append((-due.toordinal(), (day(due), note, "", "", "", "↵ hold it")))
        past = [(each.due, each.id, _row(project, each)) for each in project.reviews]
        past += [
            (due, -due.toordinal(), (day(due), "not held", "", "", "", ""))
            for due in reviews_not_held(project, today)[-MOST_DUE:]
        ]
        rows += [(record, row) for _, record, row in sorted(past, reverse=True)]
        table = self.query_one("#reviews", RecordTable)
        table.show(rows)
        table.display = bool(rows)
        room = self.query_one("#drift").content_size.width - 2
        drift = Content("") if locked else drift_text(project, min(96, room))
        self.query_one("#drift", Static).update(drift)
        self._show_chosen()

    def on_resize(self) -> None:
        """Fit the charts to the room."""
        super().on_resize()
        if self.filled:
            self.call_after_refresh(self._show_again)

    def _show_again(self) -> None:
        if self in self.app.screen_stack:
            self.show(self.project)

    def _show_chosen(self) -> None:
        review, due, missed = self.review, self.chosen_due, self._chosen_day
        older = due is not None and due != self.due[0]
        text = Content("")
        if review is not None:
            text = held_text(self.project, review, self.session.today)
        elif due is not None:
            text = Content(
                f"The review of {day_month_year(due)} is due. "
                f"{button_for('record_review')}, or ↵ on it, walks through it in five "
                "steps: a sample of outputs, prompts and configuration, each integration, the "
                "page, and what follows. It can be left and gone on with at any step."
                + (" It settles the older ones too: they stay on record as not held." * older)
            )
        elif missed is not None:
            text = Content(
                f"The review of {day_month_year(missed)} was not held. A later look settled it."
            )
        elif not self.why_locked() and self.project.cadence:
            text = Content("No review is due yet, and none was held.")
        self.query_one("#review-chosen", Static).update(linked(text))

    def show_place(self, place: Place) -> None:
        """Go to the reviews, or to one of them."""
        table = self.query_one("#reviews", RecordTable)
        if place.row:
            table.choose(place.row)
        table.focus()

    def on_data_table_row_highlighted(self) -> None:
        """Show the chosen review in words."""
        self._show_chosen()

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        """Enter: record what is due, edit what was held."""
        event.stop()
        if event.record > 0:
            self.run_command(EditReview)
        elif self.chosen_due:
            self.run_command(RecordReview)


def _row(project: Project, review: ReviewRecord) -> tuple[str, ...]:
    def holds(true: bool) -> str:
        return "✓ holds" if true else "✗ fails"

    mark = "✓" if review.outcome is Outcome.FINE else "!"
    return (
        day(review.due),
        day(review.held),
        project.name_of(review.by),
        holds(review.quality_holds),
        holds(review.integrations_hold),
        f"{mark} {review.outcome.label}",
    )
