"""The plan of an import: which column is which field, what is asked, what would become of rows."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pilotage.actions.action import Stamp
from pilotage.errors import Refused
from pilotage.intake import memory
from pilotage.intake.columns import _meaning
from pilotage.intake.csv_file import parse_csv
from pilotage.intake.dates import Order
from pilotage.intake.fields import FIELDS, Holds, Kind, field_of
from pilotage.intake.figures import Decimals
from pilotage.intake.mapping import BadMapping, mapped
from pilotage.intake.plan import Options, Plan
from pilotage.intake.planning import planned
from tests.actions.stages import at, on_the_map
from tests.intake.looking import DAY, done, look
from tests.way import SECOND_OWNER, Way, integrated


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PILOTAGE_CONFIG_DIR", str(tmp_path / "state"))


def columns(plan: Plan) -> dict[str, str]:
    return {each.field.name: each.source for each in plan.found if each.source}


def test_columns_are_known_by_the_names_that_people_give_them() -> None:
    text = "Ticket ID,createdAt,Agent,URL,Pass/Fail,what failed,Comments,Reviewed by,Owner\n"
    plan = look(text + "t1,2026-05-01,routing,https://x,NOK,Region,twice,Dana Osei,Kim\n")
    assert columns(plan) == {
        "reference": "Ticket ID",
        "on": "createdAt",
        "made_by": "Agent",
        "link": "URL",
        "verdict": "Pass/Fail",
        "failed": "what failed",
        "note": "Comments",
        "checked_by": "Reviewed by",
    }
    assert plan.unused == ("Owner",)
    (output,) = done(plan).outputs
    assert (output.reference, output.checks[0].verdict, output.checks[0].failed) == (
        "t1",
        "fail",
        "Region",
    )


def test_every_name_of_a_field_leads_to_one_field_where_it_stands_first() -> None:
    for kind, fields in FIELDS.items():
        for field in fields:
            assert field_of(kind, field.name) is field
            assert field_of(kind, field.label.upper()) is field
            found = mapped(kind, [field.name.replace("_", " ")], {}, None)
            assert found.columns[field.name] == 0, field
            assert (field.holds is Holds.WORD) == bool(field.words)


def test_the_plan_says_how_everything_is_understood_with_an_example() -> None:
    plan = look("id,date,result,n\nt1,01/05/2026,ok,1\nt2,13/05/2026,no,1\nt3,02/05/2026,-,1\n")
    meanings = {each.field.name: each.meaning for each in plan.found if each.meaning}
    assert meanings["on"] == "day, month, year: “13/05/2026” is Wed 13 May 2026"
    assert meanings["verdict"] == "“ok” is pass (1), “no” is fail (1)"
    assert plan.formats == ("Dates: day, month, year: “13/05/2026” is Wed 13 May 2026.",)
    # the 1st is the clock's day
    assert [(each.line, each.field) for each in plan.problems] == [(3, "on"), (4, "on")]
    assert plan.action is None


def test_the_plan_says_that_no_time_zone_changes_a_day() -> None:
    plan = look("id,date\nt1,2026-05-04T23:30Z\nt2,2026-05-04 00:30 +02:00\nt3,2026-05-04\n")
    assert plan.formats[1:] == (
        "Time zones: each day is the one that stands there, in the time zone beside it "
        "(Z, +02:00).",
    )
    assert len(look("id,date\nt1,2026-05-04T23:30\n").formats) == 1


def test_the_first_of_the_file_is_the_example() -> None:
    days = [f"0{day}.05.2026" for day in (4, 3, 1, 2, 5)]
    plan = look("id,date\n" + "".join(f"t{day},{day}\n" for day in days))
    assert plan.formats == ("Dates: day, month, year: “04.05.2026” is Mon 4 May 2026.",)


def test_what_can_be_two_days_is_asked_and_nothing_is_tried() -> None:
    text = "id,date\nt1,04/05/2026\nt2,05/05/2026\n"
    plan = look(text)
    (question,) = plan.questions
    assert question.about == "dates"
    assert dict(question.answers) == {"dmy": "Mon 4 May 2026", "mdy": "Sun 5 Apr 2026"}
    assert not plan.ready
    way = at(integrated, SECOND_OWNER)
    way.clock.day = DAY + timedelta(days=10)
    plan = look(text, way=way, dates=Order.DMY)
    assert not plan.questions
    assert [each.on for each in done(plan, way).outputs] == [date(2026, 5, 4), date(2026, 5, 5)]


def test_what_can_be_two_numbers_is_asked() -> None:
    text = "metric;date;value\nOutputs per week;2026-05-01;1.200\n"
    (question,) = look(text, Kind.MEASUREMENTS).questions
    assert (question.about, dict(question.answers)) == (
        "numbers",
        {"point": "1.200", "comma": "1200"},
    )
    plan = look(text, Kind.MEASUREMENTS, numbers=Decimals.COMMA)
    assert done(plan).measurements[0].value == 1200


def test_a_field_without_a_column_is_asked_for_and_can_be_the_same_for_all_rows() -> None:
    text = "day;figure\n2026-05-01;5,5\n2026-05-01;6,25\n"
    (question,) = look(text, Kind.MEASUREMENTS).questions
    assert question.about == "metric"
    assert question.message == "No column is “Metric”; the columns are day, figure."
    plan = look(text, Kind.MEASUREMENTS, same={"Metric": "Working time per output"})
    assert [str(each.value) for each in done(plan).measurements] == ["5.5", "6.25"]


def test_two_columns_of_one_name_are_asked_for() -> None:
    text = "id,date,date\nt1,2026-05-01,2026-05-02\n"
    (question,) = look(text).questions
    assert question.message == "Columns 2, 3 can all be “Date”: say which, by its number."
    assert done(look(text, columns={"on": "2"})).outputs[0].on == DAY


def test_a_mapping_is_said_by_name_or_number_and_none_by_nothing() -> None:
    text = "id,2,when,note\nt1,t2,2026-05-01,hello\n"
    assert [
        o.reference for o in done(look(text, columns={"reference": "2", "note": ""})).outputs
    ] == ["t2"]
    assert columns(look(text, columns={"note": "", "made_by": "4"}))["made_by"] == "note"
    with pytest.raises(BadMapping, match="Outputs have no field “colour”"):
        look(text, columns={"colour": "id"})
    with pytest.raises(BadMapping, match="Outputs have no field “colour”"):
        look(text, same={"colour": "red"})
    with pytest.raises(BadMapping, match="There is no column “nix” for on"):
        look(text, columns={"on": "nix"})
    with pytest.raises(BadMapping, match="More than one column is called “a”"):
        look("a,a\n1,2\n", columns={"on": "a"})


def test_all_bad_rows_are_named_by_their_line() -> None:
    text = (
        "id,date,result\n"
        't1,2026-05-01,"ok"\n'
        "t2,soon,ok\n"
        "\n"
        "t3,2026-05-01\n"
        "t1,2026-05-01,ok\n"
        "t4,2026-05-01,perhaps\n"
        ",2026-05-01,ok\n"
        f"{'x' * 301},2026-03-01,ok\n"
    )
    plan = look(text)
    assert [(each.line, each.field) for each in plan.problems] == [
        (3, "on"),
        (5, ""),
        (6, "reference"),
        (7, "verdict"),
        (8, "reference"),
        (9, "reference"),
    ]
    assert plan.problems[1].message == "It has 2 cells; there are 3 columns."
    assert "“perhaps” is not understood; write pass, fail." in plan.problems[3].message
    assert (plan.action, plan.rows) == (None, 7)


def test_a_duplicate_names_the_line_and_not_the_row() -> None:
    plan = look("id,date\n\n\nt1,2026-05-01\nt1,2026-05-01\n")
    assert [each.line for each in plan.problems] == [5]


def test_what_is_there_already_is_counted_and_conflicts_are_told_apart() -> None:
    way = at(integrated, SECOND_OWNER)
    text = "id,date,check\nt1,2026-05-01,ok\nt2,2026-05-01,ok\n"
    done(look(text, way=way), way)
    plan = look(text, way=way)
    assert (plan.added, plan.changed, plan.there, plan.ready) == (0, 0, 2, False)
    more = text.replace("t1,2026-05-01,ok", "t1,2026-05-01,fail") + "t3,2026-05-01,\n"
    plan = look(more, way=way)
    assert (plan.conflicts, len(plan.problems)) == (1, 1)
    plan = look(more, way=way, update=True)
    assert (plan.added, plan.changed, plan.there) == (1, 1, 1)


def test_systems_that_are_put_on_the_map_are_named() -> None:
    way = at(on_the_map)
    text = "Step,Type,From,To,How often,Per,Minutes,Friction,Inconsistency\n"
    plan = look(text + "Copy the list,copy by hand,CRM,Sheet,3,weekly,2.5,4,2\n", Kind.STEPS, way)
    assert [each.field for each in plan.problems] == ["kind"]
    plan = look(text + "Copy the list,Copying,CRM,Sheet,3,weekly,2.5,4,2\n", Kind.STEPS, way)
    assert plan.systems == ("Sheet",)
    assert (done(plan, way).steps[-1].per, way.project.steps[-1].minutes) == (
        "week",
        Decimal("2.5"),
    )


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("By hand", "copy"),
        ("by hand/manual", "copy"),
        ("manual (re-type)", "copy"),
        ("copy-paste", "copy"),
        ("Automatic / API", "automatic"),
        ("copy/route", None),
        ("dancing", None),
        ("/", None),
    ],
)
def test_the_words_that_people_have_for_the_kind_of_a_step(cell: str, kind: str | None) -> None:
    field = field_of(Kind.STEPS, "kind")
    assert field is not None
    assert _meaning(cell, field) == kind


def test_a_locked_phase_is_refused_before_anything_else() -> None:
    with pytest.raises(Refused, match="Phase 4 is locked"):
        look("a\n1\n", Kind.OUTPUTS, Way())


def test_what_a_spreadsheet_would_calculate_is_text() -> None:
    text = (
        'id,date,note,check\n\'=1+1,2026-05-01,"=HYPERLINK(""http://x"")",ok\n\'tis,2026-05-01,,\n'
    )
    outputs = done(look(text)).outputs
    assert [each.reference for each in outputs] == ["=1+1", "'tis"]
    assert outputs[0].checks[0].note == '=HYPERLINK("http://x")'


def test_a_mapping_is_remembered_for_files_with_the_same_columns() -> None:
    text = "key,day,x,y\nt1,04/05/2026,a,b\n"
    said = {"columns": {"made_by": "x"}, "dates": Order.MDY}
    way = at(integrated, SECOND_OWNER)
    look(text, **said).remember(way.project)
    plan = look(text)
    assert plan.remembered
    assert columns(plan)["made_by"] == "x"
    assert plan.formats[0].startswith("Dates: month, day, year")
    assert columns(look(text, columns={"link": "x"})).get("made_by") is None
    shown = look(text.replace("04/05", "14/05"))
    assert shown.formats[0].startswith("Dates: day, month, year")
    assert not look(text.replace("key", "id")).remembered
    assert memory.recall("another", "outputs", ("key", "day", "x", "y")) is None


@pytest.mark.parametrize(
    "content",
    ["", "nonsense", "[1, null]", '[{"of": 3}]', '{"a": 1}', "[" * 100_000],
)
def test_a_broken_memory_is_no_memory(content: str, tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "imports.json").write_text(content)
    assert memory.recall("a", "outputs", ["x"]) is None
    memory.remember("a", "outputs", ["x"], memory.Reading({"on": 0}))
    assert memory.recall("a", "outputs", ["x"]) == memory.Reading({"on": 0})


@pytest.mark.parametrize("columns_", [{"on": 7}, {"on": -1}, {"on": True}, {"on": "0"}, []])
def test_a_memory_that_does_not_fit_is_none(columns_: Any) -> None:
    memory.remember("a", "outputs", ["x"], memory.Reading(columns_))
    assert memory.recall("a", "outputs", ["x"]) is None


def test_only_so_many_are_remembered() -> None:
    for number in range(memory.MOST + 5):
        memory.remember(str(number), "steps", ["x"], memory.Reading())
    assert memory.recall("4", "steps", ["x"]) is None
    assert memory.recall("5", "steps", ["x"]) is not None


def test_planning_tells_how_far_it_is() -> None:
    text = "id,date\n" + "".join(f"t{i},2026-05-01\n" for i in range(5_000))
    way = at(integrated, SECOND_OWNER)
    stamp = Stamp(way.actor, way.clock.now(), way.clock.today())
    told: list[float] = []
    table = parse_csv(text.encode(), "x.csv")
    plan = planned(table, Kind.OUTPUTS, way.project, stamp, Options(), told.append)
    assert told == sorted(told)
    assert told[-1] > 0.5
    assert plan.added == 5_000

    def stop(part: float) -> None:
        if part > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        planned(table, Kind.OUTPUTS, way.project, stamp, Options(), stop)
