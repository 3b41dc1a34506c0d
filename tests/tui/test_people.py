from __future__ import annotations

import pytest
from textual.widgets import OptionList

from pilotage.actions import people
from pilotage.method.requirement import Place
from pilotage.model.project import Project
from pilotage.tui.widgets.table import RecordTable
from tests import way as ways
from tests.tui.conftest import OpenApp, comes, fill, front, notes, seen, sees, until
from tests.way import BUILDER, Way

HOSTILE = ("a [/] b $x [$y]", "[@click=app.quit]x[/] [bold]")


def project_of(pilot: object) -> Project:
    project: Project = pilot.app.session.project  # type: ignore[attr-defined]
    return project


async def test_it_shows_people_workflow_and_gate_numbers(open_app: OpenApp) -> None:
    async with open_app("documented", size=(80, 24)) as pilot:
        await pilot.press("f5")
        await comes(pilot, "PeopleScreen")
        await sees(pilot, "Ada Builder", "second owner", "2 March 2026 (today is day 15)", "30")


async def test_both_roles_of_one_person_are_shown(open_app: OpenApp) -> None:
    way = ways.documented()
    way.project = way.project.having(decision_maker=way.project.second_owner)
    async with open_app(way, size=(80, 24)) as pilot:
        await pilot.press("f5")
        await comes(pilot, "PeopleScreen")
        await sees(pilot, "second owner, decision-maker")


