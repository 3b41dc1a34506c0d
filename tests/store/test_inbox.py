"""The inbox: an entry is there whole or not at all, until it is taken in or refused."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from tests.store.saving import AT
from tests.way import Way

from pilotage.errors import FileProblem
from pilotage.store import atomic, names
from pilotage.store.inbox import ABANDONED, LARGEST, Inbox, Unreadable
from pilotage.store.project_file import ProjectFile

CONTENT = {"version": 1, "items": [{"output": "T-1 “ü” \ud800"}]}
posix = pytest.mark.skipif(os.name == "nt", reason="no such modes there")


@pytest.fixture
def inbox(path: Path) -> Inbox:
    return Inbox(path)


def there(inbox: Inbox) -> list[str]:
    return sorted(each.name for each in inbox.folder.iterdir()) if inbox.folder.exists() else []


def test_nothing_is_there_until_something_is_dropped(inbox: Inbox, path: Path) -> None:
    assert inbox.folder == path.with_name("lead.pilotage.json.inbox")
    assert (inbox.imprint(), inbox.waiting(), inbox.refusals()) == (None, [], [])
    inbox.tidy()
    assert not inbox.folder.exists()


@posix
def test_an_entry_is_whole_and_for_its_owner_alone(inbox: Inbox) -> None:
    id_ = inbox.drop(CONTENT)
    assert there(inbox) == [f"{id_}.entry"]
    assert stat.S_IMODE(inbox.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((inbox.folder / f"{id_}.entry").stat().st_mode) == 0o600
    assert inbox.read(id_) == CONTENT
    assert inbox.is_waiting(id_)


def test_entries_wait_in_the_order_in_which_they_came(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time_ns", lambda: 5)  # a clock that does not tell them apart
    ids = [inbox.drop({"n": n}) for n in range(12)]
    assert inbox.waiting() == ids
    assert [inbox.read(id_)["n"] for id_ in inbox.waiting()] == list(range(12))


def test_the_folder_goes_with_its_last_entry(inbox: Inbox) -> None:
    one, two = inbox.drop(CONTENT), inbox.drop(CONTENT)
    before = inbox.imprint()
    inbox.remove(one)
    inbox.remove(one)
    assert inbox.imprint() != before
    inbox.tidy()
    assert inbox.waiting() == [two]
    inbox.remove(two)
    inbox.tidy()
    assert inbox.imprint() is None


def test_a_folder_that_is_removed_that_very_moment_is_made_again(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, emptied = Inbox._make_folder, iter([True, True])

    def make_and_lose(self: Inbox) -> None:
        make(self)
        if next(emptied, False):
            self.folder.rmdir()

    monkeypatch.setattr(Inbox, "_make_folder", make_and_lose)
    id_ = inbox.drop(CONTENT)
    assert inbox.waiting() == [id_]


@pytest.mark.parametrize("fails", ["fsync", "link"])
def test_a_disk_that_fails_leaves_nothing_half(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic, "_place_new" if fails == "link" else "sync_folder", fail)
    if fails == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        inbox.drop(CONTENT)
    assert inbox.waiting() == []
    assert there(inbox) == []


def test_what_a_killed_script_left_half_written_is_never_seen(inbox: Inbox) -> None:
    id_ = inbox.drop(CONTENT)
    fresh, old = (inbox.folder / f".pilotage-{name}" for name in ("fresh", "old"))
    for path in (fresh, old):
        path.write_text('{"ver')
    os.utime(old, (0, old.stat().st_mtime - ABANDONED - 1))
    assert inbox.waiting() == [id_]
    inbox.tidy()
    assert (fresh.exists(), old.exists()) == (True, False)


@posix
def test_it_does_not_follow_a_link(inbox: Inbox, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    inbox.folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotADirectoryError):
        inbox.drop(CONTENT)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_it_takes_in_nothing_from_behind_a_link(inbox: Inbox, tmp_path: Path) -> None:
    elsewhere = Inbox(tmp_path / "elsewhere.pilotage.json")
    id_ = elsewhere.drop(CONTENT)
    inbox.folder.symlink_to(elsewhere.folder)
    assert (inbox.imprint(), inbox.waiting(), inbox.refusals()) == (None, [], [])
    inbox.folder.unlink()
    inbox.folder.mkdir()
    (inbox.folder / f"{id_}.entry").symlink_to(elsewhere.folder / f"{id_}.entry")
    with pytest.raises(Unreadable):
        inbox.read(id_)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_in_the_place_of_an_entry_is_not_waited_for(inbox: Inbox) -> None:
    inbox.folder.mkdir()
    for name in ("1.entry", "2.refused"):
        os.mkfifo(inbox.folder / name)
    assert inbox.waiting() == ["1"]
    with pytest.raises(Unreadable, match="no ordinary file"):
        inbox.read("1")
    assert [each.reason for each in inbox.refusals()] == ["The reason can't be read."]
    inbox.refuse("1", "It is no ordinary file.")
    assert inbox.waiting() == []


def test_a_refused_entry_is_kept_with_the_reason(inbox: Inbox) -> None:
    id_ = inbox.drop(CONTENT)
    inbox.refuse(id_, "No.")
    inbox.tidy()
    assert inbox.waiting() == []
    assert not inbox.is_waiting(id_)
    (refusal,) = inbox.refusals()
    assert (refusal.id, refusal.reason, refusal.entry) == (id_, "No.", CONTENT)
    inbox.forget(id_)
    inbox.tidy()
    assert not inbox.folder.exists()


def test_refusing_that_was_cut_off_is_done_once(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = inbox.drop(CONTENT)
    with monkeypatch.context() as killed:
        killed.setattr(Inbox, "remove", lambda *_: None)
        inbox.refuse(id_, "No.")
    assert there(inbox) == [f"{id_}.entry", f"{id_}.refused"]
    assert inbox.waiting() == []
    inbox.tidy()
    assert there(inbox) == [f"{id_}.refused"]


def test_what_was_refused_can_wait_again_under_its_id(inbox: Inbox) -> None:
    id_ = inbox.drop(CONTENT)
    inbox.refuse(id_, "No.")
    assert inbox.again(id_)
    assert inbox.waiting() == [id_]
    assert inbox.read(id_) == CONTENT
    assert inbox.refusals() == []
    assert not inbox.again(id_)


def test_what_waits_again_is_not_lost_to_another_that_tidies(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = inbox.drop(CONTENT)
    inbox.refuse(id_, "No.")
    at_once = {name: getattr(Path, name) for name in ("unlink", "replace")}

    def between(name: str) -> None:
        def done(path: Path, *args: object, **options: object) -> object:
            with monkeypatch.context() as other:
                for each, real in at_once.items():
                    other.setattr(Path, each, real)
                Inbox(inbox.folder.with_name("lead.pilotage.json")).tidy()
                found = at_once[name](path, *args, **options)
                Inbox(inbox.folder.with_name("lead.pilotage.json")).tidy()
                return found

        monkeypatch.setattr(Path, name, done)

    for name in at_once:
        between(name)
    assert inbox.again(id_)
    monkeypatch.undo()
    assert inbox.waiting() == [id_]
    assert inbox.read(id_) == CONTENT
    inbox.refuse(id_, "No again.")
    (refusal,) = inbox.refusals()
    assert (refusal.reason, refusal.entry) == ("No again.", CONTENT)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b"[NaN]", b"[" * 100_000, b" " * (LARGEST + 1)]
)
def test_what_is_no_entry_is_kept_as_it_is(inbox: Inbox, content: bytes) -> None:
    inbox.folder.mkdir()
    (inbox.folder / "1.entry").write_bytes(content)
    (inbox.folder / "a b.entry").write_bytes(b"not a name that was ever given")
    assert inbox.waiting() == ["1"]
    with pytest.raises(Unreadable):
        inbox.read("1")
    inbox.refuse("1", "It is no entry.")
    assert (inbox.folder / "1.unreadable").read_bytes() == content
    assert [(each.reason, each.entry) for each in inbox.refusals()] == [("It is no entry.", None)]
    assert not inbox.again("1")
    inbox.forget("1")
    assert there(inbox) == ["a b.entry"]


def test_a_reason_that_can_t_be_read_is_none_the_less_there(inbox: Inbox) -> None:
    inbox.folder.mkdir()
    (inbox.folder / "1.refused").write_text(json.dumps(["?"]))
    assert [each.reason for each in inbox.refusals()] == ["The reason can't be read."]


def test_a_new_project_does_not_take_in_what_an_older_one_of_its_name_left(inbox: Inbox) -> None:
    inbox.drop(CONTENT)
    path = inbox.folder.with_name("lead.pilotage.json")
    with pytest.raises(FileProblem, match="Something is left of an earlier project"):
        ProjectFile.create(path, Way().project, at=AT)
    assert len(inbox.waiting()) == 1


def test_it_is_beside_the_file_behind_a_link(inbox: Inbox, path: Path, tmp_path: Path) -> None:
    path.touch()
    (tmp_path / "sub").mkdir()
    linked = tmp_path / "sub" / "other.pilotage.json"
    linked.symlink_to(path)
    assert Inbox(linked).folder == names.inbox(path)
