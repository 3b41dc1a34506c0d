"""Phase 3: the integration map, its manual steps ranked, and what becomes of each."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pilotage.method.gate_integrations import ranked
from pilotage.method.requirement import Place
from pilotage.model.integrations import WORKING_TIMES, Step, StepDecision, System
from pilotage.model.project import Project
from pilotage.tui.literal import literal
from pilotage.tui.screens.parted import OtherPart, PartedFrame
from pilotage.tui.screens.phase3_decisions import Integrate, Keep, MarkLive, SignKeeping, Verify
from pilotage.tui.screens.phase3_steps import (
    FRICTION,
    INCONSISTENCY,
    AddStep,
    DeleteStep,
    EditStep,
)
from pilotage.tui.screens.phase3_systems import (
    AddSystem,
    DeleteSystem,
    EditSystem,
    MarkDestination,
    MarkSource,
)
from pilotage.tui.values import shown
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.flow_map import LEGEND, VERBS, flow, hours
from pilotage.tui.widgets.parts import Part
from pilotage.tui.widgets.table import RecordTable, RowText

STEP_COMMANDS = (AddStep, EditStep, DeleteStep)
DECISION_COMMANDS = (Integrate, Keep, SignKeeping, MarkLive, Verify)
SYSTEM_COMMANDS = (AddSystem, EditSystem, DeleteSystem, MarkSource, MarkDestination)
RANKING = "Ranked by the worse of friction (F) and inconsistency (I), their sum, hours."


class Phase3(PartedFrame):
    """Integrations."""

    NAME = "phase3"
    PHASE = 3
    CSS_PATH = ["../widgets/parts.tcss", "phase3.tcss"]
    OWN_COMMANDS = (OtherPart, *STEP_COMMANDS, *DECISION_COMMANDS, *SYSTEM_COMMANDS)
    AUTO_FOCUS = "#steps"

    _begun = False
    """Whether it was shown before: later, people go to the part they want themselves."""

    def compose_content(self) -> ComposeResult:
        """Steps, systems and the picture."""
        system = RowText(self._say_system, "system-detail")
        yield self.made_of(
            Part(
                "steps",
                "Steps",
                Static(RANKING, id="ranking", markup=False),
                Static("", id="steps-empty", classes="empty", markup=False),
                RecordTable(
                    "#",
                    "Step",
                    "State",
                    "F·I",
                    "h/month",
                    "Kind",
                    "From → to",
                    id="steps",
                    main="Step",
                ),
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
            ),
            Part(
                "map",
                "Map",
                VerticalScroll(Static("", id="flow", markup=False), id="flow-scroll"),
                Static(LEGEND, id="flow-legend", markup=False),
            ),
        )

    # -- showing ----------------------------------------------------------------------------

    def show(self, project: Project) -> None:
        """Show steps, systems and the picture; an empty map begins with its systems."""
        if not self._begun and not project.systems:
            self.call_after_refresh(self.parts.open, "systems")
        self._begun = True
        rank = {step.id: n for n, step in enumerate(ranked(project), start=1)}
        automatic = [step for step in project.steps if not step.is_manual]
        steps = [
            (step.id, _step_row(project, step, rank.get(step.id)))
            for step in (*ranked(project), *automatic)
        ]
        self.query_one("#steps", RecordTable).show(steps)
        systems = [(system.id, _system_row(project, system)) for system in project.systems]
        self.query_one("#systems", RecordTable).show(systems)
        self.query_one("#flow", Static).update(flow(project))
        self._show_notes(project)
        self._show_detail()
        self.parts.retitle("steps", f"Steps {len(steps)}")
        self.parts.retitle("systems", f"Systems {len(systems)}")

    def _show_notes(self, project: Project) -> None:
        first = (
            "No system yet. Add where the input comes from, the AI tool, and where the output "
            "goes (a); then mark source (s) and destination (t)."
        )
        self._note("#systems-empty", "" if project.systems else first)
        none = "No step yet. Add each way the work gets from one system to the next (a)."
        if not project.systems:
            none = "No step yet. Begin with the systems (F9)."
        self._note("#steps-empty", "" if project.steps else none)

    def _note(self, selector: str, text: str | Content) -> None:
        note = self.query_one(selector, Static)
        note.update(literal(text) if isinstance(text, str) else text)
        note.display = bool(text)

    def _show_detail(self) -> None:
        step = self.step_chosen
        self._note("#step-detail", step_text(self.project, step) if step else "")

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


def state_of(project: Project, step: Step) -> str:
    """How far a step is, in a word or two."""
    if not step.is_manual:
        return "automatic"
    if step.decision is StepDecision.KEEP:
        signed = step.keep_signed and step.keep_signed_by == project.second_owner
        return "✓ kept, signed" if signed else "kept"
    if step.decision is StepDecision.INTEGRATE:
        return "✓ verified" if step.is_integrated else "live" if step.live else "to integrate"
    return "undecided" if step.is_described else "not described"


def step_text(project: Project, step: Step) -> Content:
    """A step in words: title, way, where its hours and its rank come from, what was decided."""
    names = {system.id: system.name for system in project.systems}
    parts: list[str | Content | tuple[str, str]] = [
        (step.title, "bold"),
        f"  {names.get(step.source, '?')} → {names.get(step.destination, '?')}\n",
    ]
    muted = "$foreground 65%"
    if step.is_manual:
        if step.times is not None and step.minutes is not None:
            parts.append((f"{_formula(step)}\n", muted))
        friction = FRICTION[step.friction - 1] if step.friction else "–"
        inconsistency = INCONSISTENCY[step.inconsistency - 1] if step.inconsistency else "–"
        parts.append((f"friction {friction} | inconsistency {inconsistency}\n", muted))
    parts.append(_decision(project, step))
    return Content.assemble(*parts)


def _formula(step: Step) -> str:
    a_month = WORKING_TIMES[step.per]
    times = f" × {a_month:f} {step.per.value}s" if a_month != 1 else ""
    return (
        f"{shown(step.times)} times a {step.per.value}{times} × {shown(step.minutes)} min ÷ 60 "
        f"= {step.hours_a_month:f} h a month"
    )


def _decision(project: Project, step: Step) -> str:
    state = state_of(project, step)
    if step.decision is StepDecision.KEEP:
        return f"{state}: {step.keep_reason}"
    if step.decision is StepDecision.INTEGRATE:
        tool = f" with {step.tool}" if step.tool else ""
        seen = step.verification
        proof = (
            f", seen by {seen.by}" + (f": {seen.evidence}" if seen.evidence else "") if seen else ""
        )
        return f"{state}{tool}{proof}"
    return state


def _step_row(project: Project, step: Step, rank: int | None) -> tuple[str, ...]:
    names = {system.id: system.name for system in project.systems}
    way = f"{names.get(step.source, '?')} → {names.get(step.destination, '?')}"
    return (
        str(rank) if rank else "–",
        step.title,
        state_of(project, step),
        f"{step.friction or '–'}·{step.inconsistency or '–'}" if step.is_manual else "",
        hours(step).removesuffix(" h") if step.is_manual else "",
        VERBS[step.kind],
        way,
    )


def _system_row(project: Project, system: System) -> tuple[str, ...]:
    source = "● source" if system.id == project.source_system else ""
    goal = "◎ destination" if system.id == project.destination_system else ""
    return (
        " ".join(filter(None, (source, goal))),
        system.name,
        system.kind.label,
        system.note,
    )