async def test_somebody_is_added_edited_and_deleted(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await pilot.press("f5")
        await comes(pilot, "PeopleScreen")
        await pilot.press("a")
        await comes(pilot, "Form")
        fill(pilot, name="Kim Lee", contact="ext. 12")
        await pilot.press("ctrl+s")
        await comes(pilot, "PeopleScreen")
        await sees(pilot, "Kim Lee", "ext. 12")
        table = pilot.app.screen.query_one(RecordTable)
        kim = project_of(pilot).people[-1].id
        await until(pilot, lambda: table.record == kim)
        await pilot.press("enter")
        await comes(pilot, "Form")
        fill(pilot, name="Kim Li")
        await pilot.press("ctrl+s")
        await sees(pilot, "Kim Li")
        await pilot.press("d")
        await until(pilot, lambda: project_of(pilot).person(kim) is None)
        await pilot.press("ctrl+z")
        await sees(pilot, "Kim Li")


async def test_a_name_that_is_taken_is_refused_in_the_form(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await pilot.press("f5")
        await comes(pilot, "PeopleScreen")
        await pilot.press("a")
        await comes(pilot, "Form")
        fill(pilot, name="DANA osei")
        await pilot.press("ctrl+s")
        await sees(pilot, "already somebody called")
        assert front(pilot) == "Form"


async def test_the_builder_can_not_be_deleted(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await pilot.press("f5")
        await comes(pilot, "PeopleScreen")
        await pilot.press("d")
        await until(pilot, lambda: "is the builder" in notes(pilot))
        assert project_of(pilot).person(BUILDER)


@pytest.mark.parametrize(("key", "role"), [("s", "second_owner"), ("m", "decision_maker")])
async def test_a_role_goes_to_one_of_the_people_or_somebody_new_or_nobody(
    open_app: OpenApp, key: str, role: str
) -> None:
    async with open_app(Way(), size=(80, 24)) as pilot:
        await pilot.press("f5")
        await comes(pilot, "PeopleScreen")
        await pilot.press(key)
        await comes(pilot, "Choose")
        answers = pilot.app.screen.query_one(OptionList).options
        assert not [each for each in answers if "Ada Builder" in str(each.prompt)]
        await pilot.press("end", "up", "enter")
        await comes(pilot, "Form")
        fill(pilot, name="Kim Lee", contact="kim")
        await pilot.press("ctrl+s")
        await comes(pilot, "PeopleScreen")
        assert project_of(pilot).name_of(getattr(project_of(pilot), role)) == "Kim Lee"
        await pilot.press(key)
        await comes(pilot, "Choose")
        await pilot.press("home", "enter")
        await comes(pilot, "PeopleScreen")
        assert project_of(pilot).name_of(getattr(project_of(pilot), role)) == "Dana Osei"
        await pilot.press(key)
        await comes(pilot, "Choose")
        await pilot.press("end", "enter")
        await comes(pilot, "PeopleScreen")
        await sees(pilot, f"No {people.ROLES[role]} yet")


async def test_the_builders_name_is_refused_as_second_owner(open_app: OpenApp) -> None:
    async with open_app(Way()) as pilot:
        await pilot.press("f5")
        await comes(pilot, "PeopleScreen")
        await pilot.press("s")
        await comes(pilot, "Choose")
        await pilot.press("end", "up", "enter")
        await comes(pilot, "Form")
        fill(pilot, name="ada builder")
        await pilot.press("ctrl+s")
        await sees(pilot, "can't be the builder")


async def test_a_gates_missing_line_leads_to_the_choice(open_app: OpenApp) -> None:
    way = ways.documented()
    way.do(people.assign_role, role="second_owner", name="")
    async with open_app(way) as pilot:
        pilot.app.go("people", Place("people", "second_owner"))  # type: ignore[attr-defined]
        await comes(pilot, "Choose")
        await sees(pilot, "Who is the second owner?")
        await pilot.press("escape")
        await comes(pilot, "PeopleScreen")


async def test_title_start_and_note_are_changed(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await pilot.press("f5")
        await comes(pilot, "PeopleScreen")
        await pilot.press("w")
        await comes(pilot, "Form")
        fill(pilot, title="Leads", start="soon", note="From the CRM")
        await pilot.press("ctrl+s")
        await sees(pilot, "is not a date")
        fill(pilot, start="2026-03-01")
        await pilot.press("ctrl+s")
        await comes(pilot, "PeopleScreen")
        await sees(pilot, "Leads", "1 March 2026 (today is day 2)", "From the CRM")


async def test_day_one_is_not_offered_after_a_gate(open_app: OpenApp) -> None:
    async with open_app("documented") as pilot:
        await pilot.press("f5")
        await comes(pilot, "PeopleScreen")
        await pilot.press("w")
        await comes(pilot, "Form")
        assert "Day 1 can't be moved" in seen(pilot)
        assert not pilot.app.screen.query("#field-start")


async def test_gate_numbers_change_with_a_reason_that_stays_on_record(open_app: OpenApp) -> None:
    async with open_app() as pilot:
        await pilot.press("f5")
        await comes(pilot, "PeopleScreen")
        await pilot.press("c")
        await until(pilot, lambda: "never changed" in notes(pilot))
        await pilot.press("g")
        await comes(pilot, "Form")
        fill(pilot, production_outputs="12")
        await pilot.press("ctrl+s")
        assert front(pilot) == "Form"
        assert project_of(pilot).policy.production_outputs == 30
        fill(pilot, production_outputs="many", reason="Only twelve a month.")
        await pilot.press("ctrl+s")
        await sees(pilot, "is not a whole number")
        fill(pilot, production_outputs="12", phase_ends="14, 30, 20, 75, 90")
        await pilot.press("ctrl+s")
        await sees(pilot, "must end later")
        fill(pilot, phase_ends="14, 30")
        await pilot.press("ctrl+s")
        await sees(pilot, "five numbers")
        fill(pilot, phase_ends="14, 30, 60, 80, 95")
        await pilot.press("ctrl+s")
        await comes(pilot, "PeopleScreen")
        await sees(pilot, "12  (usually 30)", "14, 30, 60, 80, 95", "Changed 1 time")
        await pilot.press("c")
        await sees(pilot, "30 → 12", "Because: Only twelve a month.", "Ada Builder")


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_names_are_shown_as_they_read(open_app: OpenApp, text: str) -> None:
    way = Way()
    way.do(people.edit_person, person=2, name=f"N {text}", contact=f"C {text}")
    way.do(people.set_note, note=f"Note {text}")
    way.do(people.change_policy, reason=f"Why {text}", production_days=5)
    async with open_app(way) as pilot:
        await pilot.press("f5")
        await comes(pilot, "PeopleScreen")
        await sees(pilot, f"N {text}", f"C {text}", f"Note {text}")
        await pilot.press("s")
        await comes(pilot, "Choose")
        await sees(pilot, f"N {text}, second owner")
        await pilot.press("escape", "c")
        await sees(pilot, f"Why {text}")
        await pilot.press("escape", "f6")
        await comes(pilot, "Choose")
        await pilot.press("down", "enter")
        await sees(pilot, f"driving: N {text}")
        assert pilot.app.screen.query(OptionList)
