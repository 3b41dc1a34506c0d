"""The evidence screen, playbooks in the screens, and the paths that are typed there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from pilotage.method.gates import standing
from pilotage.model.project import Project
from pilotage.tui.paths_typed import completed
from pilotage.tui.widgets.gate_panel import GateList
from tests.tui.conftest import OpenApp, comes, fill, sees, until
from tests.way import handed_over, written

RULES = """
name = "House rules"
version = "7"
[prompts]
purpose = "Which output [b]x[/b], for whom?"
[[requirement]]
id = "agreed"
phase = 1
sentence = "The second owner agrees"
check = "signed"
by = "second owner"
[[requirement]]
id = "proof"
phase = 1
sentence = "A proof is attached"
check = "file"
about = "proof"
"""


def project_of(pilot: Pilot[None]) -> Project:
    app: Any = pilot.app
    project: Project = app.session.project
    return project


async def adopt(pilot: Pilot[None], folder: Path) -> None:
    """Adopt the rules on the people screen."""
    (folder / "house.toml").write_text(RULES, "utf-8")
    await pilot.press("f5")
    await comes(pilot, "PeopleScreen")
    await pilot.press("b")
    await comes(pilot, "Form")
    fill(pilot, path="house.toml", reason="So we do it")
    await pilot.press("ctrl+s")


async def test_a_playbook_is_adopted_and_its_gate_leads_to_signing_and_attaching(
    open_app: OpenApp, folder: Path
) -> None:
    (folder / "the proof.txt").write_text("it", "utf-8")
    way = written()
    async with open_app(way) as pilot:
        await adopt(pilot, folder)
        await until(pilot, lambda: project_of(pilot).playbook is not None)
        await comes(pilot, "PeopleScreen")
        await sees(pilot, "House rules, version 7")
        await pilot.press("1")
        await comes(pilot, "Phase1")
        pilot.app.clear_notifications()
        await sees(pilot, "8 of 10", "[b]x[/b], for whom?")
        gate = pilot.app.screen.query_one(GateList)
        gate.focus()
        gate.highlighted = 8
        await pilot.press("enter")
        await comes(pilot, "Confirm")  # is the second owner at the keyboard?
        await pilot.press("y")
        await sees(pilot, "Dana Osei: sign this?", "“The second owner agrees”")
        await pilot.press("y")
        await sees(pilot, "Hand the keyboard back to Ada Builder")
        await pilot.press("y")
        await comes(pilot, "EvidenceScreen")
        assert [each.by for each in project_of(pilot).signatures] == [2]
        pilot.app.screen.query_one("#own").focus()
        await pilot.press("down", "enter")
        await comes(pilot, "Form")
        assert pilot.app.screen.query_one("#field-about", Input).value == "proof"
        fill(pilot, path="none.txt")
        await pilot.press("ctrl+s")
        await sees(pilot, "There is no file none.txt")
        fill(pilot, path="the proof.txt")
        await pilot.press("ctrl+s")
        await sees(pilot, "1 file attached. All are as they were attached.", "✓ same")
        await pilot.press("1")
        await sees(pilot, "10 of 10")


async def test_a_changed_file_shows_and_is_taken_or_detached(
    open_app: OpenApp, folder: Path
) -> None:
    file = folder / "a [$y].txt"
    file.write_text("it", "utf-8")
    async with open_app("documented", size=(80, 24)) as pilot:
        await pilot.press("ctrl+l")
        await comes(pilot, "EvidenceScreen")
        await sees(pilot, "No file is attached yet. “Attach” (a) names one")
        await pilot.press("a")
        await comes(pilot, "Form")
        fill(pilot, path="a [$y].txt", about="The [b]proof[/b]")
        await pilot.press("ctrl+s")
        await sees(pilot, "✓ same", "a [$y].txt", "The [b]proof[/b]")
        file.write_text("another", "utf-8")
        await pilot.press("l")
        await sees(pilot, "✗ changed", "it has 7 bytes now")
        await pilot.press("r")
        await comes(pilot, "Form")
        fill(pilot, reason="Put right")
        await pilot.press("ctrl+s")
        await sees(pilot, "✓ same")
        assert project_of(pilot).attachments[0].size == 7
        await pilot.press("e")
        await comes(pilot, "Form")
        fill(pilot, about="Hours")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: project_of(pilot).attachments[0].about == "Hours")
        file.unlink()
        await comes(pilot, "EvidenceScreen")
        await pilot.press("l")
        await sees(pilot, "✗ gone")
        await pilot.press("o")
        await sees(pilot, "Not opened")
        await pilot.press("d")
        await until(pilot, lambda: not project_of(pilot).attachments)


async def test_what_adopting_opens_again_is_said_before(open_app: OpenApp, folder: Path) -> None:
    async with open_app(handed_over()) as pilot:
        await adopt(pilot, folder)
        await comes(pilot, "Confirm")
        await sees(pilot, "Open gate 1 again?", "not signed yet: Dana Osei")
        await pilot.press("n")
        await comes(pilot, "Form")
        assert project_of(pilot).playbook is None
        await pilot.press("ctrl+s")
        await comes(pilot, "Confirm")
        await pilot.press("y")
        await until(pilot, lambda: standing(project_of(pilot), 1) == "reopened")
        await comes(pilot, "PeopleScreen")
        await pilot.press("b")
        await comes(pilot, "Form")
        fill(pilot, reason="Too much")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: project_of(pilot).playbook is None)


async def test_the_form_of_a_new_project_takes_a_playbook(
    open_home: OpenApp, folder: Path, tmp_path: Path
) -> None:
    rules = folder / "house.toml"
    rules.write_text("name = 'House rules'\nversion = 1\n", "utf-8")
    config = tmp_path / "config"
    config.mkdir()
    (config / "settings.toml").write_text(f"playbook = '{rules}'\n", "utf-8")
    async with open_home() as pilot:
        await pilot.press("n")
        await comes(pilot, "NewProject")
        assert pilot.app.screen.query_one("#field-playbook", Input).value == str(rules)
        fill(pilot, title="Triage", builder="Ada")
        await pilot.press("ctrl+s")
        await sees(pilot, "house.toml, version")
        rules.write_text(RULES, "utf-8")
        await pilot.press("ctrl+s")
        await comes(pilot, "Phase1")
        playbook = project_of(pilot).playbook
        assert playbook is not None
        assert playbook.version == "7"


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("no", "notes.txt"),
        ("pro", "proofs/"),
        ("proofs/", "proofs/a.pdf"),
        ("proofs/b", None),
        ("", None),
        ("nowhere/", None),
        ("two", None),
        ("a\0", None),
    ],
)
def test_a_path_is_completed_from_what_is_there(
    tmp_path: Path, typed: str, proposed: str | None
) -> None:
    (tmp_path / "notes.txt").touch()
    (tmp_path / "two\nlines").touch()
    (tmp_path / "proofs").mkdir()
    (tmp_path / "proofs" / "a.pdf").touch()
    assert completed(typed, tmp_path) == proposed
