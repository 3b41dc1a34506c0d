from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from pilotage import config, portfolio
from pilotage.actions import people
from pilotage.session import Session
from pilotage.store.shift import mark_as_sample
from pilotage.tui.screens.home import HomeScreen
from pilotage.tui.widgets.project_list import ProjectList
from tests import way as ways
from tests.tui.conftest import OpenApp, comes, fill, notes, seen, sees, until, write
from tests.way import START, FixedClock, Way

HOSTILE = ("a [/] b $x [$y]", "[@click=app.quit]x[/] [bold]")


def put(folder: Path, name: str, way: Way, title: str = "") -> Path:
    if title:
        way.do(people.rename_workflow, title=title)
    path = folder / f"{name}.pilotage.json"
    Session.create(path, way.project, way.clock).close()
    return path


async def test_an_empty_home_says_how_to_begin(open_home: OpenApp) -> None:
    async with open_home(size=(80, 24)) as pilot:
        await sees(pilot, "Start your first workflow: “New” (n)", "example first: “Example” (m)")


async def test_it_lists_projects_here_and_one_folder_down(open_home: OpenApp, folder: Path) -> None:
    put(folder, "leads", ways.handed_over())
    (folder / "sub" / "deep").mkdir(parents=True)
    put(folder / "sub", "triage", ways.reviewed(), "Support triage")
    put(folder / "sub" / "deep", "hidden", Way(), "Too deep")
    clock = FixedClock(START + timedelta(days=69))
    async with open_home(clock=clock) as pilot:
        await sees(pilot, "Lead routing", "Support triage", "2 workflows")
        shown = seen(pilot)
        assert "! late" in shown
        assert "phase 3 is 10 days past its window" in shown
        assert "day 70 of 90" in shown
        assert "in production" in shown
        assert "Too deep" not in shown


async def test_recent_files_come_first_and_vanished_ones_do_not_show(
    open_home: OpenApp, folder: Path, tmp_path: Path
) -> None:
    put(folder, "a", Way(), "Alpha")
    elsewhere = tmp_path / "elsewhere"
    config.remember_recent(put(elsewhere, "z", Way(), "Zulu"))
    config.remember_recent(elsewhere / "gone.pilotage.json")
    async with open_home() as pilot:
        await sees(pilot, "Zulu", "Alpha", "2 workflows")
        shown = seen(pilot)
        assert shown.index("Zulu") < shown.index("Alpha")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"project": {"1": {"schema_version": 99}}}'])
async def test_a_bad_file_is_a_row_that_says_why(
    open_home: OpenApp, folder: Path, content: str
) -> None:
    put(folder, "good", Way())
    bad = folder / "bad.pilotage.json"
    bad.write_text(content)
    async with open_home() as pilot:
        await sees(pilot, "bad.pilotage.json", "can't be read", "Lead routing")
        await pilot.press("enter")
        await until(pilot, lambda: bool(notes(pilot)))
        assert isinstance(pilot.app.screen, HomeScreen)
    assert bad.read_text() == content


async def test_enter_opens_the_project_under_the_cursor(open_home: OpenApp, folder: Path) -> None:
    put(folder, "a", Way(), "Alpha")
    put(folder, "b", Way(), "Bravo")
    async with open_home(size=(80, 24)) as pilot:
        await sees(pilot, "Alpha", "Bravo")
        await pilot.press("down", "enter")
        await comes(pilot, "Phase1")
        assert pilot.app.session.project.title == "Bravo"  # type: ignore[attr-defined]


async def test_a_click_opens_too(open_home: OpenApp, folder: Path) -> None:
    put(folder, "a", Way(), "Alpha")
    async with open_home(size=(80, 24)) as pilot:
        await sees(pilot, "Alpha")
        await pilot.click("#projects", offset=(4, 1))
        await comes(pilot, "Phase1")


async def test_open_by_path_says_what_is_wrong_and_keeps_what_was_typed(
    open_home: OpenApp, folder: Path, tmp_path: Path
) -> None:
    path = put(tmp_path / "other", "far", Way(), "Far away")
    async with open_home(size=(80, 24)) as pilot:
        await pilot.press("o")
        await sees(pilot, "Open a project")
        fill(pilot, path=str(folder / "nothing.pilotage.json"))
        await pilot.press("ctrl+s")
        await sees(pilot, "There is no file")
        assert "nothing.pilotage.json" in seen(pilot)
        fill(pilot, path=str(path))
        await pilot.press("ctrl+s")
        await comes(pilot, "Phase1")
        assert pilot.app.session.project.title == "Far away"  # type: ignore[attr-defined]


@pytest.fixture
def samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "samples"
    path = put(place, "lead_routing", ways.handed_over())
    mark_as_sample(path, START + timedelta(days=40))
    monkeypatch.setattr("pilotage.paths.samples_folder", lambda: place)
    return place


