"""Whose turn it is."""

from __future__ import annotations

from pilotage.actions import gate, page, runs
from pilotage.method.turn import Turn, whose_turn
from tests.way import (
    BUILDER,
    SECOND_OWNER,
    Way,
    clean_run,
    decided,
    documented,
    handed_over,
    measured,
    written,
)


def test_the_builder_begins() -> None:
    assert whose_turn(Way().project) == Turn(
        BUILDER, "sees to what gate 1 (Document & baseline) still asks for"
    )
    assert whose_turn(written().project) == Turn(BUILDER, "passes gate 1 (Document & baseline)")


def test_the_turns_of_the_hand_over() -> None:
    way = documented()
    assert whose_turn(way.project) == Turn(SECOND_OWNER, "runs it with revision 1 of the page")
    way.as_(SECOND_OWNER).do(runs.start_run)
    run = way.last("runs")
    assert whose_turn(way.project) == Turn(SECOND_OWNER, "drives run #1")
    for text in ("Which inbox?", "Which region?"):
        way.do(runs.raise_gap, run=run, kind="question", text=text, section="trigger")
    way.do(runs.end_run, run=run, to_the_end=True, minutes="41")
    answers = "answers the 2 open gaps in the page and publishes it"
    assert whose_turn(way.project) == Turn(BUILDER, answers)
    way.as_(BUILDER).do(page.edit_section, section="trigger", text="A mail in “leads”.")
    way.do(page.publish_revision, answers=[gap.id for gap in way.project.gaps])
    assert whose_turn(way.project) == Turn(SECOND_OWNER, "runs it with revision 2 of the page")
    clean_run(way)
    assert whose_turn(way.project) == Turn(BUILDER, "passes gate 2 (Second owner)")
    way.do(page.edit_section, section="trigger", text="A mail in “leads-eu”.")
    way.do(page.publish_revision)
    assert whose_turn(way.project) == Turn(
        SECOND_OWNER, "reads what revision 3 changed and confirms it, or runs it again"
    )


def test_a_policy_may_ask_for_more_runs() -> None:
    way = documented()
    way.project = way.project.having(policy=way.project.policy.with_(second_owner_runs=3))
    clean_run(way)
    assert whose_turn(way.project) == Turn(SECOND_OWNER, "drives 2 more runs")


def test_without_a_second_owner_the_builder_sees_to_it() -> None:
    project = documented().project.having(second_owner=None)
    assert whose_turn(project).person == BUILDER


def test_after_the_hand_over() -> None:
    way = handed_over()
    assert "what gate 3 (Integrations)" in whose_turn(way.project).what
    way = decided(measured())
    assert whose_turn(way.project) == Turn(BUILDER, "passes gate 5 (Formal review)")
    way.do(gate.pass_gate, phase=5)
    assert way.project.cadence is not None
    assert whose_turn(way.project).person == way.project.cadence.owner
