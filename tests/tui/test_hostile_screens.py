"""A hostile text in every field: seen as it reads, wherever it is shown, and acted on nowhere."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from pilotage.tui.app import PilotageApp
from tests.hostile import ALLOWED
from tests.tui.areas import ACTED_ON, faults, missing
from tests.tui.conftest import comes, front, seen, sees, until
from tests.tui.hostile_project import HostileProject, every_text, hostile_project, told_apart
from tests.tui.test_every_screen import SIZES, go_to
from tests.tui.typist import press, rest

ALWAYS = ("rename_workflow.title", "edit_person.name")
"""In the header of every screen."""
NAMES = ("edit_person.name#2", "edit_person.name#3", "add_person.name")
VIEWS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "phase1": (
        ("", ("edit_section.text", "playbook.asked")),
        ("f3", ("edit_section.text", "edit_section.text#12")),
        ("f3 f9", ("edit_metric.name", "edit_metric.unit", "edit_metric.name#4")),
        ("b", ("edit_metric.name", "edit_metric.unit")),
        ("w", ("edit_metric.name",)),
        ("d", ("edit_metric.name",)),
    ),
    "phase2": (
        ("", ("edit_person.name#2", "end_run.note")),
        ("s", ("edit_person.name#2",)),
        ("f9", ("raise_gap.text", "raise_gap.text#2")),
        ("enter", ("raise_gap.text#2", "withdraw_gap.reason", "edit_person.name#2")),
        ("f9", ("publish_revision.note",)),
        ("v", ("edit_section.text#2", "edit_section.text#12", "publish_revision.note")),
        ("ctrl+p", ()),
    ),
    "phase3": (
        ("", ("add_step.title", "add_step.title#2", "decide_integrate.tool", "verify_step.by")),
        ("e", ("add_step.title", "add_system.name", "add_system.name#2")),
        ("d", ("add_step.title",)),
        ("home i", ("add_step.title", "decide_integrate.tool")),
        ("v", ("add_step.title", "verify_step.by", "verify_step.evidence")),
        ("down g", ("edit_person.name#2", "add_step.title#2")),
        ("f9", ("add_system.name", "add_system.name#2", "add_system.note#3")),
        ("e", ("add_system.name", "add_system.note")),
        ("f9", ("add_system.name", "add_system.name#2")),
        ("n n", ("add_system.name#2", "add_system.name#3")),
        ("f6", NAMES),
    ),
    "phase4": (
        ("", ("record_output.reference", "record_output.reference#3", "record_output.made_by")),
        ("f3", ("edit_section.text#8", "edit_section.text#9")),
        ("x", ("record_output.reference#3", "edit_section.text#8", "edit_section.text#9")),
        ("d", ("record_output.reference#3",)),
        ("f9", ("edit_metric.name", "edit_metric.name#4", "record_measurement.note")),
        ("a", ("edit_metric.name", "edit_metric.unit")),
    ),
    "phase5": (
        ("", ("edit_metric.name", "diagnose.finding", "diagnose.action", "diagnose.owner")),
        ("g", ("edit_metric.name", "diagnose.evidence", "diagnose.finding")),
        ("d", ("diagnose.finding",)),
        ("f9", ("edit_person.name#2",)),
        ("f9", ("edit_person.name#3", "record_decision.reason", "record_decision.conditions")),
        ("r", ("edit_person.name#3",)),
    ),
    "people": (
        ("", (*NAMES, "edit_person.contact", "add_person.contact", "set_note.note")),
        ("e", ("edit_person.name", "edit_person.contact")),
        ("s", NAMES),
        ("c", ("change_policy.reason", "adopt_playbook.reason", "playbook.name")),
        ("b", ("playbook.name",)),
        ("w", ("rename_workflow.title", "set_note.note")),
        ("end d", ("add_person.name",)),
    ),
    "evidence": (
        ("", ("attach_file.about", "attach_file.note", "playbook.sentence")),
        ("e", ("attach_file.about", "attach_file.note")),
        ("d", ()),
    ),
    "journal": (("", ("edit_person.name",)), ("e", ("edit_person.name",))),
    "export": (("", ()),),
    "cadence": (
        ("", ("record_review.quality_note", "record_review.actions", "edit_person.name#2")),
        ("e", ("record_review.quality_note", "record_review.prompts_note")),
        ("c", ("edit_person.name#2",)),
    ),
}
"""What is to be read on each screen, and after pressing keys there, one step after the other."""


@asynccontextmanager
async def on(
    made: HostileProject, size: tuple[int, int], folder: Path
) -> AsyncIterator[Pilot[None]]:
    app = PilotageApp(made.session, folder=folder, clock=made.clock)
    async with app.run_test(size=size, notifications=True) as pilot:
        await comes(pilot, "CadenceScreen")
        yield pilot


async def back(pilot: Pilot[None]) -> None:
    """Close whatever is open over the screen."""
    for _ in range(4):
        if len(pilot.app.screen_stack) == 1:
            return
        await press(pilot, "escape")
    raise AssertionError(f"{front(pilot)} does not close")


async def views(pilot: Pilot[None]) -> AsyncIterator[tuple[str, tuple[str, ...]]]:
    """Go from one view to the next: where it is, and what is to be read; dialogs are closed."""
    for name, steps in VIEWS.items():
        await go_to(pilot, name)
        for keys, fields in steps:
            app: Any = pilot.app
            before = app.session.project
            await press(pilot, *keys.split())
            if app.session.project is not before:  # deleting asks nothing; undo says what it was
                await press(pilot, "ctrl+z")
            over = len(pilot.app.screen_stack) > 1
            yield f"{name} {keys}", fields if over else (*ALWAYS, *fields)
            app.clear_notifications()
            await back(pilot)


@pytest.mark.parametrize("size", SIZES[:1], ids=str)
async def test_markup_reads_as_written_on_every_screen_and_dialog(
    folder: Path, size: tuple[int, int]
) -> None:
    made = hostile_project(folder / "x.pilotage.json", told_apart())
    before = made.project
    async with on(made, size, folder) as pilot:
        async for view, fields in views(pilot):
            wanted = [made.given[name] for name in fields]
            await until(pilot, lambda wanted=wanted: missing(pilot, *wanted) == [])  # type: ignore[misc]
            assert faults(pilot) == [], view
    assert made.project == before


async def test_no_control_character_reaches_the_terminal(folder: Path) -> None:
    made = hostile_project(folder / "x.pilotage.json", every_text())
    async with on(made, SIZES[0], folder) as pilot:
        async for view, _ in views(pilot):
            assert faults(pilot) == [], view


async def test_a_click_on_a_text_with_an_action_acts_on_nothing(folder: Path) -> None:
    made = hostile_project(folder / "x.pilotage.json", told_apart())
    async with on(made, SIZES[1], folder) as pilot:
        for name in ("phase2", "phase3", "people", "journal"):
            await go_to(pilot, name)
            await rest(pilot)
            places = [
                (match.start() + 18, y)
                for y, line in enumerate(seen(pilot).splitlines())
                for match in re.finditer(r"\[@click=app\.quit\]q", line)
            ]
            assert places
            for place in places[:4]:
                await pilot.click(offset=place)
                await rest(pilot)
                assert pilot.app.is_running
                assert not pilot.app._exit
                await back(pilot)


async def test_notes_and_the_palette_read_as_written(folder: Path) -> None:
    made = hostile_project(folder / "x.pilotage.json", told_apart())
    given = made.given
    async with on(made, SIZES[0], folder) as pilot:
        await go_to(pilot, "phase4")
        await press(pilot, "d", "ctrl+z")
        await until(pilot, lambda: made.session.can_redo != "")
        await until(pilot, lambda: missing(pilot, f"Undone: {made.session.can_redo}") == [])
        assert given["record_output.reference#3"] in made.session.can_redo
        await go_to(pilot, "phase3")
        await press(pilot, "f9", "d")
        await until(pilot, lambda: missing(pilot, f"“{given['add_step.title']}”") == [])
        await go_to(pilot, "phase2")
        await press(pilot, "ctrl+p", *"confirm")
        reason = f"{given['edit_person.name#2']} already knows revision 2."
        await until(pilot, lambda: missing(pilot, reason) == [])
        assert faults(pilot) == []


async def test_a_hostile_workflow_is_listed_as_it_reads(folder: Path) -> None:
    texts = chain(["a [/] [@click=app.quit]b[/]"], told_apart())
    hostile_project(folder / "x.pilotage.json", texts).session.close()
    hostile_project(folder / "y.pilotage.json", every_text(24)).session.close()
    app = PilotageApp(folder=folder)
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await sees(pilot, "a [/] [@click=app.quit]b[/]", "2 workflows")
        assert faults(pilot) == []
        await press(pilot, "end")
        assert faults(pilot) == []


PASTED = "".join(each.text for each in ALLOWED if ACTED_ON.search(each.text) and each.is_cleaned)


@pytest.mark.parametrize(
    "keys", ["phase1 enter", "people a", "phase3 k", "phase4 slash", "journal slash"]
)
async def test_what_is_pasted_is_cleaned_before_it_is_painted(folder: Path, keys: str) -> None:
    made = hostile_project(folder / "x.pilotage.json", told_apart())
    async with on(made, SIZES[0], folder) as pilot:
        name, *pressed = keys.split()
        await go_to(pilot, name)
        await press(pilot, *pressed)
        driver: Any = pilot.app._driver
        driver.send_message(events.Paste(re.sub("[\n\r\u2028\u2029\x85]", "", PASTED)))
        await until(pilot, lambda: missing(pilot, "[31mred", "characters left out") == [])
        assert faults(pilot) == []
