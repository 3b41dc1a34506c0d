"""The chart by day, drawn in plain characters."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.tui.widgets.chart import Marks, brief, bullet, coloured, draw

DAY = date(2026, 5, 1)


def days(*values: str) -> list[tuple[date, Decimal]]:
    return [(DAY + timedelta(days=i), Decimal(v)) for i, v in enumerate(values)]


def test_columns_rise_from_zero_beside_the_labelled_lines() -> None:
    assert draw(days("4", "8"), 40, 7, Marks(Decimal(8), Decimal(4))) == [
        "8 ┤┄┄┄┄┄┄┄┄┄┄█████████┄┄",
        "4 ┤━━━━━━━━━━█████████━━",
        "  │█████████ █████████",
        "0 ┤█████████ █████████",
        "  └─────────────────────",
        "   2026-05-01 2026-05-02",
        "█ a day   ┄ without AI 8   ━ target 4",
    ]


def test_natural_process_limits_are_drawn_and_named() -> None:
    lines = draw(days("4", "5"), 60, 9, Marks(None, None, Decimal(2), Decimal(8)))
    assert lines[0].startswith("8 ┤┈┈┈")
    assert lines[-1] == "█ a day   ┈ usual 2 to 8"


def test_weeks_have_a_column_each() -> None:
    points = [(DAY, Decimal(4)), (DAY + timedelta(days=7), Decimal(8))]
    lines = draw(points, 40, 6, days=7)
    assert lines[2] == "0 ┤█████████ █████████"
    assert lines[-1] == "█ a week"


def test_a_day_without_a_figure_stays_empty() -> None:
    points = [(DAY, Decimal(1)), (DAY + timedelta(days=2), Decimal(1))]
    assert draw(points, 60, 5)[1] == "0 ┤█████████           █████████"


def test_a_measured_zero_can_be_told_from_no_figure() -> None:
    bottom = draw(days("0", "5"), 60, 6)[2]
    assert bottom.startswith("0 ┤▁▁▁▁▁▁▁▁▁ ███")


def test_many_days_share_columns_and_the_legend_says_so() -> None:
    lines = draw(days(*["3"] * 90), 50, 8, Marks(Decimal(6), Decimal(3)))
    assert "2 days each" in lines[-1]
    assert all(len(line) <= 50 for line in lines)


@pytest.mark.parametrize(("width", "height"), [(10, 8), (40, 3), (0, 0)])
def test_without_room_nothing_is_drawn(width: int, height: int) -> None:
    assert draw(days("1"), width, height) == []


def test_without_points_nothing_is_drawn() -> None:
    assert draw([], 60, 10, Marks(Decimal(3))) == []


@given(
    values=st.lists(
        st.decimals(0, Decimal("1e12"), places=6, allow_nan=False), min_size=1, max_size=120
    ),
    baseline=st.none() | st.decimals(0, Decimal("1e12"), places=2, allow_nan=False),
    width=st.integers(20, 120),
    height=st.integers(4, 30),
)
def test_it_always_fits(
    values: list[Decimal], baseline: Decimal | None, width: int, height: int
) -> None:
    points = [(DAY + timedelta(days=i), v) for i, v in enumerate(values)]
    lines = draw(points, width, height, Marks(baseline, Decimal(5), Decimal(1), Decimal(7)))
    assert len(lines) == height
    assert max(len(line) for line in lines) <= width
    assert coloured(lines).plain == "\n".join(lines)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("8.25", "8.25"),
        ("0.001", "<0.01"),
        ("100", "100"),
        ("1204", "1,204"),
        ("123456", "123.5k"),
        ("12345678", "12.3M"),
    ],
)
def test_figures_are_short(value: str, text: str) -> None:
    assert brief(Decimal(value)) == text


def test_the_bar_is_scaled_from_zero_and_marks_baseline_and_target() -> None:
    assert bullet(Decimal(5), Decimal(10), Decimal(2), 10) == "██◆██    ┆"
    assert bullet(None, Decimal(10), Decimal(10), 10) == "         ◈"
    assert len(bullet(Decimal(0), Decimal(0), None, 12)) == 12
