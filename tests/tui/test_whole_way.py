"""The whole way by keyboard: from an empty folder to a recurring review of a workflow that runs."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from tinydb import TinyDB

from pilotage.method.gates import Standing, current_phase, standing
from pilotage.method.recurring import integrated_steps
from pilotage.method.standing import Health, overview
from pilotage.method.traps import TrapStatus, trap_statuses
from pilotage.model.project import CADENCE, PHASES, Project
from pilotage.session import Session
from pilotage.store.names import backup
from pilotage.store.verify import verify
from pilotage.tui.app import PilotageApp
from tests.tui.conftest import seen
from tests.tui.typist import Typist
from tests.way import START, FixedClock

SECTIONS = (
    ("Purpose", "Route each lead within the hour."),
    ("Trigger", "A form arrives."),
    ("Input format", "Name and free text."),
    ("Tool or model", "Assistant X 2.1"),
    ("AI task", "Copy the form\nAssign the lead"),
    ("Reviewer", "Dana Osei"),
    ("Review step", "Compare with the form, release."),
    ("Quality criteria", "Region is one of the five"),
    ("Disqualifiers", "Is an existing customer"),
    ("Output destination", "The lead record in the CRM."),
    ("When it goes wrong", "Stop, route by hand, tell Ada."),
)
STEP = {"times": "12", "per": "= day", "minutes": "4"}
PEOPLE = {"builder": "Ada Builder", "second owner": "Dana Osei", "decision-maker": "Noor Haddad"}


class Walker(Typist):
    """A typist whose clock is moved on between the phases."""

    def on_day(self, number: int) -> None:
        """Come back on another of the 90 days."""
        self.app.clock.day = START + timedelta(days=number - 1)


async def begin(you: Walker) -> None:
    """Home, empty, and the form of a new project."""
    await you.comes("HomeScreen")
    await you.sees("Start your first workflow: “New” (n)")
    await you.press("n")
    await you.comes("NewProject")
    for text in ("Lead routing", *PEOPLE.values()):
        await you.write(text)
        await you.press("enter")
    await you.press("ctrl+s")
    await you.comes("Phase1")
    await you.sees("Lead routing", "day 1 of 90", "Ada Builder (builder)")


async def write_the_page(you: Walker) -> None:
    """All sections, one after the other; nothing is saved by hand."""
    for title, text in SECTIONS:
        await you.sees(f"{title} ")
        await you.write(text)
        await you.press("ctrl+down")
    await you.press("f4")
    await you.sees("Gate 1 · 5 of 8")
    await you.press("escape", "ctrl+n")
    await you.was_told("Not yet: ")


async def measure_the_baseline(you: Walker) -> None:
    """Three metrics measured, one waived; then gate 1."""
    await you.press("f9")
    how = {"sample_size": "40", "period": "February", "how": "timed by hand"}
    for value, target in (("14", "6"), ("", ""), ("8", "4"), ("60", "90")):
        if value:
            await you.press("enter")
            await you.fill(value=value, **how, target=target)
        else:
            await you.press("w")
            await you.fill(reason="Salaries are not ours to publish.")
        await you.press("down")
    you.on_day(10)
    await you.passes_gate(1, "Phase2")


async def drive_to_the_end(you: Walker) -> None:
    """Be done with step after step."""
    while "Did the output reach" not in seen(you.pilot):
        await you.press("enter")


async def hand_over(you: Walker) -> None:
    """A run with a gap, the page fixed and published, a clean run; then gate 2."""
    you.on_day(15)
    await you.press("s")
    await you.is_asked("Is Dana Osei at the keyboard?")
    await you.comes("Drive")
    await you.sees("Run #1", "Dana Osei (second owner)", "Purpose")
    await you.press("enter", "q")
    await you.write("Which inbox is it?\n")
    await you.sees("Noted at Trigger")
    await drive_to_the_end(you)
    await you.press("y", "enter")
    await you.fill(note="Not without the inbox.", minutes="55")
    await you.is_asked("Hand the keyboard back to Ada Builder (builder)?")
    await you.sees("Ada Builder (builder)", "Next: Ada Builder answers the open gap")
    await you.press("ctrl+n")
    await you.was_told("Not yet: ")
    await go_to_what_is_missing(you, "Phase2", "Every gap is answered")
    await you.press("p")
    await you.comes("Phase1")
    await you.sees("Trigger  ")
    await you.write(" In the inbox “leads”.")
    await you.press("ctrl+r")
    await you.fill(note="Names the inbox.", **{f"gap-{you.project.gaps[0].id}": True})
    await you.was_told("Revision 2 is published; 1 gap answered")
    await you.to_phase(2, "Phase2")
    await you.press("s")
    await you.is_asked("Is Dana Osei at the keyboard?")
    await you.comes("Drive")
    await drive_to_the_end(you)
    await you.press("y")
    await you.sees("Clean: no question, no improvisation.")
    await you.press("enter")
    await you.fill(note="Yes.", minutes="41")
    await you.is_asked("Hand the keyboard back to Ada Builder (builder)?", "enter")
    await you.sees("✓ clean", "Ada Builder (builder)", "passes gate 2")
    await you.passes_gate(2, "Phase3")


async def go_to_what_is_missing(you: Walker, screen: str, sentence: str) -> None:
    """F4, down to a missing line, Enter."""
    await you.press("f4")
    await you.down_to(await you.list_in_focus(), f"✗ {sentence}")
    await you.press("enter")
    await you.comes(screen)


async def integrate(you: Walker) -> None:
    """Systems, steps, a decision on each, the worst one live and verified; then gate 3."""
    you.on_day(31)
    for name, kind in (("Inbox", "= inbox"), ("Assistant X", "= AI tool"), ("CRM", "= CRM")):
        await you.press("a")
        await you.fill(name=name, kind=kind)
    await you.press("t", "home", "s")
    await you.sees("● source", "◎ destination")
    await you.press("f9", "f9", "a")
    await you.fill(
        title="Copy the form",
        kind="= copy",
        source="= Inbox",
        destination="= Assistant X",
        **STEP,
        friction="= 4",
        inconsistency="= 3",
    )
    await you.press("a")
    await you.fill(
        title="Assign the lead",
        kind="= route",
        source="= Assistant X",
        destination="= CRM",
        **STEP,
        friction="= 2",
        inconsistency="= 2",
    )
    await you.press("k")
    await you.fill(keep_reason="One click, and the look at it is wanted.")
    await you.press("home", "i")
    await you.fill(tool="Mail rule and API")
    await you.press("l", "v")
    await you.fill(by="Dana Osei", evidence="Saw 12 arrive")
    await you.sees("✓ verified", "kept")
    await you.passes_gate(3, "Phase4")


async def lower_the_policy(you: Walker) -> None:
    """Two days and three outputs are enough here; that needs a reason."""
    await you.press("f5")
    await you.comes("PeopleScreen")
    await you.press("g")
    await you.fill(
        production_days="2", production_outputs="3", reason="A small team: three leads a week."
    )
    await you.sees("Changed 1 time")
    await you.to_phase(4, "Phase4")


async def produce(you: Walker) -> None:
    """Outputs on two days, all checked by the second owner, and measurements; then gate 4."""
    you.on_day(61)
    await lower_the_policy(you)
    for number in range(3):
        if number == 2:
            you.on_day(62)
        await you.press("a")
        await you.fill(reference=f"lead-{number}")
    await you.gives_the_keyboard_to("Dana")
    await you.press("x")
    await you.press("1")
    await you.press("P")
    await you.is_asked("Pass 2 outputs as Dana Osei?")
    await you.press("f9")
    for value in ("9", "3", "95"):
        await you.press("a")
        await you.fill(value=value, sample_size="30")
        await you.press("down")
    await you.gives_the_keyboard_to("Ada")
    await you.passes_gate(4, "Phase5")


async def review(you: Walker) -> None:
    """A missed metric diagnosed, the decision by the decision-maker, a cadence; then gate 5."""
    you.on_day(75)
    await you.press("enter")
    await you.sees("Why did it miss?")
    await you.press("0")
    await you.fill(
        trap="= Integration gaps",
        evidence="1 manual step kept",
        finding="Half is still pasted.",
        action="Route the second inbox",
        owner="Ada",
        due="+30",
    )
    await you.press("r")
    await you.was_told("The decision can be signed from 16 May 2026 (day 76).")
    you.on_day(76)
    await you.press("r")
    await you.is_asked("Is Noor Haddad at the keyboard?")
    await you.fill(choice="= Expand scope", reason="Two of three are on target.")
    await you.is_asked("Hand the keyboard back to Ada Builder (builder)?")
    await you.sees("Expand scope", "Noor Haddad, 16 May 2026", "Ada Builder (builder)")
    await you.press("c")
    await you.fill(interval="= monthly", owner="= Dana Osei", first="2026-06-16")
    await you.passes_gate(5, "CadenceScreen")


async def review_again(you: Walker) -> None:
    """The first recurring review, on its day."""
    you.app.clock.day = date(2026, 6, 16)
    await you.gives_the_keyboard_to("Dana")
    await you.sees("due today")
    await you.press("enter")
    await you.comes("SampleCheck")
    await you.press("p", "p", "p", "ctrl+s")
    await you.notes_in_step("Step 1", quality_holds="= Yes", quality_note="3 of 3 right.")
    await you.notes_in_step("Step 2", prompts_note="Nothing changed.")
    works = {f"step{step.id}": "= Works" for step in integrated_steps(you.project)}
    await you.notes_in_step("Step 3", **works)
    await you.comes("Show")
    await you.press("escape")
    await you.notes_in_step("Step 4", page_is_true="= Yes")
    await you.sees("Step 5 of 5")
    await you.fill(outcome="= Fine")
    await you.sees("✓ fine")


def assert_it_stands(project: Project, session: Session, clock: FixedClock) -> None:
    """What all of that comes to."""
    assert [standing(project, phase) for phase in PHASES] == [Standing.PASSED] * 5
    assert current_phase(project) == CADENCE
    seen = overview(project, clock.today())
    assert (seen.health, seen.due) == (Health.IN_PRODUCTION, ())
    assert set(trap_statuses(project).values()) == {TrapStatus.CLOSED}
    assert [len(project.runs), len(project.gaps), len(project.revisions)] == [2, 1, 2]
    assert project.policy_changes[0].reason == "A small team: three leads a week."
    assert {o.reference: o.checks[0].verdict.value for o in project.outputs} == {
        "lead-0": "pass",
        "lead-1": "pass",
        "lead-2": "fail",
    }
    assert [m.value for m in project.measurements] == [9, 3, 95]
    who = {role: project.named(name) for role, name in PEOPLE.items()}
    assert project.decision is not None
    assert [p and p.id for p in who.values()] == [
        project.runs[0].driver and project.builder,
        project.runs[0].driver,
        project.decision.by,
    ]
    assert len(project.reviews) == 1
    passed = [entry for entry in session.journal if entry.action == "pass_gate"]
    assert [(e.by, e.role) for e in passed] == [("Ada Builder", "builder")] * 5
    days = [(e.at.date() - START).days + 1 for e in passed]
    assert days == [10, 15, 31, 62, 76]
    signed = [(e.by, e.role) for e in session.journal if e.action == "record_decision"]
    assert signed == [("Noor Haddad", "decision-maker")]
    ran = {(e.by, e.role) for e in session.journal if e.action in ("start_run", "end_run")}
    assert ran == {("Dana Osei", "second owner")}
    assert session.journal_problem() == ""


@pytest.mark.parametrize("size", [(80, 24)], ids=["80x24"])
async def test_from_an_empty_folder_to_the_first_recurring_review(
    folder: Path, size: tuple[int, int]
) -> None:
    clock = FixedClock()
    app = PilotageApp(None, folder=folder, clock=clock)
    async with app.run_test(size=size, notifications=True) as pilot:
        you = Walker(pilot)
        await begin(you)
        await write_the_page(you)
        await measure_the_baseline(you)
        await hand_over(you)
        await integrate(you)
        await produce(you)
        await review(you)
        await review_again(you)
        await you.press("ctrl+o")
        await you.comes("HomeScreen")
        await you.sees("Lead routing", "in production")
        await you.press("ctrl+q")
    path = folder / "lead-routing.pilotage.json"
    assert sorted(folder.iterdir()) == [path, backup(path)]
    report = verify(path)
    assert report.ok, report.checks
    with TinyDB(path) as stock:
        assert len(stock.table("outputs")) == 3
        assert len(stock.table("gaps")) == 1
    session = Session.open(path, clock, read_only=True)
    try:
        assert_it_stands(session.project, session, clock)
    finally:
        session.close()
