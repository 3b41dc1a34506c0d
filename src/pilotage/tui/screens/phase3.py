"""Phase 3: the integration map, its manual steps ranked, and what becomes of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from pilotage.method.gate_integrations import ranked
from pilotage.method.requirement import Place
from pilotage.method.step_figures import RANKING
from pilotage.model.integrations import Step, System
from pilotage.model.project import Project
from pilotage.tui.keymap import button_for, key_for
from pilotage.tui.links import linked
from pilotage.tui.screens.parted import OtherPart, PartedFrame
from pilotage.tui.screens.phase3_decisions import Integrate, Keep, MarkLive, SignKeeping, Verify
from pilotage.tui.screens.phase3_map import NextStep, StepBefore
from pilotage.tui.screens.phase3_page import NotASystem, Suggest
from pilotage.tui.screens.phase3_rows import columns, step_row, step_text, system_row
from pilotage.tui.screens.phase3_steps import AddStep, DeleteStep, EditStep, ImportSteps, SetRate
from pilotage.tui.screens.phase3_systems import (
    AddSystem,
    DeleteSystem,
    EditSystem,
    MarkDestination,
    MarkSource,
)
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.flow_map import LEGEND, FlowMap
from pilotage.tui.widgets.parts import Part
from pilotage.tui.widgets.table import RecordTable, RowText

if TYPE_CHECKING:
    from pilotage.intake.fields import Kind

STEP_COMMANDS = (AddStep, EditStep, DeleteStep, ImportSteps, SetRate)
DECISION_COMMANDS = (Integrate, Keep, SignKeeping, MarkLive, Verify)
SYSTEM_COMMANDS = (
    AddSystem,
    EditSystem,
    DeleteSystem,
    MarkSource,
    MarkDestination,
)
PAGE_COMMANDS = (Suggest, NotASystem)
MAP_COMMANDS = (NextStep, StepBefore)
WIDE = 100
"""With so many columns of room the table of steps has kind and ends as well."""
BESIDE = 42
"""The columns of the chosen step beside the table, on a large screen; as in `phase3.tcss`."""


class Phase3(PartedFrame):
    """Integrations."""

    NAME = "phase3"
    PHASE = 3
    CSS_PATH = ["../widgets/parts.tcss", "phase3.tcss"]
    OWN_COMMANDS = (
        OtherPart,
        *STEP_COMMANDS,
        *DECISION_COMMANDS,
        *SYSTEM_COMMANDS,
        *PAGE_COMMANDS,
        *MAP_COMMANDS,
    )
    AUTO_FOCUS = ".part.-shown RecordTable"

    _ranks: dict[int, int] = {}
    """Each manual step's rank, by its id."""

    def compose_content(self) -> ComposeResult:
        """Steps, systems and the picture."""
        start = "steps" if self.project.systems else "systems"  # an empty map begins with them
        system = RowText(self._say_system, "system-detail")
        yield self.made_of(
            Part(
                "steps",
                "Steps",
                Static(RANKING, id="ranking", markup=False),
                Static("", id="steps-empty", classes="empty", markup=False),
                RecordTable(*columns(self.project, wide=False), id="steps", main="Step"),
                Static("", id="step-detail", markup=False),
                CommandBar(*STEP_COMMANDS),
                CommandBar(*DECISION_COMMANDS),
            ),
            Part(
                "systems",
                "Systems",
                Static("", id="systems-empty", classes="empty", markup=False),
                RecordTable("Role", "Name", "Kind", "Note", id="systems", whole=system),
                system,
                CommandBar(*SYSTEM_COMMANDS),
                CommandBar(*PAGE_COMMANDS),
            ),
            Part(
                "map",
                "Map",
                FlowMap("flow-scroll"),
                Static("", id="flow-step", markup=False),
                Static(LEGEND, id="flow-legend", markup=False),
                CommandBar(*MAP_COMMANDS),
            ),
            start=start,
        )

    @property
    def imports(self) -> Kind:
        """What a CSV file is imported as here."""
        from pilotage.intake.fields import Kind

        return Kind.STEPS

    # -- showing ----------------------------------------------------------------------------

    def show(self, project: Project) -> None:
        """Show steps, systems and the picture."""
        self._show_steps(project)
        systems = [(system.id, system_row(project, system)) for system in project.systems]
        self.query_one("#systems", RecordTable).show(systems)
        self._show_notes(project)
        self._show_detail()
        self.parts.retitle("steps", f"Steps {len(project.steps)}")
        self.parts.retitle("systems", f"Systems {len(systems)}")

    def _show_steps(self, project: Project) -> None:
        table = self.query_one("#steps", RecordTable)
        width = self.parts.size.width
        if not width:  # not laid out yet
            self.call_after_refresh(self._show_columns)
        if self.has_class("-wide") and self.has_class("-high"):
            width -= BESIDE
        wide = width >= WIDE
        table.have(*columns(project, wide=wide))
        self._ranks = {step.id: n for n, step in enumerate(ranked(project), start=1)}
        automatic = [step for step in project.steps if not step.is_manual]
        table.show(
            [
                (step.id, step_row(project, step, self._ranks.get(step.id), wide=wide))
                for step in (*ranked(project), *automatic)
            ]
        )

    def on_resize(self) -> None:
        """The table of steps has more columns where there is room."""
        if self.filled:
            self.call_after_refresh(self._show_columns)

    def _show_columns(self) -> None:
        if self.parts.size.width:
            self._show_steps(self.project)

    def _show_notes(self, project: Project) -> None:
        first = (
            f"No system yet. {button_for('suggest')} puts on the map what the page tells of. Or "
            f"{button_for('add_system')} adds where the input comes from, the AI tool, and where "
            f"the output goes; then {button_for('mark_source')} and "
            f"{button_for('mark_destination')} mark the ends."
        )
        none = (
            f"No step yet. {button_for('add_step')} notes a way that the work takes from one "
            "system to the next."
        )
        if self.why_locked():
            first = "Here are the systems that the work goes through, from its source to its end."
            none = "Here is each step by which the work gets from one system to the next."
        elif not project.systems:
            none = f"No step yet. Begin with the part Systems ({key_for('other_part')})."
        self._note("#systems-empty", "" if project.systems else first)
        self._note("#steps-empty", "" if project.steps else none)

    def _note(self, selector: str, text: str | Content) -> None:
        note = self.query_one(selector, Static)
        note.update(linked(text))
        note.display = bool(text)

    def _show_detail(self) -> None:
        step = self.step_chosen
        rank = self._ranks.get(step.id) if step else None
        said = step_text(self.project, step, rank) if step else ""
        self._note("#step-detail", said)
        self._note("#flow-step", said.split()[0] if isinstance(said, Content) else "")
        self.query_one(FlowMap).show(self.project, step.id if step else None)

    def on_data_table_row_highlighted(self, event: RecordTable.RowHighlighted) -> None:
        """Show all of the step under the cursor, in words."""
        event.stop()
        if event.data_table.id == "steps":
            self._show_detail()

    def _say_system(self, record: int) -> str:
        system = next((system for system in self.project.systems if system.id == record), None)
        return f"{system.name}: {system.note or system.kind.label}" if system else ""

    # -- places and records -----------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Go to a step or to the systems, where source and destination are marked too."""
        part = "steps" if place.field == "steps" else "systems"
        self.parts.open(part)
        if place.row is not None:
            self.query_one(f"#{part}", RecordTable).choose(place.row)

    def choose_newest(self, table: str) -> None:
        """Put the cursor on the record that was just added."""
        self.show(self.project)  # so that the row is there to be chosen
        records = self.project.systems if table == "systems" else self.project.steps
        self.query_one(f"#{table}", RecordTable).choose(records[-1].id)

    @property
    def step_chosen(self) -> Step | None:
        """The step under the cursor."""
        chosen = self.chosen("steps")
        return next((step for step in self.project.steps if step.id == chosen), None)

    @property
    def system_chosen(self) -> System | None:
        """The system under the cursor."""
        chosen = self.chosen("systems")
        return next((system for system in self.project.systems if system.id == chosen), None)

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        """Enter or a click on a row: edit it."""
        event.stop()
        self.run_command(EditStep if event.table.id == "steps" else EditSystem)
