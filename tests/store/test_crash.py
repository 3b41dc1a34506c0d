"""Kill -9 while it writes, and a disk that is really full: nothing acknowledged is lost."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.way import Way

from pilotage.errors import FileProblem
from pilotage.store.project_file import ProjectFile
from pilotage.store.verify import verify

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
KILLS = 24

# Each state has another size, growing and shrinking, so that a torn write can't go unseen.
WRITER = """
    import sys
    from datetime import UTC, datetime
    from pathlib import Path
    from pilotage.store.project_file import ProjectFile

    file = ProjectFile.open(Path(sys.argv[1]))
    assert not file.read_only, file.why_read_only
    number = int(file.project.note.split()[0] or 0) if file.project.note else 0
    while True:
        number += 1
        note = f"{number} " + "x" * (number * 7919 % 3000)
        print("began", number, flush=True)
        file.commit(
            file.project.having(note=note), at=datetime.now(UTC), by="Ada", role="builder",
            action="set_note", what="noted",
            done=lambda problem, n=number: print("failed" if problem else "saved", n, flush=True),
        )
        if number % 3 == 0:
            file.flush()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_kill_9_loses_nothing_that_was_acknowledged(path: Path) -> None:
    ProjectFile.create(path, Way().project, at=AT).close()
    chance, acknowledged = random.Random(4), 0  # noqa: S311 - not for secrets
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(WRITER), str(path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        lines = [process.stdout.readline()]  # it has begun
        time.sleep(chance.uniform(0, 0.08))
        process.kill()
        rest, errors = process.communicate(timeout=20)
        assert not errors
        lines += rest.splitlines(keepends=True)
        whole = [line.split() for line in lines if line.endswith("\n")]
        assert not [line for line in whole if line[0] == "failed"]
        saved = [int(number) for word, number in whole if word == "saved"]
        began = [int(number) for word, number in whole if word == "began"]
        acknowledged = max([acknowledged, *saved])
        note = ProjectFile.open(path, read_only=True).project.note
        on_disk = int(note.split()[0]) if note else 0
        assert acknowledged <= on_disk <= max(began) + 1
        if note:
            assert len(note.split()[1:][0] if " x" in note else "") == on_disk * 7919 % 3000
        assert verify(path).ok
        acknowledged = on_disk
    assert acknowledged > KILLS  # it really was writing when it was killed


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small file system")
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True)
    except FileNotFoundError:
        pytest.skip("there is no `mount` here")
    if mounted.returncode:
        pytest.skip(f"mounting a small file system is refused: {mounted.stderr!r}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(filler: Path) -> None:
    """Write until nothing more fits."""
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(b"x" * 1024):
            pass


def test_a_full_disk_keeps_the_file_and_says_so(small_disk: Path) -> None:
    path = small_disk / "a.pilotage.json"
    file = ProjectFile.create(path, Way().project, at=AT)
    heard: list[str] = []

    def commit(note: str) -> None:
        file.commit(
            file.project.having(note=note),
            at=AT,
            by="Ada",
            role="builder",
            action="set_note",
            what="noted",
            done=heard.append,
        )
        file.flush()

    commit("before")
    assert heard == [""]
    filler = small_disk / "filler"
    fill(filler)
    commit("y" * 4000)
    assert "disk is full" in heard[-1]
    assert "Free some space" in heard[-1]
    assert ProjectFile.open(path, read_only=True).project.note == "before"
    assert verify(path).ok
    assert sorted(p.name for p in small_disk.iterdir()) == [
        path.name,
        path.name + ".lock",
        "filler",
    ]
    filler.unlink()
    file.retry()
    file.flush()
    assert heard[-1] == ""
    file.close()
    assert ProjectFile.open(path, read_only=True).project.note == "y" * 4000
    assert verify(path).ok


def test_a_project_can_not_be_made_on_a_full_disk(small_disk: Path) -> None:
    fill(small_disk / "filler")
    with pytest.raises(FileProblem, match="disk is full"):
        ProjectFile.create(small_disk / "a.pilotage.json", Way().project, at=AT)
    assert [p.name for p in small_disk.iterdir()] == ["filler"]
