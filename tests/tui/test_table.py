"""The table of records, however its painting and its measuring fall together."""

from __future__ import annotations

from textual.app import App, ComposeResult

from pilotage.tui.widgets.table import RecordTable

LONG = "a text much longer than the title"
LONGER = f"{LONG} of its column"


class Tables(App[None]):
    """A table and nothing else."""

    def compose(self) -> ComposeResult:
        """One column, so that all of a width is its text's."""
        yield RecordTable("What", "By", id="table")


def painted(table: RecordTable) -> str:
    """What the table paints now."""
    strips = table.render_lines(table.size.region)
    return "\n".join(strip.text.rstrip() for strip in strips)


async def test_rows_painted_before_they_are_measured_are_readable_after() -> None:
    async with Tables().run_test() as pilot:
        table = pilot.app.query_one(RecordTable)
        table.show([(1, (LONG, "Ada Builder"))])
        assert LONG not in painted(table)  # as a refresh of the screen does at that moment
        await pilot.pause()
        assert LONG in painted(table)
        assert "Ada Builder" in painted(table)


async def test_a_changed_cell_painted_before_it_is_measured_is_readable_after() -> None:
    async with Tables().run_test() as pilot:
        table = pilot.app.query_one(RecordTable)
        table.show([(1, (LONG, "Ada"))])
        await pilot.pause()
        table.show([(1, (LONGER, "Ada"))])
        assert LONGER not in painted(table)
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
