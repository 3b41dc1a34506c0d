from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from textual.widgets import Input

from pilotage.method.traps import TRAPS
from tests.tui.conftest import OpenApp, comes, fill, front, seen, sees, until, write


async def test_title_and_name_are_enough_and_lead_to_the_first_section(
    open_home: OpenApp, folder: Path
) -> None:
    async with open_home(size=(80, 24)) as pilot:
        await pilot.press("n")
        await comes(pilot, "NewProject")
        await write(pilot, "Lead routing")
        await pilot.press("enter")
        await write(pilot, "Ada")
        await pilot.press("ctrl+s")
        await comes(pilot, "Phase1")
        await sees(pilot, "Purpose", "Your workflow has begun")
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "section-text"
        await write(pilot, "Route leads.")
    path = folder / "lead-routing.pilotage.json"
    assert json.loads(path.read_text())["page"]["1"]["text"] == "Route leads."
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_everything_can_be_given_and_is_kept(open_home: OpenApp, folder: Path) -> None:
    async with open_home() as pilot:
        await pilot.press("n")
        await comes(pilot, "NewProject")
        fill(
            pilot,
            title="Triage",
            builder="Ada",
            second_owner="Dana",
            decision_maker="Noor",
            start="2026-04-01",
            folder=str(folder / "new" / "place"),
            file="mine",
        )
        await pilot.click("CommandButton")
        await comes(pilot, "Phase1")
        project = pilot.app.session.project  # type: ignore[attr-defined]
        assert (project.title, project.start.isoformat()) == ("Triage", "2026-04-01")
        assert project.name_of(project.second_owner) == "Dana"
        assert project.name_of(project.decision_maker) == "Noor"
    assert (folder / "new" / "place" / "mine.pilotage.json").is_file()


WRONG: tuple[tuple[dict[str, str], str, str], ...] = (
    ({"title": ""}, "title", "fill this in"),
    ({"builder": "  "}, "builder", "fill this in"),
    ({"builder": "x" * 81}, "builder", "limit is 80"),
    ({"title": "x" * 121}, "title", "limit is 120"),
    ({"second_owner": "aDa"}, "second_owner", "can't be the builder"),
    ({"decision_maker": "Ada"}, "decision_maker", "can't be the builder"),
    ({"start": "soon"}, "start", "is not a date"),
    ({"start": "1999-01-01"}, "start", "2000"),
    ({"file": "../out"}, "file", "plain file name"),
    ({"file": ".pilotage.json"}, "file", "plain file name"),
    ({"file": "taken.pilotage.json"}, "file", "exists already"),
)


async def test_a_wrong_value_is_refused_at_its_field(open_home: OpenApp, folder: Path) -> None:
    (folder / "taken.pilotage.json").write_text("mine")
    right = {"title": "Leads", "builder": "Ada", "start": "2026-03-02", "file": "new"}
    right |= {"second_owner": "", "decision_maker": ""}
    async with open_home() as pilot:
        await pilot.press("n")
        await comes(pilot, "NewProject")
        for values, field, said in WRONG:
            fill(pilot, **(right | values))
            await pilot.pause()
            fill(pilot, file=values.get("file", "new"))
            await pilot.press("ctrl+s")
            await sees(pilot, said)
            assert front(pilot) == "NewProject"
            assert pilot.app.focused is not None
            assert pilot.app.focused.id == f"field-{field}", values
    assert [path.name for path in folder.iterdir()] == ["taken.pilotage.json"]
    assert (folder / "taken.pilotage.json").read_text() == "mine"


async def test_a_folder_that_can_not_be_made_is_said(open_home: OpenApp, folder: Path) -> None:
    (folder / "file").write_text("")
    async with open_home() as pilot:
        await pilot.press("n")
        await comes(pilot, "NewProject")
        fill(pilot, title="Leads", builder="Ada", folder=str(folder / "file"))
        await pilot.press("ctrl+s")
        await sees(pilot, "is not a folder")


async def test_the_file_name_follows_the_title_until_it_is_typed(
    open_home: OpenApp, folder: Path
) -> None:
    (folder / "a-b.pilotage.json").write_text("")
    async with open_home() as pilot:
        await pilot.press("n")
        await comes(pilot, "NewProject")
        file = pilot.app.screen.query_one("#field-file", Input)
        await write(pilot, "A/b")
        await until(pilot, lambda: file.value == "a-b-2.pilotage.json")
        file.value = "own.pilotage.json"
        await write(pilot, " more")
        await pilot.pause()
        assert file.value == "own.pilotage.json"


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_self_check_counts_the_open_traps(
    open_home: OpenApp, size: tuple[int, int]
) -> None:
    async with open_home(size=size) as pilot:
        await pilot.press("n")
        await comes(pilot, "NewProject")
        for _ in range(8):
            await pilot.press("tab")
        await pilot.press("space", "tab", "tab", "enter")
        result = pilot.app.screen.query_one("#check-result")
        result.scroll_visible(animate=False)
        await sees(pilot, "3 of 5 traps are open", "No documented workflow: phase 1")
        shown = seen(pilot)
        assert "Single owner: phase" not in shown
        assert shown.count("○") == 3


async def test_all_ticked_says_that_the_gates_still_ask(open_home: OpenApp) -> None:
    async with open_home() as pilot:
        await pilot.press("n")
        await comes(pilot, "NewProject")
        for trap in TRAPS:
            await pilot.click(f"#check-{trap.kind}")
        await sees(pilot, "No trap is open by your account")


async def test_escape_goes_back_and_asks_when_something_was_typed(open_home: OpenApp) -> None:
    async with open_home() as pilot:
        await pilot.press("n")
        await comes(pilot, "NewProject")
        await pilot.press("escape")
        await comes(pilot, "HomeScreen")
        await pilot.press("n")
        await comes(pilot, "NewProject")
        await write(pilot, "x")
        await pilot.press("escape")
        await comes(pilot, "Confirm")
        await pilot.press("n")
        await comes(pilot, "NewProject")
        await pilot.press("escape")
        await comes(pilot, "Confirm")
        await pilot.press("y")
        await comes(pilot, "HomeScreen")


async def test_the_name_in_the_settings_is_the_builders(open_home: OpenApp, folder: Path) -> None:
    settings = folder.parent / "config" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text('name = "Ada [/] B"\n')
    async with open_home() as pilot:
        await pilot.press("n")
        await comes(pilot, "NewProject")
        await sees(pilot, "Ada [/] B")


@pytest.mark.parametrize("text", ["a [/] b $x [$y]", "[@click=app.quit]x[/] [bold]"])
async def test_hostile_texts_are_kept_and_shown_as_they_read(open_home: OpenApp, text: str) -> None:
    async with open_home() as pilot:
        await pilot.press("n")
        await comes(pilot, "NewProject")
        fill(pilot, title=text, builder=f"B {text}", second_owner=f"S {text}")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await comes(pilot, "Phase1")
        await sees(pilot, text, f"driving: B {text}")
