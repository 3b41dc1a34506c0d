"""What a project file tells a list near its end, so that the rest need not be read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pilotage import portfolio, summaries
from pilotage.actions import people
from pilotage.method.facts import facts
from pilotage.session import Session
from pilotage.store.glance import SUMMARY_WITHIN, summary
from pilotage.store.verify import verify
from pilotage.summaries import summarized
from tests import way as ways
from tests.test_summaries import TODAY, put
from tests.way import FixedClock, Way


def worked_on(folder: Path, title: str = "Lead routing", way: Way | None = None) -> Path:
    """A project that somebody has changed and closed."""
    path = put(folder, way=way)
    session = Session.open(path, FixedClock(), by="Ada Builder")
    session.do(people.set_note, note="Looked at.")
    session.do(people.rename_workflow, title=title)
    session.close()
    return path


@pytest.fixture
def end_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but the ends of files may be read."""

    def never(content: bytes) -> None:
        raise AssertionError("a file was read")

    monkeypatch.setattr(portfolio, "glance", never)


@pytest.mark.usefixtures("end_only")
@pytest.mark.parametrize("stage", ["written", "handed_over", "integrated", "measured", "reviewed"])
def test_a_list_reads_only_the_end_of_a_file_that_was_closed(tmp_path: Path, stage: str) -> None:
    path = worked_on(tmp_path, 'Fälle \u202e \\ "}}, "_meta": {', way=getattr(ways, stage)())
    (row,) = portfolio.read_all([path], TODAY)
    assert row.facts == facts(Session.open(path, FixedClock(), read_only=True).project)
    assert verify(path).ok


def test_a_file_says_nothing_that_changed_since(tmp_path: Path) -> None:
    path = worked_on(tmp_path)
    session = Session.open(path, FixedClock(), by="Ada Builder")
    session.do(people.rename_workflow, title="Lead sorting")
    session.flush()
    assert portfolio.read(path, TODAY).title == "Lead sorting"
    session._file._writer._storage.fold()  # type: ignore[union-attr]
    assert not summary(str(path))
    session.close()
    assert portfolio.read(path, TODAY).title == "Lead sorting"


def test_what_could_not_be_saved_is_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = worked_on(tmp_path)
    session = Session.open(path, FixedClock(), by="Ada Builder")
    storage = session._file._writer._storage  # type: ignore[union-attr]

    def full(commits: object) -> None:
        raise OSError(28, "No space left on device")

    session.do(people.set_note, note="This one is saved.")
    session.flush()
    monkeypatch.setattr(storage, "commit_all", full)
    session.do(people.rename_workflow, title="Never saved")
    session.close()
    assert portfolio.read(path, TODAY).title == "Lead routing"
    assert not summary(str(path))


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content + b" ",
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"Looked at.", b"Looked at it again."),
        lambda content: content.replace(b'"rules": "', b'"rules": "0'),
        lambda content: content.replace(b'"facts"', b'"fakts"'),
        lambda content: b"",
        lambda content: b"\0" * len(content),
    ],
)
def test_a_file_that_is_another_than_it_says_is_read_as_a_whole(
    tmp_path: Path, change: object
) -> None:
    path = worked_on(tmp_path)
    path.write_bytes(change(path.read_bytes()))  # type: ignore[operator]
    assert summarized(summary(str(path))) is None
    assert portfolio.read(path, TODAY).title == "Lead routing"  # from its backup


def test_a_summary_stands_in_plain_json_and_an_older_one_is_not_kept(tmp_path: Path) -> None:
    path = worked_on(tmp_path)
    meta = json.loads(path.read_text("ascii"))["_meta"]["1"]
    assert meta["size"] == path.stat().st_size
    assert meta["summary"]["facts"]["project"]["title"] == "Lead routing"
    Session.open(path, FixedClock()).close()
    assert json.loads(path.read_text("ascii"))["_meta"]["1"] == meta


def test_rules_that_changed_take_the_long_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = summary(str(worked_on(tmp_path)))
    assert summarized(told)
    monkeypatch.setattr(summaries, "_rules_in_short", lambda: "other rules")
    assert summarized(told) is None


def test_a_summary_that_fails_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(project: object) -> bytes:
        raise RuntimeError

    monkeypatch.setattr(summaries, "summary", broken)
    path = worked_on(tmp_path)
    assert not summary(str(path))
    assert portfolio.read(path, TODAY).title == "Lead routing"
    Session.open(path, FixedClock()).close()  # the lock was given back


def test_a_summary_longer_than_is_looked_at_is_left_alone(tmp_path: Path) -> None:
    way = ways.written()
    for number in range(400):
        way.do(people.add_person, name=f"Person {number} with a long name", contact="a" * 40)
    path = worked_on(tmp_path, way=way)
    assert len(json.dumps(json.loads(path.read_text())["_meta"])) > SUMMARY_WITHIN
    assert not summary(str(path))
    assert portfolio.read(path, TODAY).title == "Lead routing"


def _say(path: Path, said: bytes) -> None:
    """Have a file say something else of itself near its end, as anybody can."""
    content = path.read_bytes()
    start = content.rfind(b', "size": ')
    tail = content[content.rfind(b', "head": "') :]
    described = b', "size": %12d, "summary": '
    size = start + len(described % 0) + len(said) + len(tail)
    path.write_bytes(content[:start] + described % size + said + tail)
    assert summary(str(path)) == said


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found.update(verdict="\x1b[2J"),
        lambda found: found.update(verdict="\x9b2J"),
        lambda found: found.update(verdict="ba\u202ed"),
        lambda found: found.update(verdict="\\\x1b[2J"),
        lambda found: found.update(verdict="none\rgood"),
        lambda found: found["project"].update(title="\x1b[2J"),
        lambda found: found["gate"]["requirements"][0].update(missing="\x1b]52;c;aGk=\x07"),
        lambda found: found["gate"]["requirements"][0].update(id="none"),
        lambda found: found["gate"].update(phase=99),
        lambda found: found["traps"].pop("no_cadence"),
    ],
)
def test_what_no_file_says_of_itself_is_not_taken(
    tmp_path: Path, change: Callable[[Any], None]
) -> None:
    path = worked_on(tmp_path)
    said = json.loads(summary(str(path)))
    change(said["facts"])
    _say(path, json.dumps(said).encode("ascii"))
    assert summarized(summary(str(path))) is None


@pytest.mark.parametrize("raw", ["\x7f", "\x9b"])
def test_a_control_character_in_plain_sight_is_refused_too(tmp_path: Path, raw: str) -> None:
    path = worked_on(tmp_path)
    said = summary(str(path)).replace(b'"verdict": "', b'"verdict": "' + raw.encode())
    _say(path, said)
    assert summarized(summary(str(path))) is None
