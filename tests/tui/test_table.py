"""The table of records: whenever it is painted and measured, and however wide it is."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from pilotage.tui.row_order import RowSort, arranged
from pilotage.tui.widgets.table import BRIEF, NARROWEST, RecordTable, RowText, share
from tests.tui.conftest import OpenApp, sees

LONG = "a text much longer than the title"
LONGER = f"{LONG} of its column"


class Tables(App[None]):
    """A table and nothing else."""

    def compose(self) -> ComposeResult:
        """Two columns, and all of the row below them."""
        whole = RowText(lambda record: f"all of {record}", "whole")
        yield RecordTable("What", "By", id="table", whole=whole)
        yield whole


def painted(table: RecordTable) -> str:
    """What the table paints now."""
    strips = table.render_lines(table.size.region)
    return "\n".join(strip.text.rstrip() for strip in strips)


async def test_rows_painted_before_they_are_measured_are_readable_after() -> None:
    async with Tables().run_test() as pilot:
        table = pilot.app.query_one(RecordTable)
        table.show([(1, (LONG, "Ada Builder"))])
        painted(table)  # as a refresh of the screen does at that moment
        await pilot.pause()
        assert LONG in painted(table)
        assert "Ada Builder" in painted(table)


async def test_a_changed_cell_painted_before_it_is_measured_is_readable_after() -> None:
    async with Tables().run_test() as pilot:
        table = pilot.app.query_one(RecordTable)
        table.show([(1, (LONG, "Ada"))])
        await pilot.pause()
        table.show([(1, (LONGER, "Ada"))])
        assert LONGER in painted(table)
        await pilot.pause()
        assert LONGER in painted(table)


async def test_rows_shown_twice_at_once_are_readable() -> None:
    async with Tables().run_test() as pilot:
        table = pilot.app.query_one(RecordTable)
        table.show([(1, ("x", "y"))])
        painted(table)
        table.show([(2, (LONG, "Ada")), (1, ("x", "y"))])
        painted(table)
        await pilot.pause()
        assert LONG in painted(table)


async def test_the_widest_columns_are_cut_until_all_are_in_sight() -> None:
    async with Tables().run_test(size=(80, 24)) as pilot:
        table = pilot.app.query_one(RecordTable)
        table.show([(1, ("long " * 60, "Ada Builder"))])
        await pilot.pause()
        assert "…" in painted(table)
        assert "Ada Builder" in painted(table)
        await pilot.resize_terminal(40, 24)
        await pilot.pause(0.3)
        assert "Ada Builder" in painted(table)
        assert table.virtual_size.width <= 40


async def test_what_stands_below_follows_the_cursor() -> None:
    async with Tables().run_test() as pilot:
        table, whole = pilot.app.query_one(RecordTable), pilot.app.query_one(RowText)
        table.show([])
        assert not whole.display
        table.show([(7, ("x", "y")), (8, ("x", "y"))])
        await pilot.pause()
        assert str(whole.render()) == "all of 7"
        table.choose(8)
        await pilot.pause()
        assert str(whole.render()) == "all of 8"


def test_the_main_column_gets_most_of_the_room() -> None:
    assert share([5, 100, 100], 65) == [5, 30, 30]
    assert share([5, 100, 100], 65, 1) == [5, 40, 20]
    assert share([5, 30, 100], 65, 1) == [5, 30, 30]


@given(st.lists(st.integers(0, 300), min_size=1, max_size=8), st.integers(0, 200))
def test_columns_share_the_room(natural: list[int], room: int) -> None:
    widths = share(natural, room)
    assert all(width <= wanted for width, wanted in zip(widths, natural, strict=True))
    if sum(natural) <= room:
        assert widths == natural
    else:
        assert sum(widths) <= max(room, sum(min(wanted, NARROWEST) for wanted in natural))
        if any(w < wanted <= BRIEF for w, wanted in zip(widths, natural, strict=True)):
            long = (w for w, wanted in zip(widths, natural, strict=True) if wanted > BRIEF)
            assert max(long, default=0) <= NARROWEST


async def test_whatever_changes_the_rows_are_those_asked_for_in_their_order() -> None:
    chance = Random(7)  # noqa: S311 - the same rows each time
    async with Tables().run_test() as pilot:
        table = pilot.app.query_one(RecordTable)
        for _ in range(120):
            ids = chance.sample(range(1, 12), chance.randint(0, 10))
            rows = [(id_, (f"row {id_}", str(chance.randint(0, 1)))) for id_ in ids]
            here = table.record
            table.show(rows)
            shown = [tuple(str(cell) for cell in table.get_row_at(i)) for i in range(len(rows))]
            assert shown == [cells for _, cells in rows]
            assert table.row_count == len(rows)
            if here in ids:
                assert table.record == here
        await pilot.pause()


def test_figures_are_sorted_by_what_they_are_worth_and_nothing_last() -> None:
    said = {
        "a": "14 minutes",
        "b": "5.5 minutes",
        "c": "–",
        "d": "1,200 minutes",
        "e": "−3 minutes",
    }
    rows = {key: [text] for key, text in said.items()}
    assert list(arranged(rows, None)) == list("abcde")
    assert list(arranged(rows, RowSort(0))) == list("ebadc")
    assert list(arranged(rows, RowSort(0, down=True))) == list("dabec")
    days = {"a": ["2026-03-10"], "b": ["2025-12-31"], "c": ["2026-03-02"]}
    assert list(arranged(days, RowSort(0))) == ["b", "c", "a"]


@settings(max_examples=40)
@given(st.dictionaries(st.text(max_size=3), st.text("ab 1-−–.,", max_size=6), max_size=6))
def test_sorting_loses_no_row(said: dict[str, str]) -> None:
    rows = {key: [text] for key, text in said.items()}
    for sort in (None, RowSort(0), RowSort(0, down=True)):
        assert sorted(arranged(rows, sort)) == sorted(rows)


async def test_a_click_on_a_head_sorts_up_down_and_as_it_was(open_app: OpenApp) -> None:
    async with open_app("written", size=(80, 24)) as pilot:
        await pilot.press("f9", "down")
        table = pilot.app.screen.query_one("#metrics", RecordTable)
        names = [m.name for m in pilot.app.session.project.metrics]  # type: ignore[attr-defined]
        here = table.record
        seen_orders = []
        for mark in (" ▲", " ▼", ""):
            await pilot.click(table, offset=(3, 0))
            await sees(pilot, f"Metric{mark} ")
            seen_orders.append([row[0] for row in table.copied_rows(chosen=False)])
            assert table.record == here
        assert seen_orders == [sorted(names), sorted(names, reverse=True), names]
