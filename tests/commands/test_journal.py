"""`pilotage journal`, and the project as it stood: `--at`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pilotage.actions import page, people
from pilotage.session import Session
from tests.commands.conftest import Ask, Keep
from tests.way import FixedClock, documented


@pytest.fixture
def leads(keep: Keep) -> str:
    path = keep(documented().project)
    session = Session.open(Path(path), FixedClock())
    session.do(people.set_note, note="first")
    session.do(page.edit_section, section="purpose", text="Another purpose altogether.")
    session.do(page.publish_revision, note="Purpose")
    session.close()
    return str(path)


def test_it_lists_entries_with_the_numbers_that_at_takes(ask: Ask, leads: str) -> None:
    said = ask("journal", leads)
    lines = said.out.splitlines()
    assert (said.code, len(lines)) == (0, 4)
    assert lines[0].startswith("1  ")
    assert "Ada Builder (builder): " in lines[1]
    assert "edited the project's note" in lines[1]
    assert ask("journal", leads, "--last", "1").out.splitlines() == lines[-1:]


def test_as_json(ask: Ask, leads: str) -> None:
    entries = json.loads(ask("journal", leads, "--json").out)["entries"]
    assert [entry["seq"] for entry in entries] == [1, 2, 3, 4]
    assert entries[1]["args"] == {"note": "first"}
    assert entries[2]["changed"] == ["page/1"]


def test_the_page_as_it_stood(ask: Ask, leads: str) -> None:
    now = ask("export", leads, "document", "--format", "md", "-o", "-").out
    then = ask("export", leads, "document", "--format", "md", "-o", "-", "--at", "2").out
    assert "Another purpose altogether." in now
    assert "Another purpose altogether." not in then
    assert "Route each inbound lead" in then


def test_the_data_as_it_stood(ask: Ask, leads: str) -> None:
    data = json.loads(ask("export", leads, "data", "-o", "-", "--at", "1").out)
    assert data["project"]["note"] == ""
    assert [entry["seq"] for entry in data["journal"]] == [1]


@pytest.mark.parametrize("form", ["2026-03-02", "2026-03-02T23:00", "2099-01-01T00:00:00+00:00"])
def test_a_day_or_a_moment_does_too(ask: Ask, leads: str, form: str) -> None:
    out = ask("export", leads, "document", "--format", "md", "-o", "-", "--at", form).out
    assert "Another purpose altogether." in out


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("99", "no entry 99"),
        ("0", "no entry 0"),
        ("soon", "neither an entry's number"),
        ("2001-01-01", "no project on 2001-01-01"),
        ("\x1b[2Jx", "neither"),
    ],
)
def test_what_is_no_moment_is_refused_in_words(ask: Ask, leads: str, at: str, said: str) -> None:
    answer = ask("export", leads, "document", "-o", "-", "--at", at)
    assert answer.code == 2
    assert said in answer.err
    assert "\x1b" not in answer.err


def test_opening_at_needs_a_file(ask: Ask) -> None:
    answer = ask("--at", "3")
    assert answer.code == 2
    assert "needs the FILE" in answer.err


def test_what_was_mended_is_said(ask: Ask, leads: str) -> None:
    Path(leads).write_bytes(Path(leads).read_bytes()[:-40])
    answer = ask("status", leads)
    assert answer.code == 0
    assert "Its backup was used." in answer.err
    assert ask("verify", leads).code == 1
