"""People and roles, the workflow's title and start, and the policy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pilotage.actions.action import Stamp, action, find, refuse_unless, swap, without
from pilotage.errors import Refused
from pilotage.model.people import Person
from pilotage.model.phrase import Phrase
from pilotage.model.project import Policy, PolicyChange, Project
from pilotage.model.record import make
from pilotage.model.text import one_line

ROLES = {"second_owner": "second owner", "decision_maker": "decision-maker"}


@action()
def rename_workflow(project: Project, stamp: Stamp, /, *, title: str) -> Project:
    """Change the workflow's title."""
    return _with(project, title=title)


@action()
def set_note(project: Project, stamp: Stamp, /, *, note: str) -> Project:
    """Write the project's note, such as where its figures come from."""
    return _with(project, note=note)


@action()
def set_start(project: Project, stamp: Stamp, /, *, start: date) -> Project:
    """Move day 1; refused once a gate was passed, since the windows count from it."""
    refuse_unless(
        not project.passages, "Day 1 can't be moved after a gate was passed.", "It is on record."
    )
    return _with(project, start=start)


@action()
def add_person(project: Project, stamp: Stamp, /, *, name: str, contact: str = "") -> Project:
    """Add somebody; two people of one name are refused."""
    person = make(Person, id=project.next_id, name=name, contact=contact)
    _refuse_known(project, person)
    return project.having(people=(*project.people, person), next_id=person.id + 1)


@action()
def edit_person(
    project: Project, stamp: Stamp, /, *, person: int, name: str, contact: str = ""
) -> Project:
    """Correct a name or a contact; the name of who has a signing phrase only they themselves.

    What was signed with the phrase would else stand under another name.
    """
    old = find(project.people, person, "person")
    new = old.with_(name=name, contact=contact)
    refuse_unless(
        new.name == old.name or old.phrase is None or stamp.actor == person,
        f"{old.name} has a signing phrase; only {old.name} can change that name.",
        f"Let {old.name} take the keyboard: change who drives.",
    )
    _refuse_known(project, new)
    return project.having(people=swap(project.people, new))


@action()
def set_phrase(project: Project, stamp: Stamp, /, *, phrase: Phrase | None) -> Project:
    """Set, change or (with None) take away one's own signing phrase, given as its hash.

    Nobody can do this for somebody else. Who has a phrase already must have given it: that is
    for the session to see to.
    """
    old = find(project.people, stamp.actor, "person")
    refuse_unless(
        phrase is not None or old.phrase is not None, f"{old.name} has no signing phrase."
    )
    return project.having(people=swap(project.people, old.with_(phrase=phrase)))


@action()
def remove_person(project: Project, stamp: Stamp, /, *, person: int) -> Project:
    """Remove somebody without a role and without a trace in the evidence."""
    old = find(project.people, person, "person")
    role = project.role_of(person)
    refuse_unless(not role, f"{old.name} is the {role}.", "Give that role to somebody else first.")
    refuse_unless(
        person != stamp.actor, f"{old.name} is at the keyboard.", "Let somebody else drive first."
    )
    refuse_unless(
        not _has_traces(project, person),
        f"{old.name} has driven, checked, published or signed something, which stays on record.",
    )
    return project.having(people=without(project.people, person))


@action()
def assign_role(project: Project, stamp: Stamp, /, *, role: str, name: str) -> Project:
    """Name the second owner or the decision-maker; an unknown name is added to the people.

    Neither can be the builder. An empty name leaves the role open.
    """
    if role not in ROLES:
        raise Refused(f"There is no role “{role}”.", f"The roles are {', '.join(ROLES)}.")
    if not one_line(name):
        return project.having(**{role: None})
    person = project.named(one_line(name))
    if person is None:
        project = add_person(project, stamp, name=name)
        person = project.people[-1]
    refuse_unless(
        person.id != project.builder,
        f"The {ROLES[role]} can't be the builder.",
        "Name somebody who did not make the pilot.",
    )
    return project.having(**{role: person.id})


@action()
def change_policy(project: Project, stamp: Stamp, /, *, reason: str, **numbers: Any) -> Project:
    """Change the gates' numbers, with a reason that stays on record."""
    policy, changed = changed_policy(project.policy, numbers)
    if not changed:
        return project
    note = make(PolicyChange, what="; ".join(changed), reason=reason, by=stamp.actor, at=stamp.at)
    return project.having(policy=policy, policy_changes=(*project.policy_changes, note))


def changed_policy(before: Policy, numbers: Mapping[str, Any]) -> tuple[Policy, tuple[str, ...]]:
    """A policy with other numbers, and what is other about it: “production days: 10 → 12”."""
    policy = before.with_(**numbers)
    ends = policy.phase_ends
    refuse_unless(
        list(ends) == sorted(set(ends)),
        "Each phase must end later than the one before it.",
        "Write five rising day numbers, such as 14, 30, 60, 75, 90.",
    )
    old = before.model_dump()
    changed = {key: value for key, value in policy.model_dump().items() if value != old[key]}
    return policy, tuple(
        f"{key.replace('_', ' ')}: {old[key]} → {value}" for key, value in changed.items()
    )


def _with(project: Project, **fields: Any) -> Project:
    """The project with new values of its own, validated without looking at all its records."""
    valid = project.having(outputs=(), measurements=()).with_(**fields)
    return project.having(**{name: getattr(valid, name) for name in fields})


def _refuse_known(project: Project, person: Person) -> None:
    known = project.named(person.name)
    refuse_unless(
        known is None or known.id == person.id,
        f"There is already somebody called {person.name}.",
        "Add a surname or a department to tell them apart.",
    )


def _has_traces(project: Project, person: int) -> bool:
    owner = project.cadence.owner if project.cadence else None
    signed = (
        *(r.by for r in project.revisions),
        *(c.by for c in project.confirmations),
        *(d.by for d in project.dismissals),
        *(r.driver for r in project.runs),
        *(g.by for g in project.gaps),
        *(s.keep_signed_by for s in project.steps),
        *(m.by for m in project.measurements),
        *(m.waiver.by for m in project.metrics if m.waiver),
        *(d.by for d in project.diagnoses),
        *(d.by for d in project.decisions),
        *(r.by for r in project.reviews),
        *(p.by for p in project.passages),
        *(c.by for c in project.policy_changes),
        *(a.by for a in project.attachments),
        *(s.by for s in project.signatures),
        owner,
    )
    return person in signed or any(output.checked_by(person) for output in project.outputs)
