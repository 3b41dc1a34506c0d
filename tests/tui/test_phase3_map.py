"""Phase 3 on the screen: the picture, what the page tells of, and what an hour costs."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import SelectionList

from pilotage.actions import gate, page
from pilotage.method.requirement import Place
from pilotage.tui.widgets.flow_map import FlowMap
from tests.export.maps import a_map
from tests.tui.opened import opened
from tests.tui.test_phase3 import rows
from tests.way import BUILDER, SECOND_OWNER, Way, handed_over, mapped


async def test_an_empty_map_begins_with_what_the_page_tells_of(tmp_path: Path) -> None:
    async with opened(handed_over(), tmp_path, "phase3") as here:
        assert "“From the page” (p) puts on the map what the page tells of" in here.seen()
        await here.press("p")
        seen = here.seen()
        assert "[✓] Inbox “leads”  inbox, source" in seen
        assert "→ Copy the form into the prompt" in seen
        assert "The page: “A form arrives in the inbox “leads”.”" in seen
        await here.press("down", "space")  # not the assistant
        assert "[ ] Assistant X 2.1  AI tool" in here.seen()
        await here.click(SelectionList, offset=(1, 1))
        assert "[✓] Assistant X 2.1  AI tool" in here.seen()
        await here.press("space", "ctrl+s")
        project = here.project
        assert [system.name for system in project.systems] == ["Inbox “leads”", "CRM"]
        assert project.steps == ()  # each leads from or to the assistant
        await here.press("p")
        assert here.app.screen.query_one(SelectionList).option_count == 3
        await here.press("ctrl+s")
        assert len(here.project.systems) == 3
        assert len(here.project.steps) == 2
        await here.press("ctrl+z")  # all of it is one action
        assert here.project.steps == ()
        await here.press("ctrl+y", "p")
        assert "The page tells of nothing that is not on the map." in here.notes()


async def test_what_is_no_system_is_answered_with_a_reason(tmp_path: Path) -> None:
    way = mapped(handed_over())
    way.do(page.edit_section, section="review", text="Open it in Excel, ask in Slack.")
    way.do(page.publish_revision)
    way.as_(SECOND_OWNER).do(page.confirm_revision)
    way.as_(BUILDER).do(gate.pass_gate, phase=2)
    async with opened(way, tmp_path, "phase3") as here:
        here.app.screen.show_place(Place("phase3", "systems"))  # type: ignore[attr-defined]
        await here.press("x")
        assert "Which of them is no system?" in here.seen()
        await here.press("down", "enter")
        assert "“Slack” is no system" in here.seen()
        await here.fill(reason="Nothing of the work is kept there.")
        await here.press("x")
        await here.fill(reason="It only shows the CRM's list.")
        assert [d.words for d in here.project.dismissals] == ["Slack", "Excel"]
        await here.press("x")
        assert "All that the page names is on the map" in here.notes()


async def test_an_hour_has_a_cost_and_so_has_each_step(tmp_path: Path) -> None:
    async with opened(mapped(handed_over()), tmp_path, "phase3") as here:
        await here.press("down", "r")
        await here.fill(hourly="38,50", currency="EUR")
        assert rows(here, "steps")[1] == [
            "2", "Assign the lead by hand", "kept", "2·2", "16.8", "646.80",
        ]  # fmt: skip
        assert here.app.screen.chosen("steps") == here.project.steps[1].id  # type: ignore[attr-defined]
        assert "EUR/month" in here.seen()
        assert "× 38.50 EUR an hour = 646.80 EUR a month" in " ".join(here.seen().split())
        await here.press("r")
        await here.fill(hourly="")
        assert here.project.rate is None
        assert len(rows(here, "steps")[0]) == 5


async def test_the_picture_follows_the_map_and_the_keys(tmp_path: Path) -> None:
    async with opened(mapped(handed_over()), tmp_path, "phase3", (120, 36)) as here:
        await here.press("f9", "f9")
        seen = here.seen()
        for words in ("│ Leads inbox │", "#1 copy", "verified ✓", "#2 route 16.8 h"):
            assert words in seen
        assert "By hand: 16.8 h a month of 33.6 h found" in seen
        await here.press("n")
        assert "Assign the lead by hand  Assistant X → CRM" in here.seen()
        await here.press("n")  # after the last comes the first
        assert "Copy the form into the prompt  Leads inbox → Assistant X" in here.seen()
        await here.press("l", "y")  # its commands are about the marked step
        assert "planned" in here.seen()


async def test_a_large_picture_scrolls_to_the_step(tmp_path: Path) -> None:
    way = handed_over()
    shape = a_map([f"System {at}" for at in range(12)], [(at, at + 1) for at in range(11)])
    way = Way(way.project.having(systems=shape.systems, steps=shape.steps, next_id=2_000))
    async with opened(way, tmp_path, "phase3") as here:
        await here.press("f9", "f9", "b")
        last = next(step for step in way.project.steps if not step.is_manual)
        assert last.title in here.seen() or "by itself" in here.seen()
        assert here.app.screen.query_one(FlowMap).scroll_y > 0
