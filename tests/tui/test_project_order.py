"""The list at home, without a screen: order, filter, columns, reading in the background."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from pilotage import portfolio
from pilotage.method.facts import facts
from pilotage.portfolio import Listed, listed
from pilotage.session import Session
from pilotage.tui.project_order import Sort, arranged
from pilotage.tui.project_reading import ProjectsRead, read_projects
from pilotage.tui.project_rows import ALL_FROM, cells, columns, due_text, second_line
from tests import way as ways
from tests.way import START, FixedClock, Way

TODAY = START + timedelta(days=69)


def each(stage: str, title: str, **fields: object) -> Listed:
    project = getattr(ways, stage)().project.having(title=title, **fields)
    return listed(Path(f"{title}.pilotage.json"), facts(project), TODAY)


BROKEN = Listed(Path("x.pilotage.json"), None, None, problem="It is damaged.")
FOUND = [
    each("reviewed", "Delta"),
    each("handed_over", "alpha"),
    BROKEN,
    each("written", "Charlie", start=TODAY),
    each("integrated", "Bravo", start=TODAY - timedelta(days=64)),
]


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        (Sort.USED, "Delta alpha x Charlie Bravo"),
        (Sort.NAME, "x alpha Bravo Charlie Delta"),
        (Sort.PHASE, "x Charlie alpha Bravo Delta"),
        (Sort.DAY, "x alpha Delta Bravo Charlie"),
        (Sort.HEALTH, "x alpha Bravo Charlie Delta"),
        (Sort.DUE, "x alpha Bravo Charlie Delta"),
    ],
)
def test_every_order(sort: Sort, names: str) -> None:
    assert [one.title.partition(".")[0] for one in arranged(FOUND, sort)] == names.split()


def test_the_orders_go_round() -> None:
    at, seen = Sort.USED, []
    for _ in Sort:
        seen.append(at)
        at = at.following
    assert (at, set(seen)) == (Sort.USED, set(Sort))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", "Delta alpha x Charlie Bravo"),
        ("ALPHA", "alpha"),
        ("late", "alpha"),
        ("integr late", "alpha"),
        ("damaged", "x"),
        ("builder cadence", "Delta"),
        ("nothing of the kind", ""),
    ],
)
def test_a_filter_finds_words_in_all_that_is_shown(text: str, names: str) -> None:
    found = arranged(FOUND, Sort.USED, text)
    assert [one.title.partition(".")[0] for one in found] == names.split()


@pytest.mark.parametrize("width", [40, 60, 72, ALL_FROM - 1, ALL_FROM, 200])
def test_the_columns_fill_the_width(width: int) -> None:
    shown = columns(width)
    assert sum(column.width for column in shown) + 2 * (len(shown) - 1) >= min(width, 50)
    if width >= 60:
        assert sum(column.width for column in shown) + 2 * (len(shown) - 1) == width
    for one in FOUND:
        row = cells(one, TODAY, width)
        assert len(row) == len(shown)
        assert all(cell_len(p.text) <= c.width for p, c in zip(row[1:], shown[1:], strict=True))
        assert second_line(one)


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "in 1 day"), (30, "in 30 days"), (-1, "1 day ago")]
)
def test_when_something_is_due(days: int, said: str) -> None:
    one = each("written", "A", start=TODAY + timedelta(days=days - 13))
    assert due_text(one, TODAY) == said
    assert due_text(BROKEN, TODAY) == ""


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PILOTAGE_CONFIG_DIR", str(tmp_path / "config"))
    folder = tmp_path / "many"
    folder.mkdir()
    first = folder / "p000.pilotage.json"
    Session.create(first, Way().project, FixedClock()).close()
    for number in range(1, 50):
        (folder / f"p{number:03d}.pilotage.json").write_bytes(first.read_bytes())
    (folder / "p050.pilotage.json").write_text("{")
    return folder


def test_they_are_read_bit_by_bit_and_each_is_told_once(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pilotage.tui.project_reading.EVERY", 0)
    told: list[ProjectsRead] = []
    read_projects(7, many, date(2026, 4, 1), told.append, lambda: False)
    assert [message.is_last for message in told] == [False] * (len(told) - 1) + [True]
    assert len(told) > 2
    assert len(told[0].found) >= 20
    paths = [one.path for message in told for one in message.found]
    assert paths == list(portfolio.find(many))
    assert {(message.reading, message.total) for message in told} == {(7, 51)}
    assert [one.path.name for m in told for one in m.found if one.problem] == ["p050.pilotage.json"]


def test_nobody_is_told_once_it_is_given_up(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pilotage.tui.project_reading.EVERY", 0)
    told: list[ProjectsRead] = []
    read_projects(1, many, date(2026, 4, 1), told.append, lambda: bool(told))
    assert len(told) == 1
    assert not told[0].is_last
