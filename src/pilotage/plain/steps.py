"""One step of the map: what is decided about it, who signed or verified it."""

from __future__ import annotations

from pilotage.actions import integrations
from pilotage.forms.integrations import keep_field, tool_field, verify_fields
from pilotage.forms.steps import decision_said, rated
from pilotage.method.gate_integrations import is_keeping_signed
from pilotage.method.step_figures import hours_formula
from pilotage.model.integrations import FRICTION, INCONSISTENCY, Step, StepDecision
from pilotage.plain.desk import Desk
from pilotage.plain.dialogue import sentence
from pilotage.plain.filling import fill
from pilotage.plain.seat import Option


def said(desk: Desk, step: Step) -> str:
    """A step in a sentence: what, how, from where to where, how bad, what was decided."""
    names = {system.id: system.name for system in desk.project.systems}
    way = f"from {names.get(step.source, '?')} to {names.get(step.destination, '?')}"
    parts = [step.title, step.kind.label, way]
    if step.is_manual:
        if step.is_described:
            parts.append(f"{step.hours_a_month:f} hours a month")
        parts.append(decision_said(desk.project, step).replace("✓ ", ""))
    return ", ".join(parts)


def options(desk: Desk, id_: int) -> list[Option]:
    """What can be done with a step."""
    from pilotage.plain.phase3 import describe

    step = next((each for each in desk.project.steps if each.id == id_), None)
    if step is None:
        return []
    found = [Option("Describe it: how often, how long, how bad", lambda: describe(desk, step))]
    if step.is_manual:
        decisions = [
            Option("Decide to integrate it", lambda: _integrate(desk, step)),
            Option("Decide to keep it by hand", lambda: _keep(desk, step)),
        ]
        found = [*found, *decisions] if not step.is_described else [*decisions, *found]
        found = [*_next(desk, step), *found]
    found.append(Option("Hear all of it", lambda: _tell(desk, step)))
    return [*found, Option("Delete it", lambda: _delete(desk, step))]


def _next(desk: Desk, step: Step) -> list[Option]:
    """What its decision asks for next."""
    if step.decision is StepDecision.KEEP and not is_keeping_signed(desk.project, step):
        label = "Sign the reason for keeping it, as second owner"
        return [Option(label, lambda: _sign(desk, step))]
    if step.decision is not StepDecision.INTEGRATE:
        return []
    if not step.live:
        return [Option("Mark it as live: it is in use", lambda: _live(desk, step, live=True))]
    return [
        Option("Write down who saw it work", lambda: _verify(desk, step)),
        Option("Take it out of use", lambda: _live(desk, step, live=False)),
    ]


def _tell(desk: Desk, step: Step) -> None:
    desk.tell(sentence(said(desk, step)))
    if step.is_manual:
        desk.tell(*filter(None, (hours_formula(step),)))
        desk.tell(rated("friction", step.friction, FRICTION).capitalize() + ".")
        desk.tell(rated("inconsistency", step.inconsistency, INCONSISTENCY).capitalize() + ".")


def _integrate(desk: Desk, step: Step) -> None:
    fill(
        desk,
        "Integrate the step",
        [tool_field(step)],
        lambda values: desk.do(integrations.decide_integrate, step=step.id, **values),
        why="Then build it, mark it as live, and have somebody see it work.",
        row=step.id,
        phase=3,
    )


def _keep(desk: Desk, step: Step) -> None:
    live = " It is live now; keeping it drops that and its verification." * step.live
    fill(
        desk,
        "Keep the step by hand",
        [keep_field(step)],
        lambda values: desk.do(
            integrations.decide_keep, step=step.id, reason=values["keep_reason"]
        ),
        why=f"For the worst step the second owner signs the reason.{live}",
        row=step.id,
        phase=3,
    )


def _sign(desk: Desk, step: Step) -> None:
    desk.refuse_read_only(3)
    owner = desk.project.second_owner
    with desk.as_person(owner, f"They sign for keeping “{step.title}” by hand."):
        desk.tell(f"The reason: {step.keep_reason}")
        if desk.dialogue.confirm(f"{desk.project.name_of(owner)}: sign it?"):
            desk.do(integrations.sign_keeping, step=step.id)


def _live(desk: Desk, step: Step, *, live: bool) -> None:
    if not live and step.verification is not None:
        desk.tell(f"The verification by {step.verification.by} is dropped with it.")
        if not desk.dialogue.confirm(f"Take “{step.title}” out of use?"):
            return
    desk.do(integrations.set_live, step=step.id, live=live)


def _verify(desk: Desk, step: Step) -> None:
    fill(
        desk,
        "Verify the integration",
        verify_fields(desk.project, step),
        lambda values: desk.do(integrations.verify_step, step=step.id, **values),
        why="Where the page still tells people to do this by hand, change it after this.",
        row=step.id,
        phase=3,
    )


def _delete(desk: Desk, step: Step) -> None:
    if desk.dialogue.confirm(f"Delete “{step.title}”? undo brings it back."):
        desk.do(integrations.remove_step, step=step.id)
