"""What the form of a new workflow says of its fields, and when it stops saying it."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from pilotage.tui.dialogs.form import FieldBox
from tests.tui.conftest import OpenApp, comes, fill, front, sees, until, write


def blamed(pilot: Pilot[None]) -> set[str]:
    boxes = pilot.app.screen.query(FieldBox)
    return {
        box.field.name for box in boxes if str(box.query_one(".field-problem").render()).strip()
    }


async def test_all_empty_fields_are_marked_at_once(open_home: OpenApp) -> None:
    async with open_home() as pilot:
        await pilot.press("n")
        await comes(pilot, "NewProject")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: blamed(pilot) == {"title", "builder", "file"})
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "field-title"


async def test_other_problems_are_said_along_with_the_empty_fields(open_home: OpenApp) -> None:
    async with open_home() as pilot:
        await pilot.press("n")
        await comes(pilot, "NewProject")
        fill(pilot, title="x" * 121, start="soon", second_owner="y" * 81)
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: blamed(pilot) == {"title", "builder", "start", "second_owner"})


async def test_a_problem_goes_when_its_field_changes(open_home: OpenApp) -> None:
    async with open_home() as pilot:
        await pilot.press("n")
        await comes(pilot, "NewProject")
        fill(pilot, start="soon")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: blamed(pilot) == {"title", "builder", "start", "file"})
        await write(pilot, "A")
        await until(pilot, lambda: blamed(pilot) == {"builder", "start"})
        fill(pilot, start="2026-03-02")
        await until(pilot, lambda: blamed(pilot) == {"builder"})
        assert front(pilot) == "NewProject"


async def test_a_problem_goes_when_the_field_that_it_hangs_on_changes(
    open_home: OpenApp, folder: Path
) -> None:
    (folder / "taken.pilotage.json").write_text("")
    async with open_home() as pilot:
        await pilot.press("n")
        await comes(pilot, "NewProject")
        fill(pilot, title="Leads", builder="Ada", second_owner="Ada", file="taken")
        await pilot.pause()
        fill(pilot, file="taken")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await sees(pilot, "can't be the builder", "exists already")
        fill(pilot, builder="Dana")
        await until(pilot, lambda: blamed(pilot) == {"file"})
        fill(pilot, folder=str(folder / "other"))
        await until(pilot, lambda: blamed(pilot) == set())


async def test_a_folder_that_cannot_be_is_said_at_its_field(open_home: OpenApp) -> None:
    async with open_home() as pilot:
        await pilot.press("n")
        await comes(pilot, "NewProject")
        fill(pilot, title="Leads", builder="Ada")
        await pilot.pause()
        fill(pilot, folder="~nobody-has-this-name")
        await pilot.pause()
        fill(pilot, folder="x" * 300)
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: blamed(pilot) == {"folder"})
