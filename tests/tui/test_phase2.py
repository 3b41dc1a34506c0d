"""Phase 2 on the screen: runs, gaps, revisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from pilotage.actions import page, runs
from pilotage.method.requirement import Place
from pilotage.tui.screens.phase2_rows import driver_and_note
from pilotage.tui.widgets.parts import Parts
from pilotage.tui.widgets.table import RecordTable
from tests.tui.conftest import comes, sees
from tests.tui.driving import click_key
from tests.tui.opened import HOSTILE, Opened, opened
from tests.way import BUILDER, SECOND_OWNER, Way, documented, handed_over, written

NEW_TRIGGER = "A form arrives in the inbox “leads” or “sales”."


def with_gaps() -> Way:
    """A run with two gaps, then a draft that may answer them."""
    way = documented()
    way.as_(SECOND_OWNER).do(runs.start_run)
    run = way.last("runs")
    for kind, text in (("question", "Which inbox?"), ("improvisation", HOSTILE)):
        way.do(runs.raise_gap, run=run, kind=kind, text=text, section="trigger")
    way.do(runs.end_run, run=run, to_the_end=True, minutes="55")
    return way.as_(BUILDER).on_day(17)


def redrafted(way: Way) -> Way:
    way.do(page.edit_section, section="trigger", text=NEW_TRIGGER)
    return way


def rows(here: Opened, table: str) -> list[list[str]]:
    found = here.app.screen.query_one(f"#{table}", RecordTable)
    return [[str(cell) for cell in found.get_row_at(n)] for n in range(found.row_count)]


@pytest.mark.parametrize(
    ("note", "said"), [("", ""), ("\u200b\n ", ""), ("Went\nwell", ": Went well")]
)
def test_the_run_log_has_no_colon_with_nothing_behind_it(note: str, said: str) -> None:
    project = handed_over().project
    run = project.runs[0].model_copy(update={"note": note})
    assert driver_and_note(project, run) == f"Dana Osei{said}"


async def test_a_run_from_start_to_end_by_keyboard(tmp_path: Path) -> None:
    way = documented()
    async with opened(way, tmp_path, "phase2") as here:
        assert "No run yet. Dana Osei runs the workflow alone" in here.seen()
        await here.press("s")
        assert "Is Dana Osei at the keyboard?" in here.seen()
        await here.press("y")
        assert here.app.session.actor == SECOND_OWNER
        assert here.dialog == "Drive"
        await here.press("i", *"Which", "enter")
        gap = here.project.gaps[0]
        assert (gap.kind, gap.text, gap.by) == ("improvisation", "Which", SECOND_OWNER)
        way.clock.seconds += 720
        await here.press("x", "y", "enter")
        assert here.app.screen.query_one("#field-minutes").value.startswith("12.")  # type: ignore[attr-defined]
        await here.press("ctrl+s", "y")
        run = here.project.runs[0]
        assert run.to_the_end
        assert 12 <= run.minutes < 13
        assert rows(here, "runs")[0][4:6] == ["1", "to the end, gaps"]
        assert "Run #1 is going" not in here.seen()


async def test_not_at_the_keyboard_starts_nothing(tmp_path: Path) -> None:
    async with opened(documented(), tmp_path, "phase2") as here:
        await here.press("s", "n")
        assert here.project.runs == ()
        assert here.app.session.actor == BUILDER


async def test_a_run_by_mouse(tmp_path: Path) -> None:
    async with opened(documented(), tmp_path, "phase2") as here:
        await here.click_command("StartRun")
        await here.click("#confirm-yes")
        await click_key(here, "b")
        await here.press(*"No access", "enter")
        for key in ("x", "n", "s"):
            await click_key(here, key)
        await here.fill(minutes="3")
        await here.click("#confirm-yes")
        assert here.app.session.actor == BUILDER
        assert [g.kind for g in here.project.gaps] == ["blocked"]
        assert rows(here, "runs")[0][5] == "not to the end"


async def test_the_keys_of_a_run_need_one_that_is_going(tmp_path: Path) -> None:
    async with opened(documented(), tmp_path, "phase2") as here:
        for key in ("g", "x"):
            await here.press(key)
            assert here.dialog == "Phase2"
        assert here.notes().count("No run is going") == 1  # said once, not twice at a time
        assert here.dialog == "Phase2"


async def test_a_run_is_corrected_and_deleted(tmp_path: Path) -> None:
    async with opened(with_gaps().as_(SECOND_OWNER), tmp_path, "phase2") as here:
        await here.press("enter")
        await here.fill(minutes="many")
        assert "“many” is not a number" in here.seen()
        await here.fill(minutes="50,5", note=HOSTILE)
        assert str(here.project.runs[0].minutes) == "50.5"
        assert HOSTILE in rows(here, "runs")[0][-1]
        await here.press("d")
        assert "takes back: deleted run #1" in here.seen()
        assert here.project.runs == here.project.gaps == ()
        await here.press("ctrl+z")
        assert len(here.project.gaps) == 2


async def test_a_gap_is_edited_withdrawn_and_reopened(tmp_path: Path) -> None:
    async with opened(with_gaps().as_(SECOND_OWNER), tmp_path, "phase2", (120, 36)) as here:
        await here.press("f9")
        assert HOSTILE[:40] in here.seen()
        await here.press("down", "e")
        await here.fill(text="Which of the inboxes?", section="input_format")
        gap = here.project.gaps[0]
        assert (gap.text, gap.section) == ("Which of the inboxes?", "input_format")
        await here.press("w")
        await here.fill(reason="no")
        assert "at least 3 characters" in here.seen()
        await here.fill(reason="It stands there.")
        assert rows(here, "gaps")[-1][1] == "withdrawn"
        await here.press("enter")
        assert here.dialog == "Show"
        assert "It stands there." in here.seen()
        await here.press("escape", "o")
        assert all(gap.is_open for gap in here.project.gaps)


async def test_a_gap_is_another_persons_to_change(tmp_path: Path) -> None:
    async with opened(with_gaps(), tmp_path, "phase2") as here:
        await here.press("f9", "e")
        assert here.dialog == "Confirm"
        await here.press("n")
        assert here.dialog == "Phase2"


async def test_a_gap_leads_to_its_section_of_the_page(tmp_path: Path) -> None:
    async with opened(with_gaps(), tmp_path, "phase2") as here:
        await here.press("f9", "p")
        await here.pilot.pause()
        assert here.dialog == "Phase1"
        assert here.app.screen.editor._section == "trigger"  # type: ignore[attr-defined]


async def test_the_second_owner_reads_and_confirms(tmp_path: Path) -> None:
    way = redrafted(handed_over())
    way.do(page.publish_revision, note=HOSTILE)
    async with opened(way, tmp_path, "phase2") as here:
        assert "not yet" in rows(here, "revisions")[0]
        here.app.screen.show_place(Place("phase2", "revisions"))  # type: ignore[attr-defined]
        await here.press("c", "y")
        assert here.dialog == "Difference"
        assert "or “sales”" in here.seen()
        await here.press("escape", "n")
        assert here.project.confirmations == ()
        await here.press("c")
        await here.click("#difference-yes")
        assert [c.by for c in here.project.confirmations] == [SECOND_OWNER] * 2
        assert rows(here, "revisions")[0][2] == "✓ signed"
        await here.press("c")
        assert "already knows revision 2" in here.notes()
        await here.press("enter")
        await comes(here.pilot, "Compare")
        await sees(here.pilot, "Revision 1", "Revision 2", HOSTILE[:20], "{+")


async def test_gates_places_are_found(tmp_path: Path) -> None:
    way = with_gaps()
    async with opened(way, tmp_path, "phase2") as here:
        first = way.project.gaps[0].id
        for field, row in (("gaps", first), ("runs", way.last("runs")), ("revisions", None)):
            here.app.screen.show_place(Place("phase2", field, row))  # type: ignore[attr-defined]
            await here.pilot.pause()
            assert here.app.screen.query_one(Parts).active == field
            assert here.app.focused is here.app.screen.query_one(f"#{field}")
            if row:
                assert here.app.screen.query_one(f"#{field}", RecordTable).record == row


async def test_locked_is_read_only(tmp_path: Path) -> None:
    async with opened(written(), tmp_path, "phase2") as here:
        assert "Locked until gate 1" in here.seen()
        await here.press("s")
        assert here.dialog == "Phase2"
        await here.click_command("StartRun")
        assert "Locked until gate 1" in here.notes()
        await here.press("f9", "f9")
        assert "Passing gate 1 publishes revision 1" in here.seen()


async def test_without_a_second_owner_it_says_what_to_do(tmp_path: Path) -> None:
    way = documented()
    way.project = way.project.having(second_owner=None)
    async with opened(way, tmp_path, "phase2") as here:
        assert "“People” (F5) names who runs it" in here.seen()
        await here.press("s")
        assert "Nobody is named as second owner" in here.notes()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
async def test_every_part_and_its_buttons_are_in_sight(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(with_gaps(), tmp_path, "phase2", size) as here:
        for part in ("runs", "gaps", "revisions"):
            here.app.screen.query_one(Parts).open(part)
            await here.pilot.pause()
            shown = here.app.screen.query_one(f"#part-{part}")
            assert shown.query_one(RecordTable).region.height >= 3
            for button in shown.query("CommandButton"):
                assert shown.region.contains_region(button.region), button


async def test_tabs_work_by_mouse(tmp_path: Path) -> None:
    async with opened(with_gaps(), tmp_path, "phase2") as here:
        await here.click("#tab-gaps")
        await here.pilot.pause()
        assert here.app.screen.query_one(Parts).active == "gaps"
        assert "Which inbox?" in here.seen()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_key_that_only_another_part_uses_leads_there(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(with_gaps().as_(SECOND_OWNER), tmp_path, "phase2", size) as here:
        await here.press("w")
        assert here.dialog == "Form"
        await here.press("escape")
        assert here.app.screen.query_one(Parts).active == "gaps"
        assert here.app.screen.focused.id == "gaps"
        await here.press("s", "escape", "y")
        assert here.app.screen.query_one(Parts).active == "runs"


async def test_a_key_that_several_parts_use_says_where(tmp_path: Path) -> None:
    async with opened(with_gaps(), tmp_path, "phase2") as here:
        await here.press("f9", "f9", "e")
        assert "e works in “Runs” and “Gaps”. F9 goes there." in here.notes()
        assert here.dialog == "Phase2"
        assert here.app.screen.query_one(Parts).active == "revisions"


async def test_a_key_of_a_locked_phase_says_why(tmp_path: Path) -> None:
    async with opened(written(), tmp_path, "phase2") as here:
        await here.press("s")
        assert "Locked until gate 1" in here.notes()


async def test_a_run_that_ends_with_gaps_leads_to_them(tmp_path: Path) -> None:
    way = documented()
    way.as_(SECOND_OWNER).do(runs.start_run)
    run = way.last("runs")
    for text in ("Which inbox?", "Which region?"):
        way.do(runs.raise_gap, run=run, kind="question", text=text, section="trigger")
    async with opened(way, tmp_path, "phase2") as here:
        await here.press("x", "y", "enter")
        await here.fill(minutes="41")
        await here.press("y")
        assert here.app.screen.focused.id == "gaps"
        assert here.app.screen.gap_chosen.text == "Which region?"


async def test_a_run_that_ends_without_gaps_stays_with_the_runs(tmp_path: Path) -> None:
    way = documented()
    way.as_(SECOND_OWNER).do(runs.start_run)
    async with opened(way, tmp_path, "phase2") as here:
        await here.press("x", "y", "enter")
        await here.fill(minutes="41")
        await here.press("y")
        assert here.app.screen.focused.id == "runs"


async def test_fixing_in_the_page_says_which_question_to_answer(tmp_path: Path) -> None:
    async with opened(with_gaps(), tmp_path, "phase2") as here:
        await here.press("p")
        await here.pilot.pause()
        assert here.dialog == "Phase1"
        assert f"{HOSTILE}\nAnswer it under Trigger; then ^r publishes." in here.notes()
        assert HOSTILE[:20] in here.seen()


async def test_the_page_of_the_revision_in_force_is_shown(tmp_path: Path) -> None:
    async with opened(redrafted(with_gaps()), tmp_path, "phase2") as here:
        await here.press("f3")
        assert here.dialog == "Show"
        assert "revision 1" in here.seen()
        text = str(here.app.screen.query_one("#show-text Static").render())
        assert here.project.revision.page.trigger in text
        assert NEW_TRIGGER not in text
        await here.press("escape")
        assert here.dialog == "Phase2"


async def test_without_a_revision_there_is_no_page_to_show(tmp_path: Path) -> None:
    async with opened(written(), tmp_path, "phase2") as here:
        await here.press("f3")
        assert "No revision is published yet." in here.notes()
