"""Advice on the page: what each rule finds, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilotage import paths
from pilotage.actions import page, people
from pilotage.method.advice import findings
from pilotage.store.project_file import ProjectFile
from tests.method.advising import found, rules, words
from tests.way import Way, documented, written

NAMES = (
    ("Tell Ada Builder the same day.", ["Ada Builder"]),
    ("Tell ada  builder the same day.", ["ada  builder"]),
    ("Send it to Ada's list.", ["Ada"]),
    ("Write to ada@example.org.", ["ada@example.org"]),
    ("Tell the builder the same day.", ["Tell the builder"]),
    ("Take it from the adage book, CANADA, or Adabas.", []),
    ("The page builder sets the colours.", []),
    ("Open the channel “ask-Ada”.", []),
    ("Run `ada.py`.", []),
    ("Tell Dana Osei the same day.", []),
)


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_the_builders_name(text: str, expected: list[str]) -> None:
    way = Way()
    way.do(people.edit_person, person=1, name="Ada Builder", contact="ada@example.org")
    assert words("builder_name", "when_wrong", text, way) == expected


def test_the_builder_may_be_the_reviewer() -> None:
    assert words("builder_name", "reviewer", "Ada Builder; on leave: Dana Osei") == []


def test_a_name_that_is_also_a_word() -> None:
    way = Way()
    way.do(people.edit_person, person=1, name="Mark Osei")
    assert words("builder_name", "steps", "Mark the lead\nMark it as urgent", way) == []
    assert words("builder_name", "steps", "Send it to Mark first", way) == ["Mark"]
    assert words("builder_name", "steps", "Send it to Osei first", way) == []  # Dana Osei's too
    assert words("builder_name", "steps", "Send it to Mark Osei first", way) == ["Mark Osei"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Use my prompt.", ["my prompt"]),
        ("Not sure: send it to me.", ["to me"]),
        ("I keep the list in a sheet.", ["I keep"]),
        ("I'll fix it.", ["I'll"]),
        ("Class I goes first, mystery leads last.", []),
        ("Quote “my order” as it reads.", []),
    ],
)
def test_the_builders_voice(text: str, expected: list[str]) -> None:
    assert words("first_person", "steps", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ask Dana which list counts.", ["Ask Dana"]),
        ("If two regions fit, check with Ravi.", ["check with Ravi"]),
        ("Not sure? Ask someone.", ["Ask someone"]),
        ("Talk to the team.", ["Talk to the team"]),
        ("Check with IT first.", ["Check with IT"]),
        ("Dana knows the exceptions.", ["Dana knows"]),
        ("In doubt: Ravi knows the list.", ["Ravi knows"]),
        ("Nobody knows the list.", []),
        ("She knows which ones.", ["She knows"]),
        ("Ask the customer for the order number.", []),
        ("The form asks for a job, support or a refund.", []),
        ("The draft answers every question that was asked.", []),
        ("Ask Claude for a summary.", []),
        ("Ask the assistant for the region.", []),
        ("The CRM knows the region.", []),
        ("Ask it again with the second prompt.", []),
    ],
)
def test_asking_somebody(text: str, expected: list[str]) -> None:
    assert words("ask_somebody", "steps", text) == expected


def test_the_tool_that_is_asked_is_the_one_of_that_page() -> None:
    way = Way()
    way.do(page.edit_section, section="steps", text="Ask Quillbert for a summary.")
    without = way.project.page
    named = without.with_(tool="Quillbert 2")
    for draft in (without, named):
        project = way.project.having(page=draft)
        said = [[each.rule for each in findings(project, of)] for of in (without, named)]
        assert ["ask_somebody" in rules for rules in said] == [True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Usually the form is short.", ["Usually"]),
        ("Shorten it as needed.", ["as needed"]),
        ("Put it in the usual place.", ["the usual place"]),
        ("Set region, urgency and so on.", ["and so on"]),
        ("Set region, urgency, etc.", ["etc."]),
        ("Look at the inbox regularly.", ["regularly"]),
        ("Answer soon.", ["soon"]),
        ("Fill it in properly, if necessary twice.", ["properly", "if necessary"]),
        ("Add tags where relevant.", ["where relevant"]),
        ("Use common sense.", ["Use common sense"]),
        ("Send it to the right team.", ["the right team"]),
        ("Delete a few words.", ["a few"]),
        ("The limit is TBD.", ["TBD"]),
        ("The limit: to be decided.", ["to be decided"]),
        ("Look at the inbox regularly, each Monday at 9.", []),
        ("As soon as the form arrives, open it.", []),
        ("Say how often it happened.", []),
        ("Reply as required by law.", []),
        ("Note “as needed” on the lead.", []),
        ("Run the prompt `etc`.", []),
        ("The unusual ones go to the sooner date.", []),
        ("Open the form, copy the text, run the prompt.", []),
        ("Write the fetched record.", []),
    ],
)
def test_vague_words(text: str, expected: list[str]) -> None:
    assert words("vague_word", "review", text) == expected


def test_a_purpose_may_say_what_it_is_for() -> None:
    said = "The right team starts quickly, with several fields and so on."
    assert words("vague_word", "purpose", said) == ["and so on"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The lead is assigned.", ["The lead is assigned"]),
        ("When a form comes, it is copied into the prompt.", ["it is copied"]),
        ("The draft gets sent.", ["The draft gets sent"]),
        ("Urgency will be checked.", ["Urgency will be checked"]),
        ("Someone reads the draft.", ["Someone"]),
        (
            "The lead is assigned and the region is set",
            ["The lead is assigned", "the region is set"],
        ),
        ("They read the draft.", ["They"]),
        ("One reads the draft.", ["One reads"]),
        ("The lead is assigned by the CRM.", []),
        ("The lead is assigned automatically.", []),
        ("The lead is copied by hand.", ["The lead is copied"]),
        ("Copy the lead when it is released.", []),
        ("Check that the region is set.", []),
        ("If the form is marked, stop.", []),
        ("Nothing is sent without a check.", []),
        ("The list is attached.", []),
        ("One lead at a time: open it.", []),
        ("One of them stays.", []),
        ("Somebody from sales on duty reads it.", []),
        ("Read the sentence each rests on.", []),
    ],
)
@pytest.mark.parametrize("section", ["steps", "review"])
def test_steps_without_an_actor(section: str, text: str, expected: list[str]) -> None:
    assert words("no_actor", section, text) == expected


def test_what_an_output_is_has_no_actor() -> None:
    assert words("no_actor", "criteria", "The draft is signed and dated") == []


def test_criteria_that_nobody_can_answer() -> None:
    text = "Reads well and sounds like us\nGood\nThe region is one of the five"
    assert rules("criteria", text) == [
        ("not_checkable", "Reads well and sounds like us"),
        ("not_checkable", "Good"),
    ]
    assert rules("criteria", "Tone is appropriate") == [("not_checkable", "Tone is appropriate")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Note the SLA of the customer.", ["SLA"]),
        ("Note both SLAs of the customer, then the SLA.", ["SLA"]),
        ("Note the service level agreement (SLA), then the SLA.", []),
        ("Note the SLA (service level agreement).", []),
        ("SLA: the hours until the first reply.", []),
        ("DACH is one region.", []),
        ("Save the PDF, the CSV and the URL in the CRM.", []),
        ("Do NOT send it. Set it to URGENT.", []),
        ("STOP WHEN THE LIST SAYS WAIT", []),
        ("Set “NPS” on lead LR-2024 and ticket ABC/7.", []),
        ("Set it to SALE and note the sale.", []),
    ],
)
def test_abbreviations(text: str, expected: list[str]) -> None:
    assert words("abbreviation", "steps", text) == expected


def test_long_sentences() -> None:
    thirty = " ".join(["word"] * 30) + "."
    assert words("long_sentence", "review", thirty) == []
    (said,) = words("long_sentence", "review", "Short. And " + thirty)
    assert said.startswith("And word")
    assert len(said) <= 80
    assert words("long_sentence", "review", thirty[:-1] + ": " + thirty) == []
    assert words("long_sentence", "review", "e.g. " + thirty) != []


def test_the_reading_level() -> None:
    hard = (
        "The organisational responsibility for the administration of incoming communications and "
        "the corresponding classification of relevant documentation is transferred to the "
        "department that administers the necessary authorisation of individual applications. "
    )
    level = [each for each in found("purpose", hard * 5) if each.rule == "reading_level"]
    assert [(each.section, each.words, each.start) for each in level] == [("", "", None)]
    assert "LIX 8" in level[0].reason
    assert words("reading_level", "purpose", "Read the form and set the region. " * 20) == []
    german = "Die Bearbeitungsreihenfolge ergibt sich aus der Eingangsbestätigung. " * 20
    assert words("reading_level", "purpose", german) == []


def test_it_comes_in_the_pages_order_and_each_words_once() -> None:
    way = Way()
    said = found(
        "steps", "Ask Ada\nAsk Ada\nShorten as needed", way, purpose="Leads etc.", criteria="Good"
    )
    assert [(each.section, each.words) for each in said] == [
        ("purpose", "etc."),
        ("steps", "Ada"),
        ("steps", "as needed"),
        ("criteria", "Good"),
    ]


def test_every_finding_says_why_and_what_is_better() -> None:
    text = "Ask Ada, usually. The SLA is checked. My list, etc."
    for each in found("steps", text, criteria="Good"):
        for sentence in (each.reason, each.better):
            assert sentence[0] in "“" or sentence[0].isupper()
            assert sentence.endswith(".")
            assert len(sentence) < 160


def test_a_page_as_it_should_be() -> None:
    project = written().project
    assert [(f.rule, f.words) for f in findings(project, project.page)] == [
        ("builder_name", "tell the builder")
    ]
    assert found("purpose", "") == ()
    project = documented().project
    assert project.revision is not None
    assert findings(project, project.revision.page) == findings(project, project.page)


SAMPLES = {
    "content_production": ["not_checkable", "not_checkable"],
    "lead_routing": ["builder_name", "unnamed_system"],
    "support_triage": ["builder_name", "unnamed_system"],
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples(name: str) -> None:
    path: Path = paths.samples_folder() / f"{name}{paths.SUFFIX}"
    project = ProjectFile.open(path, read_only=True).project
    assert [each.rule for each in findings(project, project.page)] == SAMPLES[name]
