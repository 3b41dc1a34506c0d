"""`new`, `status` and `gate`: what they say, and with which exit code."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from pilotage import config
from pilotage.actions import page, production
from pilotage.method.page_fit import known
from pilotage.model.project import Project
from tests.commands.conftest import Ask, Keep
from tests.way import Way, documented, handed_over, integrated, produced, reviewed, written


def on_day(project: Project, day: int) -> Project:
    """The project as if today were that day of its 90."""
    return project.with_(start=date.today() - timedelta(days=day - 1))  # noqa: DTZ011


def test_new_makes_a_project_that_can_be_asked(ask: Ask) -> None:
    made = ask("new", "leads", "--workflow", "Lead routing", "--builder", "Ada")
    assert (made.code, made.err) == (0, "")
    (project,) = ask("status", "leads.pilotage.json", "--json").json["projects"]
    assert (project["title"], project["day"], project["phase"]) == ("Lead routing", 1, 1)
    assert project["people"] == {"builder": "Ada", "second_owner": None, "decision_maker": None}
    assert ask("verify", "leads.pilotage.json").code == 0
    assert [path.name for path in config.recent()] == ["leads.pilotage.json"]


def test_new_takes_people_start_and_policy(ask: Ask) -> None:
    options = ("--second-owner", "Dana", "--decision-maker", "Noor", "--start", "2026-03-02")
    policy = ("--runs", 2, "--days", 5, "--outputs", 12)
    said = ask("new", "a", "--workflow", "A", "--builder", "Ada", *options, *policy, "--json")
    assert said.json["people"]["second_owner"] == "Dana"
    assert said.json["day"] == (date.today() - date(2026, 3, 2)).days + 1  # noqa: DTZ011
    gate = ask("gate", "a.pilotage.json", "--phase", 4, "--json").json
    sentences = " ".join(each["sentence"] for each in gate["requirements"])
    assert "5 distinct days" in sentences
    assert "12 outputs" in sentences


def test_new_never_replaces_a_file(ask: Ask) -> None:
    arguments = ("new", "leads", "--workflow", "One", "--builder", "Ada")
    ask(*arguments)
    before = Path("leads.pilotage.json").read_bytes()
    again = ask(*arguments)
    assert again.code == 2
    assert "exists already" in again.err
    assert Path("leads.pilotage.json").read_bytes() == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--workflow", "", "--builder", "Ada"), "Title: is empty"),
        (("--workflow", "x" * 121, "--builder", "Ada"), "the limit is 120"),
        (("--workflow", "A", "--builder", "Ada", "--second-owner", "ada"), "can't be the builder"),
        (("--workflow", "A", "--builder", "Ada", "--start", "soon"), "soon"),
        (("--workflow", "A", "--builder", "Ada", "--days", "91"), "at most 90"),
        (("--workflow", "A"), "--builder"),
    ],
)
def test_new_refuses_in_words(ask: Ask, options: tuple[str, ...], said: str) -> None:
    answer = ask("new", "leads", *options)
    assert answer.code == 2
    assert said in answer.err
    assert list(Path().iterdir()) == []


def test_status_names_what_is_missing_and_where(ask: Ask, keep: Keep) -> None:
    said = ask("status", keep(on_day(Way().project, 3)))
    assert said.code == 0
    assert "Day 3 of 90 · phase 1 of 5: Document & baseline (days 1 to 14)" in said.out
    assert "✗ A reviewer is named: nobody is named as reviewer (phase 1, reviewer)" in said.out
    assert "0 of 5 traps closed" in said.out


def test_status_says_late_and_due(ask: Ask, keep: Keep) -> None:
    late = ask("status", keep(on_day(Way().project, 20)))
    assert "Late: phase 1 is 6 days past its window." in late.out
    old = reviewed().project
    done = ask("status", keep(old, "old"))
    assert "all five gates passed" in done.out
    due = ask("status", "old.pilotage.json", "--json").json["projects"][0]["due"]
    assert due
    assert due[0] == (old.cadence.first.isoformat() if old.cadence else "")
    assert done.out.count("Review due since") == len(due)


def test_status_as_json_holds_what_scripts_need(ask: Ask, keep: Keep) -> None:
    (status,) = ask("status", keep(on_day(handed_over().project, 31)), "--json").json["projects"]
    assert list(status) == [
        "file",
        "title",
        "day",
        "days",
        "cycle",
        "phase",
        "phase_name",
        "window",
        "health",
        "why",
        "next",
        "days_late",
        "gate",
        "due",
        "next_review",
        "traps",
        "people",
        "inbox",
        "verdict",
    ]
    assert (status["phase"], status["window"]) == (3, [31, 60])
    assert status["traps"]["single_owner"] == "closed"
    missing = [each for each in status["gate"]["requirements"] if not each["met"]]
    assert all(each["missing"] and each["screen"] and each["field"] for each in missing)


def test_status_of_a_folder_shows_all_and_reports_the_broken(ask: Ask, keep: Keep) -> None:
    keep(Way().project, "a")
    keep(documented().project, "b")
    Path("c.pilotage.json").write_text("{", "utf-8")
    said = ask("status", ".", "--json")
    assert said.code == 2
    assert [p["file"] for p in said.json["projects"]] == ["a.pilotage.json", "b.pilotage.json"]
    assert [p["file"] for p in said.json["problems"]] == ["c.pilotage.json"]
    assert "c.pilotage.json" in said.err


def test_status_of_nothing(ask: Ask, here: Path) -> None:
    assert ask("status", here).out == "There is no project here.\n"
    missing = ask("status", "none.pilotage.json")
    assert (missing.code, missing.out) == (2, "")
    assert "There is no file none.pilotage.json" in missing.err


def test_a_gate_is_closed_until_all_is_there(ask: Ask, keep: Keep) -> None:
    closed = ask("gate", keep(Way().project, "empty"))
    assert (closed.code, closed.err) == (1, "")
    assert "✗" in closed.out
    opened = ask("gate", keep(written().project, "full"))
    assert opened.code == 0
    assert "✗" not in opened.out
    assert "8 of 8 met" in opened.out


def test_a_passed_gate_is_open_and_a_locked_one_closed(ask: Ask, keep: Keep) -> None:
    path = keep(documented().project)
    assert ask("gate", path, "--phase", 1, "--json").json["standing"] == "passed"
    assert ask("gate", path, "--phase", 1).code == 0
    assert ask("gate", path, "--json").json["phase"] == 2
    locked = ask("gate", path, "--phase", 3, "--json")
    assert (locked.code, locked.json["standing"], locked.json["open"]) == (1, "locked", False)


def test_gate_1_is_asked_of_the_page_as_it_is_laid_out(ask: Ask, keep: Keep) -> None:
    way = written()
    way.do(page.publish_revision, note="First")
    way.do(page.edit_section, section="purpose", text="Written after the revision. " * 40)
    path = keep(way.project)
    said = ask("gate", path, "--phase", 1, "--json").json
    fit = known(way.project, way.project.page)
    assert fit is not None
    [met] = [each["met"] for each in said["requirements"] if each["id"] == "1.one_page"]
    assert met is fit.fits


def test_the_gate_after_all_five_is_the_fifth(ask: Ask, keep: Keep) -> None:
    said = ask("gate", keep(reviewed().project), "--json")
    assert (said.code, said.json["phase"], said.json["open"]) == (0, 5, True)


@pytest.mark.parametrize("phase", ["0", "6", "two"])
def test_there_are_five_gates(ask: Ask, keep: Keep, phase: str) -> None:
    assert ask("gate", keep(Way().project), "--phase", phase).code == 2


def test_gate_4_lists_what_is_to_be_checked_by_day(ask: Ask, keep: Keep) -> None:
    way = produced(integrated())
    way.do(production.record_output, reference="late-1")
    way.do(production.record_output, reference="late-2")
    way.do(production.check_output, output=way.last("outputs"), verdict="pass")
    file = keep(way.project, "run")
    text = ask("gate", file, "--phase", 4)
    on = way.clock.day.isoformat()
    of = sum(o.on == way.clock.day for o in way.project.outputs)
    assert "Still to be checked:" in text.out
    assert f"{on}  2 of {of} outputs: late-1, late-2" in text.out
    data = ask("gate", file, "--phase", 4, "--json").json
    assert data["to_check"] == [
        {"on": on, "outputs": of, "unchecked": ["late-1"], "by_builder_only": ["late-2"]}
    ]
