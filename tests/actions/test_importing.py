"""What imports do: all rows or none, nothing twice, and no check in somebody else's name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pilotage.actions import gate, importing
from pilotage.actions.import_rows import CHUNK, BadRows
from pilotage.actions.wording import describe
from pilotage.model.project import Project
from tests.actions.stages import at, in_production, on_the_map
from tests.way import BUILDER, SECOND_OWNER, START, Way, documented, integrated, written

DAY = START + timedelta(days=60)


def output(number: int, **more: Any) -> dict[str, Any]:
    return {"reference": f"lead-{number}", "on": DAY, "verdict": "pass"} | more


def said(way: Way, action: Any, /, **args: Any) -> str:
    """Do it, and what the journal says of it."""
    before = way.project
    way.do(action, **args)
    return describe(action.__name__, args, before, way.project)


def test_outputs_come_with_the_checks_of_who_is_at_the_keyboard() -> None:
    way = at(integrated, SECOND_OWNER)
    rows = [
        output(1, made_by="routing", link="https://x", checked_by="dana osei"),
        output(2, verdict="fail", failed="Region is wrong", note="Twice"),
        output(3, verdict=""),
    ]
    sentence = said(way, importing.import_outputs, rows=rows, source="tickets.csv")
    assert sentence == "imported 3 outputs with checks from tickets.csv"
    first, second, third = way.project.outputs
    assert (first.reference, first.on, first.made_by, first.link) == (
        "lead-1",
        DAY,
        "routing",
        "https://x",
    )
    assert [(c.by, c.verdict, c.failed, c.note) for c in second.checks] == [
        (SECOND_OWNER, "fail", "Region is wrong", "Twice")
    ]
    assert third.checks == ()
    assert [each.id for each in way.project.outputs] == list(range(first.id, way.project.next_id))


def test_importing_again_does_nothing_and_more_rows_add_only_themselves() -> None:
    way = at(integrated, SECOND_OWNER)
    way.do(importing.import_outputs, rows=[output(1), output(2)])
    before = way.project
    assert way.do(importing.import_outputs, rows=[output(1), output(2)]) is before
    assert way.do(importing.import_outputs, rows=[{"reference": "lead-1"}]) is before
    sentence = said(way, importing.import_outputs, rows=[output(1), output(3)], source="x.csv")
    assert sentence == "imported 1 output with checks from x.csv"
    assert [each.reference for each in way.project.outputs] == ["lead-1", "lead-2", "lead-3"]
    assert way.project.outputs[0] is before.outputs[0]


def test_a_second_person_adds_their_check_without_an_update() -> None:
    way = at(integrated, BUILDER)
    way.do(importing.import_outputs, rows=[output(1), output(2)])
    way.as_(SECOND_OWNER)
    sentence = said(way, importing.import_outputs, rows=[output(1, verdict="fail"), output(2)])
    assert sentence == "brought 2 outputs up to date"
    assert [(c.by, c.verdict) for c in way.project.outputs[0].checks] == [
        (BUILDER, "pass"),
        (SECOND_OWNER, "fail"),
    ]


def test_checks_of_others_can_be_left_out() -> None:
    way = at(integrated, SECOND_OWNER)
    rows = [output(1, checked_by="Ada Builder"), output(2, checked_by="Dana Osei")]
    way.do(importing.import_outputs, rows=rows, own_checks=True)
    assert [len(each.checks) for each in way.project.outputs] == [0, 1]


def test_what_differs_is_named_and_taken_with_an_update() -> None:
    way = at(integrated, SECOND_OWNER)
    way.do(importing.import_outputs, rows=[output(1), output(2)])
    rows = [output(1, verdict="fail"), output(2, made_by="routing"), output(3)]
    with pytest.raises(BadRows) as refused:
        way.do(importing.import_outputs, rows=rows)
    assert [(each.row, each.conflict, each.field) for each in refused.value.rows] == [
        (0, True, "verdict"),
        (1, True, "made_by"),
    ]
    sentence = said(way, importing.import_outputs, rows=rows, update=True, source="x.csv")
    assert sentence == "imported 1 output with checks and brought 2 up to date from x.csv"
    first, second, _ = way.project.outputs
    assert [check.verdict for check in first.checks] == ["fail"]
    assert (second.made_by, second.checks[0].verdict) == ("routing", "pass")


def test_every_bad_row_of_thousands_is_named_and_nothing_is_changed() -> None:
    way = at(integrated, SECOND_OWNER)
    rows = [output(i) for i in range(3 * CHUNK)]
    bad = {7: "x" * 301, CHUNK: "y" * 400, 3 * CHUNK - 1: "z" * 500}
    for place, text in bad.items():
        rows[place] = output(place, made_by=text)
    before = way.project
    with pytest.raises(BadRows) as refused:
        way.do(importing.import_outputs, rows=rows)
    assert {each.row: each.message for each in refused.value.rows} == {
        place: f"Made by: {len(text)} characters are too many; the limit is 300."
        for place, text in bad.items()
    }
    assert way.project is before


def test_measurements_are_added_as_often_as_they_are_there_more() -> None:
    way = at(integrated)
    row = {"metric": "working TIME per output", "on": DAY, "value": "5.5"}
    other = row | {"value": "6", "sample_size": "30", "note": "May"}
    sentence = said(way, importing.import_measurements, rows=[row, row, other], source="m.csv")
    assert sentence == "imported 3 measurements of Working time per output from m.csv"
    assert [(m.sample_size, m.by, m.note) for m in way.project.measurements] == [
        (1, BUILDER, ""),
        (1, BUILDER, ""),
        (30, BUILDER, "May"),
    ]
    before = way.project
    assert way.do(importing.import_measurements, rows=[row, other, row]) is before
    way.do(importing.import_measurements, rows=[row, row, row])
    assert len(way.project.measurements) == 4
    assert way.project.measurements[-1].id == before.next_id


def test_steps_bring_the_systems_that_are_not_on_the_map() -> None:
    way = at(on_the_map)
    row = {
        "title": "Copy the list",
        "kind": "copy",
        "source": "crm",
        "destination": "Sheet",
        "times": "3",
        "per": "week",
        "minutes": "10",
        "friction": "4",
    }
    sentence = said(way, importing.import_steps, rows=[row], source="steps.csv")
    assert sentence == "imported 1 step and 1 system from steps.csv"
    new, sheet = way.project.steps[-1], way.project.systems[-1]
    assert (sheet.name, sheet.kind) == ("Sheet", "other")
    assert (new.destination, new.times, new.friction, new.inconsistency) == (sheet.id, 3, 4, None)
    before = way.project
    assert way.do(importing.import_steps, rows=[row]) is before
    sentence = said(way, importing.import_steps, rows=[row | {"friction": "5"}], update=True)
    assert sentence == "brought 1 step up to date"
    assert way.project.steps[-1].friction == 5


def test_a_baseline_completes_the_metrics_that_are_there_and_adds_others() -> None:
    way = at(Way)
    rows = [
        {
            "metric": "working time per output",
            "value": "14",
            "sample_size": "40",
            "period": "May",
            "how": "timed",
            "target": "6",
        },
        {
            "metric": "Satisfaction",
            "kind": "custom",
            "unit": "of 5",
            "better": "higher",
            "value": "3.9",
            "sample_size": "20",
            "no_worse": "yes",
        },
    ]
    sentence = said(way, importing.import_baseline, rows=rows, source="b.csv")
    assert sentence == "imported 1 metric and brought 1 up to date from b.csv"
    time, last = way.project.metrics[0], way.project.metrics[-1]
    assert time.baseline is not None
    assert (time.baseline.how, str(time.target.value)) == ("timed", "6")  # type: ignore[union-attr]
    assert (last.name, last.target.no_worse, str(last.target.value)) == (  # type: ignore[union-attr]
        "Satisfaction",
        True,
        "3.9",
    )
    before = way.project
    assert way.do(importing.import_baseline, rows=rows) is before


@pytest.mark.parametrize(
    ("name", "which"),
    [("working-time per OUTPUT!", 0), ("Time", 0), ("error rate", 2), ("Error_Rate", 2)],
)
def test_a_baseline_fills_the_metric_that_it_means(name: str, which: int) -> None:
    way = Way()
    rows = [{"metric": name, "unit": "h", "value": "2", "sample_size": 50, "how": "timed"}]
    way.do(importing.import_baseline, rows=rows)
    assert len(way.project.metrics) == 4
    metric = way.project.metrics[which]
    assert (metric.unit, str(metric.baseline.value if metric.baseline else "")) == ("h", "2")


def test_a_baseline_that_means_a_metric_twice_is_refused() -> None:
    way = Way()
    rows = [{"metric": "Time", "value": 5, "sample_size": 9}]
    way.do(importing.import_baseline, rows=rows)
    before = way.project
    assert way.do(importing.import_baseline, rows=rows) is before
    with pytest.raises(BadRows, match="Working time per output: the baseline is there already"):
        way.do(importing.import_baseline, rows=[{**rows[0], "value": 7}])


def test_a_baseline_that_gate_1_was_passed_with_changes_with_a_reason() -> None:
    way = at(documented)
    rows = [{"metric": "Working time per output", "value": "15"}]
    args = {"rows": rows, "update": True, "reason": "Counted wrongly", "source": "b.csv"}
    sentence = said(way, importing.import_baseline, **args)
    expected = "brought 1 metric up to date from b.csv, because “Counted wrongly”"
    assert sentence == expected
    time = way.project.metrics[0].baseline
    assert time is not None
    assert (str(time.value), time.sample_size) == ("15", 40)


def test_a_waived_metric_is_measured_after_all_with_an_update() -> None:
    way = at(written)
    row = {"metric": "Cost per output", "value": "3", "sample_size": "9"}
    way.do(importing.import_baseline, rows=[row], update=True)
    assert next(m for m in way.project.metrics if m.kind == "cost").waiver is None


def test_a_gate_that_rests_on_what_was_imported_closes_again() -> None:
    way = at(in_production)
    way.do(gate.pass_gate, phase=4)
    rows = [{"reference": each.reference, "on": DAY} for each in way.project.outputs]
    sentence = said(way, importing.import_outputs, rows=rows, update=True)
    assert sentence == "brought 27 outputs up to date; gate 4 is open again"


def test_many_rows_change_nothing_but_their_collection() -> None:
    way = at(integrated, SECOND_OWNER)
    before: Project = way.project
    after = way.do(importing.import_outputs, rows=[output(i) for i in range(1200)])
    same = {name for name in Project.model_fields if getattr(before, name) is getattr(after, name)}
    assert set(Project.model_fields) - same == {"outputs", "next_id"}
