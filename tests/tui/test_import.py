"""The dialog that imports a CSV file: its plan is seen and changed before it is done."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.widgets import Button, Input, Select

from pilotage.intake import csv_file
from pilotage.intake.fields import Kind
from pilotage.tui.dialogs import import_
from pilotage.tui.dialogs.import_ import Import
from pilotage.tui.widgets.path_suggester import PathSuggester
from tests.tui.areas import faults
from tests.tui.conftest import comes, seen, sees, until
from tests.tui.opened import HOSTILE, Opened, opened
from tests.way import SECOND_OWNER, Way, integrated

BASELINE = (
    "Metric;Without AI;Cases;When;How;Target;Owner\n"
    "Working time per output;12,5;40;February;timed;6,0;x\n"
    "{};3,9;50;February;survey;4,2;x\n"
)


async def planned(here: Opened, path: Path) -> Import:
    """The dialog in front with a file that was read."""
    dialog = here.app.screen
    assert isinstance(dialog, Import)
    dialog.query_one("#import-path", Input).value = str(path)
    await here.press("enter")
    await settled(here, dialog)
    return dialog


async def settled(here: Opened, dialog: Import) -> None:
    """Wait until the plan is that of what is chosen, and is shown."""
    await here.pilot.pause()
    await until(here.pilot, lambda: dialog._plan is not None and not dialog._doing)
    await here.pilot.pause()


async def dialog_on(here: Opened, kind: Kind) -> None:
    here.app.push_screen(Import(here.app.session, kind))
    await comes(here.pilot, "Import")


async def test_a_baseline_is_imported_from_its_screen(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text(BASELINE.format(f'"{HOSTILE}"'))
    async with opened(Way(), tmp_path, "phase1") as here:
        await here.press("f9", "i")
        await comes(here.pilot, "Import")
        dialog = await planned(here, path)
        assert not faults(here.app.screen)
        await sees(
            here.pilot,
            "2 rows; UTF-8, semicolon between cells. Not used: Owner.",
            "“12,5” is 12.5",
            "line 3: Better: is missing.",
        )
        assert dialog.query_one("#import-go", Button).disabled
        dialog.query_one("#plan-better", Select).value = "higher"
        await settled(here, dialog)
        await sees(here.pilot, "“Working time per output” is there already")
        await here.click("#import-update")
        await settled(here, dialog)
        await sees(here.pilot, "✓ 1 new · 1 of what is there")
        await here.press("ctrl+s")
        await until(here.pilot, lambda: here.dialog == "Phase1")
        assert "Imported 1 metric and brought 1 up to date from figures.csv" in here.notes()
        assert here.project.metrics[-1].name == HOSTILE
        await here.press("ctrl+z")
        assert len(here.project.metrics) == 4


async def test_days_that_can_be_two_are_asked_for_and_a_column_can_be_chosen(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tickets.csv"
    path.write_text("key,day,result,text\nt1,04/05/2026,ok,a\nt2,01/05/2026,nok,b\n")
    way = integrated().on_day(72).as_(SECOND_OWNER)
    async with opened(way, tmp_path, "phase4", size=(120, 36)) as here:
        await dialog_on(here, Kind.OUTPUTS)
        dialog = await planned(here, path)
        await sees(here.pilot, "“04/05/2026”", "Sun 5 Apr 2026")
        await until(here.pilot, lambda: dialog.query_one("#plan-dates").has_focus)
        dialog.query_one("#plan-dates", Select).value = "dmy"
        dialog.query_one("#plan-link", Select).value = 3
        await settled(here, dialog)
        await sees(here.pilot, "✓ 2 new · 0 there already")
        assert not faults(here.app.screen)
        await here.click("#import-go")
        await until(here.pilot, lambda: here.dialog == "Phase4")
        assert [(each.link, len(each.checks)) for each in here.project.outputs] == [
            ("a", 1),
            ("b", 1),
        ]
        await dialog_on(here, Kind.OUTPUTS)
        await planned(here, path)
        await sees(here.pilot, "The columns are as in the last import of such a file.")
        await sees(here.pilot, "0 new · 2 there already")


async def test_what_can_t_be_read_is_said_and_another_path_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("metric\nMood\n")
    async with opened(Way(), tmp_path, "phase1") as here:
        await dialog_on(here, Kind.BASELINE)
        dialog = here.app.screen
        field = dialog.query_one("#import-path", Input)
        for wrong, said in (
            (str(tmp_path / "none.csv"), "There is no file"),
            (str(tmp_path), "is a folder"),
            ("  ", "Say where the file is."),
            ("~nobody-of-that-name/x", "There is no such home folder."),
        ):
            field.value = wrong
            await here.press("enter")
            await until(here.pilot, lambda said=said: said in seen(here.pilot))  # type: ignore[misc]
        await planned(here, path)
        field.value = "y"
        await here.pilot.pause()
        assert not dialog.query_one("#import-plan").display
        await here.press("escape")
        assert here.dialog == "Phase1"


async def test_reading_shows_how_far_it_is_and_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.csv"
    path.write_text("metric\nMood\n")
    goes_on, ended = threading.Event(), threading.Event()

    def slowly(path: Path, *, progress: Any) -> Any:
        progress(0.25)
        goes_on.wait(10)
        try:
            return csv_file.read_csv(path, progress=progress)
        finally:
            ended.set()

    monkeypatch.setattr(import_, "read_csv", slowly)
    monkeypatch.setattr(import_, "PATIENCE", 0.01)
    async with opened(Way(), tmp_path, "phase1") as here:
        await dialog_on(here, Kind.BASELINE)
        dialog = here.app.screen
        dialog.query_one("#import-path", Input).value = str(path)
        await here.press("enter")
        await until(here.pilot, lambda: "Reading x.csv … 25%" in here.seen())
        await here.press("escape")
        assert here.dialog == "Phase1"
        goes_on.set()
        await until(here.pilot, ended.is_set)


async def test_a_path_is_completed(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "b.csv").touch()
    (tmp_path / "data" / "a.png").touch()
    (tmp_path / "data" / "a\x1b.csv").touch()
    suggests = PathSuggester((".csv",), tmp_path).get_suggestion
    assert await suggests(f"{tmp_path}/da") == f"{tmp_path}/data/"
    assert await suggests(f"{tmp_path}/data/b") == f"{tmp_path}/data/b.csv"
    for nothing in (f"{tmp_path}/data/", f"{tmp_path}/data/a", f"{tmp_path}/no/x", "a\0b/x"):
        assert await suggests(nothing) is None


async def test_what_is_typed_or_pasted_takes_the_place_of_the_proposed_path(
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.csv"
    path.write_text("metric\nMood\n")
    async with opened(Way(), tmp_path, "phase1") as here:
        await dialog_on(here, Kind.BASELINE)
        field = here.app.screen.query_one("#import-path", Input)
        assert field.value == f"{tmp_path}/"
        here.app._driver.send_message(events.Paste(str(path)))  # type: ignore[union-attr]
        await until(here.pilot, lambda: field.value == str(path))
        await here.press("escape")
        await dialog_on(here, Kind.BASELINE)
        field = here.app.screen.query_one("#import-path", Input)
        await here.press("x", ".")
        await until(here.pilot, lambda: field._suggestion == "x.csv")  # from the project's folder
        await here.press("right", "enter")
        await sees(here.pilot, "1 row; UTF-8")
