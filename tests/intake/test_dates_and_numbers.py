"""Dates and numbers of whole columns: found out where something shows it, asked for where not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.intake.dates import Order, read_dates
from pilotage.intake.figures import Decimals, read_figures


@pytest.mark.parametrize(
    ("cells", "order", "first"),
    [
        (["2026-03-31", "2026-04-01"], None, date(2026, 3, 31)),
        (["2026-03-31T10:00", "2026-03-31 23:59:59"], None, date(2026, 3, 31)),
        (["2026-03-31T10:00:00.123Z", "2026-03-31T10:00+02:00"], None, date(2026, 3, 31)),
        (["20260331", "2026/03/31"], None, date(2026, 3, 31)),
        (["03.04.2026", "4.5.2026"], None, date(2026, 4, 3)),
        (["03/04/2026", "31/03/2026"], Order.DMY, date(2026, 4, 3)),
        (["03/04/2026", "03/31/2026"], Order.MDY, date(2026, 3, 4)),
        (["3-4-2026 9:05", "31-3-2026 10:00 PM"], Order.DMY, date(2026, 4, 3)),
        (["31 Mar 2026", "1 April 2026"], None, date(2026, 3, 31)),
        (["Mar 31, 2026", "31-Mar-2026"], None, date(2026, 3, 31)),
        (["04/04/2026"], None, date(2026, 4, 4)),
    ],
)
def test_a_column_is_read_in_one_way(cells: list[str], order: Order | None, first: date) -> None:
    found = read_dates([*cells, "", "  "])
    assert (found.order, found.ambiguous, found.bad) == (order, None, {})
    assert found.known[cells[0]] == first
    assert set(found.known) == set(cells)


def test_a_column_in_which_each_date_can_be_two_is_asked_for() -> None:
    cells = ["03/04/2026", "05/06/2026"]
    found = read_dates(cells)
    assert found.ambiguous == ("03/04/2026", date(2026, 4, 3), date(2026, 3, 4))
    assert not set(found.known) & set(cells)
    for order, day in ((Order.DMY, date(2026, 4, 3)), (Order.MDY, date(2026, 3, 4))):
        settled = read_dates(cells, order)
        assert (settled.ambiguous, settled.bad, settled.known["03/04/2026"]) == (None, {}, day)


def test_dates_that_do_not_fit_the_others_are_bad() -> None:
    cells = ["31/03/2026", "03/31/2026", "30/04/2026", "03/04/2026"]
    for found in (read_dates(cells), read_dates(cells, Order.DMY)):
        assert "not in the order day, month, year" in found.bad["03/31/2026"]
        assert set(found.known) == {*cells} - {"03/31/2026"}


@pytest.mark.parametrize(
    "cell",
    ["tomorrow", "today", "+7", "46112", "31.03.26", "31/02/2026", "soon", "2026-13-01", "0"],
)
def test_what_is_no_full_date_is_bad(cell: str) -> None:
    assert set(read_dates([cell, "2026-03-31"]).bad) == {cell}


@pytest.mark.parametrize(
    ("cells", "decimals", "values"),
    [
        (["12", "3"], None, ["12", "3"]),
        (["12.5", "3"], Decimals.POINT, ["12.5", "3"]),
        (["12,5", "1.200"], Decimals.COMMA, ["12.5", "1200"]),
        (["1,200.50", "1,200"], Decimals.POINT, ["1200.50", "1200"]),
        (["1.200,50", "1.200"], Decimals.COMMA, ["1200.50", "1200"]),
        (["1 200,5", "1\u00a0200"], Decimals.COMMA, ["1200.5", "1200"]),
        (["1\u202f200.5", "1'200"], Decimals.POINT, ["1200.5", "1200"]),
        (["8 %", "7.5%"], Decimals.POINT, ["8", "7.5"]),
        (["0,125", "1.000.000"], Decimals.COMMA, ["0.125", "1000000"]),
        (["-3,5", "+2,0", ",5"], Decimals.COMMA, ["-3.5", "+2.0", ".5"]),
    ],
)
def test_numbers_are_read_in_one_way(
    cells: list[str], decimals: Decimals | None, values: list[str]
) -> None:
    found = read_figures([*cells, ""])
    assert (found.decimals, found.ambiguous, found.bad) == (decimals, None, {})
    assert [found.known[cell] for cell in cells] == values


@pytest.mark.parametrize(
    ("cells", "decimals", "values"),
    [
        (["0,500", "0,250"], Decimals.COMMA, ["0.500", "0.250"]),
        (["0.500", "1.250"], Decimals.POINT, ["0.500", "1.250"]),
        (["-0,125", "1.200,5"], Decimals.COMMA, ["-0.125", "1200.5"]),
    ],
)
def test_no_group_of_thousands_begins_with_0(
    cells: list[str], decimals: Decimals, values: list[str]
) -> None:
    found = read_figures(cells)
    assert (found.decimals, found.ambiguous, found.bad) == (decimals, None, {})
    assert [found.known[cell] for cell in cells] == values
    assert set(read_figures(cells, decimals.other).bad) >= {cells[0]}


def test_numbers_that_can_be_two_are_asked_for() -> None:
    assert read_figures(["1,200", "3"]).ambiguous == ("1,200", "1200", "1.200")
    assert read_figures(["1.200"]).ambiguous == ("1.200", "1.200", "1200")
    assert read_figures(["1.200"], Decimals.COMMA).known == {"1.200": "1200"}


def test_numbers_that_do_not_fit_the_others_are_bad() -> None:
    cells = ["12,5", "3,25", "12.5", "1e3", "ten", "1,2,3"]
    settled = read_figures(cells)
    assert settled == read_figures(cells, Decimals.COMMA)
    assert settled.known == {"12,5": "12.5", "3,25": "3.25"}
    assert "does not fit: the other numbers have a decimal comma" in settled.bad["12.5"]
    assert "“ten” is not a number" in settled.bad["ten"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dates(date(2000, 1, 1), date(2199, 12, 31)), min_size=1), st.sampled_from(Order))
def test_what_was_written_in_an_order_is_never_read_in_the_other(
    days: list[date], order: Order
) -> None:
    way = "{0.day}/{0.month}/{0.year}" if order is Order.DMY else "{0.month}/{0.day}/{0.year}"
    cells = [way.format(day) for day in days]
    found = read_dates(cells)
    assert (
        all(found.known.get(cell) == day for cell, day in zip(cells, days, strict=True))
        or found.ambiguous
    )
    settled = read_dates(cells, order)
    assert [settled.known[cell] for cell in cells] == days
