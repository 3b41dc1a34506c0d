"""Evidence files: known by their content, never copied unasked, and looked at without a crash."""

from __future__ import annotations

import os
import stat
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pilotage import evidence
from pilotage.errors import FileProblem, Refused
from pilotage.evidence import State, attachable, copy_in, kept_path, look
from pilotage.evidence_file import CHUNK, examine
from pilotage.model.attachment import Attachment
from pilotage.model.record import make
from tests.way import FixedClock

NAMES = ("[b]x a [$y].pdf", "two\nlines.txt", "a  b.md", "-rf", "\u202egnp.exe", "x" * 200)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path / "work" / "leads.pilotage.json"


@pytest.fixture
def file(project: Path) -> Path:
    path = project.parent / "hours.pdf"
    path.write_bytes(b"from nine to five")
    return path


def attached(path: Path, project: Path, **options: Any) -> Attachment:
    found = attachable(path, project, **options)
    return make(Attachment, id=1, about="It", by=1, at=FixedClock().now(), **found.facts)


def test_a_file_is_known_by_its_content(file: Path) -> None:
    found = examine(file)
    assert found.sha256 == sha256(b"from nine to five").hexdigest()
    assert found.size == 17


def test_reading_tells_how_far_it_is_and_can_be_stopped(file: Path) -> None:
    file.write_bytes(bytes(2 * CHUNK + 1))
    told: list[tuple[int, int]] = []
    examine(file, lambda done, of: told.append((done, of)))
    assert [done for done, _ in told] == [
        CHUNK,
        2 * CHUNK,
        2 * CHUNK + 1,
    ]

    def stop(done: int, of: int) -> None:
        raise FileProblem("Stopped.")

    with pytest.raises(FileProblem, match="Stopped"):
        examine(file, stop)


def test_its_path_is_kept_from_the_projects_folder_where_it_is_below(
    file: Path, project: Path, tmp_path: Path
) -> None:
    assert kept_path(file, project) == "hours.pdf"
    deep = project.parent / "proofs" / "x.pdf"
    deep.parent.mkdir()
    assert kept_path(deep, project) == "proofs/x.pdf"
    assert kept_path(tmp_path / "other.pdf", project) == str(tmp_path.resolve() / "other.pdf")
    assert evidence.typed_path(" hours.pdf ", project.parent) == file


def test_it_is_the_same_changed_gone_or_unreadable(file: Path, project: Path) -> None:
    kept = attached(file, project)
    assert look(kept, project).state is State.SAME
    file.write_bytes(b"from nine to six!")
    assert look(kept, project).state is State.CHANGED
    assert "another one" in look(kept, project).detail
    file.write_bytes(b"longer than it was before")
    assert look(kept, project).detail == "it has 25 bytes now, 17 bytes when it was attached"
    file.unlink()
    assert look(kept, project).state is State.GONE
    file.mkdir()
    assert look(kept, project).state is State.UNREADABLE
    assert "is a folder" in look(kept, project).detail


def test_a_project_and_its_files_may_be_moved_together(file: Path, project: Path) -> None:
    kept = attached(file, project)
    moved = project.parent.rename(project.parent.with_name("moved"))
    assert look(kept, moved / project.name).state is State.SAME


def test_what_is_no_ordinary_file_is_refused_in_words(file: Path, project: Path) -> None:
    folder = project.parent
    (folder / "link").symlink_to(file)
    os.mkfifo(folder / "pipe")
    for path, said in (
        (folder / "link", "is a link"),
        (folder / "pipe", "is no ordinary file"),
        (folder, "is a folder"),
        (folder / "none", "There is no file none"),
        (Path("/dev/zero"), "is no ordinary file"),
        (folder / "a\0b", "can be used"),
        (file / "below", "can't be read"),
        (folder / ("x" * 300), "can't be read"),
        (project, "own file"),
        (project.with_name(project.name + ".log"), "own file"),
    ):
        with pytest.raises(FileProblem, match=said):
            attachable(path, project)
    with pytest.raises(FileProblem, match="No file is named"):
        evidence.typed_path("  ", folder)


def test_a_file_that_grows_while_it_is_read_is_not_taken(file: Path) -> None:
    if Path("/proc/self/status").exists():
        with pytest.raises(FileProblem, match="changes while it is read"):
            examine(Path("/proc/self/status"))  # it says 0 bytes and has more

    def grow(done: int, of: int) -> None:
        with file.open("ab") as stream:
            stream.write(b"more")

    with pytest.raises(FileProblem, match="changes while it is read"):
        examine(file, grow)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_said(file: Path) -> None:
    file.chmod(0)
    with pytest.raises(FileProblem, match="can't be read"):
        examine(file)


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_has_a_plain_name_and_is_nobody_elses(
    project: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"it")
    kept = attached(path, project, copy=True)
    folder, _, copied = kept.path.partition("/")
    assert folder == "leads.evidence"
    assert copied.startswith(f"{sha256(b'it').hexdigest()[:12]}-")
    assert copied.isprintable()
    assert len(copied) < 100
    place = project.parent / kept.path
    assert place.read_bytes() == b"it"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    path.unlink()
    assert look(kept, project).state is State.SAME


def test_a_copy_is_made_once_and_replaces_nothing(file: Path, project: Path) -> None:
    first, *_ = copy_in(file, project)
    assert copy_in(file, project)[0] == first
    first.write_bytes(b"somebody's own")
    second, *_ = copy_in(file, project)
    assert second.name == first.name.replace(".pdf", "-2.pdf")
    assert first.read_bytes() == b"somebody's own"
    assert sorted(each.name for each in first.parent.iterdir()) == [second.name, first.name]


def test_a_copy_goes_again_where_attaching_it_is_refused(file: Path, project: Path) -> None:
    def refused() -> None:
        with attachable(file, project, copy=True).for_good() as facts:
            assert (project.parent / facts["path"]).is_file()
            raise Refused("Phase 4 is locked.")

    folder = project.parent / "leads.evidence"
    with pytest.raises(Refused):
        refused()
    assert not folder.exists()
    kept, *_ = copy_in(file, project)
    with pytest.raises(Refused):
        refused()
    assert [*folder.iterdir()] == [kept]  # it was there before
    with pytest.raises(Refused), attachable(file, project).for_good():
        raise Refused("No.")
    assert file.exists()


def test_a_copy_that_can_not_be_written_is_refused(
    file: Path, project: Path, tmp_path: Path
) -> None:
    folder = project.parent / "leads.evidence"
    folder.symlink_to(tmp_path)
    with pytest.raises(FileProblem, match="is a link"):
        copy_in(file, project)
    folder.unlink()
    folder.write_text("in the way")
    with pytest.raises(FileProblem, match="in the place of the copy"):
        copy_in(file, project)
