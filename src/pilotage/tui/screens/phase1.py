"""Phase 1: the one-page document and the baseline."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static, TabbedContent, TabPane

from pilotage.actions import baseline, page
from pilotage.method.gate_document import target_problem
from pilotage.method.requirement import Place
from pilotage.model.baseline import Better, Metric, MetricKind
from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.project import Project
from pilotage.tui.command import Command
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.dialogs.form import Field, Form
from pilotage.tui.screens.frame import Frame
from pilotage.tui.values import number, shown
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.page_editor import PageEditor
from pilotage.tui.widgets.table import RecordTable


class Preview(Command):
    """The page on its own."""

    key = "f3"
    label = "Page"
    title = "Show the page, or the editor again"
    help = "The page as its reader will see it."
    changes = False

    async def run(self, screen: Phase1) -> None:
        """Toggle."""
        screen.query_one(TabbedContent).active = "tab-page"
        screen.toggle_class("-preview")
        if screen.has_class("-preview"):
            screen.query_one("#page-preview").focus()
        else:
            screen.editor.text.focus()


class OtherTab(Command):
    """From the page to the baseline and back."""

    key = "f9"
    label = "Page / baseline"
    title = "Switch between page and baseline"
    help = "This phase has two parts: the page, and the baseline."
    changes = False

    async def run(self, screen: Phase1) -> None:
        """Switch."""
        tabs = screen.query_one(TabbedContent)
        if tabs.active == "tab-page":
            screen.open_baseline()
        else:
            tabs.active = "tab-page"
            screen.editor.text.focus()


class Publish(Command):
    """Publish the page as a revision."""

    key = "ctrl+r"
    title = "Publish the page as a revision"
    help = "The second owner works from published revisions; passing gate 1 publishes the first."

    def why_not(self, screen: Phase1) -> str:
        """Something must have changed."""
        return "" if screen.project.has_draft else "The page is the current revision, unchanged."

    async def run(self, screen: Phase1) -> None:
        """Ask what changed, and for the gaps that it answers, in phase 2's own dialog."""
        from pilotage.tui.dialogs.publish import publish

        await publish(screen)


class MetricCommand(Command):
    """A command on the metric under the cursor."""

    def why_not(self, screen: Phase1) -> str:
        """A metric must be chosen."""
        return "" if screen.metric else "Choose a metric first (F9 shows the baseline)."


class SetBaseline(MetricCommand):
    """Measure a metric."""

    key = "b"
    shown = "b ↵"
    label = "Baseline"
    title = "Write down baseline and target"
    help = "The figure without AI, how it was measured, and what is acceptable at day 90."

    async def run(self, screen: Phase1) -> None:
        """Ask for the figures."""
        metric = screen.metric
        assert metric is not None  # noqa: S101 - why_not has checked
        base, target = metric.baseline, metric.target
        passed = any(p.phase == 1 for p in screen.project.passages)
        unit = f" ({metric.unit})" if metric.unit else ""
        fields = [
            Field(
                "value",
                f"Without AI{unit}",
                value=f"{base.value:f}" if base else "",
                hint="The measured figure, such as 14 or 12.5.",
                required=True,
            ),
            Field(
                "sample_size",
                "Number of cases",
                value=base.sample_size if base else "",
                hint="How many cases the figure rests on.",
                required=True,
            ),
            Field(
                "period",
                "When",
                value=base.period if base else "",
                hint="Such as: 1 to 14 September.",
            ),
            Field(
                "how",
                "How it was measured",
                "prose",
                base.how if base else "",
                hint="So that somebody else would get the same figure.",
            ),
            Field(
                "target",
                f"Target at day 90{unit}",
                value=f"{target.value:f}" if target else "",
                hint=f"{metric.better.capitalize()} is better.",
            ),
            Field(
                "no_worse",
                "No worse than this is good enough",
                "check",
                target.no_worse if target else False,
            ),
        ]
        if passed:
            fields.append(
                Field(
                    "reason",
                    "Why does it change?",
                    hint="Gate 1 was passed with these figures; the reason stays on record.",
                )
            )

        def save(values: dict[str, Any]) -> None:
            reason = values.get("reason", "")
            screen.session.do(
                baseline.set_baseline,
                metric=metric.id,
                value=number(values["value"]),
                sample_size=number(values["sample_size"]),
                period=values["period"],
                how=values["how"],
                reason=reason,
            )
            if values["target"].strip():
                screen.session.do(
                    baseline.set_target,
                    metric=metric.id,
                    value=number(values["target"]),
                    no_worse=values["no_worse"],
                    reason=reason,
                )

        await screen.app.push_screen_wait(Form(metric.name, fields, save))


class Waive(MetricCommand):
    """Waive a metric, or take the waiver back."""

    key = "w"
    label = "Waive"
    title = "Waive the metric, or measure it after all"
    help = "Say why it is not measured. At least one metric must be."

    async def run(self, screen: Phase1) -> None:
        """Ask for the reason, or lift the waiver."""
        metric = screen.metric
        assert metric is not None  # noqa: S101 - why_not has checked
        if metric.waiver:
            screen.session.do(baseline.lift_waiver, metric=metric.id)
            return

        def save(values: dict[str, Any]) -> None:
            screen.session.do(baseline.waive_metric, metric=metric.id, reason=values["reason"])

        field = Field("reason", f"Why is “{metric.name}” not measured?", "prose", required=True)
        await screen.app.push_screen_wait(Form("Waive a metric", [field], save, button="Waive"))


