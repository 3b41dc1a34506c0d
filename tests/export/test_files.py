"""Exported files: names that work everywhere, nothing lost, nothing half written."""

from __future__ import annotations

import os
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.errors import FileProblem
from pilotage.export import files


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Leads: first/second reply", "leads-first-second-reply"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-"),
        ("…", "workflow"),
        ("a\x1b[2Jb", "a-2jb"),
        ("漢字 workflow", "漢字-workflow"),
    ],
)
def test_a_title_becomes_a_safe_name(title: str, name: str) -> None:
    assert files.safe_name(title) == name


@given(st.text(max_size=200))
def test_every_title_becomes_one_part_of_a_path(title: str) -> None:
    name = files.safe_name(title)
    assert name
    assert len(f"{name}.pilotage.json".encode()) < 200
    for kind in (Path, PureWindowsPath):
        assert kind(name).parts == (name,)
    assert name == name.strip(". ")


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    files.write(file, "first\n")
    with pytest.raises(FileProblem, match=r"page\.md already exists"):
        files.write(file, "second\n")
    assert file.read_text("utf-8") == "first\n"
    files.write(file, "third\n", force=True)
    assert file.read_bytes() == b"third\n"
    assert list(tmp_path.iterdir()) == [file]


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    files.write(tmp_path / "page.pdf", b"\r\n\xff")
    assert (tmp_path / "page.pdf").read_bytes() == b"\r\n\xff"


def test_a_file_that_comes_in_between_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "page.md"
    sync = os.fsync

    def meanwhile(handle: int) -> None:
        sync(handle)
        file.write_text("somebody's")

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(FileProblem, match="already exists"):
        files.write(file, "mine")
    assert file.read_text() == "somebody's"
    assert list(tmp_path.iterdir()) == [file]


def test_a_broken_link_counts_as_taken(tmp_path: Path) -> None:
    link = tmp_path / "page.md"
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileProblem):
        files.write(link, "text")
    assert files.free_path(tmp_path, "page", ".md") == tmp_path / "page-2.md"


def test_its_folder_is_made(tmp_path: Path) -> None:
    files.write(tmp_path / "a" / "b" / "page.md", "text")
    assert (tmp_path / "a" / "b" / "page.md").read_text("utf-8") == "text"


def test_a_place_where_nothing_can_be_written_is_a_problem_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileProblem, match=r"page\.md can't be written"):
        files.write(tmp_path / "file" / "page.md", "text")
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileProblem, match="is a folder"):
        files.write(tmp_path / "folder", "text", force=True)


def test_a_free_path_counts_on(tmp_path: Path) -> None:
    for expected in ("page.md", "page-2.md", "page-3.md"):
        path = files.free_path(tmp_path, "page", ".md")
        assert path.name == expected
        path.touch()
