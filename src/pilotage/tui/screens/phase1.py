"""Phase 1: the one-page document and the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static, TabbedContent, TabPane, Tabs

from pilotage.actions import page
from pilotage.method.gates import Gate
from pilotage.method.requirement import Place
from pilotage.model.baseline import Metric
from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.project import Project
from pilotage.tui.command import Command, possible
from pilotage.tui.compare_commands import CompareRevisions
from pilotage.tui.links import linked
from pilotage.tui.literal import put
from pilotage.tui.screens.frame import Frame
from pilotage.tui.screens.phase1_advice import ShowAdvice
from pilotage.tui.screens.phase1_baseline import BASELINE_COMMANDS, SetBaseline
from pilotage.tui.screens.phase1_rows import metric_detail, metric_row
from pilotage.tui.screens.phase1_sections import SECTION_COMMANDS, OpenGuide
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.header import Header
from pilotage.tui.widgets.table import RecordTable

if TYPE_CHECKING:
    from pilotage.intake.fields import Kind
    from pilotage.tui.widgets.advice_line import AdviceLine
    from pilotage.tui.widgets.page_editor import PageEditor
    from pilotage.tui.widgets.page_meter import PageMeter
    from pilotage.tui.widgets.preview import PagePreview


BASELINE_NAMES = frozenset(command.name() for command in BASELINE_COMMANDS)


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
    label = "Baseline"
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
    label = "Publish"
    in_footer = False
    title = "Publish the page as a revision"
    help = "The second owner works from published revisions; passing gate 1 publishes the first."
    elsewhere = "This is a bundle: the page is changed and published in the builder's project."

    def why_not(self, screen: Phase1) -> str:
        """Something must have changed."""
        return "" if screen.project.has_draft else "The page is the current revision, unchanged."

    async def run(self, screen: Phase1) -> None:
        """Ask what changed, and for the gaps that it answers, in phase 2's own dialog."""
        from pilotage.tui.dialogs.publish import publish

        await publish(screen)


class Phase1(Frame):
    """Document & baseline."""

    NAME = "phase1"
    PHASE = 1
    CSS_PATH = "phase1.tcss"
    OWN_COMMANDS = (
        Preview,
        OtherTab,
        ShowAdvice,
        Publish,
        CompareRevisions,
        *SECTION_COMMANDS,
        *BASELINE_COMMANDS,
    )
    AUTO_FOCUS = "#section-text"

    _unmet: frozenset[str] = frozenset()
    """The sections of the page in which the gate still misses something."""

    def compose_content(self) -> ComposeResult:
        """Two tabs: the page, the baseline."""
        from pilotage.tui.widgets.page_editor import PageEditor

        with TabbedContent(initial="tab-page"):
            with TabPane("One-page document", id="tab-page"):
                yield PageEditor(self._save_section, OpenGuide, Publish)
            with TabPane("Baseline", id="tab-baseline"):
                yield Static(
                    "How things stand without AI, and what is good enough at day 90. "
                    "Measure each metric, or waive it with a reason.",
                    classes="lead",
                    markup=False,
                )
                yield RecordTable(
                    "Metric", "Without AI", "Target", "State", id="metrics", main="Metric"
                )
                yield Static("", id="metric-detail", markup=False)
                yield CommandBar(*BASELINE_COMMANDS)

    @property
    def imports(self) -> Kind:
        """What a CSV file is imported as here."""
        from pilotage.intake.fields import Kind

        return Kind.BASELINE

    @property
    def editor(self) -> PageEditor:
        """The page's editor."""
        from pilotage.tui.widgets.page_editor import PageEditor

        return self.query_one(PageEditor)

    @property
    def metric(self) -> Metric | None:
        """The metric under the cursor, while the baseline is open."""
        if not self.on_baseline:
            return None
        chosen = self.query_one("#metrics", RecordTable).record
        return next((m for m in self.project.metrics if m.id == chosen), None)

    def show(self, project: Project) -> None:
        """Show page and baseline."""
        locked = bool(self.why_locked())
        self.editor.show(project, locked=locked, unmet=self._unmet)
        answers = project.revision is not None and project.has_draft  # gate 1 publishes the first
        self.editor.offer(Publish, offered=answers and not locked)
        rows = [(metric.id, metric_row(metric)) for metric in project.metrics]
        self.query_one("#metrics", RecordTable).show(rows)
        self._show_detail()

    def _show_detail(self) -> None:
        chosen = self.query_one("#metrics", RecordTable).record
        metric = next((m for m in self.project.metrics if m.id == chosen), None)
        put(self.query_one("#metric-detail", Static), linked(metric_detail(metric)))

    def gate_known(self, gate: Gate) -> None:
        """Mark the sections in which the gate misses something."""
        places = (requirement.place for requirement in gate.missing)
        self._unmet = frozenset(each.field for each in places if each.screen == self.NAME)
        if self.filled:
            self.editor.mark(self._unmet)

    def on_page_editor_unsaved(self, message: PageEditor.Unsaved) -> None:
        """Say in the header how it stands with the text in the editor."""
        message.stop()
        header = self.query_one(Header)
        header.typed = message.state
        # what was typed is painted first, and not together with the top of the screen
        self.call_after_refresh(header.show, self.session)

    def on_page_meter_measured(self, message: PageMeter.Measured) -> None:
        """The gate knows more now."""
        message.stop()
        self.show_gate()

    def on_advice_line_wanted(self, message: AdviceLine.Wanted) -> None:
        """Show the advice that the line counts."""
        message.stop()
        self.run_command(ShowAdvice)

    def on_page_preview_wanted(self, message: PagePreview.Wanted) -> None:
        """Write the section that was clicked on the page."""
        message.stop()
        self.show_place(Place(self.NAME, message.section))

    def on_data_table_row_highlighted(self) -> None:
        """Say more of the metric under the cursor."""
        self._show_detail()

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
            if self.metric and self.metric.id == place.row and place.at:
                self._open_figures(place.at)

    def _open_figures(self, field: str) -> None:
        """Open the form of the metric under the cursor at a field, where it can be changed.

        Not while something is being done: a second click on the gate would open it twice.
        """
        asks = SetBaseline(field)
        busy = any(each.group == "command" and not each.is_finished for each in self.workers)
        if not busy and not possible(asks, self):
            self.start(asks)

    def open_baseline(self) -> None:
        """Open the baseline's tab."""
        self.query_one(TabbedContent).active = "tab-baseline"
        self.query_one("#metrics", RecordTable).focus()

    def flush(self) -> bool:
        """Save what is being typed."""
        return self.editor.flush()

    def _save_section(self, section: str, text: str) -> None:
        self.session.do(page.edit_section, section=section, text=text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the page is open, the keys of the baseline are letters of its text."""
        if action == "command" and parameters[0] in BASELINE_NAMES and not self.on_baseline:
            return False
        return super().check_action(action, parameters)

    @property
    def on_baseline(self) -> bool:
        """Whether the baseline is open, not the page."""
        tabs = self.query(TabbedContent)
        return bool(tabs) and tabs.first().active == "tab-baseline"

    def on_key(self, event: events.Key) -> None:
        """Who types on the tab of the page means to write in it."""
        letter = event.character or ""
        typed = event.is_printable and letter.isalpha() and isinstance(self.focused, Tabs)
        if typed and not self.on_baseline:
            event.stop()
            self.editor.type_on(letter)

    def action_section(self, by: int) -> None:
        """Open the section above or below."""
        self.editor.step(by)

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        """Enter on a metric: its figures."""
        event.stop()
        self.run_command(SetBaseline)
