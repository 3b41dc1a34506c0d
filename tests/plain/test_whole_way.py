"""One workflow from the first question to the first recurring review, line by line."""

from __future__ import annotations

from datetime import date

from pilotage.method.gates import current_phase
from pilotage.model.project import CADENCE
from pilotage.model.review import Choice, Outcome
from tests.plain.sitting import Sit, Sitting
from tests.way import SECTIONS, START

FIGURES = ("40", "1 to 14 February", "Timed by hand.", ".")


def on_day(here: Sitting, day: int) -> None:
    here.clock.day = date.fromordinal(START.toordinal() + day - 1)


def page() -> list[str]:
    """The answers that write all sections of the page."""
    answers = []
    for key, text in SECTIONS.items():
        answers += text.split("\n") if key not in ("tool", "reviewer") else [text]
        answers += ["."] if key not in ("tool", "reviewer") else []
    return answers


def phase1(here: Sitting) -> None:
    new = ("start a new", "Lead routing", "Ada Builder", "Dana Osei", "Noor Haddad", "", "", "")
    project = here.type(*new, "1", *page())
    assert project.page.criteria == tuple(SECTIONS["criteria"].split("\n"))
    assert project.page.when_wrong == SECTIONS["when_wrong"]
    metrics = []
    for name, value, target in (
        ("working time", "14", "6"),
        ("outputs with", "8", "4"),
        ("outputs per", "60", "90"),
    ):
        metrics += [name, "1", value, target, "", *FIGURES]
    waived = ("cost per", "2", "Salaries are not ours to publish.", ".")
    project = here.type("phase 1", "baseline", *metrics, *waived)
    assert [m.is_measured for m in project.metrics] == [True, False, True, True]
    assert project.metrics[0].target
    on_day(here, 10)
    here.type("phase 1", "gate 1", "yes")
    assert "Gate 1 passed. Now: Second owner." in here.said


def phase2(here: Sitting) -> None:
    on_day(here, 16)
    # a gap at the second step, a pause, and to the end; the keyboard goes back to the builder
    answers = ["phase 2", "start a run", "yes", "", "i improvised", "Which inbox is meant?"]
    answers += ["pause", "go on", *[""] * 11, "end", "yes", "I would manage.", ".", "41"]
    project = here.type(*answers, "yes")
    run = project.runs[0]
    assert run.to_the_end
    assert run.minutes == 41
    assert len(run.pauses) == 1
    assert [gap.section for gap in project.gaps] == ["trigger"]
    answers = ["phase 2", "gaps", "1", "1", "3", "A form arrives in “leads-eu”.", "."]
    answers += ["back", "publish", "Names the inbox.", "yes"]
    project = here.type(*answers)
    assert project.revision is not None
    assert project.revision.number == 2
    assert project.gaps[0].answered_by == 2
    answers = ["phase 2", "start a run", "yes", *[""] * 13, "end", "yes", "Clean.", ".", "38"]
    here.type(*answers, "yes", "gate 2", "yes")
    assert "Gate 2 passed." in here.said


def phase3(here: Sitting) -> None:
    on_day(here, 35)
    answers = ["phase 3", "systems"]
    for name, kind in (("Leads inbox", "inbox"), ("Assistant X", "ai tool"), ("CRM", "crm")):
        answers += ["add a system", name, kind, ""]
    answers += ["leads inbox", "the input comes", "back", "crm", "the output goes", "back", "back"]
    project = here.type(*answers)
    assert project.source_system
    assert project.destination_system
    step = ("12", "day", "4", "4", "3")
    answers = ["phase 3", "add a step", "Copy the form into the prompt", "copy", "1", "2", *step]
    answers += [
        "add a step",
        "Assign the lead",
        "route",
        "assistant",
        "crm",
        "12",
        "1",
        "4",
        "2",
        "2",
    ]
    answers += ["steps: ", "copy the form", "decide to integrate", "Mail rule and API"]
    answers += ["mark it as live", "write down who", "Dana Osei", "Saw 12 arrive", "back"]
    answers += ["steps: ", "assign", "decide to keep", "One click, twelve a day.", ".", "back"]
    project = here.type(*answers)
    assert project.steps[0].is_integrated
    assert project.steps[1].keep_reason == "One click, twelve a day."
    here.type("phase 3", "read the map", "gate 3", "yes")
    assert "of 33.6 h found" in here.said
    assert "Gate 3 passed." in here.said


def phase4(here: Sitting) -> None:
    for day in range(61, 71):
        on_day(here, day)
        made = []
        for number in range(3):
            made += ["record an output", f"lead-{day}-{number}", "", "", ""]
        checks = ["1", "1", "2", "1", "Names the wrong region.", "."]
        checks = checks if day == 61 else ["1", "1", "1"]
        checks = [each for each in checks if each != "."]
        project = here.type("phase 4", *made, "check outputs", "yes", *checks)
    failed = [o for o in project.outputs if o.checks[0].verdict == "fail"]
    assert [(o.reference, o.checks[0].failed) for o in failed] == [
        ("lead-61-2", SECTIONS["criteria"].split("\n")[0])
    ]
    answers = ["phase 4", "measurements"]
    for name, value, size in (
        ("working", "9", "15"),
        ("outputs w", "3", "1500"),
        ("outputs p", "95", "15"),
    ):
        answers += [name] if len(answers) == 2 else ["measurements", name]
        answers += ["record", value, "", size, "", "record", value, "", size, "", "back"]
    here.type(*answers, "gate 4", "yes")
    assert "Gate 4 passed." in here.said


def phase5(here: Sitting) -> None:
    on_day(here, 77)
    found = ["Half of the forms lack a country.", "."]
    answers = [
        "phase 5",
        "hear",
        "diagnose",
        "1",
        "none of these",
        "integration",
        "One step kept.",
        ".",
    ]
    answers += [*found, "Ask for the country in the form", "Dana Osei", "30 June 2026"]
    project = here.type(*answers)
    assert "It worked in part" in here.said
    assert project.diagnoses[0].due == date(2026, 6, 30)
    answers = [
        "phase 5",
        "record the decision",
        "yes",
        "expand",
        "Two of three are on target.",
        ".",
    ]
    answers += ["", "yes", "set the review cadence", "monthly", "", "2026-06-17"]
    project = here.type(*answers)
    assert project.decision is not None
    assert project.decision.choice is Choice.EXPAND_SCOPE
    assert project.decision.by == project.decision_maker
    here.type("phase 5", "gate 5", "yes")
    assert "The workflow is in production." in here.said


def recurring(here: Sitting) -> None:
    here.clock.day = date(2026, 6, 18)
    answers = ["1", *["yes"] * 23, "yes, it holds", "", "No change.", "."]
    answers += ["works", "Saw it.", "", "no", "yes, as it stands", "", "fine", "", ""]
    project = here.type(*answers)
    assert [review.outcome for review in project.reviews] == [Outcome.FINE]
    assert project.reviews[0].prompts_note == "No change."
    assert project.reviews[0].upstream[0].note == "Saw it."


def test_a_workflow_from_the_first_question_to_a_review(sit: Sit) -> None:
    here = sit()
    for number, phase in enumerate((phase1, phase2, phase3, phase4, phase5), 1):
        phase(here)
        assert current_phase(here.project) == number + 1, here.said
    recurring(here)
    assert current_phase(here.project) == CADENCE
    assert "\x1b" not in here.said
