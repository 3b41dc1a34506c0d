"""Advice that compares the page with the integration map."""

from __future__ import annotations

import pytest

from pilotage.actions import gate, integrations, page
from pilotage.method.advice import findings
from tests.method.advising import words
from tests.way import BUILDER, SECOND_OWNER, Way, handed_over, integrated, mapped

MAP = (("Inbox “leads”", "inbox"), ("Assistant", "ai_tool"), ("CRM", "crm"))


def with_map(*systems: tuple[str, str]) -> Way:
    """A project on its first day whose map has those systems already."""
    made = handed_over()
    for name, kind in systems or MAP:
        made.do(integrations.add_system, name=name, kind=kind)
    return Way(made.project.having(page=Way().project.page, passages=()), made.clock)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open the lead in Salesforce.", ["Salesforce"]),
        ("Post it in Microsoft Teams.", ["Microsoft Teams"]),
        ("Copy it into LeadBoard.", ["LeadBoard"]),
        ("Enter it in the Capacity sheet.", ["Capacity sheet"]),
        ("Look into the mailbox “returns”.", ["mailbox “returns”"]),
        ("Type it into the dashboard.", ["dashboard"]),
        ("Open the shared inbox “leads”.", []),
        ("Take it from the calendar and the spreadsheet.", ["calendar", "spreadsheet"]),
        ("Take it from the calendar entry.", []),
        ("Open the CRM and the inbox.", []),
        ("Read the supplier sheet as PDF.", []),
        ("The teams excel, each in its own notion.", []),
        ("Set the field “LeadOwner”.", []),
        ("Write to McDonald or to someone@LeadBoard.io.", []),
        ("Open the lead's page on LinkedIn.", []),
    ],
)
def test_a_system_that_the_map_does_not_know(text: str, expected: list[str]) -> None:
    assert words("unmapped_system", "steps", text, with_map()) == expected


def test_without_a_map_there_is_nothing_to_compare() -> None:
    text = "Open the lead in Salesforce and in the CRM."
    assert words("unmapped_system", "steps", text) == []
    assert words("unnamed_system", "steps", text) == []


def test_only_where_the_work_comes_from_and_goes_to() -> None:
    assert words("unmapped_system", "when_wrong", "Write in Slack.", with_map()) == []


def test_the_model_is_named_where_the_tool_is() -> None:
    way = with_map()
    assert words("unmapped_system", "tool", "Claude, project “Leads”", way) == []
    assert words("unmapped_system", "steps", "Open Claude", way) == ["Claude"]
    bare = with_map(("CRM", "crm"))
    assert words("unmapped_system", "tool", "Claude, project “Leads”", bare) == ["Claude"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leads arrive.", ["Inbox “leads”", "Assistant", "CRM"]),
        ("A form arrives in the inbox “leads”, the assistant reads it, see the CRM's list.", []),
        ("From the leads inbox into the CRMs by the assistant.", []),
        ("The scrm and the assistants of the inbox.", ["Inbox “leads”", "CRM"]),
    ],
)
def test_a_system_that_the_page_does_not_name(text: str, expected: list[str]) -> None:
    assert words("unnamed_system", "steps", text, with_map()) == expected


def test_an_empty_page_names_nothing_and_gets_no_advice() -> None:
    way = with_map()
    assert findings(way.project, way.project.page) == ()


def by_itself(way: Way) -> list[str]:
    said = findings(way.project, way.project.page)
    return [each.words for each in said if each.rule == "runs_by_itself"]


def test_a_step_that_by_now_runs_by_itself() -> None:
    way = integrated()
    assert by_itself(way) == ["Copy the form into the prompt"]
    (said,) = [
        each for each in findings(way.project, way.project.page) if each.rule == "runs_by_itself"
    ]
    assert "“Copy the form into the prompt” is integrated (Mail rule and API)" in said.reason


def test_it_stays_while_another_part_of_the_page_is_published() -> None:
    way = integrated()
    way.do(page.edit_section, section="trigger", text="A form arrives in the leads inbox.")
    way.do(page.publish_revision)
    assert by_itself(way) == ["Copy the form into the prompt"]


@pytest.mark.parametrize(
    "steps",
    [
        "The mail rule sends the form to the assistant\nRead the proposed region",
        "Check that the form was copied into the prompt",
        "Do not copy the form into the prompt",
    ],
)
def test_it_goes_when_the_page_is_rewritten(steps: str) -> None:
    way = integrated()
    way.do(page.edit_section, section="steps", text=steps)
    assert by_itself(way) == []


def test_a_line_written_after_the_verification_is_left_alone() -> None:
    way = integrated()
    text = "Mail rule down: copy the form into the prompt"
    way.do(page.edit_section, section="steps", text=text)
    way.do(page.publish_revision)
    assert by_itself(way) == []


def test_a_step_that_is_not_verified_is_still_done_by_hand() -> None:
    way = mapped(handed_over())
    step = way.project.steps[0].id
    way.do(integrations.set_live, step=step, live=False)
    assert by_itself(way) == []


def test_by_hand_is_what_to_do_when_it_goes_wrong() -> None:
    way = handed_over()
    way.do(page.edit_section, section="steps", text="Read the proposed region")
    way.do(page.edit_section, section="when_wrong", text="Copy the form into the prompt")
    way.do(page.publish_revision)
    way.as_(SECOND_OWNER).do(page.confirm_revision)
    way.do(gate.pass_gate, phase=2)
    assert by_itself(mapped(way.as_(BUILDER))) == []
