"""What is no project file is refused in words, and left as it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.store.saving import AT, commit
from tests.way import Way

from pilotage.errors import FileProblem, NewerFile
from pilotage.store import base, names
from pilotage.store.changes import Tables
from pilotage.store.project_file import ProjectFile


def edited(change: Callable[[Tables], object]) -> Callable[[bytes], bytes]:
    """Change the tables, and set the checksum right again."""

    def edit(content: bytes) -> bytes:
        tables = json.loads(content)
        meta = tables["_meta"]["1"]
        sequence, head = meta.pop("sequence"), meta.pop("head")
        del meta["crc"]
        change(tables)
        return b"".join(base.serialized(tables, sequence, head))

    return edit


BAD = {
    "empty": (lambda _: b"", "empty"),
    "blank": (lambda _: b" \n", "empty"),
    "half": (lambda c: c[: len(c) // 2], "JSON"),
    "NUL": (lambda c: b"\0" * len(c), "empty"),
    "binary": (lambda _: b"\x89PNG\r\n\x1a\n\xff\xfe", "JSON"),
    "deep": (lambda _: b"[" * 200_000, "nested"),
    "deep in a record": (lambda _: b'{"project":' * 200_000, "nested"),
    "NaN": (lambda _: b'{"project": {"1": {"x": NaN}}}', "JSON"),
    "long number": (lambda _: b'{"project": {"1": {"x": ' + b"9" * 5000 + b"}}}", "JSON"),
    "list": (lambda _: b"[]", "not a project"),
    "other database": (lambda _: b'{"_default": {}}', "not a project"),
    "project is a list": (lambda _: b'{"project": []}', "“project” is not a table"),
    "project is empty": (lambda _: b'{"project": {}}', "schema version"),
    "document is text": (lambda _: b'{"project": {"1": "x"}}', "not a document"),
    "key is no number": (lambda _: b'{"project": {"one": {}}}', "schema version"),
    "a table is text": (
        lambda c: c.replace(b'"gaps": {}', b'"gaps": "x"'),
        "“gaps” is not a table",
    ),
    "wrong type": (edited(lambda t: t["project"]["1"].update(people=7)), "people"),
    "bad journal": (edited(lambda t: t["journal"]["1"].update(at="now")), "“journal”, record 1"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_and_not_touched(path: Path, name: str) -> None:
    ProjectFile.create(path, Way().project, at=AT).close()
    names.backup(path).unlink()
    damage, said = BAD[name]
    path.write_bytes(damage(path.read_bytes()))
    before, stat = path.read_bytes(), path.stat()
    with pytest.raises(FileProblem) as caught:
        ProjectFile.open(path)
    assert said in caught.value.message
    assert path.name in caught.value.message
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == stat.st_mtime_ns
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "newer",
    [
        edited(lambda t: t["project"]["1"].update(schema_version=99, wonder=True)),
        lambda content: content.replace(b'"container": 1', b'"container": 2'),
    ],
)
def test_a_newer_file_is_refused_as_newer(path: Path, newer: Callable[[bytes], bytes]) -> None:
    ProjectFile.create(path, Way().project, at=AT).close()
    path.write_bytes(newer(path.read_bytes()))
    before = path.read_bytes()
    with pytest.raises(NewerFile, match="newer") as caught:
        ProjectFile.open(path)
    assert "newer version" in caught.value.remedy
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == [path, names.backup(path)]


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="no file"):
        ProjectFile.open(tmp_path / "nothing.pilotage.json")
    with pytest.raises(FileProblem, match="is a folder"):
        ProjectFile.open(tmp_path)
    with pytest.raises(FileProblem, match="name of a file"):
        ProjectFile.open(Path("a\0b"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no named pipes")
def test_a_pipe_does_not_hang(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(FileProblem, match="not a file"):
        ProjectFile.open(path)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may read and write everything"
)
def test_a_file_without_permission(path: Path) -> None:
    ProjectFile.create(path, Way().project, at=AT).close()
    path.chmod(0)
    with pytest.raises(FileProblem, match="permission"):
        ProjectFile.open(path)


def test_a_write_protected_file_is_open_to_read_only(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ProjectFile.create(path, Way().project, at=AT).close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    file = ProjectFile.open(path)
    assert file.read_only
    assert "write-protected" in file.why_read_only


def test_a_file_through_a_link_stays_linked(path: Path, tmp_path: Path) -> None:
    ProjectFile.create(path, Way().project, at=AT).close()
    link = tmp_path / "link.json"
    link.symlink_to(path)
    first = ProjectFile.open(link)
    assert ProjectFile.open(path).read_only
    heard: list[str] = []
    commit(first, "x", heard)
    first.close()
    assert heard == [""]
    assert link.is_symlink()
    assert ProjectFile.open(path, read_only=True).project.note == "x"


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can become somebody else"
)
def test_another_users_file_says_whose_it_is(path: Path, tmp_path: Path) -> None:
    ProjectFile.create(path, Way().project, at=AT).close()
    for folder in (
        tmp_path,
        tmp_path.parent,
        tmp_path.parent.parent,
        tmp_path.parent.parent.parent,
    ):
        folder.chmod(folder.stat().st_mode | 0o055)
    code = (
        "import os, sys; from pathlib import Path\n"
        "from pilotage.store.project_file import ProjectFile\n"
        "from pilotage.errors import FileProblem\n"
        "os.setuid(65534)\n"
        "try: ProjectFile.open(Path(sys.argv[1]))\n"
        "except FileProblem as problem: print(problem)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    assert "It belongs to root" in done.stdout
    assert "Ask root for a copy" in done.stdout


def test_a_link_out_of_the_folder_is_said(path: Path, tmp_path: Path) -> None:
    ProjectFile.create(path, Way().project, at=AT).close()
    near, far = tmp_path / "near.json", tmp_path / "elsewhere" / "far.json"
    far.parent.mkdir()
    near.symlink_to(path)
    far.symlink_to(path)
    for link, said in ((near, ()), (far, (f"far.json is a link; the project is {path}",))):
        file = ProjectFile.open(link)
        assert [note.partition(", and")[0] for note in file.notes] == list(said)
        file.close()
    assert sorted(far.parent.iterdir()) == [far]


def test_a_backup_that_is_a_link_is_not_written_through(path: Path, tmp_path: Path) -> None:
    ProjectFile.create(path, Way().project, at=AT).close()
    mine = tmp_path / "mine"
    mine.write_text("not to be touched")
    names.backup(path).unlink()
    names.backup(path).symlink_to(mine)
    file = ProjectFile.open(path)
    commit(file, "safe")
    file.close()
    assert mine.read_text() == "not to be touched"
    assert ProjectFile.open(path, read_only=True).project.note == "safe"


class TestCreate:
    def test_the_file_its_folder_and_its_first_entry(self, tmp_path: Path) -> None:
        path = tmp_path / "new" / "folder" / "a.pilotage.json"
        file = ProjectFile.create(path, Way().project, at=AT)
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700
        assert path.parent.parent.stat().st_mode & 0o777 == 0o700
        lock = path.with_name("a.pilotage.json.lock")
        assert lock.stat().st_mode & 0o777 == 0o600
        file.close()
        assert [e.action for e in file.journal] == ["create"]
        assert file.journal[0].by == "Ada Builder"
        assert file.journal[0].role == "builder"
        assert "Lead routing" in file.journal[0].what
        assert sorted(path.parent.iterdir()) == [path, names.backup(path)]

    @pytest.mark.parametrize("kind", ["file", "folder", "broken link"])
    def test_it_never_overwrites(self, path: Path, kind: str) -> None:
        if kind == "file":
            path.write_text("mine")
        elif kind == "folder":
            path.mkdir()
        else:
            target = path.with_name("elsewhere")
            target.write_text("mine")
            path.symlink_to(target)
        with pytest.raises(FileProblem, match="exists"):
            ProjectFile.create(path, Way().project, at=AT)
        assert kind != "file" or path.read_text() == "mine"
        assert not path.with_name(path.name + ".lock").exists()

    def test_a_folder_that_is_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x")
        with pytest.raises(FileProblem, match="folder"):
            ProjectFile.create(tmp_path / "file" / "a.json", Way().project, at=AT)

    def test_a_name_that_is_too_long(self, tmp_path: Path) -> None:
        with pytest.raises(FileProblem, match="too long"):
            ProjectFile.create(tmp_path / ("a" * 300), Way().project, at=AT)
