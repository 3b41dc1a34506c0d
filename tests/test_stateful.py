"""Whatever is done in whatever order by whomever, the method holds and the project is savable."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pilotage.actions import gate, page, runs
from pilotage.errors import Refused
from pilotage.method.gates import current_phase, gates, stale
from pilotage.model.project import CADENCE, PHASES, Project
from pilotage.store.changes import apply
from pilotage.store.codec import COLLECTIONS, decode, encode, encode_changes
from tests.actions.all_actions import actions, phase_of
from tests.actions.stages import answered, with_gap
from tests.arguments import ARGUMENTS
from tests.way import (
    BUILDER,
    DECISION_MAKER,
    SECOND_OWNER,
    Way,
    clean_run,
    decided,
    documented,
    handed_over,
    integrated,
    mapped,
    measured,
    produced,
    reviewed,
    written,
)

STAGES: dict[str, Callable[[], Way]] = {
    "new": Way,
    "written": written,
    "documented": documented,
    "run": lambda: clean_run(documented()),
    "asked": with_gap,
    "answered": answered,
    "handed over": handed_over,
    "mapped": lambda: mapped(handed_over()),
    "integrated": integrated,
    "produced": lambda: produced(integrated()),
    "measured": measured,
    "missed": lambda: measured(missed=True),
    "decided": lambda: decided(measured()),
    "reviewed": reviewed,
    "due": lambda: reviewed().on_day(120),
}
ACTIONS = actions()
NOBODY = 9_999


@lru_cache
def stage(name: str) -> Way:
    return STAGES[name]()


def passed(project: Project) -> set[int]:
    return {passage.phase for passage in project.passages if passage.reopened is None}


def test_every_action_is_tried() -> None:
    assert set(ARGUMENTS) == set(ACTIONS)


class Method(RuleBasedStateMachine):
    """A project in the hands of several people who do as they like."""

    way: Way
    tables: dict[str, Any]

    @initialize(name=st.sampled_from(sorted(STAGES)))
    def start(self, name: str) -> None:
        walked = stage(name)
        self.way = Way(walked.project)
        self.way.clock.day = walked.clock.day
        self.tables = encode(self.way.project)

    @rule(data=st.data())
    def work_on_the_phase(self, data: st.DataObject) -> None:
        here = current_phase(self.way.project)
        names = [name for name, action in ACTIONS.items() if phase_of(action) == here]
        self.attempt_any(data, data.draw(st.sampled_from(sorted(names) or ["add_person"])))

    @rule(data=st.data())
    def work_on_what_is_open(self, data: st.DataObject) -> None:
        here = current_phase(self.way.project)
        names = [name for name, action in ACTIONS.items() if phase_of(action) <= here]
        self.attempt_any(data, data.draw(st.sampled_from(sorted(names))))

    @rule(data=st.data(), name=st.sampled_from(sorted(ACTIONS)))
    def try_anything(self, data: st.DataObject, name: str) -> None:
        self.attempt_any(data, name)

    def attempt_any(self, data: st.DataObject, name: str) -> None:
        project = self.way.project
        args = ARGUMENTS[name](data.draw, project, self.way.clock.day)
        rightly = project.decision_maker if name == "record_decision" else project.second_owner
        actor = data.draw(
            st.sampled_from([rightly or BUILDER] * 4 + [BUILDER, DECISION_MAKER, NOBODY])
        )
        self.attempt(actor, ACTIONS[name], **args)

    @rule(here=st.booleans(), phase=st.sampled_from(PHASES))
    def pass_a_gate(self, here: bool, phase: int) -> None:
        phase = current_phase(self.way.project) if here else phase
        self.attempt(BUILDER, gate.pass_gate, phase=phase)

    @rule(
        text=st.sampled_from(["A form arrives.", "A mail arrives.", "The CRM calls."]),
        then=st.sampled_from(["nothing", "confirm", "run again"]),
    )
    def publish(self, text: str, then: str) -> None:
        self.attempt(BUILDER, page.edit_section, section="trigger", text=text)
        open_ = tuple(gap.id for gap in self.way.project.gaps if gap.is_open)
        self.attempt(BUILDER, page.publish_revision, answers=open_)
        owner = self.way.project.second_owner or SECOND_OWNER
        if then == "confirm":
            self.attempt(owner, page.confirm_revision)
        if then == "run again":
            self.attempt(owner, runs.start_run)
            for run in self.way.project.runs:
                if run.ended is None:
                    self.attempt(owner, runs.end_run, run=run.id, to_the_end=True)
        self.attempt(BUILDER, gate.pass_gate, phase=2)

    @rule(days=st.integers(0, 40))
    def days_pass(self, days: int) -> None:
        self.way.clock.day += timedelta(days=days)

    def attempt(self, actor: int, action: Callable[..., Project], /, **args: Any) -> None:
        """Try an action: it is done rightly, or refused without a trace."""
        before = self.way.project
        try:
            self.way.as_(actor).do(action, **args)
        except Refused:
            assert self.way.project is before
            assert encode(before) == self.tables
            return
        after = self.way.project
        self.compare(before, after)
        apply(self.tables, encode_changes(before, after))
        assert self.tables == encode(after)

    @staticmethod
    def compare(before: Project, after: Project) -> None:
        """What was on record stays on record; a gate is passed only behind the ones before it."""
        assert after.next_id >= before.next_id
        assert after.revisions[: len(before.revisions)] == before.revisions
        assert after.decisions[: len(before.decisions)] == before.decisions
        assert after.policy_changes[: len(before.policy_changes)] == before.policy_changes
        for old, new in zip(before.passages, after.passages, strict=False):
            assert (old.phase, old.by, old.at) == (new.phase, new.by, new.at)
            assert old.reopened is None or old.reopened == new.reopened
        fresh = after.passages[len(before.passages) :]
        assert len(fresh) <= 1
        for passage in fresh:
            assert passage.phase == current_phase(before)
            assert set(range(1, passage.phase)) <= passed(before)
            assert passage.phase not in passed(before)

    @invariant()
    def gates_follow_each_other(self) -> None:
        project = self.way.project
        current = current_phase(project)
        assert set(range(1, current)) <= passed(project)
        assert current == CADENCE or current not in passed(project)
        assert [g.standing for g in gates(project)].count("passed") == current - 1

    @invariant()
    def what_is_passed_still_holds(self) -> None:
        assert stale(self.way.project) == ()

    @invariant()
    def the_builder_has_no_other_role(self) -> None:
        project = self.way.project
        assert project.builder not in (project.second_owner, project.decision_maker)
        known = {person.id for person in project.people}
        assert {project.builder, project.second_owner, project.decision_maker} <= {*known, None}
        assert all(run.driver != project.builder for run in project.runs)
        assert all(decision.by != project.builder for decision in project.decisions)

    @invariant()
    def ids_are_given_once(self) -> None:
        project = self.way.project
        ids = [person.id for person in project.people]
        for collection in COLLECTIONS.values():
            ids += [record.id for record in getattr(project, collection.field)]
        assert len(ids) == len(set(ids))
        assert max(ids) < project.next_id

    @invariant()
    def it_is_saved_and_loaded_equal(self) -> None:
        assert decode(json.loads(json.dumps(self.tables))) == self.way.project


TestMethod = Method.TestCase
TestMethod.settings = settings(
    max_examples=50,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
