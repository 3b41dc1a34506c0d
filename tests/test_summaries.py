"""The cache of a list of projects: quick, and never stale or wrong."""

from __future__ import annotations

import os
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from pilotage import portfolio, summaries
from pilotage.actions import people
from pilotage.session import Session
from pilotage.store import glance as glancing
from pilotage.store.codec import decode
from pilotage.store.glance import glance
from pilotage.store.migrations import migrated
from pilotage.store.working import inside
from pilotage.summaries import Summaries
from tests import way as ways
from tests.way import FixedClock, Way

TODAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PILOTAGE_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setattr(summaries, "SETTLED", -1.0)


def put(folder: Path, name: str = "a", way: Way | None = None) -> Path:
    way = way or ways.handed_over()
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.pilotage.json"
    Session.create(path, way.project, FixedClock()).close()
    return path


def title(path: Path, known: Summaries) -> str:
    return portfolio.read_all([path], TODAY, known)[0].title


def kept(known: Summaries) -> Summaries:
    known.save()
    return Summaries.load()


@pytest.mark.parametrize("stage", ["written", "handed_over", "integrated", "measured", "reviewed"])
def test_a_glance_sees_what_the_long_way_sees(tmp_path: Path, stage: str) -> None:
    path = put(tmp_path, way=getattr(ways, stage)())
    whole = decode(migrated(inside(path).tables))
    seen = glance(path.read_bytes())
    assert seen is not None
    assert seen.having(outputs=()) == whole.having(outputs=())
    assert seen.outputs in ((), whole.outputs)
    assert portfolio.facts(seen) == portfolio.facts(whole)


@pytest.mark.parametrize("sample", portfolio.samples(), ids=lambda path: path.name)
def test_a_glance_sees_the_samples(sample: Path) -> None:
    seen = glance(sample.read_bytes())
    assert seen is not None
    assert portfolio.facts(seen) == portfolio.facts(decode(migrated(inside(sample).tables)))


def test_titles_that_look_like_the_file_do_not_mislead_a_glance(tmp_path: Path) -> None:
    way = ways.handed_over()
    way.do(people.rename_workflow, title='}}, "journal": {"1": {}}, "outputs": {')
    path = put(tmp_path, way=way)
    seen = glance(path.read_bytes())
    assert seen is not None
    assert seen == decode(migrated(inside(path).tables))


def test_an_altered_file_is_not_glanced_at(tmp_path: Path) -> None:
    content = put(tmp_path).read_bytes()
    assert glance(content) is not None
    for at in range(0, len(content), len(content) // 60):
        flipped = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        assert glance(flipped) is None
    for cut in (b"", b"{", content[:-10], content + b"{}"):
        assert glance(cut) is None


def test_what_is_kept_is_used_and_reads_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [put(tmp_path / "p", name) for name in "abc"]
    known = Summaries.load()
    first = portfolio.read_all(paths, TODAY, known)
    known = kept(known)

    def never(content: bytes) -> None:
        raise AssertionError("a file was read")

    monkeypatch.setattr(portfolio, "glance", never)
    assert portfolio.read_all(paths, TODAY, known) == first
    later = portfolio.read_all(paths, TODAY + timedelta(days=100), known)[0]
    assert later.overview is not None
    assert later.overview.day == first[0].overview.day + 100  # type: ignore[union-attr]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = put(tmp_path / "p")
    known = Summaries.load()
    assert title(path, known) == "Lead routing"
    session = Session.open(path, FixedClock(), by="Ada Builder")
    session.do(people.rename_workflow, title="Lead sorting")
    session.flush()
    # while it is open, what was done stands in a log beside the file
    assert title(path, known) == "Lead sorting"
    session.close()
    assert title(path, kept(known)) == "Lead sorting"


def test_another_file_of_the_same_size_and_time_is_read(tmp_path: Path) -> None:
    path = put(tmp_path / "p")
    known = Summaries.load()
    title(path, known)
    way = ways.handed_over()
    way.do(people.rename_workflow, title="Lead_routing")
    other = put(tmp_path / "q", way=way)
    was = path.stat()
    shutil.copy(other, path.with_suffix(".new"))
    os.utime(path.with_suffix(".new"), ns=(was.st_atime_ns, was.st_mtime_ns))
    path.with_suffix(".new").replace(path)
    assert title(path, known) == "Lead_routing"
    for each in path.parent.iterdir():
        each.unlink()
    assert "There is no file" in portfolio.read_all([path], TODAY, known)[0].problem


def test_a_file_changed_just_now_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summaries, "SETTLED", 2.0)
    known = Summaries.load()
    title(put(tmp_path / "p"), known)
    assert not known.lines


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: "\0" * 100,
        lambda text: text[: len(text) // 2],
        lambda text: text.replace("Lead routing", "x" * 500),
        lambda text: text.replace('"format": 1', '"format": 2'),
        lambda text: text.replace('"version": "', '"version": "0'),
        lambda text: text.replace('"rules"', '"Rules"'),
        lambda text: "[" * 100_000,
    ],
)
def test_a_damaged_cache_is_as_good_as_none(tmp_path: Path, damage: object) -> None:
    path = put(tmp_path / "p")
    known = Summaries.load()
    title(path, known)
    known.save()
    file = tmp_path / "config" / "cache" / "portfolio.jsonl"
    file.write_text(damage(file.read_text("utf-8")), "utf-8")  # type: ignore[operator]
    assert title(path, Summaries.load()) == "Lead routing"


def test_a_cache_that_cannot_be_written_disturbs_nobody(tmp_path: Path) -> None:
    path = put(tmp_path / "p")
    (tmp_path / "config").mkdir(exist_ok=True)
    (tmp_path / "config" / "cache").write_text("in the way")
    known = Summaries.load()
    assert title(path, known) == "Lead routing"
    known.save()
    assert known.changed


def test_the_oldest_go_when_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summaries, "MOST", 2)
    known = Summaries.load()
    for name in "abc":
        title(put(tmp_path / "p", name), known)
    again = kept(known)
    assert [Path(key.strip('"')).name[0] for key in again.lines] == ["b", "c"]


def test_another_format_takes_the_long_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = put(tmp_path).read_bytes()
    monkeypatch.setattr(glancing, "SCHEMA", 99)
    assert glance(content) is None
