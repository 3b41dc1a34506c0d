"""Starting a project: its people, its first metrics, and what is refused."""

from __future__ import annotations

import pytest

from pilotage.actions.start import new_project
from pilotage.errors import Invalid, Refused
from pilotage.model.project import Policy
from tests.way import START

UID = "0" * 32


def test_a_new_project_has_its_people_and_four_metrics() -> None:
    project = new_project(
        uid=UID, title="  Leads ", builder="Ada", decision_maker="Noor", start=START
    )
    assert (project.title, [p.name for p in project.people]) == ("Leads", ["Ada", "Noor"])
    assert (project.builder, project.second_owner, project.decision_maker) == (1, None, 2)
    assert [m.kind for m in project.metrics] == ["time", "cost", "error_rate", "volume"]
    assert project.next_id == 7
    assert project.policy == Policy()


def test_one_person_may_be_second_owner_and_decision_maker() -> None:
    project = new_project(
        uid=UID, title="T", builder="Ada", second_owner="Dana", decision_maker=" DANA ", start=START
    )
    assert project.second_owner == project.decision_maker == 2
    assert len(project.people) == 2


@pytest.mark.parametrize("role", ["second_owner", "decision_maker"])
def test_the_builder_of_a_new_project_has_no_other_role(role: str) -> None:
    with pytest.raises(Refused, match="can't be the builder"):
        new_project(uid=UID, title="T", builder="Ada", start=START, **{role: " ADA"})


@pytest.mark.parametrize(
    ("field", "value"), [("title", ""), ("builder", "x" * 81), ("uid", "short"), ("start", None)]
)
def test_a_new_project_names_the_bad_field(field: str, value: object) -> None:
    with pytest.raises(Invalid) as refused:
        new_project(**{"uid": UID, "title": "T", "builder": "A", "start": START, field: value})
    assert refused.value.field == {"builder": "name"}.get(field, field)
