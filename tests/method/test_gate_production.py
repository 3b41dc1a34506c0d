"""Gate 4: each requirement met and unmet."""

from __future__ import annotations

from datetime import timedelta

from pilotage.actions import people, production
from pilotage.method.gate_production import tally
from tests.method.asking import ask, unmet
from tests.way import BUILDER, SECOND_OWNER, START, integrated, produced, unmeasured


def test_nothing_was_produced_yet() -> None:
    way = integrated()
    assert unmet(way, 4) == [
        "4.days",
        "4.outputs",
        "4.checked",
        "4.second_owner",
        "4.measurements",
    ]
    assert ask(way, "4.days").missing == "0 of 10 days so far"
    assert ask(way, "4.outputs").missing == "0 of 30 outputs so far"
    assert ask(way, "4.checked").missing == "no output is recorded yet"


def test_enough_days_outputs_checks_and_measurements() -> None:
    assert unmet(produced(integrated()), 4) == []


def test_days_are_distinct_days() -> None:
    way = produced(integrated())
    day = START + timedelta(days=60)
    for output in way.project.outputs:
        way.do(production.edit_output, output=output.id, on=day)
    assert unmet(way, 4) == ["4.days"]
    assert ask(way, "4.days").missing == "1 of 10 days so far"


def test_the_policy_sets_the_numbers() -> None:
    way = produced(integrated())
    way.do(
        people.change_policy,
        reason="Volume is low.",
        production_outputs=1_000,
        production_days=11,
    )
    assert unmet(way, 4) == ["4.days", "4.outputs"]
    assert ask(way, "4.outputs").missing == "30 of 1,000 outputs so far"
    assert ask(way, "4.days").sentence == "Outputs were made on 11 distinct days"
    way.do(people.change_policy, reason="One it is.", production_outputs=1, production_days=1)
    assert ask(way, "4.outputs").sentence == "1 output was made"
    assert unmet(way, 4) == []


def test_an_unchecked_output_is_found() -> None:
    way = produced(integrated())
    way.do(production.record_output, reference="late one")
    late = way.last("outputs")
    assert unmet(way, 4) == ["4.checked", "4.second_owner"]
    assert ask(way, "4.checked").missing == "1 of 31 outputs not checked"
    assert ask(way, "4.checked").place.row == late
    assert ask(way, "4.second_owner").missing == "1 output still to be checked by Dana Osei"


def test_the_builders_own_check_is_not_enough() -> None:
    way = produced(integrated())
    way.do(production.record_output, reference="late one")
    late = way.last("outputs")
    way.as_(BUILDER).do(production.check_output, output=late, verdict="pass")
    assert unmet(way, 4) == ["4.second_owner"]
    assert ask(way, "4.second_owner").place.row == late
    way.as_(SECOND_OWNER).do(production.check_output, output=late, verdict="fail")
    assert unmet(way, 4) == []
    way.do(production.remove_check, output=late)
    assert unmet(way, 4) == ["4.second_owner"]


def test_every_baseline_metric_is_measured_again_waived_ones_are_not() -> None:
    way = produced(integrated())
    volume = way.project.measurements[-1].metric
    unmeasured(way, volume)
    again = ask(way, "4.measurements")
    assert again.missing == "no measurement yet of Outputs per week"
    assert again.place.row == volume


def test_the_second_owners_verdict_is_the_one_that_counts() -> None:
    way = produced(integrated())
    first, second, third = (output.id for output in way.project.outputs[:3])
    assert tally(way.project).failed == 0
    way.as_(BUILDER).do(production.check_output, output=first, verdict="fail")
    assert tally(way.project).failed == 0
    way.as_(SECOND_OWNER).do(production.check_outputs, outputs=[second, third], verdict="fail")
    counts = tally(way.project)
    assert (counts.failed, counts.outputs, counts.days) == (2, 30, 10)
    way.do(production.check_output, output=second, verdict="pass")
    assert tally(way.project).failed == 1
