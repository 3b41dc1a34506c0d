"""A bundle as a file: what it may hold, and how it is worked on and put together again."""

from __future__ import annotations

import errno
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.handing import Hands, drive

from pilotage.errors import FileInUse, FileProblem
from pilotage.session import Session
from pilotage.store import bundle
from pilotage.store.project_file import ProjectFile
from pilotage.store.verify import verify
from pilotage.store.working import open_any


@pytest.fixture(autouse=True)
def without_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bundles without a page to read: making the PDF takes most of the time."""
    monkeypatch.setattr("pilotage.handover._pages", lambda *_: ({bundle.HTML: b"<p>"}, ""))


@pytest.fixture
def hands(tmp_path: Path) -> Hands:
    return Hands(tmp_path)


@pytest.fixture
def out(hands: Hands) -> Path:
    return hands.hand_over()


def beside(out: Path) -> list[str]:
    """What is there of a bundle and its working file."""
    return sorted(each.name for each in out.parent.iterdir() if each.name.startswith("dana"))


def runs_in(out: Path) -> int:
    return len(read_only(out).project.runs)


def read_only(out: Path) -> ProjectFile:
    """The project in a bundle, opened to read only."""
    return open_any(out, read_only=True)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("dana", "dana.handoff.zip"),
        ("dana.zip", "dana.zip"),
        ("dana.handoff.zip", "dana.handoff.zip"),
        ("v1.2", "v1.2.handoff.zip"),
    ],
)
def test_names(tmp_path: Path, asked: str, written: str) -> None:
    path = bundle.with_ending(tmp_path / asked)
    assert path.name == written
    assert bundle.working_path(path).name.endswith(".handoff.pilotage.json")


def test_the_same_members_make_the_same_bytes(out: Path) -> None:
    members = bundle.read(out)
    assert bundle.packed(members) == bundle.packed(dict(reversed(members.items())))
    assert out.read_bytes() == bundle.packed(members)


def test_it_is_for_its_owner_alone(out: Path) -> None:
    assert out.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(out) as file:
        assert all(info.external_attr >> 16 & 0o777 == 0o600 for info in file.infolist())


def _with(**extra: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "a") as file:
            for name, text in extra.items():
                file.writestr(name, text)

    return make


def _escaping(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("../../evil.txt", "x")


def _twice(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr(bundle.PROJECT, "{}")


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(bundle.README, b"\0" * (bundle.MEMBERS[bundle.README] + 1))


def _lying_bomb(path: Path) -> None:
    """It says that it is small, and is not."""
    _bomb(path)
    real = (bundle.MEMBERS[bundle.README] + 1).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(real, (100).to_bytes(4, "little")))


def _nothing(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(bundle.HTML, "<p>")


def _bzip2(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(bundle.PROJECT, "{}")
    path.write_bytes(path.read_bytes().replace(b"\x14\0\0\0\x08\0", b"\x14\0\0\0\x63\0"))


def _locked_with_a_password(path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))


def _text(path: Path) -> None:
    path.write_text("no ZIP at all", "utf-8")


BAD: list[tuple[Callable[[Path], None], str]] = [
    (_with(**{"notes.txt": "x"}), "holds what no bundle holds: “notes.txt”"),
    (_escaping, "holds what no bundle holds: “../../evil.txt”"),
    (_twice, "holds what no bundle holds: “project.pilotage.json”"),
    (_bomb, "“README.txt” in dana.handoff.zip is too large"),
    (_lying_bomb, "damaged on its way|too large"),
    (_nothing, "it holds no project"),
    (_bzip2, "no bundle, or was damaged|packed by another program"),
    (_locked_with_a_password, "packed by another program|damaged"),
    (_text, "is no bundle, or was damaged on its way"),
]


@pytest.mark.parametrize(("spoil", "says"), BAD, ids=[says[:24] for _, says in BAD])
def test_what_is_no_bundle_is_refused(
    hands: Hands, out: Path, spoil: Callable[[Path], None], says: str
) -> None:
    spoil(out)
    for use in (lambda: Session.open(out, hands.clock), lambda: hands.merge(out)):
        with pytest.raises(FileProblem, match=says):
            use()
    assert beside(out) == ["dana.handoff.zip"]
    assert not list(out.parent.parent.glob("evil*"))


def test_it_is_put_together_again_on_leaving(hands: Hands, out: Path) -> None:
    before = out.read_bytes()
    with hands.at(out) as there:
        assert there.path == out
        assert "dana.handoff.pilotage.json" in beside(out)
    assert out.read_bytes() == before  # nothing was done
    with hands.at(out) as there:
        drive(there)
    assert beside(out) == ["dana.handoff.zip"]
    assert runs_in(out) == 1
    assert bundle.read(out)[bundle.HTML] == b"<p>"
    assert hands.merge(out).merged


def test_a_working_file_that_a_crash_left_is_gone_on_with(hands: Hands, out: Path) -> None:
    members = bundle.read(out)
    with hands.at(out) as there:
        drive(there)
        there.flush()
        kept = {each: each.read_bytes() for each in out.parent.glob("dana.handoff.pilotage*")}
    bundle.write(out, members)  # as it was before
    for path, content in kept.items():
        if not path.name.endswith(".lock"):
            path.write_bytes(content)
    with hands.at(out) as there:
        assert len(there.project.runs) == 1
        drive(there)
    assert runs_in(out) == 2
    assert beside(out) == ["dana.handoff.zip"]


def test_a_working_file_that_was_packed_but_not_removed(hands: Hands, out: Path) -> None:
    with hands.at(out) as there:
        drive(there)
    working = bundle.working_path(out)
    working.write_bytes(bundle.read(out)[bundle.PROJECT])
    with hands.at(out) as there:
        assert len(there.project.runs) == 1
    assert beside(out) == ["dana.handoff.zip"]


def test_a_newer_bundle_takes_the_place_of_an_older_working_file(hands: Hands, out: Path) -> None:
    old = bundle.read(out)[bundle.PROJECT]
    with hands.at(out) as there:
        drive(there)
    bundle.working_path(out).write_bytes(old)
    with hands.at(out) as there:
        assert len(there.project.runs) == 1


def test_two_that_have_each_gone_on_are_both_kept(hands: Hands, out: Path) -> None:
    old = bundle.read(out)
    with hands.at(out) as there:
        drive(there, "One")
    one = bundle.read(out)[bundle.PROJECT]
    bundle.write(out, old)
    with hands.at(out) as there:
        drive(there, "Two")
    working = bundle.working_path(out)
    working.write_bytes(one)
    with pytest.raises(FileProblem, match="each gone on without the other") as error:
        Session.open(out, hands.clock)
    assert "merge both" in error.value.remedy
    hands.merge(out)
    hands.merge(working)
    assert sorted(gap.text for gap in hands.project.gaps) == ["One", "Two"]


def test_what_changes_the_bundle_meanwhile_is_not_written_over(hands: Hands, out: Path) -> None:
    other = bundle.read(hands.hand_over("other"))
    session = Session.open(out, hands.clock)
    drive(session)
    bundle.write(out, other)
    session.close()
    assert "was changed by something else meanwhile" in session.left_behind
    assert "All is kept in dana.handoff.pilotage.json" in session.left_behind
    assert bundle.read(out) == other
    assert len(hands.merge(bundle.working_path(out)).merged) == 2


def test_a_full_disk_on_leaving_loses_nothing(
    hands: Hands, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.open(out, hands.clock)
    drive(session)
    session.flush()
    before = out.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(bundle, "write", full)
        session.close()
    assert "The disk is full" in session.left_behind
    assert out.read_bytes() == before
    assert verify(bundle.working_path(out)).ok
    with hands.at(out) as there:
        assert len(there.project.runs) == 1
    assert runs_in(out) == 1


def test_a_folder_that_can_only_be_read(
    hands: Hands, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def may_not(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("pilotage.store.working.atomic.write", may_not)
    with pytest.raises(FileProblem, match="can't be made; a bundle is worked on in it"):
        Session.open(out, hands.clock)
    assert beside(out) == ["dana.handoff.zip"]


def test_a_second_instance_reads_along(hands: Hands, out: Path) -> None:
    with hands.at(out) as there:
        second = Session.open(out, hands.clock)
        assert second.read_only
        drive(there)
        there.flush()
        assert second.follow()
        assert len(second.project.runs) == 1
        with pytest.raises(FileInUse):
            second.take_over()
        second.close()
        assert "dana.handoff.pilotage.json" in beside(out)
    assert beside(out) == ["dana.handoff.zip"]


def test_reading_a_bundle_writes_nothing(hands: Hands, out: Path) -> None:
    with hands.at(out) as there:
        drive(there)
    file = read_only(out)
    assert (file.read_only, len(file.project.runs)) == (True, 1)
    assert [entry.action for entry in file.journal] == ["create", "start_run", "end_run"]
    assert not file.at(2).project.runs[0].ended
    assert beside(out) == ["dana.handoff.zip"]
