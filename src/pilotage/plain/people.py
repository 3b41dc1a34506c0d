"""People, roles, the workflow itself, the gates' numbers, signing phrases."""

from __future__ import annotations

import secrets
from functools import partial

from pilotage.actions import people
from pilotage.errors import Refused
from pilotage.forms.people import person_fields, policy_fields, policy_values, workflow_fields
from pilotage.forms.values import moment
from pilotage.method.turn import with_role
from pilotage.model.people import Person
from pilotage.model.phrase import SHORTEST, Phrase
from pilotage.model.text import one_line
from pilotage.plain.desk import Desk
from pilotage.plain.dialogue import spoken
from pilotage.plain.filling import Answers, fill
from pilotage.plain.seat import Option

ROLE_WHY = {
    "second_owner": "Who runs the workflow when the builder is away; not the builder.",
    "decision_maker": "Who decides on the 90-day figures; not the builder.",
}


def show(desk: Desk, field: str = "") -> None:
    """The people and roles, or one thing about them."""
    if field in people.ROLES:
        assign(desk, field)
    elif field == "edit_workflow":
        _workflow(desk)
    else:
        desk.menu("People and roles", lambda: options(desk))


def options(desk: Desk) -> list[Option]:
    """What can be done."""
    project = desk.project
    second, decides = project.second_owner, project.decision_maker
    found = [
        Option(f"Second owner: {project.name_of(second)}", lambda: assign(desk, "second_owner")),
        Option(
            f"Decision-maker: {project.name_of(decides)}", lambda: assign(desk, "decision_maker")
        ),
        Option("Who is at the keyboard", lambda: keyboard(desk)),
        Option("Add a person", lambda: _add(desk)),
    ]
    found += [
        Option(
            f"{with_role(project, p.id)}{f', {p.contact}' if p.contact else ''}",
            partial(_one, desk, p.id),
        )
        for p in project.people
    ]
    found += [
        Option("The workflow: title, day 1, note", lambda: _workflow(desk)),
        Option("The gates' numbers", lambda: _policy(desk)),
        Option("A signing phrase of your own", lambda: _phrase(desk)),
    ]
    if project.policy_changes:
        found.append(Option("How the gates' numbers were changed", lambda: _changes(desk)))
    return found


def keyboard(desk: Desk) -> None:
    """Somebody else takes the keyboard."""
    others = [p for p in desk.project.people if p.id != desk.session.actor]
    none = "There is nobody else in this project."
    person = desk.pick("Who takes it?", others, lambda p: with_role(desk.project, p.id), none)
    desk.drive(person.id)


def assign(desk: Desk, role: str) -> None:
    """Choose who has a role: one of the people but the builder, somebody new, or nobody."""
    desk.refuse_read_only()
    project, label = desk.project, people.ROLES[role]
    others = [p for p in project.people if p.id != project.builder]
    labels = [with_role(project, p.id) for p in others] + ["Somebody new"]
    if getattr(project, role):
        labels.append("Nobody for now")
    desk.tell(ROLE_WHY[role])
    chosen = len(others)
    if others:
        chosen = desk.dialogue.choose(f"Who is the {label}?", labels, (ROLE_WHY[role],))
    if chosen < len(others):
        desk.do(people.assign_role, role=role, name=others[chosen].name)
    elif chosen > len(others):
        desk.do(people.assign_role, role=role, name="")
    else:
        fill(desk, f"The {label}", person_fields(), partial(_assign_new, desk, role), row=role)


def _assign_new(desk: Desk, role: str, values: Answers) -> None:
    name = one_line(values["name"])
    if desk.project.named(name) is None:
        desk.do(people.add_person, **values)
    desk.do(people.assign_role, role=role, name=name)


def _add(desk: Desk) -> None:
    fill(desk, "Person", person_fields(), lambda values: desk.do(people.add_person, **values))


def _one(desk: Desk, id_: int) -> None:
    person = _of(desk, id_)
    if desk.dialogue.choose(f"{person.name}.", ["Correct name or contact", "Delete"]) == 0:
        fill(
            desk,
            person.name,
            person_fields(person.name, person.contact),
            lambda values: desk.do(people.edit_person, person=id_, **values),
            row=id_,
        )
    elif desk.dialogue.confirm(f"Delete {person.name}?"):
        desk.do(people.remove_person, person=id_)


def _of(desk: Desk, id_: int) -> Person:
    person = desk.project.person(id_)
    if person is None:
        raise Refused("This person is no longer in the project.")
    return person


def _workflow(desk: Desk) -> None:
    def save(values: Answers) -> None:
        if "start" in values and values["start"] != desk.project.start:
            desk.do(people.set_start, start=values["start"])
        if values["title"] != desk.project.title:
            desk.do(people.rename_workflow, title=values["title"])
        if values["note"] != desk.project.note:
            desk.do(people.set_note, note=values["note"])

    why = "Day 1 can't be moved once a gate was passed: the windows count from it."
    fill(desk, "The workflow", workflow_fields(desk.project), save, why=why)


def _policy(desk: Desk) -> None:
    fill(
        desk,
        "The gates' numbers",
        policy_fields(desk.project),
        lambda values: desk.do(people.change_policy, **policy_values(values)),
        why="How many runs, days and outputs the gates ask for. A change needs a reason.",
        row=len(desk.project.policy_changes),
    )


def _changes(desk: Desk) -> None:
    for change in reversed(desk.project.policy_changes):
        who = desk.project.name_of(change.by)
        desk.tell(f"{moment(change.at)}, {who}: {spoken(change.what)}. Because: {change.reason}")


def _phrase(desk: Desk) -> None:
    desk.refuse_read_only()
    desk.prove(desk.session.actor)
    person = _of(desk, desk.session.actor)
    desk.tell(
        f"From then on nothing is done in the name of {person.name} without it. At least "
        f"{SHORTEST} characters. Nobody can look it up or reset it."
    )
    if person.phrase is not None:
        desk.tell("Left empty, the present one is taken away.")
    first = desk.dialogue.secret("The phrase:")
    if first != desk.dialogue.secret("The same again:"):
        raise Refused("The two are not the same.", "Try again.")
    if not first and person.phrase is None:
        return
    phrase = Phrase.of(first, secrets.token_bytes(16)) if first else None
    desk.do(people.set_phrase, phrase=phrase)
    if phrase is not None:
        desk.session.prove(first)
