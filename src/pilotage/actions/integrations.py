"""The integration map: systems, steps, decisions and their proof."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pilotage.actions.action import (
    Stamp,
    action,
    find,
    refuse_other_fields,
    refuse_unless,
    swap,
    without,
)
from pilotage.model.advice import Dismissal
from pilotage.model.integrations import Rate, Step, StepDecision, System, SystemKind, Verification
from pilotage.model.project import Project
from pilotage.model.record import make
from pilotage.model.text import one_line

STEP_FIELDS = (
    "title",
    "kind",
    "source",
    "destination",
    "times",
    "per",
    "minutes",
    "friction",
    "inconsistency",
)


@action(3)
def add_system(
    project: Project,
    stamp: Stamp,
    /,
    *,
    name: str,
    kind: SystemKind | str = SystemKind.OTHER,
    note: str = "",
) -> Project:
    """Put a system on the map."""
    system = make(System, id=project.next_id, name=name, kind=kind, note=note)
    _refuse_same_name(project, system)
    return project.having(systems=(*project.systems, system), next_id=system.id + 1)


@action(3)
def edit_system(project: Project, stamp: Stamp, /, *, system: int, **fields: Any) -> Project:
    """Change a system's name, kind or note."""
    refuse_other_fields(fields, "name", "kind", "note")
    new = find(project.systems, system, "system").with_(**fields)
    _refuse_same_name(project, new)
    return project.having(systems=swap(project.systems, new))


@action(3)
def remove_system(project: Project, stamp: Stamp, /, *, system: int) -> Project:
    """Take a system off the map; refused while a step leads from or to it."""
    old = find(project.systems, system, "system")
    used = [step for step in project.steps if system in (step.source, step.destination)]
    refuse_unless(
        not used,
        f"“{used[0].title if used else ''}” leads from or to {old.name}.",
        "Delete or change that step first.",
    )
    ends = {
        end: None
        for end in ("source_system", "destination_system")
        if getattr(project, end) == system
    }
    return project.having(systems=without(project.systems, system), **ends)


@action(3)
def set_ends(
    project: Project, stamp: Stamp, /, *, source: int | None, destination: int | None
) -> Project:
    """Mark the system that the input comes from and the one that the output goes to."""
    for end in (source, destination):
        if end is not None:
            find(project.systems, end, "system")
    return project.having(source_system=source, destination_system=destination)


@action(3)
def set_rate(
    project: Project, stamp: Stamp, /, *, hourly: Decimal | str | None, currency: str = ""
) -> Project:
    """Set what an hour of manual work costs, so that hours show as money; empty: not at all."""
    if hourly is None or not str(hourly).strip():
        return project.having(rate=None)
    return project.having(rate=make(Rate, hourly=hourly, currency=currency))


@action(3)
def add_step(project: Project, stamp: Stamp, /, **fields: Any) -> Project:
    """Put a step on the map: title, kind, source, destination, how often, how long, ratings."""
    refuse_other_fields(fields, *STEP_FIELDS)
    step = make(Step, id=project.next_id, **fields)
    _refuse_unknown_ends(project, step)
    return project.having(steps=(*project.steps, step), next_id=step.id + 1)


@action(3)
def edit_step(project: Project, stamp: Stamp, /, *, step: int, **fields: Any) -> Project:
    """Change a step's description; what was decided about it stays."""
    refuse_other_fields(fields, *STEP_FIELDS)
    new = find(project.steps, step, "step").with_(**fields)
    _refuse_unknown_ends(project, new)
    return project.having(steps=swap(project.steps, new))


@action(3)
def remove_step(project: Project, stamp: Stamp, /, *, step: int) -> Project:
    """Take a step off the map."""
    find(project.steps, step, "step")
    return project.having(steps=without(project.steps, step))


@action(3)
def decide_integrate(project: Project, stamp: Stamp, /, *, step: int, tool: str = "") -> Project:
    """Decide that a manual step is to be integrated, with which tool."""
    old = _manual(project, step)
    new = old.with_(
        decision=StepDecision.INTEGRATE,
        tool=tool,
        keep_reason="",
        keep_signed=None,
        keep_signed_by=None,
    )
    return project.having(steps=swap(project.steps, new))


@action(3)
def decide_keep(project: Project, stamp: Stamp, /, *, step: int, reason: str) -> Project:
    """Decide that a manual step stays as it is, with a reason."""
    old = _manual(project, step)
    refuse_unless(
        len(reason.strip()) >= 3, "Keeping a manual step needs a reason.", "Say why it stays."
    )
    new = old.with_(
        decision=StepDecision.KEEP,
        keep_reason=reason,
        keep_signed=None,
        keep_signed_by=None,
        live=False,
        verification=None,
        tool="",
    )
    return project.having(steps=swap(project.steps, new))


