"""The traps' status and a workflow's status follow from the gates; nobody ticks them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pilotage.actions import page, people, recurring, review, runs
from pilotage.method.gates import requirements
from pilotage.method.standing import Health, overview
from pilotage.method.traps import BY_KIND, TRAPS, TrapStatus, trap_statuses
from pilotage.model.project import PHASES
from pilotage.model.review import TrapKind
from tests.way import (
    DECISION_MAKER,
    SECOND_OWNER,
    Way,
    decided,
    documented,
    handed_over,
    integrated,
    mapped,
    measured,
    reviewed,
    written,
)

STATUSES = [
    (Way, "closing open open open open"),
    (written, "closing closing closing open open"),
    (documented, "closing closed closed open open"),
    (handed_over, "closed closed closed open open"),
    (lambda: mapped(handed_over()), "closed closed closed closing open"),
    (integrated, "closed closed closed closed open"),
    (lambda: decided(measured()), "closed closed closed closed closing"),
    (reviewed, "closed closed closed closed closed"),
]


@pytest.mark.parametrize(("stage", "expected"), STATUSES)
def test_traps_close_with_their_gates(stage: object, expected: str) -> None:
    statuses = trap_statuses(stage().project)  # type: ignore[operator]
    assert " ".join(statuses[trap.kind] for trap in TRAPS) == expected


def test_every_trap_has_its_own_remedy_and_real_requirements() -> None:
    known = {r.id for phase in PHASES for r in requirements(Way().project, phase)}
    assert set(BY_KIND) == set(TrapKind)
    assert all(set(trap.closed_by) <= known for trap in TRAPS)
    assert len({trap.remedy for trap in TRAPS}) == len(TRAPS)


def test_a_trap_opens_again_with_its_gate() -> None:
    way = reviewed().as_(SECOND_OWNER)
    way.do(runs.raise_gap, run=way.last("runs"), kind="question", text="Which?", section="trigger")
    statuses = trap_statuses(way.project)
    assert statuses[TrapKind.SINGLE_OWNER] is TrapStatus.CLOSING
    assert statuses[TrapKind.NO_DOCUMENT] is TrapStatus.CLOSED


def test_a_new_project_is_on_the_way() -> None:
    way = Way()
    here = overview(way.project, way.clock.day)
    assert (here.day, here.phase, here.health, here.why) == (1, 1, Health.ON_THE_WAY, "")
    assert here.next_step.startswith("11 sections still empty: Purpose, ")
    assert here.next_step.endswith(" Wanted: Every section of the page is written")


def test_late_shows_and_blocks_nothing() -> None:
    way = written().on_day(15)
    here = overview(way.project, way.clock.day)
    assert (here.health, here.why) == (Health.LATE, "phase 1 is 1 day past its window")
    assert here.gate.can_pass
    assert here.next_step == "Pass gate 1: Document & baseline"
    assert overview(way.project, way.on_day(16).clock.day).why.startswith("phase 1 is 2 days")


def test_early_is_fine() -> None:
    way = documented().on_day(3)
    assert overview(way.project, way.clock.day).health is Health.ON_THE_WAY


def test_a_reopened_gate_says_so() -> None:
    way = integrated()
    way.do(page.edit_section, section="trigger", text="Another.")
    way.do(page.publish_revision)
    here = overview(way.project, way.clock.day)
    assert (here.phase, here.health) == (2, Health.LATE)
    way.as_(SECOND_OWNER).do(page.confirm_revision)
    assert "gate 2" in overview(way.project, way.clock.day).next_step
    assert "again" in overview(way.project, way.clock.day).next_step


def test_in_production_until_a_review_is_missed() -> None:
    way = reviewed()
    first = way.project.cadence.first  # type: ignore[union-attr]
    here = overview(way.project, way.clock.day)
    assert (here.phase, here.health, here.due) == (6, Health.IN_PRODUCTION, ())
    assert here.next_step == "Next review on 15 June 2026"
    due = overview(way.project, first)
    assert (due.health, due.due) == (Health.IN_PRODUCTION, (first,))
    assert due.next_step == "Hold the review due on 15 June 2026"
    missed = overview(way.project, first + timedelta(days=8))
    assert (missed.health, missed.why) == (
        Health.AT_RISK,
        "the review of 15 June 2026 was not held",
    )
    way.clock.day = first + timedelta(days=9)
    way.do(
        recurring.record_review,
        due=first,
        quality_holds=True,
        integrations_hold=True,
        outcome="fine",
    )
    assert overview(way.project, way.clock.day).health is Health.IN_PRODUCTION


def test_a_stopped_workflow_is_stopped() -> None:
    way = reviewed().as_(DECISION_MAKER)
    way.do(review.record_decision, choice="stop", reason="The market is gone.")
    here = overview(way.project, way.clock.day + timedelta(days=400))
    assert here.health is Health.STOPPED


def test_a_title_or_note_changes_no_standing() -> None:
    way = reviewed()
    before = overview(way.project, way.clock.day)
    way.do(people.rename_workflow, title="Leads")
    way.do(people.set_note, note="Figures are generated.")
    assert overview(way.project, way.clock.day) == before
