"""What is due, and when next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pilotage.method.due import DueKind, due_items, next_due
from pilotage.method.facts import facts, needs_outputs, one_at_a_time, outline
from pilotage.method.standing import at_gate, overview
from pilotage.method.verdict import verdict
from pilotage.model.project import Project
from pilotage.model.review import (
    Choice,
    Diagnosis,
    MetricVerdict,
    Outcome,
    ReviewAction,
    ReviewRecord,
    Score,
    TrapKind,
)
from tests import way as ways
from tests.way import Way

STAGES = ("written", "documented", "handed_over", "integrated", "measured", "reviewed")


def stage(name: str) -> Project:
    way: Way = getattr(ways, name)()
    return way.project


def held(project: Project, due: date, **fields: object) -> ReviewRecord:
    return ReviewRecord(
        id=900, due=due, held=due, by=1, at=f"{due}T09:00:00Z", quality_holds=True,
        integrations_hold=True, outcome=Outcome.FINE, **fields,
    )  # fmt: skip


def diagnosis(due: date, id_: int = 800) -> Diagnosis:
    return Diagnosis(
        id=id_, metric=1, trap=TrapKind.NO_CRITERIA, finding="x" * 20, action="Mend it",
        owner="Dana", due=due, by=1, at="2026-05-20T09:00:00Z",
    )  # fmt: skip


def test_a_phase_is_late_the_day_after_its_last() -> None:
    project = stage("written")
    last = project.start + timedelta(days=13)
    assert due_items(project, last) == ()
    assert next_due(project, last) == last
    (late,) = due_items(project, last + timedelta(days=1))
    assert (late.kind, late.on) == (DueKind.LATE_PHASE, last)
    assert late.sentence(last + timedelta(days=1)).startswith(
        "phase 1, Document & baseline: 1 day overdue, since 15 March 2026"
    )


def test_reviews_are_due_then_missed_and_nothing_once_held_or_stopped() -> None:
    project = stage("reviewed")
    assert project.cadence is not None
    assert project.decision is not None
    first = project.cadence.first
    assert [each.kind for each in due_items(project, first)] == [DueKind.REVIEW]
    late = first + timedelta(days=8)
    assert [each.kind for each in due_items(project, late)] == [DueKind.MISSED_REVIEW]
    (later,) = due_items(project, first + timedelta(days=70))
    assert (later.what, later.on) == ("the recurring review (3 fell due)", first)
    done = project.having(reviews=(held(project, first),))
    assert due_items(done, late) == ()
    coming = next_due(done, late)
    assert coming is not None
    assert coming > late
    stop = project.having(decisions=(project.decision.with_(choice=Choice.STOP),))
    assert (due_items(stop, late), next_due(stop, late)) == ((), None)


def test_an_action_is_due_until_it_is_done() -> None:
    project = stage("reviewed")
    assert project.cadence is not None
    first = project.cadence.first
    on = first + timedelta(days=3)
    to_do = (
        ReviewAction(what="Add a rule", owner="Dana", due=on),
        ReviewAction(what="Done", due=on, done=on),
        ReviewAction(what="Some day"),
    )
    project = project.having(reviews=(held(project, first, to_do=to_do),))
    assert due_items(project, on - timedelta(days=1)) == ()
    assert [each.sentence(on) for each in due_items(project, on)] == [
        "“Add a rule”: due today (Dana)"
    ]


def test_a_diagnosis_is_due_until_a_review_or_a_newer_one() -> None:
    project = stage("reviewed")
    assert project.cadence is not None
    first = project.cadence.first
    on = first - timedelta(days=5)
    project = project.having(diagnoses=(diagnosis(on),))
    assert [each.what for each in due_items(project, on)] == ["“Mend it”"]
    newer = project.having(diagnoses=(diagnosis(on), diagnosis(on + timedelta(days=2), 801)))
    assert due_items(newer, on) == ()
    assert due_items(project.having(reviews=(held(project, first),)), first) == ()


@pytest.mark.parametrize("name", STAGES)
def test_the_outline_says_the_same_as_the_project(name: str) -> None:
    project = stage(name)
    found = facts(project)
    assert found.project.outputs == found.project.metrics == ()
    bare = project if needs_outputs(project) else project.having(outputs=())
    assert facts(bare) == found
    for days in (-3, 0, 20, 89, 120, 400):
        today = project.start + timedelta(days=days)
        assert at_gate(found.project, found.gate, today) == overview(project, today)
        assert due_items(found.project, today) == due_items(project, today)
        assert next_due(found.project, today) == next_due(project, today)


def test_one_workflow_at_a_time_counts_builders_not_copies() -> None:
    one = outline(stage("documented"))
    other = one.having(uid="1" * 32)
    shouting = other.having(people=(one.people[0].with_(name="ADA BUILDER"), *one.people[1:]))
    assert one_at_a_time([one, one]) == ""
    assert one_at_a_time([one, stage("reviewed").having(uid="2" * 32)]) == ""
    assert one_at_a_time([one, other.having(builder=one.second_owner)]) == ""
    said = "One workflow at a time gets further: Ada Builder has 2 in phases 1 to 4."
    assert one_at_a_time([one, other]) == one_at_a_time([one, shouting]) == said
    more = [one.having(uid=f"{n:032}", builder=one.second_owner) for n in range(3, 6)]
    dana = one.name_of(one.second_owner)
    assert f"{dana} has 3 in phases 1 to 4, Ada Builder 2." in one_at_a_time([one, other, *more])


def score(kind: MetricVerdict) -> Score:
    return Score(
        metric=1, name="x", unit="min", better="lower", baseline=1, target=1, actual=1,
        measurements=1, cases=1, verdict=kind,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ("", "not measured"),
        ("nn", "not measured"),
        ("tt", "on target"),
        ("tn", "too early to tell"),
        ("te", "too early to tell"),
        ("teo", "1 of 3 missed"),
        ("oon", "2 of 3 missed"),
    ],
)
def test_the_scorecard_in_a_word(kinds: str, said: str) -> None:
    of = {"n": "no_data", "t": "on_target", "e": "not_enough", "o": "off_target"}
    assert verdict([score(MetricVerdict(of[kind])) for kind in kinds]) == said
