"""A file that something else changed is not overwritten."""

from __future__ import annotations

import os
from pathlib import Path

from tests.store.saving import commit, file, on_disk
from tests.way import Way

from pilotage.session import Session
from pilotage.store.project_file import ProjectFile

__all__ = ["file"]


class TestConflict:
    def replace(self, path: Path, content: bytes) -> None:
        other = path.with_name("synced")
        other.write_bytes(content)
        other.replace(path)

    def test_a_file_that_something_else_changed_is_not_overwritten(
        self, file: ProjectFile, path: Path
    ) -> None:
        heard: list[str] = []
        theirs = path.read_bytes().replace(b"Lead routing", b"Lead ROUTING")
        self.replace(path, theirs)
        commit(file, "ours", heard)
        file.flush()
        assert path.read_bytes() == theirs
        beside = list(path.parent.glob("*.conflict-*.json"))
        assert len(beside) == 1
        assert beside[0].name.startswith("lead.conflict-")
        assert beside[0].name.endswith(".pilotage.json")
        assert beside[0].name in heard[0]
        assert "Another program changed" in heard[0]
        assert on_disk(beside[0]).note == "ours"
        commit(file, "ours, further", heard)
        file.flush()
        assert on_disk(beside[0]).note == "ours, further"
        assert len(list(path.parent.glob("*.conflict-*.json"))) == 1
        assert path.read_bytes() == theirs

    def test_a_copy_of_the_same_content_is_no_conflict(self, file: ProjectFile, path: Path) -> None:
        self.replace(path, path.read_bytes())
        commit(file, "ours")
        file.flush()
        assert file.problem == ""
        assert on_disk(path).note == "ours"

    def test_a_file_that_is_gone_is_written_again(self, file: ProjectFile, path: Path) -> None:
        path.unlink()
        commit(file, "ours")
        file.flush()
        assert (file.problem, on_disk(path).note) == ("", "ours")

    def test_our_own_saves_are_no_conflict(self, file: ProjectFile, path: Path) -> None:
        for number in range(5):
            commit(file, str(number))
            file.flush()
        assert (file.problem, on_disk(path).note) == ("", "4")

    def test_a_change_that_keeps_size_and_name_is_noticed(self, worked: Path) -> None:
        session = Session.open(worked, Way().clock)
        content = worked.read_bytes().replace(b"Which inbox?", b"Which INBOX?")
        worked.write_bytes(content)  # in place: the same inode, the same size
        os.utime(worked, ns=(1, worked.stat().st_mtime_ns + 5))
        session.drive(2)
        assert session.flush().kind == "failed"
        session.close()
        assert worked.read_bytes() == content
