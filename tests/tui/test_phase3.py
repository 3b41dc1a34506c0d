"""Phase 3 on the screen: systems, steps, decisions, and the picture of the flow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pilotage.actions import integrations
from pilotage.method.gates import gate
from pilotage.method.requirement import Place
from pilotage.tui.widgets.parts import Parts
from pilotage.tui.widgets.table import RecordTable
from tests.tui.opened import HOSTILE, Opened, opened
from tests.way import BUILDER, SECOND_OWNER, Way, documented, handed_over, mapped

DESCRIBED: dict[str, Any] = {
    "per": "week",
    "times": "10",
    "minutes": "30",
    "friction": 5,
    "inconsistency": 5,
}


def rows(here: Opened, table: str) -> list[list[str]]:
    found = here.app.screen.query_one(f"#{table}", RecordTable)
    return [[str(cell) for cell in found.get_row_at(n)] for n in range(found.row_count)]


def with_worst() -> Way:
    """A map whose worst step is not decided."""
    way = mapped(handed_over())
    inbox, assistant, _ = (system.id for system in way.project.systems)
    way.do(
        integrations.add_step,
        title="Look up the region",
        kind="copy",
        source=inbox,
        destination=assistant,
        **DESCRIBED,
    )
    return way


async def test_a_map_from_nothing_to_a_described_step_by_keyboard(tmp_path: Path) -> None:
    async with opened(handed_over(), tmp_path, "phase3") as here:
        assert "No system yet." in here.seen()
        await here.press("a", *"Inbox", "ctrl+s", "s")
        await here.press("a", *"CRM", "tab", "enter", "home", "enter", "ctrl+s", "t")
        project = here.project
        assert [system.name for system in project.systems] == ["Inbox", "CRM"]
        assert (project.source_system, project.destination_system) == tuple(
            system.id for system in project.systems
        )
        await here.press("f9", "f9")
        assert here.app.screen.query_one(Parts).active == "steps"
        await here.press("a", *"Copy it", "ctrl+s")
        assert "Please choose" in here.seen()  # where to?
        await here.fill(destination=project.systems[1].id, times="many", minutes="4")
        assert "“many” is not a number" in here.seen()
        await here.fill(times="12", per="day", friction=4, inconsistency=3)
        step = here.project.steps[0]
        assert step.is_described
        assert rows(here, "steps")[0] == ["1", "Copy it", "undecided", "4·3", "16.8"]
        assert "Inbox → CRM · copy data by hand" in here.seen()
        assert "friction 4: it breaks the flow; other work is dropped for it" in here.seen()
        assert "12 times a day × 21 days × 4 min ÷ 60 = 16.8 h a month" in here.seen()


async def test_a_step_without_a_system_is_refused(tmp_path: Path) -> None:
    async with opened(handed_over(), tmp_path, "phase3", (120, 36)) as here:
        await here.press("f9", "f9")
        await here.click_command("AddStep")
        assert "Put the systems on the map first" in here.notes()


async def test_a_system_is_edited_and_deleted_once_no_step_uses_it(tmp_path: Path) -> None:
    async with opened(mapped(handed_over()), tmp_path, "phase3") as here:
        here.app.screen.show_place(Place("phase3", "ends"))  # type: ignore[attr-defined]
        await here.press("e")
        await here.fill(name="CRM")
        assert "CRM is already on the map." in here.seen()
        await here.fill(name=HOSTILE)
        assert rows(here, "systems")[0][:2] == ["● source", HOSTILE]
        await here.press("d")
        assert "leads from or to" in here.notes()
        assert len(here.project.systems) == 3
        await here.press("a")
        await here.fill(name="Chat", kind="chat")
        await here.press("s")
        assert here.project.source_system == here.project.systems[-1].id
        await here.press("s")
        assert here.project.source_system is None
        await here.press("delete")
        assert len(here.project.systems) == 3


async def test_a_step_is_edited_and_deleted(tmp_path: Path) -> None:
    async with opened(mapped(handed_over()), tmp_path, "phase3") as here:
        await here.press("enter")
        await here.fill(title=HOSTILE[:30], friction=1, inconsistency=1)
        assert here.project.steps[0].title == HOSTILE[:30]
        assert HOSTILE[:30] in here.seen()
        assert rows(here, "steps")[0][1] == "Assign the lead by hand"  # it is the worst now
        await here.press("d")
        assert len(here.project.steps) == 1
        assert "^z takes back: " in here.seen()
        await here.click("KeyLine", offset=(here.seen().splitlines()[-1].index("takes back"), 0))
        assert len(here.project.steps) == 2
        assert "^z takes back: " not in here.seen()


async def test_decide_live_and_verify_by_keyboard(tmp_path: Path) -> None:
    async with opened(with_worst(), tmp_path, "phase3") as here:
        assert rows(here, "steps")[0][1] == "Look up the region"
        await here.press("l", "v")
        assert "“Integrate” (i) decides that" in here.notes()
        assert "This step is not live yet" in here.notes()
        await here.press("i", *"API", "enter")
        assert rows(here, "steps")[0][2] == "planned"
        await here.press("l")
        assert rows(here, "steps")[0][2] == "built"
        await here.press("v")
        await here.fill(by="", evidence=HOSTILE)
        assert "Please fill this in." in here.seen()
        await here.fill(by="Dana Osei")
        assert rows(here, "steps")[0][2] == "✓ verified"
        assert HOSTILE[:20] in here.seen()
        assert gate(here.project, 3).can_pass
        await here.press("l")
        assert not here.project.steps[-1].live


async def test_keep_and_sign_by_mouse(tmp_path: Path) -> None:
    async with opened(with_worst(), tmp_path, "phase3", (120, 36)) as here:
        await here.click_command("SignKeeping")
        assert "Only a step that is kept needs a signature" in here.notes()
        await here.click_command("Keep")
        await here.fill(keep_reason="Too rare to build for.")
        assert rows(here, "steps")[0][2] == "kept"
        await here.click_command("SignKeeping")
        assert "Is Dana Osei at the keyboard?" in here.seen()
        await here.click("#confirm-no")
        assert here.app.session.actor == BUILDER
        await here.click_command("SignKeeping")
        await here.click("#confirm-yes")
        assert "The reason: Too rare to build for." in here.seen()
        await here.click("#confirm-yes")
        assert here.project.steps[-1].keep_signed_by == SECOND_OWNER
        assert "Hand the keyboard back to Ada Builder (builder)?" in here.seen()
        await here.click("#confirm-yes")
        assert rows(here, "steps")[0][2] == "✓ kept, signed"
        assert gate(here.project, 3).can_pass


async def test_a_click_on_the_chosen_row_opens_it(tmp_path: Path) -> None:
    async with opened(mapped(handed_over()), tmp_path, "phase3") as here:
        await here.click("#steps", offset=(8, 2))
        assert here.app.screen.chosen("steps") == here.project.steps[1].id  # type: ignore[attr-defined]
        await here.click("#steps", offset=(8, 2))
        assert here.dialog == "Form"
        assert "Assign the lead by hand" in here.seen()


async def test_nothing_is_decided_about_an_automatic_step(tmp_path: Path) -> None:
    way = mapped(handed_over())
    inbox, assistant, _ = (system.id for system in way.project.systems)
    auto = {"title": "By itself", "kind": "automatic", "source": inbox}
    way.do(integrations.add_step, destination=assistant, **auto)
    async with opened(way, tmp_path, "phase3") as here:
        place = Place("phase3", "steps", way.last("steps"))
        here.app.screen.show_place(place)  # type: ignore[attr-defined]
        await here.press("i", "k")
        assert here.notes().count("automatic already") == 1  # said once, not twice at a time
        assert rows(here, "steps")[-1][0] == "–"


async def test_locked_is_read_only(tmp_path: Path) -> None:
    async with opened(documented(), tmp_path, "phase3") as here:
        assert "Locked until gate 2" in here.seen()
        await here.press("a")
        assert here.dialog == "Phase3"
        await here.click_command("AddSystem")
        assert "Locked until gate 2" in here.notes()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_every_part_and_its_buttons_are_in_sight(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(with_worst(), tmp_path, "phase3", size) as here:
        for part in ("steps", "systems", "map"):
            here.app.screen.query_one(Parts).open(part)
            await here.pilot.pause()
            shown = here.app.screen.query_one(f"#part-{part}")
            for table in shown.query(RecordTable):
                assert table.region.height >= 4
            for button in shown.query("CommandButton"):
                assert shown.region.contains_region(button.region), button
        assert "│ Leads inbox │" in here.seen()


async def test_keys_of_other_parts_lead_there_or_say_where(tmp_path: Path) -> None:
    async with opened(with_worst(), tmp_path, "phase3") as here:
        await here.press("t")
        assert here.app.screen.query_one(Parts).active == "systems"
        await here.press("f9", "a")
        assert "a works in “Steps” and “Systems”. F9 goes there." in here.notes()
        assert here.app.screen.query_one(Parts).active == "map"
        await here.press("i")
        assert here.dialog == "Form"
        await here.press("escape")
        assert here.app.screen.query_one(Parts).active == "steps"
