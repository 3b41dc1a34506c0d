"""The cadence: what is due, what was held, and what comes next."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pilotage.method.requirement import Place, counted
from pilotage.method.schedule import GRACE_DAYS, day_month_year, due_reviews, next_review
from pilotage.method.standing import Health, overview
from pilotage.model.project import Project
from pilotage.model.review import Outcome, ReviewRecord
from pilotage.tui.screens.cadence_commands import (
    ChangeCadence,
    DeleteReview,
    EditReview,
    RecordReview,
)
from pilotage.tui.screens.frame import Frame
from pilotage.tui.values import day
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.review_text import Part
from pilotage.tui.widgets.table import RecordTable

HEALTH_STYLES = {
    Health.AT_RISK: "$text-error bold",
    Health.IN_PRODUCTION: "$text-success bold",
    Health.STOPPED: "$text-warning bold",
}
MOST_DUE = 60
"""The most due reviews that are listed: a monthly review missed for five years."""


def status_text(project: Project, today: date) -> Content:
    """How the workflow stands, how often it is looked at, and what is next."""
    now = overview(project, today)
    cadence = project.cadence
    parts: list[Part] = []
    if now.health in HEALTH_STYLES:
        why = f": {now.why}" if now.why else ""
        parts += [(f"{now.health.capitalize()}", HEALTH_STYLES[now.health]), f"{why}.\n"]
    if cadence is None:
        parts.append("No cadence is set: c sets how often, whose task it is, and from when.")
        return Content.assemble(*parts)
    owner = project.name_of(cadence.owner)
    parts.append(f"Reviewed {cadence.interval.value}, by {owner}. ")
    if now.due:
        parts.append((f"{counted(len(now.due), 'review')} due. ", "$text-warning"))
    if coming := next_review(project, today):
        parts.append(f"Next on {day_month_year(coming)}.")
    return Content.assemble(*parts)


def review_text(project: Project, review: ReviewRecord) -> Content:
    """A held review in words."""
    parts: list[Part] = [
        (f"Review due on {day_month_year(review.due)}", "bold"),
        f", held on {day_month_year(review.held)} by {project.name_of(review.by)}: "
        f"{review.outcome.label}",
    ]
    for title, holds, note in (
        ("Quality", review.quality_holds, review.quality_note),
        ("Prompts and configuration", None, review.prompts_note),
        ("Integrations", review.integrations_hold, review.integrations_note),
        ("Actions", None, review.actions),
    ):
        said = "" if holds is None else ("holds" if holds else "does not hold")
        text = ". ".join(part for part in (said, note.strip()) if part)
        if text:
            parts += [(f"\n{title}: ", "bold $accent"), text]
    return Content.assemble(*parts)


class CadenceScreen(Frame):
    """Cadence."""

    NAME = "cadence"
    PHASE = 6
    CSS_PATH = "cadence.tcss"
    OWN_COMMANDS = (RecordReview, EditReview, DeleteReview, ChangeCadence)
    AUTO_FOCUS = "#reviews"

    def compose_content(self) -> ComposeResult:
        """Where it stands, the reviews, the chosen one in words."""
        yield Static("", id="cadence-status", markup=False)
        yield RecordTable("Due", "Held", "By", "Quality", "Integrations", "Outcome", id="reviews")
        with VerticalScroll(id="review-scroll", can_focus=False):
            yield Static("", id="review-chosen", markup=False)
        yield CommandBar(RecordReview, EditReview, DeleteReview, ChangeCadence)

    @property
    def due(self) -> tuple[date, ...]:
        """The reviews that are due, oldest first."""
        return due_reviews(self.project, self.session.today)

    @property
    def chosen_due(self) -> date | None:
        """The due review under the cursor."""
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
            for due in self.due[:MOST_DUE]:
                late = (today - due).days
                note = "due today" if not late else f"{counted(late, 'day')} late"
                rows.append((-due.toordinal(), (day(due), note, "", "", "", "↵ record it")))
        held = sorted(project.reviews, key=lambda r: (r.due, r.id), reverse=True)
        rows += [(review.id, _row(project, review)) for review in held]
        table = self.query_one("#reviews", RecordTable)
        table.show(rows)
        table.display = bool(rows)
        self._show_chosen()

    def _show_chosen(self) -> None:
        review, due = self.review, self.chosen_due
        text = Content("")
        if review is not None:
            text = review_text(self.project, review)
        elif due is not None:
            text = Content(
                f"The review of {day_month_year(due)} is due. Look at a sample of outputs, at "
                "prompts and configuration, and at each integration; then record it with a or ↵."
            )
        elif not self.why_locked() and self.project.cadence:
            text = Content("No review is due yet, and none was held.")
        self.query_one("#review-chosen", Static).update(text)

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
        self.run_command(RecordReview if event.record < 0 else EditReview)


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
