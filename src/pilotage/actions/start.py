"""Starting a project."""

from __future__ import annotations

from datetime import date

from pilotage.errors import Refused
from pilotage.model.baseline import Better, Metric, MetricKind
from pilotage.model.people import Person
from pilotage.model.playbook import Playbook
from pilotage.model.project import Policy, Project
from pilotage.model.record import make
from pilotage.model.text import one_line

FIRST_METRICS = (
    ("Working time per output", MetricKind.TIME, "minutes", Better.LOWER),
    ("Cost per output", MetricKind.COST, "EUR", Better.LOWER),
    ("Outputs with an error", MetricKind.ERROR_RATE, "%", Better.LOWER),
    ("Outputs per week", MetricKind.VOLUME, "outputs", Better.HIGHER),
)
"""The four metrics that the method asks for, ready to be measured, renamed or waived."""


def new_project(
    *,
    uid: str,
    title: str,
    builder: str,
    start: date,
    second_owner: str = "",
    decision_maker: str = "",
    policy: Policy | None = None,
    playbook: Playbook | None = None,
) -> Project:
    """A new project on its first day; `uid` is 32 random hexadecimal digits.

    Raises `Invalid` for a value out of limits and `Refused` when the builder is also named as
    second owner or decision-maker.
    """
    people = [make(Person, id=1, name=builder)]
    for role, name in (("second owner", second_owner), ("decision-maker", decision_maker)):
        if not name.strip():
            continue
        person = make(Person, id=len(people) + 1, name=name)
        if person.name.casefold() == people[0].name.casefold():
            raise Refused(
                f"The {role} can't be the builder.",
                "Name somebody else, or leave it empty for now.",
            )
        if all(person.name.casefold() != known.name.casefold() for known in people):
            people.append(person)
    ids = {person.name.casefold(): person.id for person in people}
    first = len(people) + 1
    metrics = tuple(
        make(Metric, id=first + i, name=name, kind=kind, unit=unit, better=better)
        for i, (name, kind, unit, better) in enumerate(FIRST_METRICS)
    )
    return make(
        Project,
        uid=uid,
        title=title,
        start=start,
        people=tuple(people),
        builder=1,
        second_owner=_role(ids, second_owner),
        decision_maker=_role(ids, decision_maker),
        policy=policy or Policy(),
        playbook=playbook,
        metrics=metrics,
        next_id=first + len(metrics),
    )


def _role(ids: dict[str, int], name: str) -> int | None:
    return ids.get(one_line(name).casefold())