@action(3)
def sign_keeping(project: Project, stamp: Stamp, /, *, step: int) -> Project:
    """The second owner signs the reason for keeping a manual step."""
    old = _manual(project, step)
    refuse_unless(
        stamp.actor == project.second_owner,
        "Only the second owner signs the reason for keeping a step.",
        f"Let {project.name_of(project.second_owner)} drive.",
    )
    refuse_unless(old.decision is StepDecision.KEEP, "Only a step that is kept needs a signature.")
    new = old.with_(keep_signed=stamp.at, keep_signed_by=stamp.actor)
    return project.having(steps=swap(project.steps, new))


@action(3)
def set_live(project: Project, stamp: Stamp, /, *, step: int, live: bool) -> Project:
    """Say whether an integration is in use; taking it out of use drops its verification."""
    old = _manual(project, step)
    refuse_unless(
        old.decision is StepDecision.INTEGRATE,
        "This step is not decided to be integrated.",
        "Decide that first.",
    )
    verification = old.verification if live else None
    return project.having(
        steps=swap(project.steps, old.with_(live=live, verification=verification))
    )


@action(3)
def verify_step(
    project: Project, stamp: Stamp, /, *, step: int, by: str, evidence: str = ""
) -> Project:
    """Write down who saw the live integration work, and the evidence as text or link."""
    old = _manual(project, step)
    refuse_unless(old.live, "This integration is not live yet.", "Mark it as live first.")
    verification = make(Verification, by=by, at=stamp.at, evidence=evidence)
    return project.having(steps=swap(project.steps, old.with_(verification=verification)))


@action(3)
def not_a_system(project: Project, stamp: Stamp, /, *, name: str, reason: str) -> Project:
    """Say why something that the page in force names is no system, wherever the page names it.

    It answers the advice on that name with the reason, as in phase 1, where it is brought back.
    """
    from pilotage.method.advice_systems import UNMAPPED, named_systems, page_in_force

    wanted = one_line(name).casefold()
    found = named_systems(project, page_in_force(project))
    meant = [each for each in found if one_line(each.words).casefold() == wanted]
    refuse_unless(
        bool(meant),
        f"The page does not name “{one_line(name)[:80]}”, or the map has it.",
        "See what gate 3 still demands.",
    )
    new = project
    for each in meant:
        dismissal = make(
            Dismissal,
            id=new.next_id,
            rule=UNMAPPED,
            section=each.section,
            words=each.words,
            reason=reason,
            by=stamp.actor,
            at=stamp.at,
        )
        new = new.having(dismissals=(*new.dismissals, dismissal), next_id=new.next_id + 1)
    return new


@action(3)
def add_suggested(
    project: Project,
    stamp: Stamp,
    /,
    *,
    systems: Sequence[str] = (),
    steps: Sequence[str] = (),
) -> Project:
    """Put on the map what the page tells of: suggested systems by name and steps by title.

    The ends that the page tells of are marked where they are not yet. A step whose systems are
    not all on the map is left out; what the page does not suggest, or the map has, is not added.
    """
    from pilotage.method.suggesting import suggest

    ideas = suggest(project)
    new = project
    for idea in ideas.systems:
        if idea.name in systems:
            system = make(System, id=new.next_id, name=idea.name, kind=idea.kind)
            _refuse_same_name(new, system)
            new = new.having(systems=(*new.systems, system), next_id=system.id + 1)
    ids = {system.name: system.id for system in new.systems}
    for hand_off in ideas.steps:
        ends = ids.get(hand_off.source), ids.get(hand_off.destination)
        if hand_off.title in steps and None not in ends:
            step = make(
                Step,
                id=new.next_id,
                title=hand_off.title,
                kind=hand_off.kind,
                source=ends[0],
                destination=ends[1],
            )
            new = new.having(steps=(*new.steps, step), next_id=step.id + 1)
    refuse_unless(new is not project, "Nothing of this is suggested by the page.")
    marked = {
        "source_system": new.source_system or ids.get(ideas.source),
        "destination_system": new.destination_system or ids.get(ideas.destination),
    }
    return new.having(**marked)


def _manual(project: Project, step: int) -> Step:
    found = find(project.steps, step, "step")
    refuse_unless(
        found.is_manual, f"“{found.title}” is already automatic; there is nothing to decide."
    )
    return found


def _refuse_same_name(project: Project, system: System) -> None:
    same = [s for s in project.systems if s.name.casefold() == system.name.casefold()]
    refuse_unless(all(s.id == system.id for s in same), f"{system.name} is already on the map.")


def _refuse_unknown_ends(project: Project, step: Step) -> None:
    for end in (step.source, step.destination):
        find(project.systems, end, "system")
