"""Systems and hand-offs that the page tells of, as a starting list for the map."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.actions import integrations, page
from pilotage.errors import Refused
from pilotage.method.advice_systems import named_systems, page_in_force
from pilotage.method.suggesting import Suggestion, suggest
from pilotage.model.document import Page
from pilotage.model.project import Project
from tests.hostile import ALLOWED
from tests.samples import lead_routing_page
from tests.way import Way, documented, handed_over, mapped


def told(**sections: Any) -> Project:
    """A project whose page has those sections and nothing else."""
    return Way().project.having(page=Page(**sections))


def systems(found: Suggestion) -> list[tuple[str, str]]:
    return [(idea.name, idea.kind.value) for idea in found.systems]


def steps(found: Suggestion) -> list[tuple[str, str, str]]:
    return [(idea.kind.value, idea.source, idea.destination) for idea in found.steps]


def test_the_page_of_the_sample_gives_its_map() -> None:
    lines = {"steps", "criteria", "disqualifiers"}
    sections = {
        key: tuple(text.split("\n")) if key in lines else text
        for key, text in lead_routing_page.PAGE.items()
    }
    found = suggest(told(**sections))
    assert systems(found) == [
        ("Inbox “leads”", "inbox"),
        ("Assistant", "ai_tool"),
        ("Capacity sheet", "spreadsheet"),
        ("CRM", "crm"),
    ]
    assert (found.source, found.destination) == ("Inbox “leads”", "CRM")
    assert [(idea.title, *step) for idea, step in zip(found.steps, steps(found), strict=True)] == [
        ("Paste the form's mail into the assistant", "copy", "Inbox “leads”", "Assistant"),
        ("Run the prompt “Route a lead”", "trigger", "Inbox “leads”", "Assistant"),
        ("Look up who has room in the capacity sheet", "copy", "Capacity sheet", "Assistant"),
        ("Enter region, segment, urgency and owner in the CRM", "route", "Assistant", "CRM"),
    ]
    assert found.systems[0].sentence == "A form arrives in the shared inbox “leads”."
    assert found.systems[0].section == "trigger"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open the lead in Salesforce.", ("Salesforce", "crm")),
        ("Post it in Microsoft Teams.", ("Microsoft Teams", "chat")),
        ("See it in the Sales dashboard.", ("Sales dashboard", "dashboard")),
        ("Enter it in the Team calendar.", ("Team calendar", "calendar")),
        ("Fill the capacity sheet.", ("Capacity sheet", "spreadsheet")),
        ("It waits in the support channel.", ("Support channel", "chat")),
        ("Ask in ChatGPT.", ("ChatGPT", "ai_tool")),
        ("Look into the product database.", ("Product database", "other")),
    ],
)
def test_kinds_are_guessed(text: str, expected: tuple[str, str]) -> None:
    assert systems(suggest(told(review=text))) == [expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Copy it into the assistant", ("copy", "Lead inbox", "Assistant")),
        ("Press “Go”", ("trigger", "Lead inbox", "Assistant")),
        ("Forward it to the CRM", ("route", "Lead inbox", "CRM")),
        ("Copy the owner from the CRM into the assistant", ("copy", "CRM", "Assistant")),
        ("Look up the owner in the CRM", ("copy", "CRM", "Assistant")),
    ],
)
def test_a_hand_off_knows_its_kind_and_its_ends(line: str, expected: tuple[str, str, str]) -> None:
    found = suggest(
        told(
            trigger="A form arrives in the lead inbox.",
            tool="Assistant",
            steps=(line, "See the CRM"),
        )
    )
    assert expected in steps(found)


def test_what_is_missing_on_the_way_is_brought_from_end_to_end() -> None:
    found = suggest(
        told(trigger="See the inbox.", tool="Assistant", steps=("Read it",), destination="The CRM.")
    )
    assert steps(found) == [("copy", "Inbox", "Assistant"), ("route", "Assistant", "CRM")]
    assert [idea.title for idea in found.steps] == [
        "Bring the input to Assistant",
        "Bring the output to CRM",
    ]


def test_what_the_map_has_is_not_suggested_again() -> None:
    found = suggest(mapped(handed_over()).project)
    assert (found.systems, found.steps, found.source, found.destination) == ((), (), "", "")


def test_what_is_answered_as_no_system_is_not_suggested() -> None:
    way = handed_over()
    way.do(page.edit_section, section="review", text="Compare with Excel, then release.")
    way.do(page.publish_revision)
    assert ("Excel", "spreadsheet") in systems(suggest(way.project))
    reason = "Only the format of the file."
    way = Way(way.project.having(passages=handed_over().project.passages))
    way.do(integrations.not_a_system, name="excel", reason=reason)
    assert ("Excel", "spreadsheet") not in systems(suggest(way.project))


def test_all_of_it_is_one_action_with_ends_marked_and_nothing_described() -> None:
    way = handed_over()
    found = suggest(way.project)
    way.do(
        integrations.add_suggested,
        systems=[idea.name for idea in found.systems],
        steps=[idea.title for idea in found.steps],
    )
    project = way.project
    names = {system.id: system.name for system in project.systems}
    assert list(names.values()) == ["Inbox “leads”", "Assistant X 2.1", "CRM"]
    assert names[project.source_system or 0] == "Inbox “leads”"
    assert names[project.destination_system or 0] == "CRM"
    assert [(names[s.source], names[s.destination]) for s in project.steps] == [
        ("Inbox “leads”", "Assistant X 2.1"),
        ("Assistant X 2.1", "CRM"),
    ]
    assert not any(step.is_described or step.times for step in project.steps)
    with pytest.raises(Refused, match="Nothing of this is suggested"):
        way.do(integrations.add_suggested, systems=list(names.values()), steps=["Paste it"])


def test_a_step_without_both_of_its_systems_is_left_out() -> None:
    way = handed_over()
    found = suggest(way.project)
    titles = [idea.title for idea in found.steps]
    way.do(integrations.add_suggested, systems=["CRM", "Nobody's sheet"], steps=titles)
    assert [system.name for system in way.project.systems] == ["CRM"]
    assert way.project.steps == ()
    assert way.project.source_system is None


PIECES = st.sampled_from(
    [
        *(each.line for each in ALLOWED if each.line),
        "Copy it from the lead inbox into the CRM.",
        "Open Salesforce and the inbox “leads”.",
        "Post it in the sales channel",
        "the Capacity sheet",
        "Start the assistant;",
        "Language model by API, workspace",
        "one's queue",
    ]
)
TEXTS = st.lists(PIECES, max_size=5).map(" ".join).map(lambda text: text[:300])


@settings(max_examples=150, deadline=None)
@given(
    st.fixed_dictionaries(dict.fromkeys(("trigger", "tool", "review", "destination"), TEXTS)),
    TEXTS,
)
def test_it_never_fails_and_adds_nothing_twice(sections: dict[str, str], step: str) -> None:
    steps = (step,) if step.strip() else ()
    way = Way(documented().project.having(page=Page(**sections, steps=steps), revisions=()))
    way = Way(way.project.having(passages=handed_over().project.passages))
    for _ in range(2):
        found = suggest(way.project)
        wanted = {
            "systems": [idea.name for idea in found.systems],
            "steps": [idea.title for idea in found.steps],
        }
        if not wanted["systems"] and not wanted["steps"]:
            break
        before = way.project
        way.do(integrations.add_suggested, **wanted)
        assert len(way.project.systems) == len(before.systems) + len(found.systems)
        names = [system.name.casefold() for system in way.project.systems]
        assert len(names) == len(set(names))
    else:
        raise AssertionError("after the second time there was still something to add")


def test_what_gate_3_asks_for_is_offered() -> None:
    way = mapped(handed_over())
    way.do(page.edit_section, section="tool", text="Claude in ChatWeb, prompt Refund v2.")
    way.do(page.publish_revision, note="Another tool")
    asked = [each.words for each in named_systems(way.project, page_in_force(way.project))]
    assert asked
    offered = [name for name, _ in systems(suggest(way.project))]
    assert set(asked) <= set(offered)
