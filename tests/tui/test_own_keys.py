"""The user's own keys in the screens: they act, the default ones do not, the texts say them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from textual import events

from pilotage.tui.help_text import key_table
from tests.tui.conftest import OpenApp, comes, front, notes, sees, until, write
from tests.tui.driving import driven


@pytest.fixture
def settle(folder: Path) -> Path:
    """The settings with keys of one's own."""
    file = folder.parent / "config" / "settings.toml"
    file.parent.mkdir()
    return file


async def test_own_keys_act_and_are_shown_everywhere(open_app: OpenApp, settle: Path) -> None:
    settle.write_text(
        '[keys]\nother_tab = ["alt+o", "F7"]\njournal = "j"\nset_baseline = "B"\nwaive = "f2"\n'
        'phases = "alt+z"\nkeys = "!"\ntraps = "alt+y"\nshow_gate = "ctrl+g"\n'
        'open_guide = "f4"\nhelp = "f12"\nopen_in_editor = "alt+e"\n'
    )
    async with open_app("written", size=(120, 36)) as pilot:
        assert notes(pilot) == ""
        await sees(pilot, "F12 Help", "^g Gate", "Guide  F4")  # the line, and a button
        await pilot.press("f9")
        await pilot.press("f7")  # a second key
        await sees(pilot, "Figure  B", "Waive  F2")  # buttons
        await pilot.press("exclamation_mark")
        await comes(pilot, "Show")
        await pilot.press("escape")
        await comes(pilot, "Phase1")
        table = key_table(cast(Any, pilot.app.screen))
        for shown in ("Alt+O or F7", "Alt+Z", "Alt+Y", "F4", "!"):
            assert f"| {shown} |" in table
        await pilot.press("f12")
        await comes(pilot, "Show")
        await pilot.press("pagedown")
        await sees(pilot, "Press Alt+O for the baseline", "“Figure” (B) writes down")
        await pilot.press("escape")
        await comes(pilot, "Phase1")
        await pilot.press("alt+y")  # a command that had none
        await sees(pilot, "The five traps")
        await pilot.press("escape")
        await comes(pilot, "Phase1")
        await pilot.press("f2")
        await comes(pilot, "Form")


async def test_a_letter_is_text_where_one_writes(open_app: OpenApp, settle: Path) -> None:
    settle.write_text('[keys]\njournal = "j"\n')
    async with open_app("written", size=(100, 30)) as pilot:
        await pilot.press("ctrl+end")
        await write(pilot, "jog")
        assert front(pilot) == "Phase1"
        assert pilot.app.focused.text.endswith("jog")  # type: ignore[union-attr]
        text = pilot.app.focused.text  # type: ignore[union-attr]
        # as a terminal's Alt+N comes in: with its letter
        pilot.app._driver.send_message(events.Key("alt+n", "n"))  # type: ignore[union-attr]
        await until(pilot, lambda: front(pilot) == "Confirm" or notes(pilot) != "")
        await pilot.press("escape")
        assert pilot.app.screen.query_one("#section-text").text == text  # type: ignore[attr-defined]
        await comes(pilot, "Phase1")
        await pilot.press("f9", "j")
        await comes(pilot, "JournalScreen")


async def test_a_key_of_one_part_leaves_the_other_alone(open_app: OpenApp, settle: Path) -> None:
    settle.write_text('[keys]\nadd_step = "n"\nother_part = "f12"\n')
    async with open_app("handed_over", size=(120, 36)) as pilot:
        await comes(pilot, "Phase3")
        pilot.app.screen.parts.open("steps")  # type: ignore[attr-defined]
        await sees(pilot, "Add  n")
        await pilot.press("n")
        await until(pilot, lambda: "in the part Systems (F12)" in notes(pilot))
        await pilot.press("a")  # of the other part alone now: it leads there
        await sees(pilot, "System")


async def test_what_is_wrong_is_said_at_the_start_and_the_default_stands(
    open_app: OpenApp, settle: Path
) -> None:
    settle.write_text('[keys]\njournal = "f5"\npass_gate = "ctrl+b"\nhlp = 3\nexport = "alt+x"\n')
    async with open_app("written", size=(120, 36)) as pilot:
        said = notes(pilot)
        assert "settings.toml, keys.journal: F5 is that of people already, on phase 1." in said
        assert "keys.pass_gate: Ctrl+B can't be had: tmux takes it" in said
        assert "settings.toml, keys.hlp: must be a key in quotes" in said
        await pilot.press("alt+x")
        await comes(pilot, "ExportScreen")
        await pilot.press("f7")
        await comes(pilot, "JournalScreen")


async def test_the_keys_of_a_run_can_be_others(open_app: OpenApp, settle: Path) -> None:
    settle.write_text('[keys]\nhad_to_ask = "f"\nstep_is_done = "j"\nhelp = "alt+i"\n')
    async with open_app(driven(), size=(120, 36)) as pilot:
        await comes(pilot, "Phase2")
        await pilot.press("g")
        await comes(pilot, "Confirm")  # whether the driver is at the keyboard
        await pilot.press("y")
        await comes(pilot, "Drive")
        await sees(pilot, "f I had to ask", "j done", "Alt+I help")
        await pilot.press("f")
        await sees(pilot, "note it")
        await write(pilot, "Why j?")
        await pilot.press("enter", "j")
        await sees(pilot, "1 gap", "step 2 of 13")
        assert cast(Any, pilot.app).session.project.gaps[-1].text == "Why j?"
