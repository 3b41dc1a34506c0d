"""Phase 3: the integration map, its systems and steps, what is decided, and the proof of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from pilotage.actions import integrations
from pilotage.export.flow_words import summary
from pilotage.forms.field import Field
from pilotage.forms.integrations import rate_fields, step_fields, step_values, system_fields
from pilotage.method.gate_integrations import ranked
from pilotage.method.step_figures import FORMULAS
from pilotage.method.suggesting import suggest
from pilotage.model.integrations import Step, StepKind, System
from pilotage.plain import gate, steps
from pilotage.plain.desk import Desk
from pilotage.plain.dialogue import sentence
from pilotage.plain.filling import Answers, fill
from pilotage.plain.seat import Option

if TYPE_CHECKING:
    from pilotage.plain.project import Walk

WHY: Final = (
    "Whatever is copied, started or routed by hand keeps a pilot a pilot. First all of it is "
    "written down, then the worst is replaced."
)


def options(walk: Walk) -> list[Option]:
    """What can be done in phase 3."""
    desk = walk.desk
    project, found = desk.project, []
    ideas = suggest(project)
    if ideas.systems or ideas.steps:
        found.append(Option("Put on the map what the page tells of", lambda: _suggested(desk)))
    found.append(Option("Systems of the map", lambda: show(desk, "systems")))
    if project.systems:
        found.append(Option("Add a step", lambda: describe(desk, None)))
    if project.steps:
        found.append(Option("Steps: describe, decide, verify", lambda: show(desk, "steps")))
        found.append(Option("Read the map", lambda: _read(desk)))
        found.append(Option("Set what an hour of manual work costs", lambda: _rate(desk)))
    return [*found, gate.option(walk, 3)]


def show(desk: Desk, field: str, row: int | None = None) -> None:
    """The steps or the systems, or one of them."""
    if field == "steps":
        step = next((s for s in desk.project.steps if s.id == row), None)
        if step is None:
            none = "No step is on the map yet. Add one first."
            step = desk.pick("Which step?", _in_order(desk), partial(steps.said, desk), none)
        desk.menu(step.title, partial(steps.options, desk, step.id))
    else:
        desk.menu("Systems", lambda: _systems(desk), explain=(WHY,))


def _in_order(desk: Desk) -> list[Step]:
    by_itself = [step for step in desk.project.steps if not step.is_manual]
    return [*ranked(desk.project), *by_itself]


def _systems(desk: Desk) -> list[Option]:
    found = [Option("Add a system", lambda: _system(desk, None))]
    found += [
        Option(_system_said(desk, system), partial(_one_system, desk, system.id))
        for system in desk.project.systems
    ]
    return [*found, Option("Something the page names is no system", lambda: _no_system(desk))]


def _system_said(desk: Desk, system: System) -> str:
    ends = []
    if system.id == desk.project.source_system:
        ends.append("the input comes from it")
    if system.id == desk.project.destination_system:
        ends.append("the output goes to it")
    return ", ".join((system.name, system.kind.label, *ends))


def _one_system(desk: Desk, id_: int) -> None:
    def build() -> list[Option]:
        system = next((s for s in desk.project.systems if s.id == id_), None)
        if system is None:
            return []
        project = desk.project
        return [
            Option(
                "The input comes from here",
                lambda: desk.do(
                    integrations.set_ends, source=id_, destination=project.destination_system
                ),
            ),
            Option(
                "The output goes here",
                lambda: desk.do(
                    integrations.set_ends, source=project.source_system, destination=id_
                ),
            ),
            Option("Change name, kind or note", lambda: _system(desk, system)),
            Option("Delete it", lambda: _delete(desk, system)),
        ]

    name = next((s.name for s in desk.project.systems if s.id == id_), "System")
    desk.menu(name, build)


def _delete(desk: Desk, system: System) -> None:
    if desk.dialogue.confirm(f"Delete {system.name}? undo brings it back."):
        desk.do(integrations.remove_system, system=system.id)


def _system(desk: Desk, system: System | None) -> None:
    def save(values: Answers) -> None:
        if system is None:
            desk.do(integrations.add_system, **values)
        else:
            desk.do(integrations.edit_system, system=system.id, **values)

    row = system.id if system else "new"
    why = "Where data lives: an inbox, a CRM, a calendar, the AI tool itself."
    fill(desk, "System", system_fields(system), save, why=why, row=row, phase=3)


def _no_system(desk: Desk) -> None:
    fields = [
        Field("name", "What the page names", hint="As the gate says it.", required=True),
        Field("reason", "Why is it no system?", required=True),
    ]
    fill(
        desk,
        "Not a system",
        fields,
        lambda values: desk.do(integrations.not_a_system, **values),
        phase=3,
    )


def describe(desk: Desk, step: Step | None) -> None:
    """Ask for a step; one that is automatic already needs no figures."""

    def save(values: Answers) -> None:
        values = step_values(values)
        if step is None:
            desk.do(integrations.add_step, **values)
        else:
            desk.do(integrations.edit_step, step=step.id, **values)

    figures = ("times", "per", "minutes", "friction", "inconsistency")
    fill(
        desk,
        "Step",
        step_fields(desk.project, step),
        save,
        why=f"{FORMULAS[0][:1].upper()}{FORMULAS[0][1:]}.",
        row=step.id if step else "new",
        phase=3,
        asked=lambda field, values: (
            field.name not in figures or values["kind"] != StepKind.AUTOMATIC
        ),
    )


def _rate(desk: Desk) -> None:
    fill(
        desk,
        "What an hour of manual work costs",
        rate_fields(desk.project),
        lambda values: desk.do(integrations.set_rate, **values),
        why=f"{FORMULAS[1][:1].upper()}{FORMULAS[1][1:]}.",
        phase=3,
    )


def _suggested(desk: Desk) -> None:
    """What the page tells of, one after the other: on the map or not."""
    desk.refuse_read_only(3)
    ideas = suggest(desk.project)
    systems = []
    for system in ideas.systems:
        ends = " The input comes from it." * system.is_source
        ends += " The output goes to it." * system.is_destination
        desk.tell(f"The page says: {system.sentence}{ends}")
        if desk.dialogue.confirm(f"Is {system.name}, {system.kind.label}, a system of the map?"):
            systems.append(system.name)
    known = {*systems, *(system.name for system in desk.project.systems)}
    titles = []
    for step in ideas.steps:
        if {step.source, step.destination} <= known:
            desk.tell(f"The page says: {step.sentence}")
            way = f"from {step.source} to {step.destination}"
            if desk.dialogue.confirm(f"Step “{step.title}”, {step.kind.label}, {way}: on the map?"):
                titles.append(step.title)
    if systems or titles:
        desk.do(integrations.add_suggested, systems=systems, steps=titles)


def _read(desk: Desk) -> None:
    """The map, a sentence a step, the worst first."""
    desk.dialogue.gap()
    desk.tell(sentence(summary(desk.project)))
    for number, step in enumerate(_in_order(desk), 1):
        rank = f"{number}. " if step.is_manual else ""
        desk.tell(sentence(f"{rank}{steps.said(desk, step)}"))
