"""Phase 4 on screen: outputs, checks, measurements."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.widgets import Input, Static

from pilotage.actions import production
from pilotage.model.production import Output
from pilotage.tui.app import PilotageApp
from pilotage.tui.output_search import LIMIT
from pilotage.tui.screens.phase4 import Phase4
from tests.tui.conftest import notes, seen, until
from tests.tui.production_app import LITERAL, keys, on_screen, project_of
from tests.way import BUILDER, SECOND_OWNER, Way, documented, integrated, produced, unmeasured


def run(*references: str) -> Way:
    way = integrated()
    for reference in references:
        way.do(production.record_output, reference=reference, made_by="Mail rule")
    return way


def screen_of(pilot: Any) -> Phase4:
    app = pilot.app
    assert isinstance(app, PilotageApp)
    assert isinstance(app.screen, Phase4)
    return app.screen


def outputs(pilot: Any) -> tuple[Output, ...]:
    return project_of(pilot).outputs


async def test_an_output_is_added_edited_and_deleted_by_keyboard(tmp_path: Path) -> None:
    async with on_screen(integrated(), tmp_path, "phase4") as pilot:
        assert "No output is recorded yet" in seen(pilot)
        await keys(pilot, "a", "t:lead-1", "ctrl+s")
        assert [o.reference for o in outputs(pilot)] == ["lead-1"]
        assert outputs(pilot)[0].on == pilot.app.session.today
        await keys(pilot, "enter", "end", "t:2", "ctrl+s")
        assert outputs(pilot)[0].reference == "lead-12"
        await keys(pilot, "d")
        assert outputs(pilot) == ()
        await keys(pilot, "ctrl+z")
        assert outputs(pilot)[0].reference == "lead-12"


async def test_what_is_refused_is_shown_at_the_field(tmp_path: Path) -> None:
    async with on_screen(run("lead-1"), tmp_path, "phase4") as pilot:
        await keys(pilot, "a", "t:lead-2", "tab", "end", "ctrl+u", "t:2099-01-01", "ctrl+s")
        assert "is in the future" in seen(pilot)
        assert len(outputs(pilot)) == 1
        await keys(pilot, "escape", "y", "a", "t:lead-1", "ctrl+s")
        assert "There is already an output" in seen(pilot)


async def test_pass_is_one_key_and_goes_to_the_next_unchecked(tmp_path: Path) -> None:
    way = run("one", "two", "three", "four").as_(SECOND_OWNER)
    way.do(production.check_output, output=way.project.outputs[2].id, verdict="pass")
    async with on_screen(way, tmp_path, "phase4") as pilot:
        assert screen_of(pilot).output == outputs(pilot)[3]  # newest first
        await keys(pilot, "p")
        assert outputs(pilot)[3].checks[0].by == SECOND_OWNER
        assert screen_of(pilot).output == outputs(pilot)[1]  # three is checked already
        await keys(pilot, "ctrl+z")
        assert outputs(pilot)[3].checks == ()


async def test_a_digit_says_what_an_output_failed_on(tmp_path: Path) -> None:
    way = run("one", "two").as_(SECOND_OWNER)
    async with on_screen(way, tmp_path, "phase4") as pilot:
        await keys(pilot, "x")
        assert "3 Disqualifier: The company is an existing customer" in seen(pilot)
        await keys(pilot, "3")
        check = outputs(pilot)[1].checks[0]
        assert (check.verdict, check.failed) == ("fail", "The company is an existing customer")
        assert screen_of(pilot).output == outputs(pilot)[0]
        await keys(pilot, "x", "down", "tab", "t:Only 1 of 2", "enter")
        check = outputs(pilot)[0].checks[0]
        assert (check.failed, check.note) == (
            "Urgency names the sentence it rests on",
            "Only 1 of 2",
        )
        assert "✗ Dana" in seen(pilot)
        await keys(pilot, "down", "r")
        assert outputs(pilot)[0].checks == ()
        await keys(pilot, "r")
        assert "You have not checked this output" in notes(pilot)


async def test_something_else_needs_a_note(tmp_path: Path) -> None:
    async with on_screen(run("one").as_(SECOND_OWNER), tmp_path, "phase4") as pilot:
        await keys(pilot, "x", "0")
        assert "Write what was wrong in the note" in seen(pilot)
        await keys(pilot, "t:Sent twice", "enter")
        assert outputs(pilot)[0].checks[0].note == "Sent twice"
        assert outputs(pilot)[0].checks[0].failed == ""


async def test_the_builder_is_told_that_the_second_owner_must_check(tmp_path: Path) -> None:
    async with on_screen(run("one"), tmp_path, "phase4") as pilot:
        assert "the gate counts Dana Osei's checks" in seen(pilot)
        await keys(pilot, "p")
        assert "✓ Ada · Dana?" in seen(pilot)
        pilot.app.session.drive(SECOND_OWNER)  # type: ignore[attr-defined]
        await pilot.pause()
        assert "the gate counts" not in seen(pilot)


async def test_all_shown_unchecked_are_passed_after_a_question(tmp_path: Path) -> None:
    way = run("red-1", "red-2", "blue-1").as_(SECOND_OWNER)
    async with on_screen(way, tmp_path, "phase4") as pilot:
        await keys(pilot, "slash", "t:RED", "enter", "P")
        assert "Pass 2 outputs as Dana Osei?" in seen(pilot)
        await keys(pilot, "n")
        assert not any(o.checks for o in outputs(pilot))
        await keys(pilot, "P", "y")
        assert [bool(o.checks) for o in outputs(pilot)] == [True, True, False]
        await keys(pilot, "P")
        assert "Nothing shown here waits" in notes(pilot)


async def test_filter_and_unchecked_only(tmp_path: Path) -> None:
    way = run("red-1", "red-2", "blue-1").as_(SECOND_OWNER)
    async with on_screen(way, tmp_path, "phase4", size=(120, 36)) as pilot:
        await keys(pilot, "slash", "t:blue")
        assert "showing 1 of 1 found, 3 in all" in seen(pilot)
        await keys(pilot, "escape")
        assert "showing 3 of 3" in seen(pilot)
        await keys(pilot, "escape", "p", "u")
        assert screen_of(pilot).outputs.table.row_count == 2
        await keys(pilot, "p", "p")
        assert "Nothing waits for a check" in seen(pilot)
        assert all(o.checked_by(SECOND_OWNER) for o in outputs(pilot))


async def test_only_a_window_of_many_outputs_is_in_the_table(tmp_path: Path) -> None:
    way = run("first")
    first = way.project.outputs[0]
    many = tuple(first.with_(id=1000 + i, reference=f"case {i:05}") for i in range(6_000))
    way.project = way.project.having(outputs=(first, *many), next_id=10_000)
    async with on_screen(way, tmp_path, "phase4", size=(120, 36)) as pilot:
        screen = screen_of(pilot)
        assert screen.outputs.table.row_count == LIMIT
        assert "showing 500 of 6,001" in seen(pilot)
        await keys(pilot, "n")
        assert "showing 501–1,000 of 6,001" in seen(pilot)
        await keys(pilot, "slash", "t:case 0001")
        await pilot.pause(0.3)
        await keys(pilot)
        assert "showing 10 of 10 found" in seen(pilot)
        screen.outputs.choose(first.id)
        await keys(pilot)
        assert screen.output == first
        assert screen.query_one("#output-filter", Input).value == ""


async def test_the_gate_leads_to_the_output_and_to_the_metric(tmp_path: Path) -> None:
    way = produced(integrated())
    way.do(production.record_output, reference="left over")
    way.do(production.record_output, reference="newest")
    way.as_(SECOND_OWNER)
    way.do(production.check_output, output=way.last("outputs"), verdict="pass")
    last = way.project.measurements[-1].metric
    unmeasured(way, last)
    async with on_screen(way.as_(BUILDER), tmp_path, "phase4") as pilot:
        await keys(pilot, "f4", "enter")
        chosen = screen_of(pilot).output
        assert chosen is not None
        assert chosen.reference == "left over"
        await keys(pilot, "f4", "end", "enter")
        assert screen_of(pilot).part == "metrics"
        metric = screen_of(pilot).metric
        assert metric is not None
        assert metric.id == last


async def test_what_is_missing_is_listed_and_leads_to_the_output(tmp_path: Path) -> None:
    way = run("one", "two", "three").as_(SECOND_OWNER)
    way.do(production.check_output, output=way.project.outputs[0].id, verdict="pass")
    way.as_(BUILDER).do(production.check_output, output=way.last("outputs"), verdict="pass")
    async with on_screen(way, tmp_path, "phase4") as pilot:
        await keys(pilot, "m")
        text = seen(pilot)
        assert "1 of 10 days · 3 of 30 outputs · 2 outputs to be checked" in text
        assert "(2 of 3)" in text
        assert "No measurement yet of Working time per output" in text
        assert "Dana Osei's check" in text
        await keys(pilot, "down", "enter")
        chosen = screen_of(pilot).output
        assert chosen is not None
        assert chosen.reference == "three"


async def test_a_measurement_is_added_edited_and_deleted(tmp_path: Path) -> None:
    async with on_screen(integrated(), tmp_path, "phase4") as pilot:
        await keys(pilot, "f9")
        assert "No measurement yet" in seen(pilot)
        await keys(pilot, "a", "t:5,5", "ctrl+s")
        assert str(project_of(pilot).measurements[0].value) == "5.5"
        await until(pilot, lambda: "target 6" in seen(pilot))
        assert "5.5 ?" in seen(pilot)
        assert "a second is needed first" in seen(pilot)
        await keys(pilot, "e", "end", "ctrl+u", "t:nine", "ctrl+s")
        assert "is not a number" in seen(pilot)
        await keys(pilot, "end", "ctrl+u", "t:9", "ctrl+s")
        assert "9 ?" in seen(pilot)
        await keys(pilot, "d")
        assert project_of(pilot).measurements == ()


async def test_everything_works_by_mouse(tmp_path: Path) -> None:
    way = run("one", "two").as_(SECOND_OWNER)
    async with on_screen(way, tmp_path, "phase4", size=(120, 36)) as pilot:
        buttons = {
            str(b.label).split("  ")[0]: b for b in pilot.app.screen.query("#tab-outputs Button")
        }
        await pilot.click("#outputs", offset=(3, 2))
        await pilot.pause()
        await pilot.click(buttons["Pass"])
        await keys(pilot)
        assert [bool(o.checks) for o in outputs(pilot)] == [True, False]
        await pilot.click("#--content-tab-tab-metrics")
        await pilot.pause()
        assert screen_of(pilot).part == "metrics"


async def test_a_locked_phase_shows_what_will_be_asked_and_changes_nothing(
    tmp_path: Path,
) -> None:
    async with on_screen(documented(), tmp_path, "phase4", size=(120, 36)) as pilot:
        text = seen(pilot)
        assert "Locked until gate 2" in text
        assert "at least 30 outputs" in text
        await keys(pilot, "a")
        assert isinstance(pilot.app.screen, Phase4)
        assert "Region is one of the five" in text


@pytest.mark.parametrize("text", LITERAL)
async def test_texts_are_shown_as_they_read(tmp_path: Path, text: str) -> None:
    way = integrated()
    way.do(production.record_output, reference=text, made_by=text, link=text)
    check = {"verdict": "fail", "failed": text, "note": text}
    way.do(production.check_output, output=way.last("outputs"), **check)
    time = way.project.metrics[0].id
    way.do(production.record_measurement, metric=time, value="5", note=text)
    async with on_screen(way, tmp_path, "phase4", size=(140, 40)) as pilot:
        assert seen(pilot).count(text) >= 4
        await keys(pilot, "d")
        assert f"“{text}”" in seen(pilot)
        await keys(pilot, "n", "f9")
        await pilot.pause()
        note = pilot.app.screen.query_one("#measurement-chosen", Static)
        assert str(note.visual) == f"by Ada Builder: {text}"
        assert pilot.app.is_running


async def test_a_search_that_is_overtaken_is_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pilotage.tui.widgets.output_list.INLINE", 2)
    async with on_screen(run("red", "blue", "green"), tmp_path, "phase4") as pilot:
        outputs_shown = screen_of(pilot).outputs
        find, slow = outputs_shown._search.find, Event()

        def waits(*asked: Any) -> Any:
            if asked[1].text:
                slow.wait(5)
            return find(*asked)

        monkeypatch.setattr(outputs_shown._search, "find", waits)
        await pilot.press("slash", *"red")
        await pilot.pause(0.3)
        await pilot.press("escape")
        await pilot.pause(0.3)
        slow.set()
        await keys(pilot)
        assert outputs_shown.table.row_count == 3
