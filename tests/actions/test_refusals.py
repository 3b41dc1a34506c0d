"""Every refusal of every action: the reason is said in the user's words, nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from pilotage.actions import integrations, page, people, recurring, review, runs
from pilotage.actions.action import Stamp
from pilotage.errors import Refused
from pilotage.model.project import Project
from tests.actions import (
    refusals_of_imports,
    refusals_of_the_evidence,
    refusals_of_the_handover,
    refusals_of_the_production,
)
from tests.actions.all_actions import actions, phase_of
from tests.actions.stages import STAGES, VERDICT, answered, at, of, on_the_map
from tests.way import DECISION_MAKER, SECOND_OWNER, START, Way, documented, measured, reviewed

CASES = (
    *refusals_of_the_handover.CASES,
    *refusals_of_the_production.CASES,
    *refusals_of_the_evidence.CASES,
    *refusals_of_imports.CASES,
)


@pytest.mark.parametrize(
    ("make", "actor", "action", "args", "said"),
    CASES,
    ids=[f"{i}-{case[2].__name__}" for i, case in enumerate(CASES)],
)
def test_refused_with_a_reason_and_nothing_changed(
    make: Callable[[], Way],
    actor: int,
    action: Callable[..., Project],
    args: dict[str, Any],
    said: str,
) -> None:
    way = at(make, actor)
    before = way.project
    given = {key: value(before) if callable(value) else value for key, value in args.items()}
    with pytest.raises(Refused) as refused:
        way.do(action, **given)
    assert said in str(refused.value)
    assert way.project is before
    assert not refused.value.message.endswith(" ")


def test_every_action_is_refused_somewhere_or_has_nothing_to_refuse() -> None:
    refusing = {case[2].__name__ for case in CASES}
    nothing_to_refuse = {"clear_cadence"}
    assert set(actions()) - refusing == nothing_to_refuse


@pytest.mark.parametrize("name", sorted(actions()))
def test_nobody_outside_the_project_acts(name: str) -> None:
    way = at(reviewed)
    with pytest.raises(Refused, match="Nobody of this project is at the keyboard"):
        actions()[name](way.project, Stamp(99, way.clock.now(), way.clock.today()))


@pytest.mark.parametrize("name", sorted(actions()))
def test_a_locked_phase_refuses_whatever_is_asked(name: str) -> None:
    action = actions()[name]
    phase = phase_of(action)
    for passed, make in enumerate(STAGES):
        if passed + 1 < phase:
            way = at(make, actor=SECOND_OWNER)
            with pytest.raises(Refused, match="is locked: gate") as refused:
                action(way.project, Stamp(way.actor, way.clock.now(), way.clock.today()))
            assert f"gate {passed + 1}" in refused.value.message


def test_the_review_waits_for_its_day_and_for_every_figure() -> None:
    way = at(measured, DECISION_MAKER)
    said = {"choice": "expand_scope", "reason": "On target."}
    early = Stamp(DECISION_MAKER, way.clock.now(), START + timedelta(days=74))
    with pytest.raises(Refused, match=r"can be signed from 16 May 2026 \(day 76\)"):
        review.record_decision(way.project, early, **said)
    with pytest.raises(Refused, match="Nobody is named as decision-maker"):
        review.record_decision(way.project.having(decision_maker=None), early, **said)
    bare = Way(way.project.having(measurements=()), way.clock, DECISION_MAKER)
    with pytest.raises(Refused, match="Not every metric is judged yet: Working time per output"):
        bare.do(review.record_decision, **said)


def test_a_review_that_finds_something_says_what_is_done() -> None:
    way = at(reviewed, SECOND_OWNER)
    due = way.project.cadence.first  # type: ignore[union-attr]
    way.clock.day = due
    with pytest.raises(Refused, match="needs actions"):
        way.do(recurring.record_review, due=due, **VERDICT | {"outcome": "adjust"})
    with pytest.raises(Refused, match="can't be “fine”"):
        way.do(recurring.record_review, due=due, **VERDICT | {"quality_holds": False})
    way.do(recurring.record_review, due=due, **VERDICT)
    with pytest.raises(Refused, match="No review is due for 15 June 2026"):
        way.do(recurring.record_review, due=due, **VERDICT)


def test_a_person_with_a_trace_stays() -> None:
    way = at(measured)
    way.do(people.assign_role, role="second_owner", name="Ravi Menon")
    with pytest.raises(Refused, match="Dana Osei has driven, checked"):
        way.do(people.remove_person, person=SECOND_OWNER)


def test_the_one_at_the_keyboard_stays() -> None:
    way = at(Way)
    way.do(people.add_person, name="Ravi Menon")
    way.as_(way.last("people"))
    with pytest.raises(Refused, match="is at the keyboard"):
        way.do(people.remove_person, person=way.actor)


def test_without_a_second_owner_nobody_runs_or_confirms_it() -> None:
    way = at(documented)
    way.do(people.assign_role, role="second_owner", name="")
    for action in (runs.start_run, page.confirm_revision):
        with pytest.raises(Refused, match="Nobody is named as second owner"):
            way.do(action)


def test_a_publication_must_hold_what_gate_1_demands() -> None:
    way = at(documented)
    way.do(page.edit_section, section="disqualifiers", text="")
    with pytest.raises(Refused, match="no disqualifier is written"):
        way.do(page.publish_revision)


def test_a_closed_gap_is_not_answered_twice() -> None:
    way = at(answered)
    way.do(page.edit_section, section="trigger", text="Yet another.")
    with pytest.raises(Refused, match="“Which one\\?” is already closed"):
        way.do(page.publish_revision, answers=(way.last("gaps"),))
    with pytest.raises(Refused, match="no gap with the number 99"):
        way.do(page.publish_revision, answers=(99,))


def test_nothing_is_signed_twice() -> None:
    way = at(documented, SECOND_OWNER)
    way.do(page.confirm_revision)
    with pytest.raises(Refused, match="already confirmed"):
        way.do(page.confirm_revision)


def test_an_automatic_step_has_nothing_to_decide() -> None:
    way = at(on_the_map)
    step = of("steps")(way.project)
    way.do(integrations.edit_step, step=step, kind="automatic")
    for action, args in (
        (integrations.decide_integrate, {}),
        (integrations.decide_keep, {"reason": "So it is."}),
        (integrations.set_live, {"live": True}),
    ):
        with pytest.raises(Refused, match="already automatic"):
            way.do(action, step=step, **args)


def test_a_day_that_is_no_day() -> None:
    with pytest.raises(Refused, match="at most 2199-12-31"):
        at(Way).do(people.set_start, start=date(9999, 12, 31))