class AddMetric(Command):
    """A new metric."""

    key = "a"
    label = "Add"
    title = "Add a metric"
    help = "Beside time, cost, error rate and volume: whatever tells whether it works."

    async def run(self, screen: Phase1) -> None:
        """Ask what it is."""
        await _metric_form(screen, None)


class EditMetric(MetricCommand):
    """Change what a metric is."""

    key = "e"
    label = "Edit"
    title = "Change the metric's name, kind or unit"
    help = "Its figures stay."

    async def run(self, screen: Phase1) -> None:
        """Ask what it is."""
        await _metric_form(screen, screen.metric)


class DeleteMetric(MetricCommand):
    """Delete a metric."""

    key = "d,delete"
    shown = "d"
    label = "Delete"
    title = "Delete the metric"
    help = "Undo brings it back."

    async def run(self, screen: Phase1) -> None:
        """Ask, then delete."""
        metric = screen.metric
        assert metric is not None  # noqa: S101 - why_not has checked
        if await screen.app.push_screen_wait(Confirm(f"Delete “{metric.name}”?", self.help)):
            screen.session.do(baseline.remove_metric, metric=metric.id)


BASELINE_COMMANDS = (SetBaseline, Waive, AddMetric, EditMetric, DeleteMetric)


async def _metric_form(screen: Phase1, metric: Metric | None) -> None:
    fields = [
        Field(
            "name",
            "Name",
            value=metric.name if metric else "",
            hint="Such as: First reply within one working day.",
            required=True,
        ),
        Field(
            "kind",
            "Kind",
            "choice",
            metric.kind if metric else MetricKind.CUSTOM,
            choices=[(k.label, k) for k in MetricKind],
            required=True,
        ),
        Field(
            "unit",
            "Unit",
            value=metric.unit if metric else "",
            hint="Such as: minutes, EUR, %, outputs a week.",
        ),
        Field(
            "better",
            "Better is",
            "choice",
            metric.better if metric else Better.LOWER,
            choices=[(b.value, b) for b in Better],
            required=True,
        ),
    ]

    def save(values: dict[str, Any]) -> None:
        if metric is None:
            screen.session.do(baseline.add_metric, **values)
        else:
            screen.session.do(baseline.edit_metric, metric=metric.id, **values)

    await screen.app.push_screen_wait(Form("Metric", fields, save))


class Phase1(Frame):
    """Document & baseline."""

    NAME = "phase1"
    PHASE = 1
    CSS_PATH = "phase1.tcss"
    OWN_COMMANDS = (Preview, OtherTab, Publish, *BASELINE_COMMANDS)
    AUTO_FOCUS = "#section-text"

    def compose_content(self) -> ComposeResult:
        """Two tabs: the page, the baseline."""
        with TabbedContent(initial="tab-page"):
            with TabPane("One-page document", id="tab-page"):
                yield PageEditor(self._save_section)
            with TabPane("Baseline", id="tab-baseline"):
                yield Static(
                    "How things stand without AI, and what is good enough at day 90. "
                    "Measure each metric, or waive it with a reason.",
                    classes="lead",
                    markup=False,
                )
                yield RecordTable(
                    "Metric", "Kind", "Without AI", "Target", "What is missing", id="metrics"
                )
                yield CommandBar(*BASELINE_COMMANDS)

    @property
    def editor(self) -> PageEditor:
        """The page's editor."""
        return self.query_one(PageEditor)

    @property
    def metric(self) -> Metric | None:
        """The metric under the cursor, while the baseline is open."""
        if self.query_one(TabbedContent).active != "tab-baseline":
            return None
        chosen = self.query_one("#metrics", RecordTable).record
        return next((m for m in self.project.metrics if m.id == chosen), None)

    def show(self, project: Project) -> None:
        """Show page and baseline."""
        self.editor.show(project, locked=bool(self.why_locked()))
        rows = [(metric.id, _row(metric)) for metric in project.metrics]
        self.query_one("#metrics", RecordTable).show(rows)

    def show_place(self, place: Place) -> None:
        """Go to a section of the page, or to a metric."""
        if place.field in SECTION_BY_KEY:
            self.remove_class("-preview")
            self.query_one(TabbedContent).active = "tab-page"
            self.editor.go_to(place.field)
        elif place.field == "metrics":
            self.open_baseline()
            if place.row:
                self.query_one("#metrics", RecordTable).choose(place.row)

    def open_baseline(self) -> None:
        """Open the baseline's tab."""
        self.query_one(TabbedContent).active = "tab-baseline"
        self.query_one("#metrics", RecordTable).focus()

    def flush(self) -> bool:
        """Save what is being typed."""
        return self.editor.flush()

    def _save_section(self, section: str, text: str) -> None:
        self.session.do(page.edit_section, section=section, text=text)

    def action_section(self, by: int) -> None:
        """Open the section above or below."""
        self.editor.step(by)

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        """Enter on a metric: its figures."""
        event.stop()
        self.run_command(SetBaseline)


def _row(metric: Metric) -> tuple[str, ...]:
    if metric.waiver:
        return (metric.name, metric.kind.label, "waived", "", metric.waiver.reason)
    base, target = metric.baseline, metric.target
    missing = "not measured yet"
    if base is not None:
        missing = "how was it measured?" if not base.how.strip() else target_problem(metric)
    goal = shown(target.value if target else None, metric.unit)
    return (
        metric.name,
        metric.kind.label,
        shown(base.value if base else None, metric.unit),
        f"no worse than {goal}" if target and target.no_worse else goal,
        missing or "✓",
    )
