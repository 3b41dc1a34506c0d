"""`due`, and `status` of a folder."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from pilotage.model.project import Project
from pilotage.model.review import Cadence, Interval
from tests.commands.conftest import Ask, Keep
from tests.way import Way, documented, handed_over, reviewed

TODAY = date.today()  # noqa: DTZ011


def on_day(project: Project, day: int) -> Project:
    return project.with_(start=TODAY - timedelta(days=day - 1))


def reviewed_since(days: int) -> Project:
    project = reviewed().project
    first = TODAY - timedelta(days=days)
    cadence = Cadence(interval=Interval.QUARTERLY, owner=project.builder, first=first)
    return on_day(project, 100).having(cadence=cadence)


def test_nothing_due_is_exit_0(ask: Ask, keep: Keep) -> None:
    path = keep(on_day(Way().project, 14))
    said = ask("due", path)
    assert (said.code, said.out, said.err) == (0, "Nothing is due.\n", "")
    assert ask("due", "--json").json == {"due": [], "problems": []}


def test_what_is_due_is_a_line_each_the_most_urgent_first(ask: Ask, keep: Keep) -> None:
    keep(on_day(Way().project, 16), "a")
    Path("sub").mkdir()
    keep(reviewed_since(0), "b").rename("sub/b.pilotage.json")
    keep(reviewed_since(8), "c")
    said = ask("due")
    assert said.code == 1
    missed, late, review = said.out.splitlines()
    assert "recurring review: 8 days overdue" in missed
    assert "phase 1, Document & baseline: 2 days overdue" in late
    assert "recurring review: due today" in review
    assert review.endswith("sub/b.pilotage.json")
    data = ask("due", ".", "--json").json["due"]
    assert [each["kind"] for each in data] == ["missed_review", "late_phase", "review"]
    assert data[0]["on"] == (TODAY - timedelta(days=8)).isoformat()
    assert data[0]["days"] == 8


def test_a_bad_file_is_named_and_the_others_are_looked_at(ask: Ask, keep: Keep) -> None:
    keep(on_day(Way().project, 16), "a")
    Path("bad.pilotage.json").write_text("{", "utf-8")
    said = ask("due", ".")
    assert said.code == 2
    assert "phase 1" in said.out
    assert "bad.pilotage.json" in said.err
    assert ask("due", "none.pilotage.json").code == 2
    assert ask("due", "--nonsense").code == 2


def test_status_of_a_folder_is_a_table_with_advice(ask: Ask, keep: Keep) -> None:
    keep(on_day(documented().project, 31), "a")
    keep(on_day(handed_over().project.having(uid="1" * 32), 31), "b")
    said = ask("status", ".")
    assert said.code == 0
    head, first, second, _, advice = said.out.splitlines()
    assert head.split()[:4] == ["Workflow", "Phase", "Day", "Status"]
    assert "2 Second owner" in first
    assert "late" in first
    assert "on the way" in second
    assert first.index("a.pilotage.json") == head.index("File")
    assert advice.endswith("has 2 in phases 1 to 4.")
    assert ask("status", ".", "--json").json["advice"] == advice
    assert "Lead routing  (a.pilotage.json)" in ask("status", "a.pilotage.json").out
