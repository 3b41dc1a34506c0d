"""`pilotage import FILE KIND CSV`: shown first, all or nothing, one journal entry."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from pilotage.actions import people
from pilotage.commands.import_ import KINDS
from pilotage.intake.fields import Kind
from pilotage.model.phrase import Phrase
from pilotage.model.project import Project
from pilotage.session import Session, SystemClock
from pilotage.store.project_file import ProjectFile
from pilotage.store.verify import verify
from tests.commands.conftest import Ask, Keep
from tests.way import BUILDER, Way, integrated, written

CSV = "Ticket;Date;Agent;Result;Criterion\n"


@pytest.fixture
def days(here: Path) -> list[str]:
    """Days of the production run of `integrated`, as people write them."""
    return [(date(2026, 5, 1) + timedelta(days=n)).strftime("%d.%m.%Y") for n in range(10)]


@pytest.fixture
def tickets(here: Path, days: list[str]) -> Path:
    path = here / "tickets.csv"
    rows = [f"t{n};{days[n % 10]};routing;{'nok' if n == 3 else 'ok'};\n" for n in range(12)]
    path.write_text(CSV + "".join(rows))
    return path


@pytest.fixture
def leads(keep: Keep) -> Path:
    return keep(integrated().project)


def outputs(path: Path) -> int:
    return len(project(path).outputs)


def project(path: Path) -> Project:
    file = ProjectFile.open(path, read_only=True)
    try:
        return file.project
    finally:
        file.close()


def test_the_kinds_are_those_that_there_are() -> None:
    assert tuple(each.value for each in Kind) == KINDS


def test_a_dry_run_shows_everything_and_writes_nothing(
    ask: Ask, leads: Path, tickets: Path
) -> None:
    before = leads.read_bytes()
    answer = ask("import", leads, "outputs", tickets, "--dry-run", "--as", "Dana Osei")
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert lines[0] == "tickets.csv: 12 rows, 5 columns; UTF-8, semicolon between the cells"
    assert "  reference  ← Ticket      “t0”" in lines
    assert any(line.endswith("“ok” is pass (11), “nok” is fail (1)") for line in lines)
    assert "  no column: link, note, checked_by" in lines
    assert "  ✓ 12 new · 0 there already" in lines
    assert lines[-1] == "Nothing was written: this was a dry run."
    assert leads.read_bytes() == before


def test_one_entry_one_undo_and_the_journal_keeps_no_row_twice(
    ask: Ask, leads: Path, tickets: Path
) -> None:
    answer = ask("import", leads, "outputs", tickets, "--as", "Dana Osei")
    assert answer.code == 0
    said = "imported 12 outputs with checks from tickets.csv"
    assert answer.out.splitlines()[-1] == f"Dana Osei {said}. One undo takes it back."
    entry = ask("journal", leads, "--json").json["entries"][-1]
    assert (entry["by"], entry["what"], entry["action"]) == ("Dana Osei", said, "import_outputs")
    assert entry["args"] == {"source": "tickets.csv"}
    assert len(entry["changed"]) == 12
    assert verify(leads).ok
    again = ask("import", leads, "outputs", tickets, "--as", "Dana Osei")
    assert (again.code, again.out.splitlines()[-1]) == (0, "There is nothing new.")
    assert "  ✓ 0 new · 12 there already" in again.out
    assert "  The columns are as in the last import" in again.out
    session = Session.open(leads, SystemClock(), by="Dana Osei")
    assert session.undo() == said
    session.close()
    assert outputs(leads) == 0
    assert verify(leads).ok


def test_any_bad_row_and_nothing_is_written(
    ask: Ask, leads: Path, tickets: Path, days: list[str]
) -> None:
    tickets.write_text(CSV + "".join(f"t{n};{days[0]};;perhaps;\n" for n in range(30)))
    answer = ask("import", leads, "outputs", tickets, "--errors", "bad.csv")
    assert answer.code == 2
    lines = answer.err.splitlines()
    assert lines[0] == "  line 2: Check: “perhaps” is not understood; write pass, fail."
    assert lines[20:] == [
        "  and 10 more; --json and --errors have all",
        "Nothing was written.",
        "All of them are in bad.csv.",
    ]
    with Path("bad.csv").open(newline="") as file:
        found = list(csv.reader(file))
    assert (found[0], len(found), found[-1][:2]) == (
        ["line", "field", "problem"],
        31,
        ["31", "verdict"],
    )
    assert ask("import", leads, "outputs", tickets, "--errors", "bad.csv").code == 2
    refused = ask("import", leads, "outputs", tickets, "--errors", leads)
    assert "already exists" in refused.err
    data = ask("import", leads, "outputs", tickets, "--json")
    assert (data.code, data.json["imported"], len(data.json["bad"])) == (2, False, 30)
    assert outputs(leads) == 0


def test_what_can_be_two_days_is_named(ask: Ask, leads: Path, tickets: Path) -> None:
    tickets.write_text("id,date\nt1,04/05/2026\n")
    answer = ask("import", leads, "outputs", tickets)
    assert answer.code == 2
    assert "“04/05/2026” can be Mon 4 May 2026 or Sun 5 Apr 2026" in answer.err
    assert "Say --dates dmy or --dates mdy." in answer.err
    answer = ask("import", leads, "outputs", tickets, "--dates", "dmy", "--json")
    assert (answer.code, answer.json["added"], answer.json["imported"]) == (0, 1, True)
    assert answer.json["what"] == "imported 1 output from tickets.csv"


def test_a_missing_column_is_named_with_what_to_say(
    ask: Ask, leads: Path, tickets: Path, days: list[str]
) -> None:
    tickets.write_text(f"x,y\nt1,{days[0]}\n")
    answer = ask("import", leads, "outputs", tickets)
    assert "Say --map reference=COLUMN, or --set reference=VALUE for all rows." in answer.err
    answer = ask("import", leads, "outputs", tickets, "--map", "reference=x", "--map", "on=2")
    assert (answer.code, outputs(leads)) == (0, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Say what is in the CSV file"),
        (("outputs",), "Say what is in the CSV file"),
        (("poems", "x.csv"), "'poems' is not one of"),
        (("outputs", "none.csv"), "There is no file none.csv"),
        (("outputs", "tickets.csv", "--map", "on"), "write FIELD=…"),
        (("outputs", "tickets.csv", "--map", "on=Nix"), "There is no column “Nix” for on"),
        (("outputs", "tickets.csv", "--as", "Kim"), "Kim is not in this project"),
        (("outputs", "-o", "new"), "it takes no KIND"),
    ],
)
def test_wrong_use_is_said(
    ask: Ask, leads: Path, tickets: Path, arguments: tuple[Any, ...], said: str
) -> None:
    answer = ask("import", leads, *arguments)
    assert answer.code == 2
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_measurements_steps_and_a_baseline(ask: Ask, keep: Keep, leads: Path, here: Path) -> None:
    (here / "m.csv").write_text("date;value\n2026-05-01;5,5\n")
    name = "metric=Working time per output"
    assert ask("import", leads, "measurements", here / "m.csv", "--set", name).code == 0
    (here / "s.csv").write_text("step,kind,from,to\nCopy the list,copy,CRM,Sheet\n")
    answer = ask("import", leads, "steps", here / "s.csv")
    assert "1 system put on the map: Sheet" in answer.out
    found = project(leads)
    assert str(found.measurements[0].value) == "5.5"
    assert found.systems[-1].name == "Sheet"
    early = keep(Way().project, "early")
    (here / "b.csv").write_text("metric,baseline,n,how\nWorking time per output,14,40,timed\n")
    assert ask("import", early, "baseline", here / "b.csv").code == 0
    assert project(early).metrics[0].baseline is not None


def test_a_locked_phase_and_a_changed_baseline_are_refused(
    ask: Ask, keep: Keep, here: Path, tickets: Path
) -> None:
    early = keep(written().project)
    answer = ask("import", early, "outputs", tickets)
    assert (answer.code, "Phase 4 is locked: gate 1" in answer.err) == (2, True)
    (here / "b.csv").write_text("metric,baseline\nWorking time per output,15\n")
    answer = ask("import", early, "baseline", here / "b.csv")
    assert "--update takes the file's values" in answer.err
    assert ask("import", early, "baseline", here / "b.csv", "--update").code == 0


def test_a_project_that_is_open_elsewhere_is_left_alone(
    ask: Ask, leads: Path, tickets: Path
) -> None:
    session = Session.open(leads, SystemClock())
    try:
        answer = ask("import", leads, "outputs", tickets)
        assert answer.code == 2
        assert "is open elsewhere (held by " in answer.err
        assert "key i on the screen of phase 4" in answer.err
        assert ask("import", leads, "outputs", tickets, "--dry-run").code == 0
    finally:
        session.close()
    assert outputs(leads) == 0


def test_a_signing_phrase_is_not_gone_round(ask: Ask, keep: Keep, tickets: Path) -> None:
    way = integrated().as_(BUILDER)
    way.do(people.set_phrase, phrase=Phrase.of("correct horse battery", bytes(16)))
    answer = ask("import", keep(way.project), "outputs", tickets)
    assert (answer.code, "Ada Builder's signing phrase is wanted" in answer.err) == (2, True)


@pytest.fixture
def slow(leads: Path, here: Path) -> Iterator[subprocess.Popen[bytes]]:
    """An import of so many rows that it can be stopped."""
    with (here / "many.csv").open("w") as file:
        file.write("id,date\n")
        file.writelines(f"t{n},2026-05-01\n" for n in range(150_000))
    going = subprocess.Popen(
        [sys.executable, "-m", "pilotage", "import", str(leads), "outputs", "many.csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    yield going
    going.kill()
    going.wait()
    for stream in (going.stdout, going.stderr):
        if stream is not None:
            stream.close()


@pytest.mark.skipif(os.name == "nt", reason="another signal there")
def test_ctrl_c_leaves_nothing_behind(leads: Path, slow: subprocess.Popen[bytes]) -> None:
    lock = leads.with_name(f"{leads.name}.lock")
    until = time.monotonic() + 20
    while not lock.exists() and time.monotonic() < until:
        time.sleep(0.01)
    slow.send_signal(signal.SIGINT)
    _, error = slow.communicate(timeout=30)
    assert (slow.returncode, error.decode().strip()) == (130, "Stopped.")
    assert outputs(leads) == 0


@pytest.mark.skipif(os.name == "nt", reason="another signal there")
def test_ctrl_c_comes_too_late_once_it_is_written(
    ask: Ask, leads: Path, tickets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close, signals = Session.close, [signal.SIGINT]

    def interrupted(self: Session) -> None:
        while signals:
            os.kill(os.getpid(), signals.pop())
        close(self)

    monkeypatch.setattr(Session, "close", interrupted)
    answer = ask("import", leads, "outputs", tickets)
    assert (answer.code, "One undo takes it back." in answer.out) == (0, True)
    assert outputs(leads) == 12
