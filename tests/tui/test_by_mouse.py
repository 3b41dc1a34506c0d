"""Phase 1 from an empty folder to its passed gate, by mouse alone but for the texts themselves."""

from __future__ import annotations

from pilotage.method.gates import Standing, standing
from pilotage.session import Session
from tests.tui.clicker import Clicker
from tests.tui.conftest import OpenApp, front, seen, until
from tests.way import FixedClock

SECTIONS = (
    ("Purpose", "Leads"),
    ("Trigger", "A form"),
    ("Input format", "Text"),
    ("Tool or model", "X 2.1"),
    ("AI task", "Copy it"),
    ("Reviewer", "Dana Osei"),
    ("Review step", "Compare"),
    ("Quality criteria", "Region is set"),
    ("Disqualifiers", "No name"),
    ("Output destination", "The CRM"),
    ("When it goes wrong", "Stop"),
)


async def begin(you: Clicker) -> None:
    """Home, empty, and the form of a new project."""
    await you.comes("HomeScreen")
    await you.click("New  n")
    await you.comes("NewProject")
    await you.write("Lead routing")
    for label, text in (("Your name", "Ada Builder"), ("Second owner", "Dana Osei")):
        await you.click_field(label, over="Workflow")
        await you.write(text)
    await you.scroll_to("Create  ^s", over="Second owner")
    await you.click("Create  ^s")
    await you.comes("Phase1")


async def write_the_page(you: Clicker) -> None:
    for title, text in SECTIONS:
        await you.click(f"· {title}", right=3)
        await you.write(text)


async def measure_the_baseline(you: Clicker) -> None:
    await you.click("Baseline")
    for metric, value, target in (
        ("Working time", "14", "6"),
        ("Outputs per", "60", "90"),
    ):
        await you.click(metric)
        if front(you.pilot) != "Form":  # a click chooses a row, and another one opens it
            await you.click(metric)
        await you.comes("Form")
        await you.write(value)
        for label, text in (
            ("Target at day 90", target),
            ("Number of cases", "40"),
            ("How it was measured", "timed"),
        ):
            await you.click_field(label, "Number" if you.where("Number") else "Without AI")
            await you.write(text)
        await you.click("Save  ^s")
        await until(you.pilot, lambda: front(you.pilot) == "Phase1")
    for metric in ("Cost per output", "Outputs with"):
        await you.click(metric)
        await you.click("Waive  w")
        await you.comes("Form")
        await you.write("Not ours to say")
        await you.click("Waive  ^s")


async def name_the_decision_maker(you: Clicker) -> None:
    await you.choose_in_palette("people roles", "People, roles and settings")
    await you.comes("PeopleScreen")
    await you.click("Decision-maker  m")
    await you.comes("Choose")
    await you.click("Somebody new…")
    await you.comes("Form")
    await you.write("Noor Haddad")
    await you.click("Save  ^s")
    await you.sees("Noor Haddad")
    assert you.project.name_of(you.project.decision_maker) == "Noor Haddad"


async def look_at_help_and_traps(you: Clicker) -> None:
    await you.click("F1 Help")
    await you.comes("Show")
    await you.click("Close  Esc")
    await you.choose_in_palette("five traps", "See the five traps")
    await you.sees("The five traps", "Remedy (phase 2)")
    await you.click("Close  Esc")


async def pass_the_gate(you: Clicker) -> None:
    await you.click("Pass the gate")
    await you.comes("Confirm")
    await you.click("Pass it")
    await you.comes("Phase2")


async def test_phase_1_by_mouse_alone(open_home: OpenApp) -> None:
    async with open_home(size=(80, 24), clock=FixedClock()) as pilot:
        you = Clicker(pilot)
        await begin(you)
        await write_the_page(you)
        await measure_the_baseline(you)
        await name_the_decision_maker(you)
        await you.click("▶1")
        await you.comes("Phase1")
        await look_at_help_and_traps(you)
        await pass_the_gate(you)
        assert "Second owner" in seen(pilot)
        assert standing(you.project, 1) is Standing.PASSED
        path = you.app.session.path
    session = Session.open(path, FixedClock(), read_only=True)
    assert [p.phase for p in session.project.passages] == [1]
    assert session.project.page.destination == "The CRM"
    session.close()