async def test_an_example_is_copied_dated_and_opened(
    open_home: OpenApp, folder: Path, samples: Path
) -> None:
    clock = FixedClock(START + timedelta(days=400))
    async with open_home(clock=clock) as pilot:
        await sees(pilot, "“Example” (m)")
        await pilot.press("m")
        await sees(pilot, "Which example?", "Lead routing: Phase 3, Integrations")
        await pilot.press("enter")
        await comes(pilot, "Phase3")
        assert pilot.app.session.path == folder / "lead_routing.pilotage.json"  # type: ignore[attr-defined]
        await sees(pilot, "day 41 of 90")


def test_a_second_copy_of_an_example_replaces_nothing(folder: Path, samples: Path) -> None:
    first = portfolio.copy_sample(portfolio.samples()[0], folder, START)
    kept = first.read_bytes()
    second = portfolio.copy_sample(portfolio.samples()[0], folder, START)
    assert second != first
    assert first.read_bytes() == kept


@pytest.mark.parametrize("title", HOSTILE)
async def test_a_hostile_title_is_shown_as_it_reads(
    open_home: OpenApp, folder: Path, title: str
) -> None:
    put(folder, "x", Way(), title)
    async with open_home() as pilot:
        await sees(pilot, title)
        await pilot.click("#projects", offset=(3, 1))
        await comes(pilot, "Phase1")
        await sees(pilot, title)


async def test_a_hostile_file_name_does_not_reach_the_terminal(
    open_home: OpenApp, folder: Path
) -> None:
    (folder / "a\x1b[2J[bold]b.pilotage.json").write_text("{")
    async with open_home() as pilot:
        await sees(pilot, "a[2J[bold]b.pilotage.json")
        assert "\x1b" not in seen(pilot)


async def test_reload_shows_a_file_that_came(open_home: OpenApp, folder: Path) -> None:
    async with open_home() as pilot:
        await sees(pilot, "“New” (n)")
        put(folder, "late", Way(), "Came later")
        await pilot.press("r")
        await sees(pilot, "Came later")


async def test_going_home_from_a_project_lists_it(open_app: OpenApp) -> None:
    async with open_app("documented") as pilot:
        await pilot.press("ctrl+o")
        await comes(pilot, "HomeScreen")
        await sees(pilot, "Lead routing", "2 Second owner")


async def test_the_palette_and_help_work_at_home(open_home: OpenApp) -> None:
    async with open_home() as pilot:
        await pilot.press("f1")
        await sees(pilot, "What Pilotage is for")
        await pilot.press("escape", "ctrl+p")
        await write(pilot, "start a new")
        await sees(pilot, "Start a new workflow")
        await pilot.press("enter")
        await comes(pilot, "NewProject")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_every_card_fits_its_width(
    open_home: OpenApp, folder: Path, size: tuple[int, int]
) -> None:
    put(folder, "x", Way(), "A very long title " * 6)
    async with open_home(size=size) as pilot:
        await sees(pilot, "A very long title")
        rows = pilot.app.screen.query_one(ProjectList)
        assert not rows.show_horizontal_scrollbar
        assert all(rows.render_line(y).cell_length == rows.size.width for y in range(4))


async def test_it_sorts_and_filters_by_key_and_by_mouse(open_home: OpenApp, folder: Path) -> None:
    put(folder, "a", ways.handed_over(), "Zulu")
    put(folder, "b", Way(), "Alpha")
    (folder / "c.pilotage.json").write_text("{")
    async with open_home() as pilot:
        await sees(pilot, "Zulu", "Alpha", "3 workflows", "sorted by last used")
        rows = pilot.app.screen.query_one(ProjectList)

        def order() -> list[str]:
            lines = [rows.render_line(y).text.split()[0] for y in range(1, 7)]
            return [line for line in lines if line in ("Zulu", "Alpha")]

        assert order() == ["Zulu", "Alpha"]
        await pilot.press("s")
        await sees(pilot, "sorted by name", "Workflow ▾")
        assert order() == ["Alpha", "Zulu"]
        assert rows.chosen is not None
        assert rows.chosen.title == "Zulu"  # the cursor stays on its project
        await pilot.click("#projects", offset=(rows.size.width - 8, 0))
        await sees(pilot, "sorted by status")
        await pilot.click("#home-sort")
        await sees(pilot, "sorted by next due")
        await pilot.press("slash")
        await write(pilot, "alp")
        await sees(pilot, "1 of 3 workflows")
        assert "Zulu" not in seen(pilot)
        await write(pilot, "x")
        await sees(pilot, "Nothing matches “alpx”")
        await pilot.press("escape")
        await sees(pilot, "Zulu", "Alpha", "3 workflows")
        await pilot.press("escape", "end", "enter")
        await comes(pilot, "Phase3")


async def test_several_at_once_under_one_builder_is_said(open_home: OpenApp, folder: Path) -> None:
    for number, title in enumerate(("One", "Two"), 1):
        way = ways.documented()
        way.project = way.project.having(uid=f"{number:032}")
        put(folder, title.lower(), way, title)
    async with open_home(size=(80, 24)) as pilot:
        await sees(pilot, "One workflow at a time gets further: Ada Builder has 2", "traps")
        await pilot.press("down")
        chosen = pilot.app.screen.query_one(ProjectList).chosen
        assert chosen is not None
        assert chosen.title == "Two"
